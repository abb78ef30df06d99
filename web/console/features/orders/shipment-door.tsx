/** What the driver is to know of a shipment: hours at the door, who takes the goods in, and a word. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ShipmentDoors } from '../../../../contract/orders.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'

type Props = { shipmentId: string; zone: string | undefined }

export function ShipmentDoor({ shipmentId, zone }: Props) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  const doors = useQuery({
    queryKey: ['shipment-doors', shipmentId],
    queryFn: ({ signal }) =>
      call<ShipmentDoors>(`/api/v1/shipments/${encodeURIComponent(shipmentId)}/doors`, { signal }),
  })
  const told = (doors.data?.rows ?? []).filter((row) => row.from_at || row.contact_name || row.instructions)
  return told.map((row) => (
    <div key={row.order_id}>
      <Text size="sm" fw={600}>
        {t('atTheDoor', { order: row.order_id })}
      </Text>
      {row.from_at && row.to_at && (
        <Text size="sm">{`${formats.instant(row.from_at, zone)} – ${formats.instant(row.to_at, zone)}`}</Text>
      )}
      {row.contact_name && (
        <Text size="sm">
          {row.contact_name}
          {row.contact_phone && (
            <>
              {' · '}
              <a href={`tel:${row.contact_phone.replace(/[^+\d]/g, '')}`}>{row.contact_phone}</a>
            </>
          )}
        </Text>
      )}
      {row.instructions && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.instructions}
        </Text>
      )}
    </div>
  ))
}
