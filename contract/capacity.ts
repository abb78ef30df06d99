/** What a site can do in a day, and the slots it offers at the door. */
import { z } from 'zod'
import { RESOURCE_KINDS } from './imports.ts'
import { PostalPrefix } from './lanes.ts'
import { AmountMinor, Code, Country, Currency, Day, Text } from './values.ts'

export const ResourceKind = z.enum(RESOURCE_KINDS)
export type ResourceKind = z.infer<typeof ResourceKind>

export const DayQuantity = z.int().min(0).max(100_000_000)
const HourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 14:30')

/** Of each kind a site has one resource; of slots as many as it offers. */
export const Resource = z.object({
  resource_id: Code,
  location_id: Code,
  kind: ResourceKind,
  name: Text,
  /** On an open day; on a closed one nothing is done. */
  monday: DayQuantity,
  tuesday: DayQuantity,
  wednesday: DayQuantity,
  thursday: DayQuantity,
  friday: DayQuantity,
  saturday: DayQuantity,
  sunday: DayQuantity,
  /** Of a slot only: one location, or a country and perhaps the beginning of its postal codes. */
  to_location_id: Code.nullish(),
  to_country: Country.nullish(),
  to_postal_prefix: PostalPrefix.nullish(),
  /** By the destination's clock. */
  starts_at: HourMinute.nullish(),
  ends_at: HourMinute.nullish(),
  /** Can be booked until that time of the site so many days before; equality counts. */
  cutoff_days: z.int().min(0).max(60).nullish(),
  cutoff_at: HourMinute.nullish(),
  price_minor: AmountMinor.min(0).nullish(),
  /** Of the slot's price or the overtime's cost. */
  currency: Currency.nullish(),
  /** Lines to pick or stops of the van that wishes in haste may take beyond an open day's own; what one costs us; from when to when. */
  overtime_quantity: DayQuantity.nullish(),
  overtime_cost_minor: AmountMinor.min(0).nullish(),
  overtime_from: Day.nullish(),
  overtime_to: Day.nullish(),
})
export type Resource = z.infer<typeof Resource>

/** Null takes the override back: weekday, calendar and season decide again. */
export const DayOverride = z.object({ quantity: DayQuantity.nullable(), reason: Text.nullish() })

export const CapacityQuery = z.object({ site_id: Code, from: Day, to: Day })
export const CapacityDay = z.object({
  day: z.string(),
  /** What the weekday, the calendar, the season or the override give. */
  quantity: z.int(),
  booked: z.int(),
  /** What wishes in haste may take beyond the quantity. */
  overtime: z.int(),
  is_overridden: z.boolean(),
})
export const ResourceDays = z.object({
  resource_id: z.string(),
  kind: ResourceKind,
  name: z.string(),
  days: z.array(CapacityDay),
})

export const SlotQuery = z.object({ location_id: Code, site_id: Code, from: Day, to: Day })
/** A slot that can still be booked now. */
export const SlotOffer = z.object({
  resource_id: z.string(),
  day: z.string(),
  from_at: z.string(),
  to_at: z.string(),
  /** Last instant at which it can be booked. */
  cutoff_at: z.string(),
  free: z.int(),
  price_minor: z.int().nullable(),
  currency: z.string().nullable(),
})
export type SlotOffer = z.infer<typeof SlotOffer>

export const ComingSeasonsQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(120) })
export const SeasonAhead = z.object({
  season_id: z.string(),
  name: z.string(),
  kind: z.string(),
  location_id: z.string().nullable(),
  first_day: z.string(),
  last_day: z.string(),
  days_until: z.int(),
  demand_percent: z.int(),
  capacity_percent: z.int().nullable(),
  stock_target_percent: z.int().nullable(),
  extra_lead_days: z.int().nullable(),
  staffing: z.string().nullable(),
  /** Days on which a resource falls short of the demand expected. */
  shortages: z.array(
    z.object({
      resource_id: z.string(),
      location_id: z.string(),
      kind: z.string(),
      name: z.string(),
      /** Summed over the days named. */
      short: z.int(),
      /** Days until the work of the worst day is done, when what does not fit is taken up on the next days with room. */
      wait_days: z.int(),
      days: z.array(
        z.object({ day: z.string(), expected: z.int(), quantity: z.int(), short: z.int(), is_tight: z.boolean() }),
      ),
    }),
  ),
})
