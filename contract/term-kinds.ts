/**
 * Files of terms: the import kinds of service packages, requirements, services, prices and what goes with them. Lists within
 * a cell are written with blanks between, such as `Mo We Fr`.
 */
import { CONSENTS, DIRECTIONS, ENTITLEMENTS, PROOFS, RESOURCE_KINDS, SUBSTITUTE_PRICES } from './added-services.ts'
import { COST_DRIVERS } from './cost-drivers.ts'
import { FLOOR_ELEMENTS } from './floor-elements.ts'
import { CLOSED_DAY_RULES, LINE_KINDS } from './order-words.ts'
import { CHARGE_BASES, CHARGE_KINDS, EVIDENCE, TAX_TREATMENTS } from './prices.ts'
import { NEEDS, REQUIREMENT_KINDS } from './requirement-needs.ts'
import { ALLOCATION_KINDS, CUTOFF_UNITS, FREIGHT_RULES, GIVING_WAY, OBJECTIVES } from './service-packages.ts'

const KEY = { type: 'code', required: true, key: true } as const
const CODE = { type: 'code' } as const
const CODE_NEEDED = { type: 'code', required: true } as const
const TEXT = { type: 'text' } as const
const TEXT_NEEDED = { type: 'text', required: true } as const
const DAY = { type: 'date' } as const
const DAY_NEEDED = { type: 'date', required: true } as const
const COUNT = { type: 'integer', least: 0 } as const
const RANK = { type: 'integer', positive: true } as const
const PRICE_NEEDED = { type: 'price', required: true } as const
const PERCENT = { type: 'number', least: 0, most: 100, decimals: 3 } as const
const CELSIUS = { type: 'number', least: -200, most: 200, decimals: 1 } as const
const choice = (values: readonly string[]) => ({ type: 'enum', values }) as const
const choiceNeeded = (values: readonly string[]) => ({ type: 'enum', values, required: true }) as const

const PERIOD = [
  { name: 'valid_from', ...DAY_NEEDED },
  { name: 'valid_to', ...DAY },
] as const

const servicePackages = {
  kind: 'service_packages',
  fields: [
    { name: 'package_id', ...KEY },
    { name: 'segment_id', ...CODE_NEEDED },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'is_contracted', type: 'boolean' },
    { name: 'promise_quantile', type: 'number', least: 0.5, most: 0.999, decimals: 3 },
    { name: 'lead_time_days', ...COUNT },
    { name: 'in_stock_percent', ...PERCENT },
    { name: 'order_unit', type: 'unit' },
    { name: 'minimum_quantity', type: 'quantity', positive: true },
    { name: 'minimum_order', type: 'money' },
    { name: 'currency', type: 'currency' }, // of the minimum order
    { name: 'delivery_days', ...TEXT }, // "Mo We Fr"
    { name: 'channels', ...TEXT },
    { name: 'change_cutoff', ...COUNT },
    { name: 'change_cutoff_unit', ...choice(CUTOFF_UNITS) },
    { name: 'cancel_cutoff', ...COUNT },
    { name: 'cancel_cutoff_unit', ...choice(CUTOFF_UNITS) },
    { name: 'supply_states', ...TEXT },
    { name: 'ship_complete', type: 'boolean' },
    { name: 'max_parts', ...RANK },
    { name: 'min_part_percent', ...PERCENT },
    { name: 'freight_rule', ...choice(FREIGHT_RULES) },
    { name: 'early_tolerance_days', ...COUNT },
    { name: 'late_tolerance_days', ...COUNT },
    { name: 'min_shelf_life_days', ...COUNT },
    { name: 'inspection_days', ...COUNT },
    { name: 'allocation_tier', ...RANK },
  ],
} as const

const objectives = {
  kind: 'objectives',
  fields: [
    { name: 'objective_id', ...KEY },
    { name: 'segment_id', ...CODE }, // empty: the whole company
    ...PERIOD,
    { name: 'objective', ...choiceNeeded(OBJECTIVES) },
    { name: 'stock_percent', ...PERCENT },
    { name: 'reason', ...TEXT },
  ],
} as const

/** Several rows of one policy give it several tiers. */
const allocationPolicies = {
  kind: 'allocation_policies',
  fields: [
    { name: 'policy_id', ...KEY },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'kind', ...choiceNeeded(ALLOCATION_KINDS) },
    { name: 'starvation_factor', type: 'number', least: 0.01, most: 1_000, decimals: 2 },
    { name: 'giving_way', ...choice(GIVING_WAY) },
    { name: 'reason', ...TEXT, multiline: true },
    { name: 'tier', ...RANK },
    { name: 'tier_name', ...TEXT },
    { name: 'protection_percent', ...PERCENT },
    { name: 'floor_percent', ...PERCENT },
  ],
} as const

const requirements = {
  kind: 'requirements',
  fields: [
    { name: 'requirement_id', ...KEY },
    { name: 'customer_id', ...CODE },
    { name: 'location_id', ...CODE },
    { name: 'product_id', ...CODE },
    { name: 'kind', ...choiceNeeded(REQUIREMENT_KINDS) },
    { name: 'need', ...choice(NEEDS) },
    { name: 'text', ...TEXT_NEEDED, multiline: true },
    { name: 'openings', ...TEXT },
    { name: 'contact_id', ...CODE },
    { name: 'least_celsius', ...CELSIUS },
    { name: 'most_celsius', ...CELSIUS },
    { name: 'steps', ...TEXT_NEEDED }, // "load deliver"
    ...PERIOD,
  ],
} as const

/** Several rows of one service give it several prices and entitlements. */
const addedServices = {
  kind: 'added_services',
  fields: [
    { name: 'service_id', ...KEY },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'description', ...TEXT, multiline: true },
    { name: 'unit', type: 'unit', required: true },
    { name: 'resource_kind', ...choice(RESOURCE_KINDS) },
    { name: 'resource_minutes', ...COUNT },
    { name: 'proof', ...choiceNeeded(PROOFS) },
    { name: 'valid_from', ...DAY },
    { name: 'currency', type: 'currency' },
    { name: 'unit_price', type: 'price' },
    { name: 'segment_id', ...CODE },
    { name: 'entitlement', ...choice(ENTITLEMENTS) },
    { name: 'discount_percent', ...PERCENT },
  ],
} as const

/** Several rows of one substitution tell which customers agreed otherwise. */
const substitutions = {
  kind: 'substitutions',
  fields: [
    { name: 'substitution_id', ...KEY },
    { name: 'product_id', ...CODE_NEEDED },
    { name: 'substitute_id', ...CODE_NEEDED },
    { name: 'numerator', ...RANK, required: true },
    { name: 'denominator', ...RANK, required: true },
    { name: 'direction', ...choiceNeeded(DIRECTIONS) },
    { name: 'consent', ...choiceNeeded(CONSENTS) },
    { name: 'price_rule', ...choiceNeeded(SUBSTITUTE_PRICES) },
    ...PERIOD,
    { name: 'customer_id', ...CODE },
    { name: 'customer_consent', ...choice(CONSENTS) },
  ],
} as const

const prices = {
  kind: 'prices',
  fields: [
    { name: 'list_id', ...KEY },
    { name: 'list_name', ...TEXT },
    { name: 'currency', type: 'currency', required: true },
    { name: 'product_id', ...KEY },
    { name: 'from_quantity', type: 'quantity', key: true }, // empty: from nothing on
    { name: 'valid_from', ...DAY_NEEDED, key: true },
    { name: 'valid_to', ...DAY },
    { name: 'unit_price', ...PRICE_NEEDED },
    { name: 'unit', type: 'unit' }, // empty: the base unit
  ],
} as const

const agreements = {
  kind: 'agreements',
  fields: [
    { name: 'agreement_id', ...KEY },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'customer_id', ...CODE },
    { name: 'segment_id', ...CODE },
    { name: 'list_id', ...CODE_NEEDED },
    ...PERIOD,
    { name: 'discount_percent', ...PERCENT },
    { name: 'payment_days', ...COUNT },
    { name: 'terms', ...TEXT, multiline: true },
    { name: 'tax_treatment', ...choice(TAX_TREATMENTS) },
  ],
} as const

/** Several rows of one charge give it several rates. */
const charges = {
  kind: 'charges',
  fields: [
    { name: 'charge_id', ...KEY },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'kind', ...choiceNeeded(CHARGE_KINDS) },
    { name: 'agreement_id', ...CODE },
    { name: 'currency', type: 'currency', required: true },
    { name: 'basis', ...choiceNeeded(CHARGE_BASES) },
    ...PERIOD,
    { name: 'charge_zone', ...KEY },
    { name: 'from_amount', type: 'price', key: true },
    { name: 'fixed', type: 'price' },
    { name: 'percent', ...PERCENT },
    { name: 'per_kilogram', type: 'price' },
  ],
} as const

const taxRates = {
  kind: 'tax_rates',
  fields: [
    { name: 'tax_id', ...KEY },
    { name: 'country', type: 'country', required: true },
    { name: 'tax_class', ...CODE_NEEDED },
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'percent', ...PERCENT, required: true },
  ],
} as const

const taxClasses = {
  kind: 'tax_classes',
  fields: [
    { name: 'product_id', ...KEY },
    { name: 'tax_class', ...CODE_NEEDED },
  ],
} as const

const competitorPrices = {
  kind: 'competitor_prices',
  fields: [
    { name: 'sighting_id', ...KEY },
    { name: 'competitor', ...TEXT_NEEDED },
    { name: 'product_id', ...CODE },
    { name: 'service_id', ...CODE },
    { name: 'unit_price', ...PRICE_NEEDED },
    { name: 'currency', type: 'currency', required: true },
    { name: 'seen_on', ...DAY_NEEDED },
    { name: 'evidence', ...choiceNeeded(EVIDENCE) },
    { name: 'note', ...TEXT },
  ],
} as const

const serviceFloors = {
  kind: 'service_floors',
  fields: [
    { name: 'floor_id', ...KEY },
    { name: 'segment_id', ...CODE }, // empty: every segment
    { name: 'element', ...choiceNeeded(FLOOR_ELEMENTS) },
    { name: 'level', type: 'number', required: true, least: 0, most: 100_000, decimals: 3 },
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'reason', ...TEXT_NEEDED, multiline: true },
    { name: 'approved_by', ...TEXT },
    { name: 'notice_on', ...DAY },
  ],
} as const

/** A row for each line of the terms that hold from a day on; the days skipped stand in any row of the order. */
const recurringOrders = {
  kind: 'recurring_orders',
  fields: [
    { name: 'recurring_id', ...KEY },
    { name: 'customer_id', ...CODE_NEEDED },
    { name: 'name', ...TEXT_NEEDED },
    { name: 'starts_on', ...DAY_NEEDED },
    { name: 'ends_on', ...DAY },
    { name: 'horizon_days', type: 'integer', least: 0, most: 90 },
    { name: 'customer_reference', ...TEXT },
    { name: 'instructions', ...TEXT, multiline: true },
    { name: 'valid_from', ...DAY_NEEDED, key: true },
    { name: 'location_id', ...CODE_NEEDED },
    { name: 'weekdays', ...TEXT }, // "Mo We Fr"
    { name: 'every_weeks', type: 'integer', positive: true, most: 52 },
    { name: 'every_days', type: 'integer', positive: true, most: 366 },
    { name: 'closed_day_rule', ...choiceNeeded(CLOSED_DAY_RULES) },
    { name: 'line_number', ...RANK, required: true, key: true },
    { name: 'line_kind', ...choice(LINE_KINDS) }, // empty: goods
    { name: 'product_id', ...CODE_NEEDED },
    { name: 'quantity', type: 'quantity', required: true, positive: true },
    { name: 'skipped_days', ...TEXT }, // "2026-12-24 2026-12-31"
  ],
} as const

const costRates = {
  kind: 'cost_rates',
  fields: [
    { name: 'rate_id', ...KEY },
    { name: 'driver', ...choiceNeeded(COST_DRIVERS) },
    { name: 'site_id', ...CODE }, // empty: every site without a rate of its own
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'currency', type: 'currency', required: true },
    { name: 'amount', ...PRICE_NEEDED },
    { name: 'note', ...TEXT, multiline: true },
  ],
} as const

const productCosts = {
  kind: 'product_costs',
  fields: [
    { name: 'cost_id', ...KEY },
    { name: 'product_id', ...CODE_NEEDED },
    { name: 'valid_from', ...DAY_NEEDED },
    { name: 'currency', type: 'currency', required: true },
    { name: 'unit_cost', ...PRICE_NEEDED },
  ],
} as const

/** In an order in which what a row names is already there. */
export const TERM_KINDS = [
  servicePackages,
  objectives,
  allocationPolicies,
  requirements,
  addedServices,
  substitutions,
  prices,
  agreements,
  charges,
  taxRates,
  taxClasses,
  competitorPrices,
  serviceFloors,
  recurringOrders,
  costRates,
  productCosts,
] as const
