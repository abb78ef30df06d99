/** Which pools are short, and the live claims on some with the promises they stand behind, best rank first. */
import sql from 'sql-template-tag'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface RankedClaim {
  readonly product_id: string
  readonly location_id: string
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  /** Where to; null: an order without a place. */
  readonly destination: string | null
  readonly need_on: string
  readonly need_day: number
  readonly quantity: number
  readonly tier: number
  /** 0: reserved without a promise. */
  readonly promise_version: number
  readonly to_date: string | null
  readonly lane_id: string | null
}

export interface Span {
  /** Days from 1970-01-01; goods needed or expected before today count for today. */
  readonly today: number
  readonly lastDay: number
}

/**
 * The pools that cannot serve all their claims on their days, and how many claims were looked at. Where, on every day, what
 * has come by then covers what is needed by then, everybody is served on their day in whatever order, so only short pools
 * need their claims one by one. Without `keys` every pool with reservations is looked at.
 */
export async function findShortPools(
  tx: Tx,
  keys: readonly PoolKey[] | null,
  { today, lastDay }: Span,
): Promise<{ claims: number; short: PoolKey[] }> {
  const wanted = keys
    ? sql`SELECT DISTINCT product_id, location_id FROM unnest(${keys.map((key) => key.product_id)}::text[],
        ${keys.map((key) => key.location_id)}::text[]) u (product_id, location_id)`
    : sql`SELECT product_id, location_id FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid AND reserved > 0`
  const same = sql`t.tenant_id = ${tx.tenantId}::uuid AND t.product_id = k.product_id AND t.location_id = k.location_id`
  const [row] = await tx.query<{ claims: number; products: string[] | null; locations: string[] | null }>(sql`
    WITH k AS MATERIALIZED (${wanted}),
    flow AS (SELECT k.product_id, k.location_id, ${today}::int AS day, t.on_hand AS quantity
        FROM k JOIN inventory.balance t ON ${same}
      UNION ALL SELECT k.product_id, k.location_id, greatest(t.counted_on - DATE '1970-01-01', ${today}::int),
          t.quantity - t.received
        FROM k JOIN inventory.supply t ON ${same} AND t.state <> 'closed' AND t.received < t.quantity
      UNION ALL SELECT k.product_id, k.location_id, greatest(t.need_on - DATE '1970-01-01', ${today}::int), -t.quantity
        FROM k JOIN inventory.reserved_day t ON ${same}),
    level AS (SELECT product_id, location_id,
        sum(quantity) OVER (PARTITION BY product_id, location_id ORDER BY day) AS left_over
      FROM flow WHERE day <= ${lastDay}::int),
    short AS (SELECT DISTINCT product_id, location_id FROM level WHERE left_over < 0)
    SELECT (SELECT count(*) FROM k JOIN inventory.reservation t ON ${same}) AS claims,
      (SELECT array_agg(product_id::text ORDER BY product_id, location_id) FROM short) AS products,
      (SELECT array_agg(location_id::text ORDER BY product_id, location_id) FROM short) AS locations`)
  const locations = row!.locations ?? []
  const short = (row!.products ?? []).map((product_id, at) => ({ product_id, location_id: locations[at]! }))
  return { claims: row!.claims, short }
}

export interface Ranking {
  /** False where the published policy serves whoever came first. */
  readonly byTier: boolean
  /** Local day, such as 2026-03-16, of which the packages hold. */
  readonly day: string
  /** Tier of customers without a package. */
  readonly usualTier: number
}

/**
 * Rank: tier, then the day promised, then the time of order, then the order's code, so that a replay gives the same result.
 */
export function rankedClaims(tx: Tx, keys: readonly PoolKey[], ranking: Ranking): Promise<RankedClaim[]> {
  const wanted = sql`JOIN (SELECT DISTINCT * FROM unnest(${keys.map((key) => key.product_id)}::text[],
    ${keys.map((key) => key.location_id)}::text[]) u (product_id, location_id)) k
    ON k.product_id = r.product_id AND k.location_id = r.location_id`
  return tx.query<RankedClaim>(sql`
    WITH tier AS (SELECT DISTINCT ON (segment_id) segment_id, coalesce(allocation_tier, ${ranking.usualTier}) AS tier
      FROM policies.service_package WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${ranking.day}::date
      ORDER BY segment_id, valid_from DESC)
    SELECT r.product_id, r.location_id, r.order_id, r.line_number, o.customer_id, o.location_id AS destination, r.need_on,
      r.need_on - DATE '1970-01-01' AS need_day, r.quantity::float8 AS quantity, coalesce(t.tier, ${ranking.usualTier}) AS tier,
      coalesce(p.version, 0) AS promise_version, p.to_date, p.lane_id
    FROM inventory.reservation r ${wanted}
    JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    LEFT JOIN tier t ON t.segment_id = c.segment_id
    LEFT JOIN LATERAL (SELECT version, to_date, lane_id FROM promises.promise
      WHERE tenant_id = r.tenant_id AND order_id = r.order_id AND line_number = r.line_number
      ORDER BY version DESC LIMIT 1) p ON true
    WHERE r.tenant_id = ${tx.tenantId}::uuid
    ORDER BY r.product_id, r.location_id, CASE WHEN ${ranking.byTier} THEN coalesce(t.tier, ${ranking.usualTier}) ELSE 0 END,
      p.to_date NULLS LAST, o.ordered_at NULLS LAST, r.order_id, r.line_number, r.need_on`)
}
