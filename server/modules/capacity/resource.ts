/** What a resource is made of. */
import type { RecordType } from '../../ledger/index.ts'

export const resource: RecordType = {
  subjectType: 'resource',
  table: 'capacity.resource',
  key: 'resource_id',
  columns: [
    'location_id',
    'kind',
    'name',
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
    'to_location_id',
    'to_country',
    'to_postal_prefix',
    'starts_at',
    'ends_at',
    'cutoff_days',
    'cutoff_at',
    'price_minor',
    'currency',
  ],
  created: 'ResourceSet',
  changed: 'ResourceChanged',
}
