/** What is to be done before a season comes, and what the seasons before have taught of it. */
import { z } from 'zod'
import { SeasonAhead } from './capacity.ts'

const share = {
  /** In percent of a usual day, with its 95 % interval. */
  percent: z.int(),
  low: z.int().nullable(),
  high: z.int().nullable(),
  /** Lines counted, and the open days they were counted on: numerator and denominator of either side. */
  lines_during: z.int(),
  days_during: z.int(),
  lines_around: z.int(),
  days_around: z.int(),
  /** It is more than chance that the season's own figure differs from it. */
  differs: z.boolean(),
}

/** Lines that left on a day of the season before, against the days around it: what hands had to do, and did. */
export const LearnedWork = z.object(share)
export type LearnedWork = z.infer<typeof LearnedWork>

/** Days from leaving to delivery in the season before, against the same kinds of way around it. */
export const LearnedWay = z.object({
  /** More days than usual, whole and not below none: what the season would say. */
  days: z.int(),
  extra: z.number(),
  low: z.number(),
  high: z.number(),
  mean_during: z.number(),
  mean_around: z.number(),
  cases_during: z.int(),
  cases_around: z.int(),
  differs: z.boolean(),
})
export type LearnedWay = z.infer<typeof LearnedWay>

/** Demand of the season before, against the days around it; and what it did to work and ways. */
export const LearnedSeason = z.object({
  ...share,
  /** The days of the season before that it was learned from. */
  first_day: z.string(),
  last_day: z.string(),
  work: LearnedWork.nullable(),
  way: LearnedWay.nullable(),
})
export type LearnedSeason = z.infer<typeof LearnedSeason>

export const SeasonOrder = z.object({
  product_id: z.string(),
  product_name: z.string(),
  unit: z.string(),
  location_id: z.string(),
  location_name: z.string(),
  /** The supplier that last delivered it there. */
  supplier_id: z.string().nullable(),
  /** The last day on which an order is there when the season begins. */
  order_by: z.string(),
  is_late: z.boolean(),
  quantity: z.number(),
  /** What will be there or on its way when the season begins, and what is wanted then. */
  position: z.number(),
  wanted: z.number(),
  daily_demand: z.number(),
  usual_demand: z.number(),
  lead_days: z.int(),
})
export type SeasonOrder = z.infer<typeof SeasonOrder>

export const SeasonGap = z.object({
  resource_id: z.string(),
  name: z.string(),
  kind: z.string(),
  location_id: z.string(),
  location_name: z.string(),
  week: z.string(),
  expected: z.int(),
  quantity: z.int(),
  short: z.int(),
  /** The worst day of the week, and what it would have to do. */
  worst_day: z.string(),
  worst_expected: z.int(),
})
export type SeasonGap = z.infer<typeof SeasonGap>

export const SeasonSite = z.object({
  location_id: z.string(),
  location_name: z.string(),
  zone: z.string(),
  /** The last open day before the season and the hour until which an order of that day leaves in the usual time. */
  last_usual_day: z.string().nullable(),
  cutoff: z.string().nullable(),
  extra_lead_days: z.int(),
  /** Days that work waits at the worst, by what falls short there. */
  wait_days: z.int(),
  /** By so many days promises become longer at the worst. */
  longer_days: z.int(),
  /** Order lines already promised whose goods leave within the season. */
  promised_lines: z.int(),
})
export type SeasonSite = z.infer<typeof SeasonSite>

export const SeasonPreparation = z.object({
  season: SeasonAhead.omit({ shortages: true }).extend({ version: z.int() }),
  today: z.string(),
  learned: LearnedSeason.nullable(),
  orders: z.array(SeasonOrder),
  /** Before the limit. */
  order_count: z.int(),
  gaps: z.array(SeasonGap),
  sites: z.array(SeasonSite),
})
export type SeasonPreparation = z.infer<typeof SeasonPreparation>

/** The last day to order was published: how many customers it touches, and how many messages are new. */
export const CutOffTold = z.object({ season_id: z.string(), customers: z.int(), messages: z.int() })
export type CutOffTold = z.infer<typeof CutOffTold>

/** A season that comes soon, and what of it is not prepared yet. */
export const SeasonWarning = z.object({
  season_id: z.string(),
  name: z.string(),
  kind: z.string(),
  location_id: z.string().nullable(),
  location_name: z.string().nullable(),
  first_day: z.string(),
  last_day: z.string(),
  days_until: z.int(),
  /** Products to order before it, how many of them late, and the first day on which one is due. */
  orders: z.int(),
  orders_late: z.int(),
  first_order_by: z.string().nullable(),
  /** Weeks in which a resource falls short, and the worst of them. */
  short_weeks: z.int(),
  worst: SeasonGap.nullable(),
  longer_days: z.int(),
  learned: LearnedSeason.nullable(),
})
export type SeasonWarning = z.infer<typeof SeasonWarning>

/** Weeks that stood out a year ago, and for whose return nobody has drawn a season. */
export const UndrawnSeason = z.object({
  kind: z.enum(['busy', 'slow']),
  first_day: z.string(),
  last_day: z.string(),
  days_until: z.int(),
  learned: LearnedSeason,
})
export type UndrawnSeason = z.infer<typeof UndrawnSeason>

export const SeasonsToPrepare = z.object({
  today: z.string(),
  seasons: z.array(SeasonWarning),
  undrawn: z.array(UndrawnSeason),
})
export type SeasonsToPrepare = z.infer<typeof SeasonsToPrepare>
