/** A wish, the offers made for it, and the one that is taken. */
import { z } from 'zod'
import { SlotOffer } from './capacity.ts'
import { LINE_KINDS } from './order-words.ts'
import { BookSlot, Door } from './orders.ts'
import { Competitor, FITS } from './prices.ts'
import {
  AmountMinor,
  Code,
  Currency,
  Day,
  Instant,
  LineNumber,
  PositiveQuantity,
  Quantity,
  TaxPercent,
  Text,
  UnitPrice,
} from './values.ts'

export { LINE_KINDS }

export const WishedLine = z.object({
  line_number: LineNumber,
  kind: z.enum(LINE_KINDS).default('goods'),
  /** A product, or for a service its code in the catalogue. */
  product_id: Code,
  quantity: PositiveQuantity,
  /** The unit or pack the quantity is given in. Absent: the product's base unit. */
  unit: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 code such as C62 or CS')
    .nullish(),
  requested_from_date: Day.nullish(),
  requested_to_date: Day.nullish(),
  /** Agreed by hand; absent: the price of the customer's agreement. */
  unit_price: UnitPrice.nullish(),
})

export const NewQuote = z.object({
  customer_id: Code,
  /** Where to. Absent: the customer's only location. */
  location_id: Code.nullish(),
  /** Only from this site. Absent: from any. */
  site_id: Code.nullish(),
  /**
   * The order whose lines are promised anew; a line it does not have is added to it. A quantity is what the line shall still
   * come to, beside what was cancelled. Absent: a new wish.
   */
  order_id: Code.nullish(),
  lines: z.array(WishedLine).min(1).max(200),
})
export type NewQuote = z.infer<typeof NewQuote>

export const OFFER_KINDS = [
  'earliest',
  'cheapest',
  'greenest',
  'from_stock',
  'in_one_go',
  'in_parts',
  'as_ordered',
  'by_priority',
] as const

/** What a lead time was learned from, fine to coarse. */
export const LEAD_TIME_LEVELS = ['lane', 'carrier_service', 'country_pair', 'service'] as const

/** What one line, or one part of it, would get. */
export const OfferedLine = z.object({
  line_number: LineNumber,
  /** Counts the parts of a line from 1. */
  part: z.int().min(1),
  kind: z.enum(LINE_KINDS),
  /** What would be sent. */
  product_id: Code,
  /** The product wished, where another would be sent. */
  substitute_for: Code.nullable(),
  needs_consent: z.boolean(),
  quantity: Quantity,
  site_id: Code,
  lane_id: Code.nullable(),
  carrier_id: Code.nullable(),
  service: Code.nullable(),
  need_on: Day,
  departs_on: Day.nullable(),
  from_date: Day.nullable(),
  to_date: Day,
  is_as_wished: z.boolean(),
  /** From which deliveries the chance of this line's way comes; null: nothing has been learned, its stated days hold. */
  learned: z
    .object({ level: z.enum(LEAD_TIME_LEVELS), cases: z.int().min(1), learned_on: Day })
    .nullable()
    .default(null),
  unit_price: UnitPrice.nullable(),
  tax_percent: TaxPercent.nullable(),
  net_minor: AmountMinor.nullable(),
  /** The line's share of the order's charges. */
  charges_minor: AmountMinor.nullable(),
  /** Where the price comes from: `given`, `service` or `list:` and its code. */
  price_source: Text.nullable(),
})

/** What an offer takes of a site's day, booked when it is taken. */
export const OfferedBooking = z.object({
  line_number: LineNumber,
  part: z.int().min(1),
  resource_id: Code,
  day: Day,
  quantity: z.int().min(1),
  /** May go beyond the day's own quantity, as far as overtime does. */
  is_in_haste: z.boolean().default(false),
})

/** Hands of an expedited offer that a site's usual day does not have. */
export const OfferedOvertime = z.object({
  site_id: Code,
  resource_id: Code,
  /** Name of the resource. */
  name: Text,
  day: Day,
  units: z.int().min(1),
  /** Null: not known in the order's currency. */
  cost_minor: AmountMinor.nullable(),
})

export type OfferedBooking = z.infer<typeof OfferedBooking>

/** Goods or hands that an offer takes from a line of lower standing, and how that line goes on. */
export const Touch = z.object({
  order_id: Code,
  line_number: LineNumber,
  customer_id: Code,
  customer_name: Text.nullable(),
  product_id: Code,
  quantity: Quantity,
  takes: z.array(z.enum(['goods', 'hands'])),
  /** `kept`: by its own day from other supply or by another way. */
  effect: z.enum(['kept', 'later']),
  old_site_id: Code.nullable(),
  new_site_id: Code,
  old_date: Day,
  new_date: Day,
  days_later: z.int(),
  /** Freight of its new way; null: not known. */
  freight_cost_minor: AmountMinor.nullable(),
  /** What the published policy goes by. */
  decided_by: z.string(),
})
export type Touch = z.infer<typeof Touch>

export const Offer = z.object({
  offer_number: z.int().min(1),
  /** What it is best at; a customer may see one that is best at nothing, and lies between two others. */
  kinds: z.array(z.enum(OFFER_KINDS)),
  is_in_parts: z.boolean(),
  is_expedited: z.boolean(),
  has_substitute: z.boolean(),
  is_as_wished: z.boolean(),
  lines: z.array(OfferedLine),
  bookings: z.array(OfferedBooking),
  /** The day of the last line. */
  complete_on: Day,
  /** Chance that every line comes within its window; null: too little is known of the lane yet. */
  chance: z.number().min(0).max(1).nullable(),
  currency: Currency.nullable(),
  /** Amounts are null where a price is not known: nothing is guessed. */
  net_minor: AmountMinor.nullable(),
  charges_minor: AmountMinor.nullable(),
  tax_minor: AmountMinor.nullable(),
  total_minor: AmountMinor.nullable(),
  /** Freight it costs us. */
  freight_cost_minor: AmountMinor.nullable(),
  /** More than the cheapest offer costs us in freight. */
  extra_cost_minor: AmountMinor.nullable(),
  emission_grams: z.int().min(0).nullable(),
  /** Of an expedited offer: what haste gains and costs beside the soonest way without it. Null: not expedited. */
  expedite: z
    .object({
      /** Null: without haste it could not be kept at all. */
      ordinary_date: Day.nullable(),
      days_gained: z.int().nullable(),
      /** Freight that it costs us more; null: not known. */
      freight_more_minor: AmountMinor.nullable(),
      /** What the customer is charged for it, tax apart. */
      charge_minor: AmountMinor.nullable(),
      emission_more_grams: z.int().nullable(),
      overtime: z.array(OfferedOvertime).default([]),
      /** What the overtime costs us, freight apart; null: not known. */
      overtime_minor: AmountMinor.nullable().default(0),
    })
    .nullable()
    .default(null),
  /** Of an order's own lines: what would be different from the promise in force. Null: a new wish, or nothing is promised yet. */
  difference: z
    .object({
      old_date: Day,
      /** Below zero: later. */
      days_sooner: z.int(),
      freight_more_minor: AmountMinor.nullable(),
      /** What the customer pays more, tax apart. */
      price_more_minor: AmountMinor.nullable(),
    })
    .nullable()
    .default(null),
  /** Promises of other orders that this one would move, and what becomes of each. Customers see none of them. */
  touches: z.array(Touch),
})
export type Offer = z.infer<typeof Offer>

export const OBSTACLES = ['no_site', 'no_lane', 'no_goods', 'no_capacity_or_day'] as const

export const Quote = z.object({
  quote_id: Code,
  customer_id: Code,
  location_id: Code.nullable(),
  order_id: Code.nullable(),
  made_at: Instant,
  expires_at: Instant,
  state: z.enum(['open', 'taken', 'declined', 'expired']),
  taken_offer: z.int().nullable(),
  taken_order_id: Code.nullable(),
  wish: z.object({ lines: z.array(WishedLine) }),
  offers: z.array(Offer),
  /** Why nothing, or not everything, can be offered. */
  obstacles: z.array(z.object({ line_number: LineNumber.nullable(), reason: z.enum(OBSTACLES) })),
  /** What applies to these goods at this place, and will be seen by whoever picks, loads and delivers them. */
  /** Goods at hand that the published policy keeps for better tiers. */
  kept: z.array(
    z.object({
      product_id: Code,
      site_id: Code,
      quantity: Quantity,
      policy_id: Code.nullable(),
      kept_percent: z.number(),
      own_tier: z.int(),
    }),
  ),
  /** The wish is worth less than the customer's package asks for; staff may grant it. */
  minimum: z
    .object({ minimum_minor: AmountMinor, worth_minor: AmountMinor, currency: Currency })
    .nullable()
    .default(null),
  /** Lines in a quantity that the customer's package does not offer; staff may grant it. */
  quantities: z
    .array(
      z.object({
        line_number: LineNumber,
        product_id: Code,
        /** All in base units. */
        quantity: Quantity,
        next_quantity: Quantity,
        /** Null: no pack is named, or the product has none of it. */
        multiple: Quantity.nullable(),
        order_unit: z.string().nullable(),
        least: Quantity.nullable(),
      }),
    )
    .default([]),
  /** For a customer instead of the above: products of which goods at hand are kept for others by the published policy. */
  held_back: z.array(z.object({ product_id: Code })).default([]),
  /** What competitors ask for the same, where it is known; only for those who may see prices. */
  market: z.array(
    z.object({
      line_number: LineNumber,
      product_id: Code,
      unit_price: z.number().nullable(),
      currency: Currency.nullable(),
      competitor: Competitor,
      difference_percent: z.number().nullable(),
      fit: z.enum(FITS).nullable(),
    }),
  ),
  requirements: z.array(
    z.object({ requirement_id: Code, kind: z.string(), text: z.string(), line_numbers: z.array(LineNumber) }),
  ),
})
export type Quote = z.infer<typeof Quote>

export const TakeOffer = z.object({
  offer_number: z.int().min(1).max(10),
  /** Absent: we number it. Not for a quote of an order's own lines. */
  order_id: Code.nullish(),
  /** The customer agreed to the substitutes that need it. */
  has_consent: z.boolean().default(false),
  /** The customer's own number for the order. */
  customer_reference: Text.nullish(),
  /** For a quote of an order's own lines: who asks for the new promise, and why. */
  cause: z.enum(['customer', 'company']).default('customer'),
  reason: Text.nullish(),
  /** The customer's wish for another promise came after the cut-off, and is granted as a favor. Never by the customer. */
  despite_cutoff: z.boolean().default(false),
  /** Hours at the door on a promised day, booked together with the offer or not at all. */
  slot: BookSlot.shape.slot.nullish(),
  /** Who takes the goods in, and what the driver is to know. */
  door: Door.nullish(),
})
export type TakeOffer = z.input<typeof TakeOffer>

export const TakenOffer = z.object({
  order_id: Code,
  quote_id: Code,
  offer_number: z.int(),
  lines: z.array(
    z.object({
      line_number: LineNumber,
      part_of: LineNumber.nullable(),
      product_id: Code,
      quantity: Quantity,
      from_date: Day.nullable(),
      to_date: Day,
      version: z.int(),
    }),
  ),
})
export type TakenOffer = z.infer<typeof TakenOffer>

/** By offer the hours at the door that have room on its promised days. */
export const QuoteSlots = z.object({
  /** Of the place they are for. */
  zone: z.string().nullable(),
  offers: z.array(z.object({ offer_number: z.int(), rows: z.array(SlotOffer) })),
})
export type QuoteSlots = z.infer<typeof QuoteSlots>

export const DeclineQuote = z.object({ reason: Text.nullish() })
