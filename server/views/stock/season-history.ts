/** Demand of past days, as the seasons before are read from it, and which supplier delivers what. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface PastDay {
  readonly day: number
  /** Order lines wanted for it. */
  readonly lines: number
}

/**
 * Lines wanted by day, from the first to the last with none counted as none; of one site or of the whole company. What the
 * customer took back, and tests, are none.
 */
export async function demandByDay(
  tx: Tx,
  { siteId, from, to }: { siteId: string | null; from: string; to: string },
): Promise<PastDay[]> {
  return tx.query<PastDay>(sql`SELECT d::date - DATE '1970-01-01' AS day, coalesce(w.lines, 0)::int AS lines
    FROM generate_series(${from}::date, ${to}::date, interval '1 day') d
    LEFT JOIN (SELECT coalesce(i.requested_to_date, o.ordered_on) AS day, count(*) AS lines
      FROM orders.customer_order o JOIN orders.order_line i ON i.tenant_id = o.tenant_id AND i.order_id = o.order_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND (${siteId}::text IS NULL OR o.site_id = ${siteId})
        AND i.exclusion IS NULL AND i.cancelled_by IS DISTINCT FROM 'customer'
        AND o.ordered_on BETWEEN ${from}::date - 60 AND ${to}::date
        AND coalesce(i.requested_to_date, o.ordered_on) BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1) w ON w.day = d::date ORDER BY 1`)
}

/** The first day of which there are orders; null: none yet. */
export async function firstOrderDay(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ day: string | null }>(
    sql`SELECT min(ordered_on) AS day FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid`,
  )
  return row!.day
}

interface PoolOf {
  readonly product_id: string
  readonly location_id: string
}

/** By `product@site`: who delivered it there last. */
export async function lastSuppliers(tx: Tx, pools: readonly PoolOf[]): Promise<Map<string, string>> {
  if (!pools.length) return new Map()
  const rows = await tx.query<PoolOf & { supplier_id: string }>(sql`SELECT DISTINCT ON (s.product_id, s.location_id)
      s.product_id, s.location_id, s.supplier_id
    FROM inventory.supply s JOIN unnest(${pools.map((pool) => pool.product_id)}::text[],
      ${pools.map((pool) => pool.location_id)}::text[]) k (product_id, location_id)
      ON k.product_id = s.product_id AND k.location_id = s.location_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.supplier_id IS NOT NULL
    ORDER BY s.product_id, s.location_id, s.due_on DESC, s.supply_id`)
  return new Map(rows.map((row) => [`${row.product_id}@${row.location_id}`, row.supplier_id]))
}

/** Reserved order lines by site whose goods leave between two days. */
export async function promisedLines(tx: Tx, span: { from: string; to: string }): Promise<Map<string, number>> {
  const rows = await tx.query<{ location_id: string; lines: number }>(sql`SELECT location_id,
      count(DISTINCT (order_id, line_number))::int AS lines FROM inventory.reservation
    WHERE tenant_id = ${tx.tenantId}::uuid AND need_on BETWEEN ${span.from}::date AND ${span.to}::date GROUP BY 1`)
  return new Map(rows.map((row) => [row.location_id, row.lines]))
}
