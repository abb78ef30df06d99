/** How long orders took, step by step: the median and what nine and nineteen of twenty stayed below, never the mean alone. */
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { byStep, keyOfStep, useStepText } from '../../lib/step-times.ts'

export function DurationsPanel({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const text = useStepText()
  const rows = byStep(scorecard.durations.filter((row) => row.count > 0))
  return (
    <Surface title={t('durations.title')} note={t('durations.note')}>
      {rows.length === 0 ? (
        <Empty icon="clock" title={t('durations.none')} />
      ) : (
        <PlainTable
          label={t('durations.title')}
          rows={rows}
          rowKey={keyOfStep}
          columns={[
            { id: 'step', header: t('durations.step'), cell: text.name, isTitle: true },
            { id: 'kind', header: t('durations.kind'), cell: text.kind },
            { id: 'p50', header: t('durations.p50'), cell: (row) => text.time(row, row.p50), isNumber: true },
            { id: 'p90', header: t('durations.p90'), cell: (row) => text.time(row, row.p90), isNumber: true },
            { id: 'p95', header: t('durations.p95'), cell: (row) => text.time(row, row.p95), isNumber: true },
            { id: 'count', header: t('linesLabel'), cell: (row) => formats.number(row.count), isNumber: true },
          ]}
        />
      )}
    </Surface>
  )
}
