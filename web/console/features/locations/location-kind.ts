import type { RecordKind } from '../../lib/records/record-kind.ts'
import { LOCATION_KINDS } from '../../lib/value-lists.ts'

export const locationKind: RecordKind = {
  id: 'locations',
  path: '/locations',
  key: 'location_id',
  icon: 'locations',
  writeRight: 'master_data.write',
  start: { exceptions: [] },
  fields: [
    { name: 'location_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'kind', type: 'choice', values: LOCATION_KINDS, valueList: 'location_kind', isRequired: true },
    { name: 'customer_id', label: 'customer', type: 'lookup', from: { path: '/customers', key: 'customer_id' } },
    { name: 'street', type: 'text' },
    { name: 'postal_code', type: 'text' },
    { name: 'city', type: 'text' },
    { name: 'country', type: 'code', isRequired: true, hasHint: true },
    { name: 'zone', type: 'text', isRequired: true, hasHint: true },
    { name: 'openings', type: 'text', hasHint: true },
    { name: 'cutoff', type: 'text', hasHint: true },
    { name: 'is_open_on_holidays', type: 'switch', hasHint: true },
    { name: 'gln', type: 'code' },
    { name: 'latitude', type: 'number' },
    { name: 'longitude', type: 'number' },
    {
      name: 'exceptions',
      type: 'rows',
      fields: [
        { name: 'day', type: 'day', isRequired: true },
        { name: 'openings', type: 'text' },
        { name: 'reason', type: 'text', isRequired: true },
      ],
    },
  ],
}
