/** What happened, one row an event with every line it touches: of the orders placed in a period. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import { kindCode } from './build-cases.ts'
import { selectTouches } from './touches.ts'

export interface ToldEvent {
  /** Its number in contract/process-words.ts, counted from one. */
  readonly activity: number
  readonly at: Date
  readonly shipment_id: string | null
  readonly invoice_id: string | null
  readonly lines: string[]
  readonly orders: string[]
}

/** Of the orders that began in a period, by the ways built last: an event of several orders counts for each. */
export async function countTold(tx: Tx, { from, to }: { from: string; to: string }): Promise<number> {
  const [row] = await tx.query<{ events: number }>(sql`SELECT coalesce(sum(cardinality(c.activities)), 0)::int AS events
    FROM views.process_case c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.seen_through = ${kindCode('order')}::smallint
      AND c.began_at >= ${from}::date::timestamptz AND c.began_at < (${to}::date + 1)::timestamptz`)
  return row!.events
}

export const toldEvents = (tx: Tx, { from, to, limit }: { from: string; to: string; limit: number }) =>
  tx.query<ToldEvent>(sql`SELECT t.activity, t.at, t.shipment_id, t.invoice_id,
      array_agg(DISTINCT t.order_id || '/' || t.line_number) AS lines, array_agg(DISTINCT t.order_id) AS orders
    FROM (${selectTouches(tx.tenantId, true)}) t
    JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = t.order_id
    WHERE coalesce(o.ordered_on, o.ordered_at::date) BETWEEN ${from}::date AND ${to}::date
    GROUP BY t.activity, t.at, t.position, t.shipment_id, t.invoice_id
    ORDER BY t.at, t.activity, t.position, min(t.order_id || '/' || t.line_number) LIMIT ${limit}`)
