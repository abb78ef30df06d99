/** What is expected at our sites, with the promises that hang on it. */
import { z } from 'zod'
import { Supply } from './supply.ts'
import { Code, Day } from './values.ts'

export const ExpectedQuery = z.object({
  /** Beginning of the supply's number, or part of the product's name or code. */
  q: z.string().max(100).optional(),
  location_id: Code.optional(),
  supplier_id: Code.optional(),
  product_id: Code.optional(),
  /** `overdue`: the supplier's day has passed; `closed`: nothing more comes of it. Absent: all that is still to come. */
  only: z.enum(['overdue', 'today', 'closed']).optional(),
  /** Days on which promising counts it. */
  from: Day.optional(),
  to: Day.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type ExpectedQuery = z.infer<typeof ExpectedQuery>

export const ExpectedLine = Supply.extend({
  product_name: z.string(),
  unit: z.string(),
  location_name: z.string(),
  is_overdue: z.boolean(),
  /** Order lines whose goods come out of it, and how many customers they are of. */
  promise_count: z.int(),
  customer_count: z.int(),
  /** Of its quantity, what is promised already. */
  promised: z.number(),
  /** The first day on which these goods must leave; null: nobody waits. */
  first_need_on: z.string().nullable(),
})
export type ExpectedLine = z.infer<typeof ExpectedLine>
export const ExpectedPage = z.object({
  rows: z.array(ExpectedLine),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})

export const HangingPromise = z.object({
  supply_line: z.int(),
  order_id: z.string(),
  line_number: z.int(),
  customer_id: z.string(),
  customer_name: z.string(),
  product_id: z.string(),
  quantity: z.number(),
  need_on: z.string(),
  /** The last promised day; null: reserved without a promise. */
  promised_to: z.string().nullable(),
})
export type HangingPromise = z.infer<typeof HangingPromise>

export const ExpectedFile = z.object({
  supply_id: z.string(),
  lines: z.array(ExpectedLine),
  promises: z.array(HangingPromise),
  /** Open proposals about goods of this supply. */
  proposals: z.array(
    z.object({ proposal_id: z.string(), line_count: z.int(), customer_count: z.int(), made_at: z.string() }),
  ),
  differences: z.array(
    z.object({
      kind: z.string(),
      product_id: z.string(),
      quantity: z.number(),
      cause: z.string().nullable(),
      recorded_at: z.string(),
    }),
  ),
})
export type ExpectedFile = z.infer<typeof ExpectedFile>
