/** A pool's figures in SQL: what lies there, what is expected, and what can be promised for today. */
import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

/** Today at the pool's own site; over a join with `locations.location l`. */
export const todayAt = (now: Date): Sql => sql`(${now}::timestamptz AT TIME ZONE coalesce(l.zone, 'UTC'))::date`

/**
 * Cumulative available-to-promise for today of the pool `b`: the least that goods and supply leave over on any day from
 * now on. Planned supply is no more than a plan and does not count.
 */
const catp = (now: Date): Sql => sql`(SELECT b.on_hand + min(running) FROM (
    SELECT sum(sum(delta)) OVER (ORDER BY day) AS running FROM (
      SELECT ${todayAt(now)} AS day, 0::numeric AS delta
      UNION ALL SELECT greatest(counted_on, ${todayAt(now)}), quantity - received FROM inventory.supply s
        WHERE s.tenant_id = b.tenant_id AND s.product_id = b.product_id AND s.location_id = b.location_id
          AND s.state IN ('confirmed', 'in_transit') AND s.received < s.quantity
      UNION ALL SELECT greatest(need_on, ${todayAt(now)}), -quantity FROM inventory.reserved_day d
        WHERE d.tenant_id = b.tenant_id AND d.product_id = b.product_id AND d.location_id = b.location_id) steps
    GROUP BY day) running)`

/** Figures beside `b` (inventory.balance), `p` (products.product) and `l` (locations.location), all by lateral joins. */
export const poolFigures = (now: Date): Sql => sql`
  CROSS JOIN LATERAL (SELECT coalesce(sum(quantity) FILTER (WHERE state = 'quarantine'), 0)::float8 AS quarantine,
      coalesce(sum(quantity) FILTER (WHERE state = 'blocked'), 0)::float8 AS blocked,
      coalesce(sum(quantity) FILTER (WHERE state = 'damaged'), 0)::float8 AS damaged,
      coalesce(sum(quantity) FILTER (WHERE state = 'returned_uninspected'), 0)::float8 AS returned_uninspected
    FROM inventory.stock s WHERE s.tenant_id = b.tenant_id AND s.product_id = b.product_id AND s.location_id = b.location_id
      AND s.state <> 'released') other
  CROSS JOIN LATERAL (SELECT coalesce(sum(quantity - received) FILTER (WHERE state = 'in_transit'), 0)::float8 AS in_transit,
      coalesce(sum(quantity - received) FILTER (WHERE state <> 'in_transit'), 0)::float8 AS on_order,
      min(greatest(counted_on, ${todayAt(now)})) AS next_supply_on
    FROM inventory.supply s WHERE s.tenant_id = b.tenant_id AND s.product_id = b.product_id AND s.location_id = b.location_id
      AND s.state <> 'closed' AND s.received < s.quantity) expected
  CROSS JOIN LATERAL (SELECT ${catp(now)} AS catp) promising`

export const POOL_COLUMNS = sql`b.product_id, coalesce(p.name, b.product_id) AS product_name, p.product_group,
  coalesce(p.unit, 'C62') AS unit, b.location_id, coalesce(l.name, b.location_id) AS location_name,
  b.on_hand::float8 AS on_hand, b.reserved::float8 AS reserved, greatest(promising.catp, 0)::float8 AS available,
  greatest(-promising.catp, 0)::float8 AS short, other.quarantine, other.blocked, other.damaged, other.returned_uninspected,
  expected.in_transit, expected.on_order, expected.next_supply_on`

export const poolsOf = (tx: Tx): Sql => sql`inventory.balance b
  LEFT JOIN products.product p ON p.tenant_id = b.tenant_id AND p.product_id = b.product_id
  LEFT JOIN locations.location l ON l.tenant_id = b.tenant_id AND l.location_id = b.location_id
  WHERE b.tenant_id = ${tx.tenantId}::uuid`
