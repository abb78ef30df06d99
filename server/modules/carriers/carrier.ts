/** What a carrier is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const carrier: RecordType = {
  subjectType: 'carrier',
  table: 'carriers.carrier',
  key: 'carrier_id',
  columns: ['name'],
  children: [{ name: 'services', table: 'carriers.service', keys: ['service'], columns: ['mode'] }],
  created: 'CarrierRegistered',
  changed: 'CarrierChanged',
}
