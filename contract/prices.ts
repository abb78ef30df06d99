/** Price lists, agreements, charges, tax, what competitors ask, and the price of an order made of them. */
import { z } from 'zod'
import {
  Code,
  Country,
  Currency,
  Day,
  LineNumber,
  LongText,
  PositiveQuantity,
  Quantity,
  Text,
  UnitPrice,
} from './values.ts'

const Percent = z.number().min(0).max(100).multipleOf(0.001)
const Unit = z.string().regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 or 21 code such as CT')
/** A list's code has no slash: `list/product` names one product on it. */
export const ListCode = Code.regex(/^[^/]+$/, 'must not contain a slash')

export const PriceList = z.object({ list_id: ListCode, name: Text, currency: Currency })
export type PriceList = z.infer<typeof PriceList>

/** Net of tax, in the list's currency. */
export const Price = z.object({
  /** Base units from which it holds. */
  from_quantity: Quantity,
  valid_from: Day,
  valid_to: Day.nullish(),
  unit_price: UnitPrice,
  /** The product's pack that the price is for; null: its base unit. */
  unit: Unit.nullish(),
})
export const ListedProduct = z.object({
  list_id: ListCode,
  product_id: Code,
  prices: z.array(Price).min(1).max(500),
})
export type ListedProduct = z.infer<typeof ListedProduct>

/** Why no tax is charged, in the words of EN 16931: G, K, AE and E. */
export const TAX_TREATMENTS = ['export', 'intra_community', 'reverse_charge', 'exempt'] as const

export const Agreement = z.object({
  agreement_id: Code,
  name: Text,
  /** A customer, or a segment, or neither: then it holds for everybody who has no other. */
  customer_id: Code.nullish(),
  segment_id: Code.nullish(),
  list_id: ListCode,
  valid_from: Day,
  valid_to: Day.nullish(),
  discount_percent: Percent.nullish(),
  payment_days: z.int().min(0).max(3_650).nullish(),
  terms: LongText.nullish(),
  tax_treatment: z.enum(TAX_TREATMENTS).nullish(),
})
export type Agreement = z.infer<typeof Agreement>

export const CHARGE_KINDS = ['freight', 'small_order', 'expedite', 'slot'] as const
export const CHARGE_BASES = ['order_value', 'weight'] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

export const Charge = z.object({
  charge_id: Code,
  name: Text,
  kind: z.enum(CHARGE_KINDS),
  /** Null: for everybody who has no charge of this kind agreed. */
  agreement_id: Code.nullish(),
  currency: Currency,
  basis: z.enum(CHARGE_BASES),
  valid_from: Day,
  valid_to: Day.nullish(),
  rates: z
    .array(
      z.object({
        /** `*`, a country such as MD, or a country and the beginning of postal codes such as MD:31. */
        zone: z.string().regex(/^(\*|[A-Z]{2}(:[A-Za-z0-9 -]{1,12})?)$/, 'must be *, MD or MD:31'),
        /** Net value in major units, or kilograms, from which the rate holds. */
        from_amount: UnitPrice,
        fixed: UnitPrice,
        percent: Percent,
        per_kilogram: UnitPrice,
      }),
    )
    .min(1)
    .max(1_000),
})
export type Charge = z.infer<typeof Charge>

export const STANDARD_TAX_CLASS = 'standard'
export const TaxRate = z.object({
  tax_id: Code,
  country: Country,
  tax_class: Code,
  valid_from: Day,
  percent: Percent,
})
export const ProductTax = z.object({ product_id: Code, tax_class: Code })

/** From the strongest to the weakest. */
export const EVIDENCE = ['same_customer', 'mystery_order', 'published', 'lost_order', 'guess'] as const
export const CompetitorPrice = z.object({
  sighting_id: Code,
  competitor: Text,
  /** A product or a service, one of the two. */
  product_id: Code.nullish(),
  service_id: Code.nullish(),
  /** Per base unit, net of tax. */
  unit_price: UnitPrice,
  currency: Currency,
  seen_on: Day,
  evidence: z.enum(EVIDENCE),
  note: Text.nullish(),
})
export type CompetitorPrice = z.infer<typeof CompetitorPrice>

export const PriceWish = z.object({
  customer_id: Code,
  location_id: Code.nullish(),
  /** Absent: today. */
  day: Day.optional(),
  /** Absent: the customer's. */
  currency: Currency.optional(),
  /** Charges that hold only when asked for. */
  is_expedited: z.boolean().optional(),
  is_slot_booked: z.boolean().optional(),
  lines: z
    .array(
      z.object({
        line_number: LineNumber,
        kind: z.enum(['goods', 'service']).optional(),
        /** A product, or for a service its code in the catalogue. */
        product_id: Code,
        quantity: PositiveQuantity,
        /** A pack of the product; absent: its base unit. */
        unit: Unit.nullish(),
        /** Agreed by hand, per base unit; absent: found. */
        unit_price: UnitPrice.nullish(),
      }),
    )
    .min(1)
    .max(2_000),
})
export type PriceWish = z.infer<typeof PriceWish>

/** Exact decimals are text; what is null is not known, and never nothing. */
export const Competitor = z.object({
  competitor: z.string(),
  unit_price: z.string(),
  seen_on: Day,
  evidence: z.enum(EVIDENCE),
  age_days: z.int(),
  is_old: z.boolean(),
})
const Minor = z.int().nullable()

/** Closer than a hundredth, two prices are level; a price seen longer ago than a year is shown and not judged. */
export const FITS = ['dearer', 'level', 'cheaper', 'too_old'] as const
export const PARTIES = ['customer', 'segment', 'everybody'] as const

/** Where a line's price comes from: the scale on the list, and what was agreed off it. */
const PriceBasis = z.object({
  /** Of one unit as the list has it, before the discount; an exact decimal. */
  list_price: z.string(),
  /** The pack that the list's price is for; null: the base unit. */
  unit: z.string().nullable(),
  from_quantity: z.number(),
  valid_from: Day,
  valid_to: Day.nullable(),
  discount_percent: z.number(),
})

export const PricedOrder = z.object({
  currency: z.string().nullable(),
  payment_days: z.int().nullable(),
  lines: z.array(
    z.object({
      line_number: z.int(),
      kind: z.enum(['goods', 'service']),
      product_id: Code,
      /** Base units. */
      quantity: z.number(),
      /** Of one base unit. */
      unit_price: z.number().nullable(),
      /** `given`, `service` or `list:` and its code. */
      price_source: z.string().nullable(),
      agreement_id: Code.nullable(),
      tax_percent: z.number().nullable(),
      tax_category: z.string().nullable(),
      net_minor: Minor,
      charges_minor: Minor,
      competitor: Competitor.nullable(),
      /** How much ours is above theirs, below it where negative; null: one of the two is not known. */
      difference_percent: z.number().nullable(),
      fit: z.enum(FITS).nullable(),
      /** Null: not priced by a list. */
      basis: PriceBasis.nullable(),
    }),
  ),
  /** The agreements that hold, in the order in which they are asked for a price. */
  agreements: z.array(
    z.object({
      agreement_id: Code,
      name: z.string(),
      party: z.enum(PARTIES),
      list_id: Code,
      discount_percent: z.number(),
      payment_days: z.int().nullable(),
      tax_treatment: z.enum(TAX_TREATMENTS).nullable(),
    }),
  ),
  charges: z.array(z.object({ charge_id: Code, name: z.string(), kind: z.enum(CHARGE_KINDS), amount_minor: Minor })),
  taxes: z.array(z.object({ category: z.string(), percent: z.number(), base_minor: z.int(), tax_minor: z.int() })),
  net_minor: Minor,
  charges_minor: Minor,
  tax_minor: Minor,
  total_minor: Minor,
})
export type PricedOrder = z.infer<typeof PricedOrder>

export const ListedQuery = z.object({
  q: z.string().max(100).optional(),
  /** The last product of the page before. */
  cursor: Code.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const ListedPage = z.object({
  rows: z.array(ListedProduct.extend({ version: z.int() })),
  /** With the first page, up to ten thousand. */
  total: z.int().nullable(),
  nextCursor: z.string().nullable(),
})
export const SetPrices = ListedProduct.pick({ prices: true })

export const ComparisonQuery = z.object({
  list_id: ListCode,
  /** Absent: today. */
  day: Day.optional(),
  fit: z.enum(FITS).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const ComparedPrice = z.object({
  product_id: Code,
  name: z.string(),
  /** Ours of one base unit, for the smallest quantity. */
  unit_price: z.number(),
  competitor: Competitor,
  /** How much ours is above theirs; below it where negative. */
  difference_percent: z.number().nullable(),
  fit: z.enum(FITS),
})
export type ComparedPrice = z.infer<typeof ComparedPrice>
export const PriceComparison = z.object({ rows: z.array(ComparedPrice) })
