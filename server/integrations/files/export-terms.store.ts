/** SQL of the exports of terms: each in the columns its import is staged in. */
import sql, { join, raw, type Sql } from 'sql-template-tag'

type Query = (tenant: Sql) => Sql

/** A list as its import reads it; one without a member is `none`. */
const list = (column: string): Sql =>
  raw(`CASE WHEN h.${column} = '{}' THEN 'none' ELSE array_to_string(h.${column}, ' ') END AS ${column}`)

const flat =
  (table: string, key: string, ...more: Sql[]): Query =>
  (tenant) =>
    sql`SELECT ${join([raw('h.*'), ...more])} FROM ${raw(table)} h WHERE h.${tenant} ORDER BY h.${raw(key)}`

/** Prices and entitlements in rows of their own, so that neither repeats the other. */
const addedServices: Query = (tenant) => sql`SELECT h.*, c.valid_from, c.currency, c.unit_price, c.segment_id,
    c.entitlement, c.discount_percent
  FROM policies.added_service h LEFT JOIN (
    SELECT tenant_id, service_id, valid_from, currency, unit_price, NULL AS segment_id, NULL AS entitlement,
      NULL::numeric AS discount_percent FROM policies.service_price
    UNION ALL SELECT tenant_id, service_id, valid_from, NULL, NULL, segment_id, entitlement, discount_percent
      FROM policies.entitlement) c USING (tenant_id, service_id)
  WHERE h.${tenant} ORDER BY h.service_id, c.valid_from, c.currency, c.segment_id`

const allocationPolicies: Query = (
  tenant,
) => sql`SELECT h.*, c.tier, c.name AS tier_name, c.protection_percent, c.floor_percent
  FROM policies.allocation_policy h LEFT JOIN policies.allocation_tier c USING (tenant_id, policy_id)
  WHERE h.${tenant} ORDER BY h.policy_id, c.tier`

const substitutions: Query = (tenant) => sql`SELECT h.*, c.customer_id, c.consent AS customer_consent
  FROM policies.substitution h LEFT JOIN policies.substitution_consent c USING (tenant_id, substitution_id)
  WHERE h.${tenant} ORDER BY h.substitution_id, c.customer_id`

const prices: Query = (tenant) => sql`SELECT h.list_id, h.product_id, l.name AS list_name, l.currency, c.from_quantity,
    c.valid_from, c.valid_to, c.unit_price, c.unit
  FROM prices.listed_product h JOIN prices.price_list l USING (tenant_id, list_id) JOIN prices.price c USING (tenant_id, listed_id)
  WHERE h.${tenant} ORDER BY h.list_id, h.product_id, c.from_quantity, c.valid_from`

const charges: Query = (
  tenant,
) => sql`SELECT h.*, c.zone AS charge_zone, c.from_amount, c.fixed, c.percent, c.per_kilogram
  FROM prices.charge h JOIN prices.charge_rate c USING (tenant_id, charge_id)
  WHERE h.${tenant} ORDER BY h.charge_id, c.zone, c.from_amount`

const recurringOrders: Query = (tenant) => sql`SELECT h.*, c.valid_from, c.location_id,
    array_to_string(c.weekdays, ' ') AS weekdays, c.every_weeks, c.every_days, c.closed_day_rule,
    (l.line->>'line_number')::int AS line_number, coalesce(l.line->>'kind', 'goods') AS line_kind,
    l.line->>'product_id' AS product_id, (l.line->>'quantity')::numeric AS quantity,
    (SELECT string_agg(o.regular_on::text, ' ' ORDER BY o.regular_on) FROM orders.recurring_occurrence o
      WHERE o.tenant_id = h.tenant_id AND o.recurring_id = h.recurring_id AND o.state = 'skipped') AS skipped_days
  FROM orders.recurring_order h JOIN orders.recurring_terms c USING (tenant_id, recurring_id)
  CROSS JOIN LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY l (line, place)
  WHERE h.${tenant} ORDER BY h.recurring_id, c.valid_from, l.place`

export const TERM_QUERIES: Readonly<Record<string, Query>> = {
  service_packages: flat(
    'policies.service_package',
    'package_id',
    raw('h.minimum_currency AS currency'),
    list('delivery_days'),
    list('channels'),
    list('supply_states'),
  ),
  objectives: flat('policies.objective', 'objective_id'),
  allocation_policies: allocationPolicies,
  requirements: flat('policies.requirement', 'requirement_id', list('steps')),
  added_services: addedServices,
  substitutions,
  prices,
  agreements: flat('prices.agreement', 'agreement_id'),
  charges,
  tax_rates: flat('prices.tax_rate', 'tax_id'),
  tax_classes: flat('prices.product_tax', 'product_id'),
  competitor_prices: flat('prices.competitor_price', 'sighting_id'),
  service_floors: flat('policies.service_floor', 'floor_id'),
  recurring_orders: recurringOrders,
  cost_rates: flat('costs.rate', 'rate_id'),
  product_costs: flat('costs.product_cost', 'cost_id'),
  freight_bills: flat('costs.freight_bill', 'bill_id'),
}
