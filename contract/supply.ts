/** Goods on their way to us: announced, moved, received. */
import { z } from 'zod'
import { Code, Day, LineNumber, PositiveQuantity, Quantity, Text } from './values.ts'

export const SUPPLY_KINDS = ['purchase', 'transfer', 'production'] as const
export type SupplyKind = (typeof SUPPLY_KINDS)[number]

/** How sure supply is, from the least to the most; closed supply brings nothing more. */
export const OPEN_SUPPLY_STATES = ['planned', 'confirmed', 'in_transit'] as const
export const SUPPLY_STATES = [...OPEN_SUPPLY_STATES, 'closed'] as const
export type SupplyState = (typeof SUPPLY_STATES)[number]
export const SUPPLY_CLOSINGS = ['received', 'short', 'cancelled'] as const

export const NewSupplyLine = z.object({
  line_number: LineNumber,
  product_id: Code,
  quantity: PositiveQuantity,
  /** The supplier's word. */
  due_on: Day,
  /** The day promising shall count it. Absent: the supplier's word and what is learned of its lateness. */
  counted_on: Day.nullish(),
  state: z.enum(OPEN_SUPPLY_STATES).default('confirmed'),
})
export const NewSupply = z.object({
  /** Absent: we number it. */
  supply_id: Code.optional(),
  /** Transfers begin with goods leaving a site: see `POST /stock/transfers`. */
  kind: z.enum(['purchase', 'production']).default('purchase'),
  supplier_id: Code.nullish(),
  location_id: Code,
  ordered_on: Day.nullish(),
  lines: z.array(NewSupplyLine).min(1).max(2_000),
})
export type NewSupply = z.infer<typeof NewSupply>

export const ChangeSupply = z.object({
  quantity: PositiveQuantity.optional(),
  due_on: Day.optional(),
  /** Null: back to what is learned. */
  counted_on: Day.nullish(),
  state: z.enum(OPEN_SUPPLY_STATES).optional(),
  reason: Text.nullish(),
})
export type ChangeSupply = z.infer<typeof ChangeSupply>
export const CancelSupply = z.object({ reason: Text.nullish() })

export const Supply = z.object({
  supply_id: Code,
  line_number: LineNumber,
  kind: z.enum(SUPPLY_KINDS),
  supplier_id: Code.nullable(),
  from_location_id: Code.nullable(),
  product_id: Code,
  location_id: Code,
  quantity: Quantity,
  received: Quantity,
  state: z.enum(SUPPLY_STATES),
  ordered_on: Day.nullable(),
  due_on: Day,
  counted_on: Day,
  is_count_given: z.boolean(),
  received_on: Day.nullable(),
  late_days: z.int().nullable(),
  closed_cause: z.enum(SUPPLY_CLOSINGS).nullable(),
})
export type Supply = z.infer<typeof Supply>
export const SupplyQuery = z.object({
  /** Beginning of the supply's number, or part of the product's name or code. */
  q: z.string().max(100).optional(),
  product_id: Code.optional(),
  location_id: Code.optional(),
  supplier_id: Code.optional(),
  kind: z.enum(SUPPLY_KINDS).optional(),
  state: z.enum(SUPPLY_STATES).optional(),
  /** All that is not closed. */
  is_open: z.enum(['true', 'false']).optional(),
  due_from: Day.optional(),
  due_to: Day.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type SupplyQuery = z.infer<typeof SupplyQuery>
export const SupplyPage = z.object({
  rows: z.array(Supply.extend({ product_name: z.string(), is_overdue: z.boolean() })),
  nextCursor: z.string().nullable(),
})
export const SupplyFile = z.object({
  supply: Supply,
  /** Every change, oldest first; each with the supply's state after it. */
  history: z.array(
    z.object({
      type: z.string(),
      record_time: z.string(),
      actor: z.string(),
      due_on: Day.nullable(),
      counted_on: Day.nullable(),
      quantity: Quantity.nullable(),
      received: Quantity.nullable(),
      state: z.enum(SUPPLY_STATES).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  differences: z.array(
    z.object({
      kind: z.string(),
      product_id: Code,
      quantity: Quantity,
      cause: z.string().nullable(),
      recorded_at: z.string(),
    }),
  ),
})

/** How late a supplier is, learned from what was received. */
export const SupplierLateness = z.object({
  supplier_id: Code.nullable(),
  cases: z.int(),
  /** Business days after the day given, at the quantile asked for; negative: early. */
  late_days: z.int(),
  /** `own`: enough cases; `mixed`: some, weighed with all suppliers; `all`: none of its own. */
  basis: z.enum(['own', 'mixed', 'all', 'default']),
  mean_late_days: z.number().nullable(),
  on_time_percent: z.number().nullable(),
})
export const LatenessQuery = z.object({ quantile: z.coerce.number().min(0.5).max(0.999).default(0.9) })
export const SupplierLatenessList = z.object({ rows: z.array(SupplierLateness) })
export const RecountSupply = z.object({
  supplier_id: Code.optional(),
  quantile: z.number().min(0.5).max(0.999).default(0.9),
})
