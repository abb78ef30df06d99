/** In whose place the goods of a line come, or which come in their place: each leads to the other order. */
import { Anchor, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OrderLine } from './order-records.ts'

export function ReplacedNote({ line }: { line: OrderLine }) {
  const { t } = useTranslation('orders')
  const to = (order: string, number: number) => `/orders/${encodeURIComponent(order)}?line=${number}`
  const { replaces, replaced_by } = line
  if (!replaces && replaced_by.length === 0) return null
  return (
    <Group gap="md">
      {replaces && (
        <Anchor component={Link} size="sm" to={to(replaces.order_id, replaces.line_number)}>
          {t('replaces', { order: replaces.order_id, line: replaces.line_number })}
        </Anchor>
      )}
      {replaced_by.map(({ claim_id, order_id, line_number }) => (
        <Anchor key={claim_id} component={Link} size="sm" to={to(order_id, line_number)}>
          {t('replacedBy', { order: order_id })}
        </Anchor>
      ))}
    </Group>
  )
}
