/** What a shipment is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const shipment: RecordType = {
  subjectType: 'shipment',
  table: 'shipments.shipment',
  key: 'shipment_id',
  columns: [
    'carrier_id',
    'service',
    'mode',
    'tracking_number',
    'from_location_id',
    'to_location_id',
    'shipped_on',
    'shipped_at',
  ],
  children: [
    {
      name: 'lines',
      table: 'shipments.shipment_line',
      keys: ['order_id', 'line_number'],
      columns: ['product_id', 'quantity'],
    },
  ],
  created: 'ShipmentDispatched',
  changed: 'ShipmentCorrected',
  eventTime: 'shipped_at',
}
