/** What a delivery is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const delivery: RecordType = {
  subjectType: 'delivery',
  table: 'delivery.delivery',
  key: 'delivery_id',
  columns: [
    'shipment_id',
    'location_id',
    'delivered_on',
    'delivered_at',
    'recipient',
    'latitude',
    'longitude',
    'position_accuracy_meters',
    'done_by',
    'note',
    'proof_reference',
  ],
  personal: ['done_by', 'note'],
  children: [
    {
      name: 'lines',
      table: 'delivery.delivery_line',
      keys: ['order_id', 'line_number'],
      columns: ['product_id', 'accepted_quantity', 'rejected_quantity', 'condition', 'reason'],
    },
  ],
  created: 'DeliveryRecorded',
  changed: 'DeliveryCorrected',
  eventTime: 'delivered_at',
}
