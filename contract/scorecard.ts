/** The scorecard: rates with their numerator, denominator, exclusions and interval, and the lines behind each. */
import { z } from 'zod'
import { BASES, CHECKS, EXCLUSIONS, RIGHTS, TIME_CALENDARS, TIME_KINDS } from './rights.ts'
import { Code, Day } from './values.ts'

const Member = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')

/**
 * Which lines are counted: those whose judged window ends in the period, of a segment, of a site, and of further
 * dimensions. An empty text asks for the lines of which that dimension is not known. Several further dimensions at once
 * are refused (`too_many_lines`) where customer, carrier and period each hold more than 5,000 lines.
 */
export const ScorecardQuery = z.object({
  basis: z.enum(BASES).default('first_promised'),
  /** First and last day, by the destination's calendar. Absent: the 90 days up to today. */
  from: Day.optional(),
  to: Day.optional(),
  segment_id: Member.optional(),
  site_id: Member.optional(),
  customer_id: Member.optional(),
  product_group: Member.optional(),
  lane: Member.optional(),
  carrier_id: Member.optional(),
})
export type ScorecardQuery = z.infer<typeof ScorecardQuery>

/**
 * A share of cases; unknown ones are never in the numerator. A rate of one question leaves them out of the denominator
 * too and shows them beside it; perfect lines, perfect orders and their SCOR components keep them in it.
 */
export const RateFigure = z.object({
  numerator: z.number(),
  denominator: z.number(),
  unknown: z.number(),
  /** Null where the denominator is zero. */
  value: z.number().nullable(),
  /** 95 % Wilson interval; null as above. */
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type RateFigure = z.infer<typeof RateFigure>

const Triple = { pass: z.int(), fail: z.int(), unknown: z.int() }

export const Scorecard = z.object({
  basis: z.enum(BASES),
  from: z.string(),
  to: z.string(),
  /** Lines in the denominator; lines whose window is still open; lines that may still change until notice ends. */
  counted: z.int(),
  notDue: z.int(),
  provisional: z.int(),
  /** Lines left out, by reason. */
  excluded: z.record(z.enum(EXCLUSIONS), z.int()),
  rights: z.array(z.object({ right: z.enum(RIGHTS), ...Triple, not_applicable: z.int(), rate: RateFigure })),
  rates: z.object({
    otif: RateFigure,
    on_time: RateFigure,
    in_full: RateFigure,
    /** Without the failures charged to the customer or to force majeure. */
    controllable: RateFigure,
    order_otif: RateFigure,
    order_on_time: RateFigure,
    order_in_full: RateFigure,
    /** Quantity that came on time of the quantity ordered; no interval, since quantities are no independent cases. */
    unit_otif: RateFigure,
    perfect_line: RateFigure,
    perfect_order: RateFigure,
    promise_stability: RateFigure,
    request_acceptance: RateFigure,
    cycle_in_standard: RateFigure,
  }),
  /** The same quantities weighed by agreed price, one rate a currency. */
  value_otif: z.array(z.object({ currency: z.string(), rate: RateFigure })),
  timing: z.object({
    early: z.int(),
    on_time: z.int(),
    late: z.int(),
    missing: z.int(),
    unknown: z.int(),
    /** Mean days late of the late lines; null without any. */
    daysLateMean: z.number().nullable(),
  }),
  scor: z.array(z.object({ component: z.string(), ...Triple, rate: RateFigure })),
  /** Seconds, each within 2.5 %; null without cases. */
  durations: z.array(
    z.object({
      step: z.string(),
      /** Wall time, or the open hours of a calendar alone: the two are never mixed. */
      kind: z.enum(TIME_KINDS),
      /** Whose open hours a business time counts: the fulfilling site's or the carrier's; null for wall time. */
      calendar: z.enum(TIME_CALENDARS).nullable(),
      count: z.int(),
      p50: z.number().nullable(),
      p90: z.number().nullable(),
      p95: z.number().nullable(),
    }),
  ),
  /** Failed lines by what broke first, and by everything that broke. */
  causes: z.array(z.object({ cause: z.string(), first: z.int(), any: z.int() })),
  /** Mean rating in percent of its scale, of orders that came on time and of those with a late line. */
  ratings: z.object({
    on_time: z.object({ count: z.int(), percentMean: z.number().nullable() }),
    late: z.object({ count: z.int(), percentMean: z.number().nullable() }),
  }),
})
export type Scorecard = z.infer<typeof Scorecard>

/** Something was recorded that no verdict has taken in yet: figures and empty lists may still change. */
export const Counting = z.object({ is_counting: z.boolean() })
export type Counting = z.infer<typeof Counting>

export const BREAKDOWNS = ['segment', 'site', 'customer', 'product_group', 'lane', 'carrier'] as const
export const BreakdownQuery = ScorecardQuery.extend({ by: z.enum(BREAKDOWNS) })
export const GroupRow = z.object({
  /** The member, or the first day of the period; empty: not known. */
  member: z.string(),
  label: z.string(),
  counted: z.int(),
  otif: RateFigure,
  on_time: RateFigure,
  in_full: RateFigure,
  perfect_line: RateFigure,
  timing: z.object({ early: z.int(), on_time: z.int(), late: z.int(), missing: z.int(), unknown: z.int() }),
})
export type GroupRow = z.infer<typeof GroupRow>
export const Groups = z.object({ rows: z.array(GroupRow) })
export const TrendQuery = ScorecardQuery.extend({ by: z.enum(['day', 'week', 'month']).default('week') })

/** The lines behind a figure, newest due day first. */
export const LinesQuery = ScorecardQuery.extend({
  right: z.enum(RIGHTS).optional(),
  check: z.enum(CHECKS).optional(),
  timing: z.enum(['early', 'on_time', 'late', 'missing', 'unknown']).optional(),
  otif: z.enum(['pass', 'fail', 'unknown']).optional(),
  cause: z.string().max(40).optional(),
  excluded: z.enum(EXCLUSIONS).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type LinesQuery = z.infer<typeof LinesQuery>

export const LineRow = z.object({
  order_id: Code,
  line_number: z.int(),
  customer_id: z.string(),
  customer_name: z.string(),
  product_id: z.string(),
  product_name: z.string(),
  carrier_id: z.string(),
  due: z.string(),
  days_late: z.int().nullable(),
  timing: z.string().nullable(),
  otif: z.string(),
  rights: z.record(z.enum(RIGHTS), z.enum(CHECKS)),
  first_cause: z.string().nullable(),
  is_provisional: z.boolean(),
})
export type LineRow = z.infer<typeof LineRow>
export const Lines = z.object({
  rows: z.array(LineRow),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})

/** A customer's last 90 days beside what its segment was told to expect. */
export const CustomerScorecard = z.object({
  customer_id: z.string(),
  from: z.string(),
  to: z.string(),
  elements: z.array(
    z.object({
      element: z.string(),
      target: z.number(),
      target_unit: z.string(),
      valid_from: z.string(),
      measured: RateFigure,
      /** works: the interval lies at or above the target; needs_improvement: below; watch: across; not_enough_data: under 30 cases. */
      mark: z.enum(['works', 'watch', 'needs_improvement', 'not_enough_data']),
    }),
  ),
  scorecard: Scorecard,
})
export type CustomerScorecard = z.infer<typeof CustomerScorecard>
