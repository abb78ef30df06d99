/** Places with their zone, openings, exceptions and seasons. */
import { z } from 'zod'
import { LOCATION_KINDS, SEASON_KINDS } from './imports.ts'
import { Code, Country, Day, Language, Text, Zone } from './values.ts'

/** Weekly intervals such as "Mo-Fr 08:00-16:00; Sa 09:00-12:00". */
export const Openings = z
  .string()
  .max(200)
  .regex(
    /^((Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? ([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)(; ?|$))+$/,
    'must read like "Mo-Fr 08:00-16:00; Sa 09:00-12:00"',
  )
export const HourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 14:30')

/** A closure has no openings; an extra shift has them ("08:00-12:00"). */
export const CalendarException = z.object({
  day: Day,
  openings: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
    .nullish(),
  reason: Text,
})

export const Location = z.object({
  location_id: Code,
  name: Text,
  kind: z.enum(LOCATION_KINDS),
  customer_id: Code.nullish(),
  /** Decides its public holidays. Null where a history named the place but not its country. */
  country: Country.nullish(),
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
  /** Without it the place is closed on the public holidays of its country, unless an exception says otherwise. */
  is_open_on_holidays: z.boolean().nullish(),
  exceptions: z.array(CalendarException).max(1000).default([]),
})
export type Location = z.infer<typeof Location>

/** At most a year and a day, so that a whole leap year can be asked for. */
const DAYS_SHOWN_MAX = 366

export const CalendarQuery = z
  .object({
    from: Day,
    to: Day,
    /** Of the holidays' names. */
    language: Language.default('en'),
  })
  .refine(({ from, to }) => daysBetween(from, to) >= 0, { path: ['to'], error: 'is before the first day' })
  .refine(({ from, to }) => daysBetween(from, to) < DAYS_SHOWN_MAX, { path: ['to'], error: 'at most 366 days' })

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

export const CalendarDay = z.object({
  day: Day,
  isOpen: z.boolean(),
  /** As "08:00-12:00; 13:00-17:00"; empty when closed. Above 24:00 it runs into the next day. */
  openings: z.string(),
  /** What decided: the weekly hours, a public holiday, or an exception of the place. */
  because: z.enum(['week', 'holiday', 'exception']),
  /** The name of the holiday, or the reason of the exception; null for a day like any other. */
  name: z.string().nullable(),
})
export type CalendarDay = z.infer<typeof CalendarDay>
export const LocationCalendar = z.object({ rows: z.array(CalendarDay) })

export const Season = z.object({
  season_id: Code,
  /** Null: the whole company. */
  location_id: Code.nullish(),
  name: Text,
  first_day: Day,
  last_day: Day,
  kind: z.enum(SEASON_KINDS),
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
