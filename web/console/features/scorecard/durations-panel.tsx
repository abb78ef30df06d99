/** How long orders took, step by step: the median and what nine and nineteen of twenty stayed below, never the mean alone. */
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'

export function DurationsPanel({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const rows = scorecard.durations.filter((row) => row.count > 0)
  const text = (seconds: number | null) =>
    seconds !== null && seconds < 86_400
      ? formats.duration(seconds / 3600, 'hour')
      : formats.duration(seconds === null ? null : seconds / 86_400, 'day')
  return (
    <Surface title={t('durations.title')} note={t('durations.note')}>
      {rows.length === 0 ? (
        <Empty icon="clock" title={t('durations.none')} />
      ) : (
        <PlainTable
          label={t('durations.title')}
          rows={rows}
          rowKey={(row) => row.step}
          columns={[
            { id: 'step', header: t('durations.step'), cell: (row) => t(`step.${row.step}`), isTitle: true },
            { id: 'p50', header: t('durations.p50'), cell: (row) => text(row.p50), isNumber: true },
            { id: 'p90', header: t('durations.p90'), cell: (row) => text(row.p90), isNumber: true },
            { id: 'p95', header: t('durations.p95'), cell: (row) => text(row.p95), isNumber: true },
            { id: 'count', header: t('linesLabel'), cell: (row) => formats.number(row.count), isNumber: true },
          ]}
        />
      )}
    </Surface>
  )
}
