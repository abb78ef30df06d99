/** What a site can do so much of in a day: a usual week, and for a slot its hours, area and price. */
import type { RecordKind } from '../../lib/records/record-kind.ts'

const LOCATIONS = { path: '/locations', key: 'location_id' }
const KINDS = ['pick_lines', 'repack', 'dock', 'vehicle_stops', 'service_minutes', 'slot']
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export const resourceKind: RecordKind = {
  id: 'resources',
  path: '/resources',
  key: 'resource_id',
  icon: 'clock',
  writeRight: 'capacity.write',
  start: { kind: 'pick_lines', saturday: 0, sunday: 0 },
  fields: [
    { name: 'resource_id', type: 'code', isRequired: true },
    { name: 'location_id', type: 'lookup', from: LOCATIONS, isRequired: true },
    { name: 'kind', type: 'choice', values: KINDS, valueList: 'capacity_kind', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    ...WEEK.map((name) => ({ name, type: 'integer' as const, isRequired: true })),
    { name: 'to_location_id', type: 'lookup', from: LOCATIONS },
    { name: 'to_country', type: 'text' },
    { name: 'to_postal_prefix', type: 'text' },
    { name: 'starts_at', type: 'text' },
    { name: 'ends_at', type: 'text' },
    { name: 'cutoff_days', type: 'integer' },
    { name: 'cutoff_at', type: 'text' },
    { name: 'price_minor', type: 'integer' },
    { name: 'overtime_quantity', type: 'integer', hint: 'overtime_quantity' },
    { name: 'overtime_cost_minor', type: 'integer' },
    { name: 'currency', type: 'text' },
    { name: 'overtime_from', type: 'day' },
    { name: 'overtime_to', type: 'day' },
  ],
}
