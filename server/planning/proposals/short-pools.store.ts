/** Pools where somebody waits longer than wished, has no goods yet, or stands on goods that are still to come. */
import sql, { empty } from 'sql-template-tag'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface ShortWish {
  readonly product_id?: string | undefined
  readonly location_id?: string | undefined
  readonly day: string
}

/** So many are looked at in one go; a whole site in a crisis stays below. */
const POOLS_MAX = 2_000
const WAITING_DAYS = 182

export const shortPools = (tx: Tx, { product_id, location_id, day }: ShortWish): Promise<PoolKey[]> =>
  tx.query<PoolKey>(sql`
    SELECT product_id, location_id FROM (
      SELECT r.product_id, r.location_id FROM inventory.reservation r
        JOIN orders.order_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id AND l.line_number = r.line_number
        JOIN LATERAL (SELECT to_date FROM promises.promise WHERE tenant_id = r.tenant_id AND order_id = r.order_id
          AND line_number = r.line_number ORDER BY version DESC LIMIT 1) p ON true
        LEFT JOIN promises.promise f ON f.tenant_id = r.tenant_id AND f.order_id = r.order_id
          AND f.line_number = r.line_number AND f.version = 1
        WHERE r.tenant_id = ${tx.tenantId}::uuid AND p.to_date > coalesce(l.requested_to_date, f.to_date)
      UNION SELECT l.product_id, o.site_id FROM orders.customer_order o
        JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on >= ${day}::date - ${WAITING_DAYS}::int
          AND o.site_id IS NOT NULL AND l.kind = 'goods' AND l.exclusion IS NULL AND l.quantity > l.cancelled_quantity
          AND NOT EXISTS (SELECT 1 FROM inventory.reservation r WHERE r.tenant_id = l.tenant_id
            AND r.order_id = l.order_id AND r.line_number = l.line_number)
          AND NOT EXISTS (SELECT 1 FROM shipments.shipment_line s WHERE s.tenant_id = l.tenant_id
            AND s.order_id = l.order_id AND s.line_number = l.line_number)
          AND NOT EXISTS (SELECT 1 FROM delivery.delivery_line d WHERE d.tenant_id = l.tenant_id
            AND d.order_id = l.order_id AND d.line_number = l.line_number)
      UNION SELECT product_id, location_id FROM inventory.balance
        WHERE tenant_id = ${tx.tenantId}::uuid AND reserved > on_hand) pools
    WHERE true ${product_id ? sql`AND product_id = ${product_id}` : empty}
      ${location_id ? sql`AND location_id = ${location_id}` : empty}
    ORDER BY product_id, location_id LIMIT ${POOLS_MAX}`)
