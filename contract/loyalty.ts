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
    }),
  ),
})
export type Loyalty = z.infer<typeof Loyalty>
