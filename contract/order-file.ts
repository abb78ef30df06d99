/** The list of orders, and the file of one: everything that was wished, promised, done, observed, billed and said. */
import { z } from 'zod'
import { Code, Day } from './values.ts'

export const OrderState = z.enum(['open', 'shipped', 'delivered', 'cancelled'])

export const OrderListQuery = z.object({
  /** Beginning of an order number, or part of a customer's name or number. */
  q: z.string().max(100).optional(),
  customer_id: Code.optional(),
  segment_id: Code.optional(),
  site_id: Code.optional(),
  state: OrderState.optional(),
  ordered_from: Day.optional(),
  ordered_to: Day.optional(),
  /** Something not delivered yet is promised for a day from the one to the other. */
  due_from: Day.optional(),
  due_to: Day.optional(),
  sort: z.enum(['ordered_on', 'order_id']).default('ordered_on'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** From the answer before. */
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type OrderListQuery = z.infer<typeof OrderListQuery>

export const OrderRow = z.object({
  order_id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  site_id: z.string().nullable(),
  /** Null: not known. */
  ordered_on: z.string().nullable(),
  lines: z.int(),
  /** The latest current promise among its lines; null: nothing promised. */
  promised_to: z.string().nullable(),
  state: OrderState,
})
export type OrderRow = z.infer<typeof OrderRow>
export const OrderList = z.object({
  rows: z.array(OrderRow),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})

const Record = z.record(z.string(), z.unknown())
/** A line of another order that came in the place of this one, or in whose place this one came. */
export const ReplacedLine = z.object({ claim_id: z.string(), order_id: z.string(), line_number: z.int() })
export type ReplacedLine = z.infer<typeof ReplacedLine>
export const OrderFile = z.object({
  order: Record,
  customer: Record,
  /** Each line with its promise versions, and where goods were replaced, `replaces` and `replaced_by`. */
  lines: z.array(Record),
  shipments: z.array(Record),
  observations: z.array(Record),
  /** Documents that went with or about the goods. */
  documents: z.array(Record),
  deliveries: z.array(Record),
  invoices: z.array(Record),
  ratings: z.array(Record),
  /** What happened, oldest first. */
  timeline: z.array(
    z.object({
      /** Null: only the day is known. */
      at: z.string().nullable(),
      day: z.string().nullable(),
      type: z.string(),
      subject_type: z.string(),
      subject_id: z.string(),
      actor: z.string(),
      data: Record,
    }),
  ),
})
export type OrderFile = z.infer<typeof OrderFile>
