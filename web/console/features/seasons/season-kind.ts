/** A busy or slow period, and what it changes. */
import type { RecordKind } from '../../lib/records/record-kind.ts'

export const seasonKind: RecordKind = {
  id: 'seasons',
  path: '/seasons',
  key: 'season_id',
  icon: 'today',
  writeRight: 'capacity.write',
  emptyAdvice: 'seasons.emptyAdvice',
  start: {
    kind: 'busy',
    demand_percent: 120,
    capacity_percent: null,
    stock_target_percent: null,
    extra_lead_days: null,
  },
  fields: [
    { name: 'season_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'location_id', label: 'season_site', type: 'lookup', from: { path: '/locations', key: 'location_id' } },
    { name: 'first_day', type: 'day', isRequired: true },
    { name: 'last_day', type: 'day', isRequired: true },
    { name: 'kind', type: 'choice', values: ['busy', 'slow'], valueList: 'season_kind', isRequired: true },
    { name: 'demand_percent', type: 'integer', isRequired: true },
    { name: 'capacity_percent', type: 'integer' },
    { name: 'stock_target_percent', type: 'integer' },
    { name: 'extra_lead_days', type: 'integer' },
    { name: 'staffing', type: 'text' },
  ],
}
