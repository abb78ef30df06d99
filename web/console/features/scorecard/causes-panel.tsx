/** What broke first, from most to least: the place to begin. */
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { Empty } from '../../../ui/notices.tsx'
import { RankedBars } from '../../../ui/ranked-bars.tsx'
import { Surface } from '../../../ui/surface.tsx'
import type { Asked } from './use-scorecard.ts'

export function CausesPanel({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation(['scorecard', 'rights'])
  const by = asked.filters.causes === 'any' ? 'any' : 'first'
  const bars = scorecard.causes.map((row) => ({
    id: row.cause,
    label: t(`rights:cause.${row.cause}`),
    count: row[by],
    to: asked.linesTo({ cause: row.cause }),
  }))
  const title = t(`causes.${by}`)
  return (
    <Surface
      title={title}
      note={t(`causes.${by}Note`)}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('causes.choose')}
          data={[
            { value: 'first', label: t('causes.firstShort') },
            { value: 'any', label: t('causes.anyShort') },
          ]}
          value={by}
          onChange={(next) => asked.change({ causes: next === 'any' ? 'any' : undefined })}
        />
      }
    >
      {bars.some((bar) => bar.count > 0) ? (
        <RankedBars bars={bars} label={title} />
      ) : (
        <Empty isSuccess title={t('causes.none')} />
      )}
    </Surface>
  )
}
