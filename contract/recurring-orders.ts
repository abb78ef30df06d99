/** Orders that repeat: what was agreed, the days that come of it, and what was decided about single ones. */
import { z } from 'zod'
import { CLOSED_DAY_RULES, LINE_KINDS } from './order-words.ts'
import { WEEKDAYS } from './service-packages.ts'
import { Code, Day, LineNumber, PositiveQuantity, Text } from './values.ts'

export { CLOSED_DAY_RULES }

const RecurringLine = z.object({
  line_number: LineNumber,
  kind: z.enum(LINE_KINDS).default('goods'),
  product_id: Code,
  /** Base units. */
  quantity: PositiveQuantity,
})
export type RecurringLine = z.infer<typeof RecurringLine>
const lines = z.array(RecurringLine).min(1).max(200)

/** Either days of the week, every so many weeks, or every so many days from `valid_from` on. */
const rhythm = {
  location_id: Code,
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7).nullish(),
  every_weeks: z.int().min(1).max(52).nullish(),
  every_days: z.int().min(1).max(366).nullish(),
  closed_day_rule: z.enum(CLOSED_DAY_RULES),
  lines,
}

export const RecurringTerms = z.object({ valid_from: Day, ...rhythm })
export type RecurringTerms = z.infer<typeof RecurringTerms>

export const NewRecurringOrder = z.object({
  /** Absent: we number it. Short enough to be followed by a day. */
  recurring_id: Code.refine((code) => code.length <= 50, 'must be at most 50 characters').optional(),
  customer_id: Code,
  name: Text,
  starts_on: Day,
  /** Null: until further notice. */
  ends_on: Day.nullish(),
  /** How many days ahead a day becomes an order. */
  horizon_days: z.int().min(0).max(90).default(7),
  customer_reference: Text.nullish(),
  instructions: Text.nullish(),
  ...rhythm,
})
export type NewRecurringOrder = z.infer<typeof NewRecurringOrder>

/** All days from one on shall be different; what was ordered already stays as it is. */
export const ChangeRecurringOrder = z.object({
  from: Day,
  ends_on: Day.nullish(),
  horizon_days: z.int().min(0).max(90).optional(),
  location_id: rhythm.location_id.optional(),
  weekdays: rhythm.weekdays,
  every_weeks: rhythm.every_weeks,
  every_days: rhythm.every_days,
  closed_day_rule: rhythm.closed_day_rule.optional(),
  lines: lines.optional(),
})

export const RecurringOrder = z.object({
  recurring_id: Code,
  customer_id: Code,
  name: z.string(),
  starts_on: Day,
  ends_on: Day.nullish(),
  horizon_days: z.int(),
  customer_reference: z.string().nullish(),
  instructions: z.string().nullish(),
  terms: z.array(RecurringTerms),
})
export type RecurringOrder = z.infer<typeof RecurringOrder>

/** With the names of what comes and of the places it may go to. */
export const RecurringFile = RecurringOrder.extend({
  customer_name: z.string().nullable(),
  product_names: z.record(z.string(), z.string()),
  places: z.array(z.object({ location_id: Code, name: z.string() })),
})
export type RecurringFile = z.infer<typeof RecurringFile>

export const RecurringQuery = z.object({
  q: z.string().max(100).optional(),
  customer_id: Code.optional(),
  cursor: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const RecurringRow = RecurringOrder.extend({
  customer_name: z.string(),
  /** Days that could not be promised and wait for a decision. */
  problems: z.int(),
})
export type RecurringRow = z.infer<typeof RecurringRow>
export const RecurringList = z.object({ rows: z.array(RecurringRow), nextCursor: z.string().nullable() })
export type RecurringList = z.infer<typeof RecurringList>

/** `closed`: the place is closed and the rule says to skip. `failed`: could not be promised as wished. */
export const OCCURRENCE_STATES = ['planned', 'changed', 'skipped', 'closed', 'ordered', 'failed'] as const
/** Why not: nothing can be offered, only another day, or the refusal's own code. */
export const OccurrenceQuery = z.object({ from: Day, to: Day })
export const Occurrence = z.object({
  /** The day of the rhythm; names the occurrence. */
  regular_on: Day,
  /** Null: no delivery. */
  deliver_on: Day.nullable(),
  state: z.enum(OCCURRENCE_STATES),
  lines: z.array(RecurringLine),
  order_id: Code.nullable(),
  problem: z.string().nullable(),
  quote_id: Code.nullable(),
})
export type Occurrence = z.infer<typeof Occurrence>
export const Occurrences = z.object({ rows: z.array(Occurrence) })
export type Occurrences = z.infer<typeof Occurrences>

export const DecideOccurrence = z.object({
  /** `change` one day, `skip` it, or `restore` what the rhythm says. */
  decision: z.enum(['change', 'skip', 'restore']),
  deliver_on: Day.nullish(),
  lines: lines.nullish(),
})

/** One of the offers made for a day that could not be promised as wished. */
export const TakeForDay = z.object({
  quote_id: Code,
  offer_number: z.int().min(1).max(10),
  has_consent: z.boolean().default(false),
})

/** Days that could not be promised and wait for a decision, the nearest first. */
export const RecurringProblems = z.object({
  rows: z.array(
    z.object({
      recurring_id: Code,
      name: z.string(),
      customer_id: Code,
      customer_name: z.string(),
      regular_on: Day,
      deliver_on: Day.nullable(),
      /** Nothing can be offered, only another day, or the refusal's own code. */
      problem: z.string().nullable(),
    }),
  ),
})

export const OrderOccurrence = z.object({
  /** Also on another day than wished: the first of the offers that can be kept. */
  accept_other_day: z.boolean().default(false),
})
