/** Loyalty: what customers of each segment did before a change of service and since. */
import { z } from 'zod'
import { Code, Currency, Day } from './values.ts'

export const LOYALTY_MEASURES = ['satisfaction', 'orders', 'revenue', 'margin'] as const

export const LoyaltyQuery = z.object({
  /** The first day that counts as since; absent: the newest package that has begun. */
  since: Day.optional(),
  /** Whom the change was for; absent: the segment of that package. The others stand beside it. */
  segment_id: Code.optional(),
  currency: Currency.optional(),
})

const Moved = z.object({
  /** Satisfaction as a share of its scale; the others a week. Null: nothing is told. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Points of satisfaction; of the others, relative to before. Less that of the other segments where `is_controlled`. */
  change: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  is_controlled: z.boolean(),
  cases: z.int(),
})
const Marked = z.object({
  n: z.int(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
const Share = z.object({
  of: z.int(),
  count: z.int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

export const Loyalty = z.object({
  since: Day.nullable(),
  segment_id: Code.nullable(),
  weeks: z.int(),
  currency: Currency.nullable(),
  currencies: z.array(Currency),
  /** Changes to choose from, newest first. */
  changes: z.array(
    z.object({
      kind: z.enum(['package', 'action']),
      id: Code,
      name: z.string(),
      segment_id: Code.nullable(),
      since: Day,
    }),
  ),
  segments: z.array(
    z.object({
      segment_id: Code,
      name: z.string(),
      is_changed: z.boolean(),
      measures: z.record(z.enum(LOYALTY_MEASURES), Moved),
      /** Of the customers that ordered before: those that did not since; of those that ordered, those that did again. */
      lost: Share,
      won: z.int(),
      repeat_before: Share,
      repeat_after: Share,
      /** Of the customers that ordered then: those that recommended us to somebody. */
      referred_before: Share,
      referred_after: Share,
      /** Promoters less detractors among the answers, in percent; null below five answers. */
      recommend_before: Marked,
      recommend_after: Marked,
    }),
  ),
})
export type Loyalty = z.infer<typeof Loyalty>

/** How we stand beside named competitors: by people who marked both, before a day and since, and quarter by quarter. */
export const StandingQuery = z.object({ since: Day, segment_id: Code.optional() })
export const STANDING_LEAST = 10
export const Standing = z.object({
  since: Day,
  from: Day,
  to: Day,
  competitors: z.array(
    z.object({
      competitor_id: Code,
      name: z.string(),
      /** Our mark less theirs, of the same person, on seven steps; null below ten pairs. */
      elements: z.array(z.object({ element_id: Code, before: Marked, after: Marked, change: Marked })),
      quarters: z.array(z.object({ quarter: z.string(), ...Marked.shape })),
      /** What was found out about it in the time, newest first. */
      findings: z.array(
        z.object({
          finding_id: Code,
          element_id: Code,
          evidence: z.string(),
          seen_on: Day,
          cases: z.int(),
          mark: z.number().nullable(),
          percent: z.number().nullable(),
          terms: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Of what people buy of this kind, the share that comes from us, from 0 to 1. */
  wallet: z.object({
    before: Marked,
    after: Marked,
    change: Marked,
    quarters: z.array(z.object({ quarter: z.string(), ...Marked.shape })),
  }),
})
export type Standing = z.infer<typeof Standing>
