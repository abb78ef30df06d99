/** What we keep to at this order, as it was agreed for the customer and the place. Nothing is shown where nothing was said. */
import { List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppliedRequirements } from '../../../../contract/applied-requirements.ts'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'

export function OrderRequirements({ orderId }: { orderId: string }) {
  const { t } = useTranslation('orders')
  const applied = useQuery({
    queryKey: ['portal-order', orderId, 'requirements'],
    queryFn: ({ signal }) =>
      call<AppliedRequirements>(`/api/v1/portal/orders/${encodeURIComponent(orderId)}/requirements`, { signal }),
  })
  if (!applied.data?.rows.length) return null
  return (
    <Surface title={t('weKeepTo')}>
      <List size="sm" spacing={4} mt="xs">
        {applied.data.rows.map((row) => (
          <List.Item key={row.requirement_id}>
            <Text size="sm" component="span">
              {row.text}
            </Text>
          </List.Item>
        ))}
      </List>
    </Surface>
  )
}
