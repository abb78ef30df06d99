/** Places with their zone, openings, exceptions and seasons. */
import { z } from 'zod'
import { LOCATION_KINDS } from './imports.ts'
import { Code, Country, Day, Text, Zone } from './values.ts'

/** Weekly intervals such as "Mo-Fr 08:00-16:00; Sa 09:00-12:00". */
export const Openings = z
  .string()
  .max(200)
  .regex(
    /^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? ([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d(; ?|$))+$/,
    'must read like "Mo-Fr 08:00-16:00; Sa 09:00-12:00"',
  )
const HourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 14:30')

/** A closure has no openings; an extra shift has them ("08:00-12:00"). */
export const CalendarException = z.object({
  day: Day,
  openings: z
    .string()
    .regex(/^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/)
    .nullish(),
  reason: Text,
})

export const Location = z.object({
  location_id: Code,
  name: Text,
  kind: z.enum(LOCATION_KINDS),
  customer_id: Code.nullish(),
  country: Country,
  zone: Zone,
  city: Text.nullish(),
  postal_code: Text.nullish(),
  street: Text.nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
  gln: z
    .string()
    .regex(/^\d{13}$/, 'must be 13 digits')
    .nullish(),
  openings: Openings.nullish(),
  cutoff: HourMinute.nullish(),
  exceptions: z.array(CalendarException).max(1000).default([]),
})
export type Location = z.infer<typeof Location>

export const Season = z.object({
  season_id: Code,
  /** Null: the whole company. */
  location_id: Code.nullish(),
  name: Text,
  first_day: Day,
  last_day: Day,
  kind: z.enum(['busy', 'slow']),
  /** Demand in percent of a usual week. */
  demand_percent: z.int().min(0).max(1000),
  /** What else it changes; absent: as usual. */
  capacity_percent: z.int().min(0).max(1000).nullish(),
  stock_target_percent: z.int().min(0).max(1000).nullish(),
  extra_lead_days: z.int().min(0).max(365).nullish(),
  /** What is done about people: "two temporary pickers from 20 November". */
  staffing: Text.nullish(),
})
export type Season = z.infer<typeof Season>
