/** What a carrier is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const carrier: RecordType = {
  subjectType: 'carrier',
  table: 'carriers.carrier',
  key: 'carrier_id',
  columns: ['name', 'country', 'zone', 'openings'],
  children: [
    { name: 'services', table: 'carriers.service', keys: ['service'], columns: ['mode'] },
    {
      name: 'exceptions',
      table: 'carriers.calendar_exception',
      keys: ['day'],
      columns: ['openings', 'reason'],
      isWhole: true,
    },
  ],
  created: 'CarrierRegistered',
  changed: 'CarrierChanged',
}
