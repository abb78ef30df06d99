/** The doors of a trip in their order, each with how it stands. */
import { Anchor, Box, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SeenStop } from '../../../../contract/vehicles.ts'
import { STOP_MARKS, useFailedText, useStopText } from './trip-text.ts'

interface Props {
  readonly stops: readonly SeenStop[]
  readonly label: string
  /** What can be done at a door. */
  readonly action?: (stop: SeenStop) => ReactNode
}

export function StopList({ stops, label, action }: Props) {
  const { t } = useTranslation('vehicles')
  const textOf = useStopText()
  const failedOf = useFailedText()
  return (
    <Stack component="ol" gap="sm" aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {stops.map((stop) => (
        <Group component="li" key={stop.stop_number} gap="sm" wrap="nowrap" align="flex-start">
          <Box aria-hidden w={20} ta="center" fw={700}>
            {STOP_MARKS[stop.state]}
          </Box>
          <Stack gap={0} style={{ minWidth: 0, flex: 1 }}>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {stop.place ?? stop.location_id ?? stop.shipment_id}
            </Text>
            <Text size="sm" c="dimmed">
              {[stop.street, stop.postal_code, stop.city].filter(Boolean).join(', ') || t('noAddress')}
            </Text>
            <Text size="sm">
              <Text span inherit fw={600}>
                {t(`stopState.${stop.state}`)}
              </Text>
              {textOf(stop) !== t(`stopState.${stop.state}`) && `: ${textOf(stop)}`}
            </Text>
            {failedOf(stop) && <Text size="sm">{failedOf(stop)}</Text>}
            <Group gap="xs">
              {stop.orders.map((order) => (
                <Anchor key={order} component={Link} size="sm" to={`/orders/${encodeURIComponent(order)}`}>
                  {order}
                </Anchor>
              ))}
            </Group>
            {action?.(stop)}
          </Stack>
        </Group>
      ))}
    </Stack>
  )
}
