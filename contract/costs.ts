/** What serving costs: dated rates, costs of goods, freight bills, and the figures made of them. */
import { z } from 'zod'
import { COST_DRIVERS } from './cost-drivers.ts'
import { AmountMinor, Code, Currency, Day, LongText, UnitPrice } from './values.ts'

export const CostRate = z.object({
  rate_id: Code,
  driver: z.enum(COST_DRIVERS),
  /** Null: every site without a rate of its own. */
  site_id: Code.nullish(),
  valid_from: Day,
  currency: Currency,
  /** For one unit of the driver, in whole money. */
  amount: UnitPrice,
  note: LongText.nullish(),
})
export type CostRate = z.infer<typeof CostRate>

export const ProductCost = z.object({
  cost_id: Code,
  product_id: Code,
  valid_from: Day,
  currency: Currency,
  /** Of one base unit. */
  unit_cost: UnitPrice,
})
export type ProductCost = z.infer<typeof ProductCost>

export const FreightBill = z.object({
  bill_id: Code,
  shipment_id: Code,
  carrier_id: Code.nullish(),
  billed_on: Day,
  currency: Currency,
  /** Less than nothing: a credit. */
  amount_minor: AmountMinor,
  note: LongText.nullish(),
})
export type FreightBill = z.infer<typeof FreightBill>

/** The drivers, and what carriers billed. */
export const COST_PARTS = [...COST_DRIVERS, 'freight'] as const

export const CostPart = z.object({
  part: z.enum(COST_PARTS),
  /** Units of the driver; of freight, shipments billed. */
  count: z.number(),
  /** Of the units that have a rate. */
  cost_minor: z.number(),
  /** Units without a rate in this currency at this site on the day. */
  without_rate: z.number(),
  /** What the record does not tell, such as lines whose product has no weight. */
  not_told: z.number(),
  /** The rates taken, the latest last. */
  rates: z.array(z.object({ rate_id: Code, amount: z.number(), count: z.number() })),
})
export type CostPart = z.infer<typeof CostPart>

export const ServedFigures = z.object({
  orders: z.int(),
  /** Billed less credited, net of tax; charges taken are part of it. */
  value_minor: z.number(),
  charges_minor: z.number(),
  /** Orders of which nothing was billed yet: they have no value here. */
  unbilled: z.int(),
  goods_minor: z.number(),
  /** Billed lines whose product has no cost on record: their margin is not known and not counted. */
  goods_unknown: z.int(),
  /** Value billed on those lines. */
  value_unknown_minor: z.number(),
  /** Value less goods, of the lines whose goods are known. */
  margin_minor: z.number(),
  serving_minor: z.number(),
  parts: z.array(CostPart),
})
export type ServedFigures = z.infer<typeof ServedFigures>

export const SERVED_QUADRANTS = ['protect', 'streamline', 'develop', 're_price'] as const
export const ServedCustomer = ServedFigures.extend({
  customer_id: Code,
  name: z.string(),
  segment_id: Code.nullable(),
  segment_name: z.string().nullable(),
  /** Margin less what serving cost. */
  net_minor: z.number(),
  /** Null: too little is known of this customer's margin. */
  quadrant: z.enum(SERVED_QUADRANTS).nullable(),
  abc: z.enum(['A', 'B', 'C']).nullable(),
  abc_rank: z.int().nullable(),
  abc_of: z.int(),
  abc_share: z.number().nullable(),
  rfm: z
    .object({ recency: z.int(), frequency: z.int(), margin: z.int(), parts: z.int(), days: z.int(), orders: z.int() })
    .nullable(),
})
export type ServedCustomer = z.infer<typeof ServedCustomer>

export const ServingQuery = z.object({
  /** Absent: the twelve months up to today. */
  from: Day.optional(),
  to: Day.optional(),
  /** Absent: the one with most orders. */
  currency: Currency.optional(),
})
export const ServingCosts = z.object({
  from: Day,
  to: Day,
  /** Money of different currencies is never added; these are the others with orders in the period. */
  currency: Currency.nullable(),
  currencies: z.array(z.object({ currency: Currency, orders: z.int() })),
  rows: z.array(ServedCustomer),
  segments: z.array(
    ServedFigures.extend({
      segment_id: Code.nullable(),
      name: z.string().nullable(),
      customers: z.int(),
      net_minor: z.number(),
    }),
  ),
  total: ServedFigures,
  /** The lines between the quadrants; null: nobody can be placed. */
  middle: z.object({ net_minor: z.number(), cost_share: z.number() }).nullable(),
})
export type ServingCosts = z.infer<typeof ServingCosts>

const ResultFigures = z.object({
  from: Day,
  to: Day,
  customers: z.int(),
  orders: z.int(),
  value_minor: z.number(),
  margin_minor: z.number(),
  serving_minor: z.number(),
  net_minor: z.number(),
  /** Mean of the ratings given, as a share of their scale; null: none was given. */
  rating: z.number().nullable(),
  ratings: z.int(),
})
/** What became of a package: as many days before its first as have passed since, ninety at most. */
export const PackageResults = z.object({
  segment_id: Code,
  valid_from: Day,
  currency: Currency.nullable(),
  days: z.int(),
  before: ResultFigures.nullable(),
  after: ResultFigures.nullable(),
  /** Customers that ordered before and not since, and the other way round. */
  lost: z.int(),
  won: z.int(),
})
export type PackageResults = z.infer<typeof PackageResults>

export const OrderCost = ServedFigures.extend({ order_id: Code, currency: Currency.nullable() })
export type OrderCost = z.infer<typeof OrderCost>
