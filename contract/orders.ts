/** Wishes, commitments and goods set aside for them. */
import { z } from 'zod'
import { SlotOffer } from './capacity.ts'
import { CANCELLED_BY, PROMISE_CAUSES } from './imports.ts'
import {
  Code,
  Currency,
  Day,
  Instant,
  LineNumber,
  LongText,
  PositiveQuantity,
  Quantity,
  TaxPercent,
  Text,
  UnitPrice,
} from './values.ts'

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

/** Absent: everything that is still open of the order; without a quantity: of the line. */
const cancelledLines = z
  .array(z.object({ line_number: LineNumber, quantity: PositiveQuantity.nullish() }))
  .min(1)
  .max(2_000)
  .nullish()

export const CancelOwnLines = z.object({ lines: cancelledLines, reason: Text.nullish() })
export const CancelLines = z.object({
  ...CancelOwnLines.shape,
  cancelled_by: z.enum(CANCELLED_BY),
  /** The customer's wish came after the cut-off, and is granted as a favor. */
  despite_cutoff: z.boolean().default(false),
})

/** Why nothing can be done about a line any more. */
export const HINDRANCES = ['cancelled', 'shipped', 'cutoff_passed'] as const

/** What may still be done about an order, and until when. */
export const OrderOptions = z.object({
  order_id: Code,
  lines: z.array(
    z.object({
      line_number: LineNumber,
      /** Ordered, less cancelled, less shipped. */
      open_quantity: Quantity,
      shipped_quantity: Quantity,
      can_change: z.boolean(),
      /** Null: nothing was promised yet, so there is no limit. */
      change_until: Instant.nullable(),
      can_cancel: z.boolean(),
      cancel_until: Instant.nullable(),
      /** Null: it may be changed. */
      hindrance: z.enum(HINDRANCES).nullable(),
    }),
  ),
})
export type OrderOptions = z.infer<typeof OrderOptions>

/** A slot at the door of an order, or null to give the one held back. */
export const BookSlot = z.object({
  slot: z.object({ resource_id: Code, day: Day }).nullable(),
  /** The customer's wish came after the cut-off, and is granted as a favor. Never by the customer. */
  despite_cutoff: z.boolean().default(false),
})

export const OrderSlots = z.object({
  /** Null: none is booked. */
  booked: z.object({ resource_id: Code, day: Day }).nullable(),
  /** What can still be booked on the days that are promised. */
  rows: z.array(SlotOffer),
})
export type OrderSlots = z.infer<typeof OrderSlots>

/** Who takes the goods in, and what the driver is to know. Null: nobody, nothing. */
export const Door = z.object({ contact_id: Code.nullable(), instructions: LongText.nullable() })
export type Door = z.infer<typeof Door>
export const ChangeDoor = Door.extend({
  /** The customer's wish came after the cut-off, and is granted as a favor. Never by the customer. */
  despite_cutoff: z.boolean().default(false),
})

export const OrderDoor = Door.extend({
  contact_name: z.string().nullable(),
  contact_phone: z.string().nullable(),
  can_change: z.boolean(),
  /** Null: no limit. */
  change_until: Instant.nullable(),
  /** Whom the customer may choose from. */
  contacts: z.array(z.object({ contact_id: Code, name: z.string() })),
})
export type OrderDoor = z.infer<typeof OrderDoor>

/** Of each order whose goods a shipment carries. */
export const ShipmentDoors = z.object({
  rows: z.array(
    OrderDoor.pick({ contact_id: true, contact_name: true, contact_phone: true, instructions: true }).extend({
      order_id: Code,
      /** Hours agreed at the door; null: none. */
      from_at: Instant.nullable(),
      to_at: Instant.nullable(),
    }),
  ),
})
export type ShipmentDoors = z.infer<typeof ShipmentDoors>

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
