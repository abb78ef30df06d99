/** How far an order has come, as a mark and a word. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OrderRow } from '../../../../contract/order-file.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'

const LOOKS: Record<OrderRow['state'], { icon: IconName; color: string }> = {
  open: { icon: 'clock', color: 'var(--sf-note)' },
  shipped: { icon: 'truck', color: 'var(--sf-note)' },
  delivered: { icon: 'check', color: 'var(--sf-right)' },
  cancelled: { icon: 'dash', color: 'var(--sf-dim)' },
}

export function OrderStateMark({ state }: { state: OrderRow['state'] }) {
  const { t } = useTranslation('orders')
  const { icon, color } = LOOKS[state]
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      <Icon name={icon} size={16} />
      <Text size="sm" inherit>
        {t(`state.${state}`)}
      </Text>
    </Group>
  )
}
