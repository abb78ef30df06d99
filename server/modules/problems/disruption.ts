/** What a disruption is, and what it does to departures, ways and supply. */
import type { Disruption } from '../../../contract/disruptions.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const disruption: RecordType = {
  subjectType: 'disruption',
  table: 'problems.disruption',
  key: 'disruption_id',
  columns: [
    'name',
    'kind',
    'supplier_id',
    'carrier_id',
    'site_id',
    'country',
    'postal_prefix',
    'first_day',
    'last_day',
    'effect',
    'delay_days',
    'alternative_site_id',
    'alternative_carrier_id',
    'state',
    'note',
  ],
  created: 'DisruptionRegistered',
  changed: 'DisruptionChanged',
}

const SUBJECT = {
  supplier: 'supplier_id',
  carrier: 'carrier_id',
  site: 'site_id',
  weather: 'country',
  road: 'country',
} as const

/** Refuses a disruption of nothing or of two things, ends before starts, a delay without days, and itself as the way round. */
export function checkDisruption(state: State): void {
  const { kind, effect, first_day, last_day, delay_days, postal_prefix, country } = state as unknown as Disruption
  const subject = SUBJECT[kind]
  for (const field of new Set(Object.values(SUBJECT))) {
    const isSet = state[field] !== null && state[field] !== undefined
    if (isSet !== (field === subject))
      throw new Refusal('invalid_input', { field, reason: isSet ? 'not_for_kind' : 'missing' })
  }
  if (last_day < first_day) throw new Refusal('time_order', { from: first_day, to: last_day })
  if ((effect === 'delayed') !== Boolean(delay_days)) throw new Refusal('invalid_input', { field: 'delay_days' })
  for (const way of ['site_id', 'carrier_id'] as const) {
    const isItself = state[way] && state[way] === state[`alternative_${way}`]
    if (isItself) throw new Refusal('invalid_input', { field: `alternative_${way}`, reason: 'disrupted_itself' })
  }
  if (postal_prefix && !country) throw new Refusal('invalid_input', { field: 'postal_prefix' })
}

export type OpenDisruption = Pick<
  Disruption,
  'disruption_id' | 'kind' | 'first_day' | 'last_day' | 'effect' | 'alternative_site_id' | 'alternative_carrier_id'
> & {
  readonly supplier_id: string | null
  readonly carrier_id: string | null
  readonly site_id: string | null
  readonly country: string | null
  readonly postal_prefix: string | null
  readonly delay_days: number | null
}

export interface Way {
  readonly site_id: string
  readonly carrier_id: string
  readonly destination: { readonly country: string | null; readonly postal_code: string | null }
}

/** Whether a disruption lies on the way of goods from a site with a carrier to a place. Those of suppliers never do. */
export function isOnWay(one: OpenDisruption, way: Way): boolean {
  if (one.site_id !== null) return one.site_id === way.site_id
  if (one.carrier_id !== null) return one.carrier_id === way.carrier_id
  if (one.country === null || one.country !== way.destination.country) return false
  const code = (way.destination.postal_code ?? '').toUpperCase().replace(/\s/g, '')
  return code.startsWith(one.postal_prefix ?? '')
}
