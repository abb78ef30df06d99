/** What competitors ask for the same, beside our price: seen when, known how. Only where somebody's price is known. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Quote } from '../../../../contract/quotes.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { FitMark } from '../../lib/fit-mark.tsx'
import { useNames } from '../../lib/records/use-names.ts'

export function MarketPanel({ market }: Pick<Quote, 'market'>) {
  const { t } = useTranslation(['desk', 'value', 'field'])
  const formats = useFormats()
  const productOf = useNames(
    '/products',
    market.map((row) => row.product_id),
  )
  if (market.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('market')}
      </Text>
      <PlainTable
        label={t('market')}
        rows={market}
        rowKey={(row) => String(row.line_number)}
        columns={[
          { id: 'what', header: t('what'), cell: (row) => productOf(row.product_id), isTitle: true },
          {
            id: 'ours',
            header: t('ourPrice'),
            isNumber: true,
            cell: (row) => formats.price(row.unit_price, row.currency ?? ''),
          },
          {
            id: 'theirs',
            header: t('theirPrice'),
            cell: (row) =>
              t('theirPriceText', {
                competitor: row.competitor.competitor,
                price: formats.price(row.competitor.unit_price, row.currency ?? ''),
              }),
          },
          {
            id: 'seen',
            header: t('field:seen_on'),
            cell: (row) =>
              `${formats.date(row.competitor.seen_on)} · ${t(`value:evidence.${row.competitor.evidence}`)}`,
          },
          {
            id: 'fit',
            header: t('field:fit'),
            cell: (row) => row.fit && <FitMark fit={row.fit} difference={row.difference_percent} />,
          },
        ]}
      />
    </div>
  )
}
