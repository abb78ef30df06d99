/** Goods: what lies where, and the bodies that move it. */
import { z } from 'zod'
import { Code, Day, Instant, LineNumber, PositiveQuantity, Quantity, Text } from './values.ts'

export const STOCK_STATES = ['released', 'quarantine', 'blocked', 'damaged', 'returned_uninspected'] as const
export const StockState = z.enum(STOCK_STATES)
export type StockState = z.infer<typeof StockState>

export const MOVEMENT_TYPES = [
  'receipt',
  'put_away',
  'state_change',
  'transfer_out',
  'transfer_in',
  'ship',
  'count',
  'adjust',
  'scrap',
  'opening',
  'reversal',
] as const
export const MOVEMENT_SIDES = [
  'site',
  'transfer',
  'shipment',
  'supplier',
  'customer',
  'production',
  'scrap',
  'count',
  'opening',
] as const
export const DIFFERENCE_KINDS = ['short', 'over', 'damaged', 'wrong_product'] as const
export const COUNT_OUTCOMES = ['exact', 'adjusted', 'look_again'] as const

/** One movement counts once, however often it is sent: for devices that do not know whether they were heard. */
const idempotencyKey = { idempotency_key: Code.max(50).nullish() }
const goods = { product_id: Code, lot_id: Code.nullish(), serial: Code.nullish() }
/** Where exactly within a site; a site without bins leaves it out. */
const place = { bin: Code.nullish(), state: StockState.default('released') }

export const NewLot = z.object({
  product_id: Code,
  lot_id: Code,
  produced_on: Day.nullish(),
  /** The last day on which the goods may be used. */
  expires_on: Day.nullish(),
  origin: Text.nullish(),
})
export type NewLot = z.infer<typeof NewLot>
export const LotQuery = z.object({
  product_id: Code.optional(),
  /** Beginning of a lot's or product's code, or part of the product's name. */
  q: z.string().max(100).optional(),
  /** Lots that expire on this day or before, and of which something lies somewhere. */
  expires_to: Day.optional(),
  is_recalled: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const Lot = NewLot.extend({
  product_name: z.string(),
  recalled_on: Day.nullable(),
  recall_reason: Text.nullable(),
  /** What lies at our sites, in whatever state. */
  quantity: Quantity,
})
export const LotPage = z.object({
  rows: z.array(Lot),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})
export const RecallLot = z.object({ reason: Text })

export const ReceivedLine = z.object({
  /** The line of the supply it belongs to. Absent: the open line of this product, if there is one. */
  supply_line: LineNumber.nullish(),
  product_id: Code,
  /** Everything that came of it, the damaged included; with serial numbers, as many as there are of them. */
  quantity: PositiveQuantity,
  /** Of these, too damaged to sell. */
  damaged_quantity: Quantity.default(0),
  lot_id: Code.nullish(),
  produced_on: Day.nullish(),
  expires_on: Day.nullish(),
  origin: Text.nullish(),
  serials: z.array(Code).max(1_000).nullish(),
  bin: Code.nullish(),
  /** State of what is not damaged. Absent: released; for a product nobody ordered, in quarantine. */
  state: StockState.nullish(),
  cause: Text.nullish(),
})
export const NewReceipt = z.object({
  location_id: Code,
  /** What it is received against. Absent: blind, nothing was announced. */
  supply_id: Code.nullish(),
  supplier_id: Code.nullish(),
  document: Code.nullish(),
  occurred_at: Instant.nullish(),
  /** Nothing more will come of the lines received: what is missing of them is short. */
  is_last: z.boolean().default(false),
  lines: z.array(ReceivedLine).min(1).max(500),
  ...idempotencyKey,
})
export type NewReceipt = z.infer<typeof NewReceipt>

export const MoveStock = z.object({
  location_id: Code,
  occurred_at: Instant.nullish(),
  lines: z
    .array(
      z.object({
        ...goods,
        quantity: PositiveQuantity,
        from_bin: Code.nullish(),
        from_state: StockState.default('released'),
        to_bin: Code.nullish(),
        /** Absent: the state stays. */
        to_state: StockState.nullish(),
        cause: Text.nullish(),
      }),
    )
    .min(1)
    .max(500),
  ...idempotencyKey,
})
export type MoveStock = z.infer<typeof MoveStock>

export const TransferStock = z.object({
  /** Absent: we number it. */
  supply_id: Code.optional(),
  from_location_id: Code,
  to_location_id: Code,
  /** The day it should arrive. */
  due_on: Day,
  occurred_at: Instant.nullish(),
  lines: z
    .array(z.object({ ...goods, quantity: PositiveQuantity, bin: Code.nullish() }))
    .min(1)
    .max(500),
  cause: Text.nullish(),
  ...idempotencyKey,
})
export type TransferStock = z.infer<typeof TransferStock>

export const CountStock = z.object({
  /** Absent: we number it. The same code again is the second look. */
  count_id: Code.optional(),
  location_id: Code,
  /** When the counter looked; what moved since is taken into account. Absent: now. */
  counted_at: Instant.nullish(),
  /** How far a first look may be off, in percent of what is expected; pieces with a serial number never may. */
  tolerance_percent: z.number().min(0).max(100).multipleOf(0.001).default(1),
  cause: Text.nullish(),
  lines: z
    .array(z.object({ ...goods, ...place, counted: Quantity }))
    .min(1)
    .max(1_000),
})
export type CountStock = z.infer<typeof CountStock>
export const CountSheetQuery = z.object({
  location_id: Code,
  bin: Code.optional(),
  product_id: Code.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
/** Blind: what should lie there, without how much. */
export const CountSheet = z.object({
  rows: z.array(z.object({ ...goods, bin: Code.nullable(), state: StockState })),
  nextCursor: z.string().nullable(),
})
export const CountLine = z.object({
  ...goods,
  bin: Code.nullable(),
  state: StockState,
  look: z.int(),
  /** Null until no second look is wanted any more: the count stays blind. */
  expected: Quantity.nullable(),
  counted: Quantity,
  outcome: z.enum(COUNT_OUTCOMES),
})
export const StockCount = z.object({ count_id: Code, lines: z.array(CountLine) })
/** How well the records were, over the counts of a period. */
export const CountAccuracy = z.object({
  looks: z.int(),
  within_tolerance: z.int(),
  net_difference: z.number(),
  absolute_difference: z.number(),
})

export const AdjustStock = z.object({
  location_id: Code,
  occurred_at: Instant.nullish(),
  lines: z
    .array(
      z.object({
        ...goods,
        ...place,
        /** More than zero: found; less: gone. */
        change: z
          .number()
          .min(-999_999_999)
          .max(999_999_999)
          .refine(
            (value) => value !== 0 && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6,
            'at most three decimals',
          ),
        cause: Text,
      }),
    )
    .min(1)
    .max(500),
  ...idempotencyKey,
})
export type AdjustStock = z.infer<typeof AdjustStock>

export const ScrapStock = z.object({
  location_id: Code,
  occurred_at: Instant.nullish(),
  lines: z
    .array(z.object({ ...goods, ...place, quantity: PositiveQuantity, cause: Text }))
    .min(1)
    .max(500),
  ...idempotencyKey,
})
export type ScrapStock = z.infer<typeof ScrapStock>

export const ReverseMovement = z.object({ cause: Text })

/** How good goods must still be on arrival; the stricter of the two counts. */
export const AllocateStock = z.object({
  lines: z
    .array(z.object({ order_id: Code, line_number: LineNumber }))
    .min(1)
    .max(500),
  /** Absent: what the customer's service package asks for. */
  shelf_life_days: z.int().min(0).max(10_000).nullish(),
  /** Of the whole life from production to expiry. */
  shelf_life_percent: z.number().min(0).max(100).nullish(),
})
export type AllocateStock = z.infer<typeof AllocateStock>
export const Allocation = z.object({
  order_id: Code,
  line_number: LineNumber,
  ...goods,
  location_id: Code,
  bin: Code.nullable(),
  quantity: Quantity,
})
export const Allocated = z.object({
  allocations: z.array(Allocation),
  /** Reserved goods for which nothing good enough lies there. */
  missing: z.array(
    z.object({ order_id: Code, line_number: LineNumber, product_id: Code, location_id: Code, quantity: Quantity }),
  ),
})
export const FreeAllocations = AllocateStock.pick({ lines: true })

export const Pool = z.object({
  product_id: Code,
  location_id: Code,
  on_hand: Quantity,
  reserved: Quantity,
  /** What reservations exceed the goods and the supply by, at the worst day from now on. */
  short: Quantity,
})
export const Posted = z.object({
  movements: z.array(z.object({ movement_id: z.string() })),
  /** The pools touched, after it. */
  pools: z.array(Pool),
  /** The request came before; this is what it did then. */
  is_repeated: z.boolean(),
})
export type Posted = z.infer<typeof Posted>
export const Difference = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  product_id: Code,
  quantity: Quantity,
  supply_id: Code.nullable(),
  supply_line: LineNumber.nullable(),
  cause: Text.nullable(),
})
export const Received = Posted.extend({ differences: z.array(Difference) })
