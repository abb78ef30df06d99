/** What a lane is made of, and what a consignment costs on it. */
import { worthMinor } from '../../../engines/shared/index.ts'
import type { RecordType } from '../../ledger/index.ts'

export const lane: RecordType = {
  subjectType: 'lane',
  table: 'carriers.lane',
  key: 'lane_id',
  columns: [
    'carrier_id',
    'service',
    'from_location_id',
    'to_location_id',
    'to_country',
    'to_postal_prefix',
    'mode',
    'departures',
    'transit_days',
    'is_expedite',
    'handling',
    'min_weight_grams',
    'max_weight_grams',
    'emission_kind',
    'distance_km',
    'valid_from',
    'valid_to',
  ],
  children: [
    {
      name: 'prices',
      table: 'carriers.lane_price',
      keys: ['valid_from'],
      columns: ['currency', 'base_minor', 'per_kg', 'per_stop_minor', 'minimum_minor', 'fuel_percent'],
    },
  ],
  derived: ['leads_to'],
  created: 'LaneSet',
  changed: 'LaneChanged',
}

export interface LanePrice {
  readonly currency: string
  readonly base_minor: number
  /** Millionths of the major unit. */
  readonly per_kg_micro: number
  readonly per_stop_minor: number
  readonly minimum_minor: number
  readonly fuel_percent: number
}

/**
 * Freight of one consignment in minor units: base and weight, at least the minimum; fuel on top of that; then its stops.
 * Example: base 500, 0.20 a kg, minimum 900, fuel 10 %, one stop at 300 and 10 kg: 900 + 90 + 300 = 1290.
 */
export function freightMinor(price: LanePrice, grams: number, stops = 1): number {
  const byWeight = price.base_minor + worthMinor(grams, price.per_kg_micro, price.currency)
  const freight = Math.max(price.minimum_minor, byWeight)
  const fuel = Math.round((freight * Math.round(price.fuel_percent * 1000)) / 100_000)
  return freight + fuel + price.per_stop_minor * stops
}
