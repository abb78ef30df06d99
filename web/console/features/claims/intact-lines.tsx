/** The delivered lines behind one rate, harmed ones on top; each leads to its order. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type IntactLine, IntactLinesQuery, type IntactQuery } from '../../../../contract/claims.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'

type Props = { by: IntactQuery['by']; member: string; outcome: string | undefined }
const OUTCOMES = IntactLinesQuery.shape.outcome.unwrap().options

export function IntactLines({ by, member, outcome }: Props) {
  const { t, i18n } = useTranslation(['claims', 'value'])
  const formats = useFormats()
  const navigate = useNavigate()
  const list = useCountedList<IntactLine>({
    ...{ path: '/intact-goods/lines', name: 'lines', queryKey: ['intact-lines'] },
    asked: { by, member, outcome },
  })
  const condition = (code: string | null) =>
    code && i18n.exists(`value:condition.${code}`) ? t(`value:condition.${code}`) : code
  return (
    <Stack gap="sm">
      <ChoiceFilter
        name="outcome"
        label={t('intact.outcome')}
        choices={OUTCOMES.map((value) => ({ value, label: t(`intact.outcomes.${value}`) }))}
      />
      <CountedTable
        of={list}
        name="intact-lines"
        label={t('intact.linesOf', { member })}
        rowKey={(row) => `${row.delivery_id} ${row.order_id} ${row.line_number}`}
        onOpen={(row) => navigate(`/orders/${encodeURIComponent(row.order_id)}`)}
        isFiltered
        columns={[
          { id: 'order', header: t('order'), cell: (row) => `${row.order_id} / ${row.line_number}`, isTitle: true },
          { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
          { id: 'product', header: t('product'), cell: (row) => row.product_name ?? row.product_id },
          { id: 'outcome', header: t('intact.outcome'), cell: (row) => t(`intact.outcomes.${row.outcome}`) },
          { id: 'condition', header: t('condition'), cell: (row) => condition(row.condition) },
          { id: 'claim', header: t('number'), cell: (row) => row.claim_id },
          {
            id: 'delivered',
            header: t('delivered'),
            cell: (row) => formats.date(row.delivered_on),
            text: (row) => row.delivered_on,
          },
        ]}
        empty={<Empty icon="truck" title={t('intact.none')} />}
      />
    </Stack>
  )
}
