/** How goods get there: a carrier's service from one of our sites to a region, with its price. */
import { z } from 'zod'
import { EMISSION_KINDS, HANDLING, MODES } from './imports.ts'
import { AmountMinor, Code, Country, Currency, Day, UnitPrice } from './values.ts'

export const Handling = z.enum(HANDLING)
export type Handling = z.infer<typeof Handling>
export const EmissionKind = z.enum(EMISSION_KINDS)
export type EmissionKind = z.infer<typeof EmissionKind>

/** Weekly departures by the site's clock, such as "Mo-Fr 16:00; Sa 12:00". */
export const DEPARTURES = /^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? ([01]\d|2[0-3]):[0-5]\d(; ?(?=.)|$))+$/
export const Departures = z.string().max(200).regex(DEPARTURES, 'must read like "Mo-Fr 16:00; Sa 12:00"')

/** The beginning of a postal code in upper case without blanks: "MD-31", "70". */
export const POSTAL_PREFIX = /^[A-Z0-9-]{1,10}$/
export const PostalPrefix = z.string().regex(POSTAL_PREFIX, 'must be capital letters, digits and hyphens')

const Weight = z.int().min(0).max(1_000_000_000_000)
const Charge = AmountMinor.min(0)

export const LanePrice = z.object({
  valid_from: Day,
  currency: Currency,
  base_minor: Charge.default(0),
  per_kg: UnitPrice.default(0),
  per_stop_minor: Charge.default(0),
  /** What base and weight cost at least. */
  minimum_minor: Charge.default(0),
  /** On top of base, weight and minimum; stops are free of it. */
  fuel_percent: z.number().min(0).max(200).multipleOf(0.001).default(0),
})

export const Lane = z.object({
  lane_id: Code,
  carrier_id: Code,
  service: Code,
  from_location_id: Code,
  /** One location, or a country and perhaps the beginning of its postal codes; never both. */
  to_location_id: Code.nullish(),
  to_country: Country.nullish(),
  to_postal_prefix: PostalPrefix.nullish(),
  mode: z.enum(MODES),
  departures: Departures,
  transit_days: z.int().min(0).max(365),
  is_expedite: z.boolean().default(false),
  handling: z.array(Handling).max(HANDLING.length).nullish(),
  min_weight_grams: Weight.nullish(),
  max_weight_grams: Weight.min(1).nullish(),
  emission_kind: EmissionKind.nullish(),
  distance_km: z.number().min(0.001).max(50_000).multipleOf(0.001).nullish(),
  valid_from: Day,
  valid_to: Day.nullish(),
  prices: z.array(LanePrice).max(200).default([]),
})
export type Lane = z.infer<typeof Lane>

export const LaneWish = z.object({
  location_id: Code,
  site_id: Code.optional(),
  day: Day.optional(),
})

/** A lane that leads to a place on a day, with the price that holds then. */
export const LaneFound = z.object({
  lane_id: z.string(),
  carrier_id: z.string(),
  service: z.string(),
  from_location_id: z.string(),
  mode: z.string(),
  departures: z.string(),
  transit_days: z.int(),
  is_expedite: z.boolean(),
  handling: z.array(z.string()),
  min_weight_grams: z.int().nullable(),
  max_weight_grams: z.int().nullable(),
  emission_kind: z.string().nullable(),
  distance_km: z.number().nullable(),
  /** Higher leads there more particularly: the location itself, else the longest beginning of its postal code. */
  specificity: z.int(),
  price: z
    .object({
      currency: z.string(),
      base_minor: z.int(),
      per_kg_micro: z.int(),
      per_stop_minor: z.int(),
      minimum_minor: z.int(),
      fuel_percent: z.number(),
    })
    .nullable(),
})
export type LaneFound = z.infer<typeof LaneFound>
