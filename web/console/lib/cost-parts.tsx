/** What a cost of serving is made of: each driver with its count, its rates and its cost, and what is not known. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CostPart } from '../../../contract/costs.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { PlainTable } from '../../ui/plain-table.tsx'

export function CostParts({ parts, currency }: { parts: readonly CostPart[]; currency: string }) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const gaps = (part: CostPart) =>
    [
      part.without_rate > 0 && t('withoutRate', { count: Math.ceil(part.without_rate) }),
      part.not_told > 0 && t(`notTold.${part.part === 'freight' ? 'freight' : 'weight'}`, { count: part.not_told }),
    ].filter(Boolean)
  return (
    <PlainTable
      label={t('parts')}
      rows={parts}
      rowKey={({ part }) => part}
      columns={[
        { id: 'part', header: t('part'), cell: (row) => t(`driver.${row.part}`), isTitle: true },
        {
          id: 'count',
          header: t('count'),
          isNumber: true,
          cell: (row) => formats.number(Math.round(row.count * 10) / 10),
        },
        {
          id: 'rate',
          header: t('rate'),
          isNumber: true,
          cell: (row) => (
            <Stack gap={0}>
              {row.rates.map(({ rate_id, amount }) => (
                <span key={rate_id}>{formats.price(amount, currency)}</span>
              ))}
              {row.part === 'freight' && <span>{t('asBilled')}</span>}
            </Stack>
          ),
        },
        {
          id: 'cost',
          header: t('cost'),
          isNumber: true,
          cell: (row) => (
            <Stack gap={0}>
              <span>
                {row.part !== 'freight' && row.rates.length === 0
                  ? t('notKnown')
                  : formats.money(row.cost_minor, currency)}
              </span>
              {gaps(row).map((gap) => (
                <Text key={String(gap)} size="xs" c="dimmed">
                  {gap}
                </Text>
              ))}
            </Stack>
          ),
        },
      ]}
    />
  )
}
