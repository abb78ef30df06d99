/** Stock and supply as they are read: the overview, what stands behind a figure, early warnings, and where lots went. */
import { z } from 'zod'
import { ExportFormat } from './exports.ts'
import { MOVEMENT_SIDES, MOVEMENT_TYPES, STOCK_STATES } from './stock.ts'
import { SUPPLY_KINDS, SUPPLY_STATES } from './supply.ts'
import { Code, Day } from './values.ts'

const filters = {
  /** Beginning of a product's code, or part of its name. */
  q: z.string().max(100).optional(),
  product_id: Code.optional(),
  product_group: z.string().max(500).optional(),
  location_id: Code.optional(),
  /** `short`: reservations that goods and supply do not cover; `expected`: supply on its way; `empty`: nothing to sell. */
  only: z.enum(['short', 'in_stock', 'expected', 'empty', 'not_released']).optional(),
}
export const StockQuery = z.object({
  ...filters,
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type StockQuery = z.infer<typeof StockQuery>
export const StockExportQuery = z.object({ ...filters, format: ExportFormat.default('csv') })

export const PoolRow = z.object({
  product_id: z.string(),
  product_name: z.string(),
  product_group: z.string().nullable(),
  unit: z.string(),
  location_id: z.string(),
  location_name: z.string(),
  /** Released goods. */
  on_hand: z.number(),
  reserved: z.number(),
  /** What can be promised for today without breaking a later reservation. */
  available: z.number(),
  /** What reservations exceed goods and supply by, at the worst day. */
  short: z.number(),
  quarantine: z.number(),
  blocked: z.number(),
  damaged: z.number(),
  returned_uninspected: z.number(),
  in_transit: z.number(),
  /** Announced and not on its way yet. */
  on_order: z.number(),
  /** The day promising counts the next supply; null: none is expected. */
  next_supply_on: z.string().nullable(),
})
export type PoolRow = z.infer<typeof PoolRow>
export const StockPage = z.object({
  rows: z.array(PoolRow),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})

export const PoolQuery = z.object({ days: z.coerce.number().int().min(1).max(365).default(60) })
export const PoolDay = z.object({
  day: z.string(),
  supply: z.number(),
  reserved: z.number(),
  /** Goods and supply less reservations by the end of the day; below zero: short. */
  projected: z.number(),
  /** What can be promised for this day. */
  available_to_promise: z.number(),
})
export const PoolFile = z.object({
  pool: PoolRow,
  /** Today, and every day on which something changes. */
  days: z.array(PoolDay),
  stock: z.array(
    z.object({
      bin: z.string().nullable(),
      lot_id: z.string().nullable(),
      serial: z.string().nullable(),
      state: z.enum(STOCK_STATES),
      quantity: z.number(),
      allocated: z.number(),
      received_on: z.string().nullable(),
      expires_on: z.string().nullable(),
      is_recalled: z.boolean(),
    }),
  ),
  supply: z.array(
    z.object({
      supply_id: z.string(),
      line_number: z.int(),
      kind: z.enum(SUPPLY_KINDS),
      supplier_id: z.string().nullable(),
      from_location_id: z.string().nullable(),
      /** Still to come. */
      quantity: z.number(),
      state: z.enum(SUPPLY_STATES),
      due_on: z.string(),
      counted_on: z.string(),
    }),
  ),
  /** By the day needed; at most 200, `reservation_count` says how many there are. */
  reservations: z.array(
    z.object({
      order_id: z.string(),
      line_number: z.int(),
      customer_id: z.string(),
      customer_name: z.string(),
      need_on: z.string(),
      quantity: z.number(),
      allocated: z.number(),
    }),
  ),
  reservation_count: z.int(),
})

export const MovementQuery = z.object({
  product_id: Code.optional(),
  location_id: Code.optional(),
  lot_id: Code.optional(),
  type: z.enum(MOVEMENT_TYPES).optional(),
  /** A document, a shipment, an order or a supply. */
  reference: Code.optional(),
  from: Day.optional(),
  to: Day.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type MovementQuery = z.infer<typeof MovementQuery>
export const MovementRow = z.object({
  movement_id: z.string(),
  type: z.enum(MOVEMENT_TYPES),
  product_id: z.string(),
  lot_id: z.string().nullable(),
  serial: z.string().nullable(),
  quantity: z.number(),
  from_kind: z.enum(MOVEMENT_SIDES),
  from_at: z.string().nullable(),
  from_bin: z.string().nullable(),
  from_state: z.enum(STOCK_STATES).nullable(),
  to_kind: z.enum(MOVEMENT_SIDES),
  to_at: z.string().nullable(),
  to_bin: z.string().nullable(),
  to_state: z.enum(STOCK_STATES).nullable(),
  occurred_at: z.string(),
  recorded_at: z.string(),
  actor: z.string(),
  cause: z.string().nullable(),
  document: z.string().nullable(),
  order_id: z.string().nullable(),
  line_number: z.int().nullable(),
  supply_id: z.string().nullable(),
  reversal_of: z.string().nullable(),
  is_reversed: z.boolean(),
})
export const MovementPage = z.object({ rows: z.array(MovementRow), nextCursor: z.string().nullable() })

export const LotTrace = z.object({
  lot: z.object({
    product_id: z.string(),
    product_name: z.string(),
    lot_id: z.string(),
    produced_on: z.string().nullable(),
    expires_on: z.string().nullable(),
    origin: z.string().nullable(),
    recalled_on: z.string().nullable(),
    recall_reason: z.string().nullable(),
  }),
  /** Where it came from. */
  received: z.array(
    z.object({
      supplier_id: z.string().nullable(),
      supply_id: z.string().nullable(),
      document: z.string().nullable(),
      location_id: z.string(),
      occurred_at: z.string(),
      quantity: z.number(),
    }),
  ),
  /** Where it lies. */
  lying: z.array(
    z.object({
      location_id: z.string(),
      bin: z.string().nullable(),
      serial: z.string().nullable(),
      state: z.enum(STOCK_STATES),
      quantity: z.number(),
    }),
  ),
  in_transit: z.array(z.object({ supply_id: z.string(), location_id: z.string().nullable(), quantity: z.number() })),
  /** Who has it. */
  shipped: z.array(
    z.object({
      shipment_id: z.string(),
      shipped_on: z.string().nullable(),
      order_id: z.string().nullable(),
      line_number: z.int().nullable(),
      customer_id: z.string().nullable(),
      customer_name: z.string().nullable(),
      location_id: z.string().nullable(),
      location_name: z.string().nullable(),
      serial: z.string().nullable(),
      quantity: z.number(),
    }),
  ),
})
/** At least one of the first four. */
export const TraceQuery = z.object({
  shipment_id: Code.optional(),
  order_id: Code.optional(),
  customer_id: Code.optional(),
  /** The consignee. */
  location_id: Code.optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type TraceQuery = z.infer<typeof TraceQuery>
export const LotsSent = z.object({
  rows: z.array(
    z.object({
      product_id: z.string(),
      product_name: z.string(),
      lot_id: z.string().nullable(),
      serial: z.string().nullable(),
      shipment_id: z.string(),
      shipped_on: z.string().nullable(),
      customer_id: z.string().nullable(),
      location_id: z.string().nullable(),
      order_id: z.string().nullable(),
      quantity: z.number(),
      expires_on: z.string().nullable(),
      recalled_on: z.string().nullable(),
    }),
  ),
  is_cut: z.boolean(),
})

export const WARNING_KINDS = ['short', 'stock_out', 'surplus'] as const
export const FIX_KINDS = ['order', 'pull_forward', 'transfer', 'move_promises', 'reduce_supply', 'sell_off'] as const
export const WarningQuery = z.object({
  kind: z.enum(WARNING_KINDS).optional(),
  location_id: Code.optional(),
  product_id: Code.optional(),
  product_group: z.string().max(500).optional(),
  /** Days of demand that the averages look back on. */
  window_days: z.coerce.number().int().min(28).max(728).default(182),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type WarningQuery = z.infer<typeof WarningQuery>

/** What would set it right. Fields that a kind of fix does not need are null. */
export const StockFix = z.object({
  kind: z.enum(FIX_KINDS),
  quantity: z.number(),
  /** The site goods would come from, or for a surplus go to. */
  site_id: z.string().nullable(),
  supply_id: z.string().nullable(),
  supply_line: z.int().nullable(),
  /** The day by which it helps, or for a promise the day it can be kept. */
  on: z.string().nullable(),
  /** Order lines touched. */
  lines: z.int().nullable(),
})
export type StockFix = z.infer<typeof StockFix>
export const StockWarning = z.object({
  kind: z.enum(WARNING_KINDS),
  product_id: z.string(),
  product_name: z.string(),
  product_group: z.string().nullable(),
  unit: z.string(),
  location_id: z.string(),
  location_name: z.string(),
  /** The first day without goods; null for a surplus. */
  on: z.string().nullable(),
  /** By how much the standard is missed: units short, below the target, or above it. */
  quantity: z.number(),
  on_hand: z.number(),
  reserved: z.number(),
  expected: z.number(),
  /** Demand of a day over the days that an order placed today would cover, seasons counted in; and of a usual day. */
  daily_demand: z.number(),
  usual_demand: z.number(),
  /** Names of the seasons in it, and what they make of the safety stock, in percent. */
  seasons: z.array(z.string()),
  stock_target_percent: z.number(),
  /** Days until the goods run out, what is reserved counted; of a surplus, days they last at that rate. Null: no demand. */
  days_of_cover: z.number().nullable(),
  lead_days: z.number(),
  safety_stock: z.number(),
  reorder_point: z.number(),
  order_up_to: z.number(),
  /** The in-stock rate aimed at, in percent, and where it comes from. */
  target_percent: z.number(),
  target_source: z.enum(['service_package', 'default']),
  fixes: z.array(StockFix),
})
export type StockWarning = z.infer<typeof StockWarning>
export const StockWarnings = z.object({
  rows: z.array(StockWarning),
  /** By kind, before the limit. */
  counts: z.object({ short: z.int(), stock_out: z.int(), surplus: z.int() }),
  today: z.string(),
})
