/** How many customers, orders and lines of a segment a change of its package would have met. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface Met {
  readonly customers: number
  readonly ordering: number
  readonly orders: number
}

export interface MetLines {
  readonly lines: number
  readonly line_customers: number
}

/** The ninety days before a day. */
export interface Lately {
  readonly segment: string
  readonly day: string
}

const DAYS = 90

export async function metBy(tx: Tx, { segment, day }: Lately): Promise<Met> {
  const [row] = await tx.query<Met>(sql`SELECT count(DISTINCT c.customer_id)::int AS customers,
      count(DISTINCT o.customer_id)::int AS ordering, count(o.order_id)::int AS orders
    FROM customers.customer c LEFT JOIN orders.customer_order o ON o.tenant_id = c.tenant_id
      AND o.customer_id = c.customer_id AND o.ordered_on BETWEEN ${day}::date - ${DAYS}::int AND ${day}::date
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.segment_id = ${segment}`)
  return row!
}

/** Lines that a term would have ruled out: promised for a weekday that is none any more, or for less than the least quantity. */
export async function linesRuledOut(
  tx: Tx,
  { segment, day }: Lately,
  rule: { readonly weekdays: readonly number[] } | { readonly least: number },
): Promise<MetLines> {
  const isOut =
    'weekdays' in rule
      ? sql`extract(isodow FROM p.to_date)::int <> ALL (${rule.weekdays}::int[])`
      : sql`l.kind = 'goods' AND l.quantity < ${rule.least}::numeric`
  const [row] = await tx.query<MetLines>(sql`SELECT count(*)::int AS lines,
      count(DISTINCT o.customer_id)::int AS line_customers
    FROM customers.customer c
    JOIN orders.customer_order o ON o.tenant_id = c.tenant_id AND o.customer_id = c.customer_id
      AND o.ordered_on BETWEEN ${day}::date - ${DAYS}::int AND ${day}::date
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    LEFT JOIN LATERAL (SELECT v.to_date FROM promises.promise v WHERE v.tenant_id = l.tenant_id
      AND v.order_id = l.order_id AND v.line_number = l.line_number ORDER BY v.version DESC LIMIT 1) p ON true
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.segment_id = ${segment} AND ${isOut}`)
  return row!
}
