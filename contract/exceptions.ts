/** Promises that were broken or are overdue: who knew first, and what waits, by cause, customer, carrier and week. */
import { z } from 'zod'
import { Code, Day } from './values.ts'

export const EXCEPTIONS_BY = ['cause', 'carrier', 'customer', 'week'] as const
export const FOUND_BY = ['us', 'customer', 'nobody'] as const
export const FoundBy = z.enum(FOUND_BY)
export type FoundBy = z.infer<typeof FoundBy>

export const ExceptionQuery = z.object({
  by: z.enum(EXCEPTIONS_BY).default('cause'),
  /** By the first promised day. Absent: the 90 days up to today. */
  from: Day.optional(),
  to: Day.optional(),
})
export type ExceptionQuery = z.infer<typeof ExceptionQuery>

/**
 * Lines that came late or not at all. `us`: the customer had heard it from us before saying anything; `customer`: the customer
 * asked or claimed first, or had to; `nobody`: neither has spoken to the other yet, whatever we knew.
 */
const counts = {
  exceptions: z.int(),
  us: z.int(),
  customer: z.int(),
  nobody: z.int(),
  /** Of those of which nobody spoke: we knew and had told nobody. */
  kept_back: z.int(),
  /** Of those in which somebody spoke, the share in which it was us, with a 95 % interval; null: nobody did. */
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
}
export const ExceptionGroup = z.object({ member: z.string(), label: z.string(), ...counts })
export type ExceptionGroup = z.infer<typeof ExceptionGroup>
export const ExceptionFigures = z.object({
  from: z.string(),
  to: z.string(),
  by: z.enum(EXCEPTIONS_BY),
  all: z.object(counts),
  rows: z.array(ExceptionGroup),
})
export type ExceptionFigures = z.infer<typeof ExceptionFigures>

export const ExceptionLinesQuery = ExceptionQuery.extend({
  member: z
    .string()
    .max(100)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')
    .optional(),
  found_by: FoundBy.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type ExceptionLinesQuery = z.infer<typeof ExceptionLinesQuery>

export const ExceptionLine = z.object({
  order_id: Code,
  line_number: z.int(),
  customer_name: z.string(),
  product_name: z.string(),
  due: z.string(),
  /** Null: it has not come. */
  days_late: z.int().nullable(),
  cause: z.string().nullable(),
  found_by: FoundBy,
  /** When we first knew, when the customer first heard it from us, and when the customer first spoke. */
  seen_at: z.string().nullable(),
  told_at: z.string().nullable(),
  customer_at: z.string().nullable(),
})
export type ExceptionLine = z.infer<typeof ExceptionLine>
export const ExceptionLines = z.object({ lines: z.array(ExceptionLine), total: z.int() })
export type ExceptionLines = z.infer<typeof ExceptionLines>

export const OVERDUE_BY = ['cause', 'customer'] as const
export const OverdueQuery = z.object({ by: z.enum(OVERDUE_BY).default('cause') })

const overdueCounts = {
  lines: z.int(),
  orders: z.int(),
  customers: z.int(),
  /** Summed over its lines. */
  harm: z.number(),
  newest_due: z.string(),
  oldest_due: z.string(),
}
/** Open lines whose promised day has passed, gathered; what hurts most on top. */
export const OverdueGroup = z.object({ member: z.string(), label: z.string(), ...overdueCounts })
export type OverdueGroup = z.infer<typeof OverdueGroup>
/** The long overdue stand in one group of their own and in none of the others. */
export const OverdueGroups = z.object({
  lines: z.int(),
  orders: z.int(),
  groups: z.array(OverdueGroup),
  long: z.object(overdueCounts).nullable(),
})
export type OverdueGroups = z.infer<typeof OverdueGroups>

export const OverdueLinesQuery = z.object({
  cause: z.string().max(40).optional(),
  customer_id: Code.optional(),
  /** Absent: all of them. */
  age: z.enum(['recent', 'long']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type OverdueLinesQuery = z.infer<typeof OverdueLinesQuery>
export const OverdueLine = z.object({
  order_id: Code,
  line_number: z.int(),
  customer_id: Code,
  customer_name: z.string(),
  product_name: z.string(),
  due: z.string(),
  cause: z.string().nullable(),
  harm: z.number(),
})
export type OverdueLine = z.infer<typeof OverdueLine>
export const OverdueLines = z.object({ lines: z.array(OverdueLine), total: z.int() })
export type OverdueLines = z.infer<typeof OverdueLines>
