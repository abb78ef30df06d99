/** Spending on service traced to who asked for it: a stated need, a floor, or nobody. */
import { z } from 'zod'
import { Code, Currency, Day } from './values.ts'

export const SPENDING_KINDS = ['term', 'service'] as const
/** `need`: a stated need weighs it; `floor`: a contract, a law or a need behind a floor; `unwanted`: asked, and it hardly counts. */
export const ASKED_BY = ['need', 'floor', 'unwanted', 'nobody'] as const

export const TracedNeed = z.object({
  element_id: Code,
  statement_id: Code,
  valid_from: Day,
  weight: z.number().nullable(),
  weight_low: z.number().nullable(),
  weight_high: z.number().nullable(),
  weight_n: z.int().nullable(),
  kano: z.string().nullable(),
})
export type TracedNeed = z.infer<typeof TracedNeed>

const Terms = z.record(z.string(), z.unknown())
export const SpendingRow = z.object({
  segment_id: Code,
  segment_name: z.string(),
  kind: z.enum(SPENDING_KINDS),
  /** The term of the package, or the code of the service. */
  term: z.string(),
  /** Of a service. */
  name: z.string().nullable(),
  /** The term and its unit; of the least that is offered, or of what holds before the draft. Null for a service. */
  before: Terms.nullable(),
  after: Terms.nullable(),
  /** A year, in whole money, above zero where more is spent; null: not known by the own facts. */
  cost: z.number().nullable(),
  /** What the cost is counted from: uses of a service in the year. */
  counted: z.int().nullable(),
  asked_by: z.enum(ASKED_BY),
  need: TracedNeed.nullable(),
  floors: z.array(z.object({ floor_id: Code, reason: z.string() })),
})
export type SpendingRow = z.infer<typeof SpendingRow>

export const SpendingQuery = z.object({ segment_id: Code.optional(), currency: Currency.optional() })
export const Spending = z.object({
  from: Day,
  to: Day,
  currency: Currency.nullable(),
  /** What nobody asked for first, the dearest on top. */
  rows: z.array(SpendingRow),
  /** Of the rows that nobody asked for, and of all. */
  unasked_cost: z.number(),
  cost: z.number(),
})
export type Spending = z.infer<typeof Spending>
