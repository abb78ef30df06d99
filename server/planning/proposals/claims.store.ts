/** The live claims on some pools with the promises they stand behind, best rank first. */
import sql, { empty } from 'sql-template-tag'
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
 * Without `keys` the claims on every pool.
 */
export function rankedClaims(tx: Tx, keys: readonly PoolKey[] | null, ranking: Ranking): Promise<RankedClaim[]> {
  const wanted = keys
    ? sql`JOIN (SELECT DISTINCT * FROM unnest(${keys.map((key) => key.product_id)}::text[],
        ${keys.map((key) => key.location_id)}::text[]) u (product_id, location_id)) k ON k.product_id = r.product_id AND k.location_id = r.location_id`
    : empty
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
