/** What a segment is offered, what the company is after, and who comes first when there is not enough: all of it dated. */
import { z } from 'zod'
import { Code, Currency, Day, LongText, PositiveQuantity, Text } from './values.ts'

export const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export const ORDER_CHANNELS = ['portal', 'api', 'file', 'email', 'phone'] as const
/** From the surest to the least sure. */
export const COUNTED_SUPPLY = ['in_transit', 'confirmed', 'planned'] as const
export const CUTOFF_UNITS = ['hours', 'open_days'] as const
/** Who pays for a further part of a delivery. */
export const FREIGHT_RULES = ['company', 'customer'] as const
export const OBJECTIVES = ['lowest_cost', 'stock_at_level', 'speed'] as const
export const ALLOCATION_KINDS = [
  'first_come',
  'strict_tier',
  'protection_levels',
  'proportional',
  'lowest_first',
] as const

const Percent = z.number().min(0).max(100).multipleOf(0.001)
const Days = z.int().min(0).max(3_650)
const some = <T extends readonly [string, ...string[]]>(values: T) => z.array(z.enum(values)).min(1).max(values.length)

/** Whatever is left out follows the program's default; `GET /service-packages/in-force` shows what holds. */
export const ServicePackage = z.object({
  package_id: Code,
  segment_id: Code,
  name: Text,
  valid_from: Day,
  /** The segment's service is a contract: its promises are made to be kept more surely. */
  is_contracted: z.boolean().nullish(),
  /** Share of promises that are to be kept. */
  promise_quantile: z.number().min(0.5).max(0.999).multipleOf(0.001).nullish(),
  /** Longest time from order to delivery, in business days. */
  lead_time_days: Days.nullish(),
  in_stock_percent: Percent.nullish(),
  /** Orders come in whole multiples of this unit where the product has such a pack. */
  order_unit: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 or 21 code such as CT')
    .nullish(),
  /** Least quantity of a line, in base units. */
  minimum_quantity: PositiveQuantity.nullish(),
  /** Least worth of an order; holds for orders in its currency. */
  minimum_order_minor: z.int().min(1).max(9_000_000_000_000).nullish(),
  minimum_currency: Currency.nullish(),
  delivery_days: some(WEEKDAYS).nullish(),
  channels: some(ORDER_CHANNELS).nullish(),
  /** Until how long before the promised day the customer may change an order. */
  change_cutoff: z.int().min(0).max(2_000).nullish(),
  change_cutoff_unit: z.enum(CUTOFF_UNITS).nullish(),
  cancel_cutoff: z.int().min(0).max(2_000).nullish(),
  cancel_cutoff_unit: z.enum(CUTOFF_UNITS).nullish(),
  /** Supply that a promise may count on besides the goods on hand; an empty list counts on nothing else. */
  supply_states: z.array(z.enum(COUNTED_SUPPLY)).max(COUNTED_SUPPLY.length).nullish(),
  ship_complete: z.boolean().nullish(),
  max_parts: z.int().min(1).max(100).nullish(),
  /** Least share of the order in a part. */
  min_part_percent: Percent.nullish(),
  freight_rule: z.enum(FREIGHT_RULES).nullish(),
  early_tolerance_days: Days.nullish(),
  late_tolerance_days: Days.nullish(),
  /** Goods have at least so many days of life left when they arrive. */
  min_shelf_life_days: Days.nullish(),
  /** Days after the delivery in which the customer may find fault. */
  inspection_days: Days.nullish(),
  /** Rank when goods are short; 1 comes first. */
  allocation_tier: z.int().min(1).max(20).nullish(),
})
export type ServicePackage = z.infer<typeof ServicePackage>

export const Objective = z.object({
  objective_id: Code,
  /** Null: the whole company. */
  segment_id: Code.nullish(),
  valid_from: Day,
  /** Null: until the next one. */
  valid_to: Day.nullish(),
  objective: z.enum(OBJECTIVES),
  /** For `stock_at_level`: the in-stock rate at which stock is held. */
  stock_percent: Percent.nullish(),
  reason: Text.nullish(),
})
export type Objective = z.infer<typeof Objective>

export const AllocationTier = z.object({
  tier: z.int().min(1).max(20),
  name: Text,
  /** Share of the goods kept for this tier and those above it. */
  protection_percent: Percent.nullish(),
  /** Share of its demand that the tier gets before a higher one takes the rest. */
  floor_percent: Percent.nullish(),
})

export const GIVING_WAY = ['never', 'if_kept', 'later'] as const

export const AllocationPolicy = z.object({
  policy_id: Code,
  name: Text,
  valid_from: Day,
  kind: z.enum(ALLOCATION_KINDS),
  /** A line that has waited longer than so many times its standard outranks newer lines of every tier. */
  starvation_factor: z.number().min(0.01).max(1_000).multipleOf(0.01).nullish(),
  /** What a new promise of better standing may take from open ones; null: only where they are still kept by their own day. */
  giving_way: z.enum(GIVING_WAY).nullish(),
  reason: LongText.nullish(),
  tiers: z.array(AllocationTier).max(20).default([]),
})
export type AllocationPolicy = z.infer<typeof AllocationPolicy>
