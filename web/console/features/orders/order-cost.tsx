/** What serving this order cost, part by part. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OrderCost as Cost } from '../../../../contract/costs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { CostParts } from '../../lib/cost-parts.tsx'

export function OrderCost({ orderId }: { orderId: string }) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const { data: cost } = useQuery({
    queryKey: ['order-cost', orderId],
    queryFn: ({ signal }) => call<Cost>(`/api/v1/orders/${encodeURIComponent(orderId)}/costs`, { signal }),
  })
  if (!cost?.currency || cost.parts.length === 0) return null
  const money = (minor: number) => formats.money(minor, cost.currency!)
  const note = {
    serving: money(cost.serving_minor),
    value: money(cost.value_minor),
    margin: money(cost.margin_minor),
  }
  return (
    <Surface title={t('orderTitle')} note={t(cost.unbilled ? 'orderNoteUnbilled' : 'orderNote', note)}>
      <CostParts parts={cost.parts} currency={cost.currency} />
    </Surface>
  )
}
