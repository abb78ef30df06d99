/** What a location and a season are made of. */
import type { RecordType } from '../../ledger/index.ts'

export const location: RecordType = {
  subjectType: 'location',
  table: 'locations.location',
  key: 'location_id',
  columns: [
    'name',
    'kind',
    'customer_id',
    'country',
    'zone',
    'city',
    'postal_code',
    'street',
    'latitude',
    'longitude',
    'gln',
    'openings',
    'cutoff',
    'is_open_on_holidays',
  ],
  children: [
    {
      name: 'exceptions',
      table: 'locations.calendar_exception',
      keys: ['day'],
      columns: ['openings', 'reason'],
      isWhole: true,
    },
  ],
  created: 'LocationRegistered',
  changed: 'LocationChanged',
}

export const season: RecordType = {
  subjectType: 'season',
  table: 'locations.season',
  key: 'season_id',
  columns: [
    'location_id',
    'name',
    'first_day',
    'last_day',
    'kind',
    'demand_percent',
    'capacity_percent',
    'stock_target_percent',
    'extra_lead_days',
    'staffing',
  ],
  created: 'SeasonSet',
  changed: 'SeasonChanged',
}
