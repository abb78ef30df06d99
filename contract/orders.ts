/** Wishes, commitments and goods set aside for them. */
import { z } from 'zod'
import { CANCELLED_BY, PROMISE_CAUSES } from './imports.ts'
import { Code, Currency, Day, Instant, LineNumber, PositiveQuantity, TaxPercent, Text, UnitPrice } from './values.ts'

/** A window: whole local days at the destination, and instants as well where a slot was booked. */
const windowFields = { from_date: Day.nullish(), to_date: Day, from_at: Instant.nullish(), to_at: Instant.nullish() }

export const NewOrderLine = z.object({
  line_number: LineNumber,
  product_id: Code,
  quantity: PositiveQuantity,
  /** Absent: the price of the customer's agreement, where there is one. */
  unit_price: UnitPrice.nullish(),
  tax_percent: TaxPercent.nullish(),
  /** What was agreed beside the price, such as the line's share of the freight; absent: nothing was. */
  charges_minor: z.int().min(0).max(9_000_000_000_000).nullish(),
  requested_from_date: Day.nullish(),
  requested_to_date: Day.nullish(),
  requested_from_at: Instant.nullish(),
  requested_to_at: Instant.nullish(),
})

export const NewOrder = z.object({
  /** Absent: we number it. */
  order_id: Code.optional(),
  customer_id: Code,
  location_id: Code.nullish(),
  site_id: Code.nullish(),
  currency: Currency.nullish(),
  ordered_at: Instant.optional(),
  lines: z.array(NewOrderLine).min(1).max(2_000),
})
export type NewOrder = z.infer<typeof NewOrder>

export const CancelLines = z.object({
  lines: z
    .array(z.object({ line_number: LineNumber, quantity: PositiveQuantity }))
    .min(1)
    .max(2_000),
  cancelled_by: z.enum(CANCELLED_BY),
})

export const NewPromise = z.object({
  ...windowFields,
  quantity: PositiveQuantity.optional(),
  /** Who asks for it: `initial` for the first promise, then `customer` or `company`. */
  cause: z.enum(PROMISE_CAUSES).default('initial'),
  reason: Text.nullish(),
})
export type NewPromise = z.infer<typeof NewPromise>

export const StockReceipt = z.object({
  product_id: Code,
  location_id: Code,
  quantity: PositiveQuantity,
  document: Code.nullish(),
})
export const NewReservation = z.object({
  order_id: Code,
  line_number: LineNumber,
  location_id: Code,
  quantity: PositiveQuantity,
})
