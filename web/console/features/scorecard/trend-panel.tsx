/** How a rate moved over the period, with its interval as a band. */
import { Group, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { TrendChart } from '../../../ui/trend-chart.tsx'
import { type Asked, useTrend } from './use-scorecard.ts'

const TRENDS = ['otif', 'on_time', 'in_full', 'perfect_line'] as const
type Trend = (typeof TRENDS)[number]
const GRAINS = ['day', 'week', 'month'] as const
type Grain = (typeof GRAINS)[number]

const oneOf = <T extends string>(values: readonly T[], value: string | undefined, otherwise: T): T =>
  values.includes(value as T) ? (value as T) : otherwise

export function TrendPanel({ asked }: { asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const { filters, change, period, question } = asked
  const grain = oneOf<Grain>(GRAINS, filters.grain, daysIn(period) > 200 ? 'month' : 'week')
  const measure = oneOf<Trend>(TRENDS, filters.trend, 'otif')
  const trend = useTrend(question, grain)
  const nameOf = (day: string) => (grain === 'month' ? formats.shortMonth(day) : formats.shortDay(day))
  return (
    <Surface
      title={t('trend.title', { measure: t(`measure.${measure}.name`) })}
      note={t('trend.note')}
      actions={
        <Group gap="xs">
          <Select
            size="xs"
            w={150}
            aria-label={t('trend.measure')}
            data={TRENDS.map((one) => ({ value: one, label: t(`measure.${one}.name`) }))}
            value={measure}
            allowDeselect={false}
            onChange={(next) => change({ trend: next ?? undefined })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('trend.grain')}
            data={GRAINS.map((one) => ({ value: one, label: t(`grain.${one}`) }))}
            value={grain}
            onChange={(next) => change({ grain: next })}
          />
        </Group>
      }
    >
      <Answer of={trend} waiting={<Skeleton height={240} />}>
        {({ rows }) => (
          <TrendChart
            label={t('trend.title', { measure: t(`measure.${measure}.name`) })}
            casesLabel={t('linesLabel')}
            points={rows.map((row) => ({
              period: row.member,
              label: nameOf(row.member),
              numerator: row[measure].numerator,
              denominator: row[measure].denominator,
            }))}
          />
        )}
      </Answer>
    </Surface>
  )
}

const daysIn = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000
