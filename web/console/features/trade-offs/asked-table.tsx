/** What today's levels cost beyond the least that is offered, and who asked for it: spending that nobody asked for stands first. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ground, Weighed } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useLevelText } from './level-text.ts'

type Props = { grounds: readonly Ground[]; segments: Weighed['segments']; currency: string }

export function AskedTable({ grounds, segments, currency }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(currency)
  const names = new Map(segments.map((one) => [one.segment_id, one.name]))
  const rows = grounds
    // Against today every level's cost is told: what the cheapest would save is what today's costs beyond it.
    .map((ground) => ({ ...ground, spent: 0 - Math.min(...ground.levels.map(({ cost }) => cost)) }))
    .filter(({ spent }) => spent > 0.5)
    .toSorted((a, b) => Number(a.floors.length > 0) - Number(b.floors.length > 0) || b.spent - a.spent)
  if (rows.length === 0) return t('nothingSpent')
  return (
    <PlainTable
      label={t('asked')}
      rows={rows}
      rowKey={({ segment, element }) => `${segment} ${element}`}
      columns={[
        {
          id: 'element',
          header: t('lever'),
          cell: ({ segment, element, today }) =>
            `${names.get(segment) ?? segment}: ${t(`element.${element}`)}, ${levelText(element, today)}`,
          isTitle: true,
        },
        { id: 'spent', header: t('spent'), cell: ({ spent }) => formats.estimate(spent, currency), isNumber: true },
        {
          id: 'asked',
          header: t('askedBy'),
          cell: ({ segment, element, floors }) =>
            floors.length ? (
              floors.map(({ reason }) => reason).join(' ')
            ) : (
              <>
                {t('nobody')}{' '}
                <Link to={addressOf('/packages/floors', { segment_id: segment, element })} style={{ color: 'inherit' }}>
                  {t('toFloors')}
                </Link>
              </>
            ),
        },
      ]}
    />
  )
}
