/** Elements, counts and money before and after, each change with the range that 95 of 100 draws lie in, as picture and as table. */
import { useTranslation } from 'react-i18next'
import type {
  Compared,
  REPLAYED_COUNTS,
  REPLAYED_ELEMENTS,
  REPLAYED_MONEY,
  ReplayKind,
  ReplayMeasured,
} from '../../../../contract/replays.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { ChangeBand } from '../../lib/change-band.tsx'

type Name = (typeof REPLAYED_ELEMENTS)[number] | (typeof REPLAYED_COUNTS)[number] | (typeof REPLAYED_MONEY)[number]
type Row = { name: Name; told: Compared; isBetterMore: boolean | null; text: (value: number | null) => string }

type Props = { measured: ReplayMeasured; currency: string | null; label: string; kind: ReplayKind }

export function ChangesTable({ measured, currency, label, kind }: Props) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const { elements, counts, money } = measured
  const percent = (value: number | null) => formats.percent(value)
  const days = (value: number | null) => formats.duration(value, 'day', { min: 0, max: 2 })
  const number = (value: number | null) => formats.number(value === null ? null : Math.round(value))
  const worth = (value: number | null) => (currency ? formats.estimate(value, currency) : number(value))
  const kilograms = (value: number | null) =>
    value === null ? '–' : `${formats.number(Math.round(value / 1000))}\u00a0kg`
  const row = (name: Name, told: Compared, isBetterMore: boolean | null, text: Row['text']): Row => ({
    ...{ name, told, isBetterMore, text },
  })
  const rows: Row[] = [
    row('otif', elements.otif, true, percent),
    row('on_time', elements.on_time, true, percent),
    row('days', elements.days, false, days),
    row('promised_days', elements.promised_days, false, days),
    row('in_stock', elements.in_stock, true, percent),
    row('stops', counts.stops, null, number),
    row('expedited', counts.expedited, null, number),
    row('merged', counts.merged, null, number),
    row('lost_orders', counts.lost_orders, false, number),
    row('revenue', money.revenue, true, worth),
    row('cost', money.cost, false, worth),
    row('gain', money.gain, true, worth),
    row('reaction', money.reaction, true, worth),
    row('emission', money.emission, false, kilograms),
  ].filter(({ told }) => told.before !== null || told.after !== null)
  return (
    <PlainTable
      label={label}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          id: 'name',
          header: t('figure'),
          cell: ({ name }) => (
            <Figure
              value={t(`name.${name}`)}
              label={t(`name.${name}`)}
              rule={{ title: t(`name.${name}`), definition: t(`rule.${name}`) }}
            />
          ),
          isTitle: true,
        },
        {
          id: 'before',
          header: t('today'),
          cell: ({ told, text, name }) => (name === 'reaction' ? null : text(told.before)),
          isNumber: true,
        },
        { id: 'after', header: t('proposed'), cell: ({ told, text }) => text(told.after), isNumber: true },
        {
          id: 'change',
          header: t('change'),
          cell: ({ told, text, isBetterMore, name }) => (
            <ChangeBand
              told={told}
              isBetterMore={isBetterMore}
              label={t(`looked.${kind}.range`, { name: t(`name.${name}`), low: text(told.low), high: text(told.high) })}
            >
              {told.change === null
                ? '–'
                : told.change === 0
                  ? t('same')
                  : `${told.change > 0 ? '+' : ''}${text(told.change)}`}
            </ChangeBand>
          ),
        },
      ]}
    />
  )
}
