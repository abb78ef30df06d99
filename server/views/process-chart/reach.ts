/**
 * Which orders the ledger has told something new about since a snapshot, and what else must be looked at with them: a
 * consignment or a bill is one thing for several orders, and its way is whole only when all of them are read.
 */
import sql, { raw, type Sql } from 'sql-template-tag'
import { newlyVisible } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Makes `process_reach` (orders), `process_reach_shipment` and `process_reach_invoice` for this transaction. */
export async function reachSince(tx: Tx, since: string): Promise<void> {
  await tx.execute(sql`CREATE TEMPORARY TABLE process_news ON COMMIT DROP AS
    SELECT DISTINCT e.subject_type, e.subject_id, e.data->>'order_id' AS order_id, e.data->>'shipment_id' AS shipment_id
    FROM ledger.event e WHERE ${newlyVisible(tx, since)}`)
  await tx.execute(sql`CREATE TEMPORARY TABLE process_told ON COMMIT DROP AS ${selectTold(tx.tenantId)}`)
  await tx.execute(sql`ANALYZE process_told`)
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const told = sql`l.order_id IN (SELECT t.order_id FROM process_told t)`
  await tx.execute(sql`CREATE TEMPORARY TABLE process_reach_shipment ON COMMIT DROP AS
    SELECT DISTINCT l.shipment_id FROM shipments.shipment_line l WHERE l.${tenant} AND ${told}`)
  // A bill's way holds what was credited of it.
  await tx.execute(sql`CREATE TEMPORARY TABLE process_reach_invoice ON COMMIT DROP AS
    SELECT DISTINCT coalesce(i.credits_invoice_id, i.invoice_id) AS invoice_id
    FROM billing.invoice_line l JOIN billing.invoice i ON i.tenant_id = l.tenant_id AND i.invoice_id = l.invoice_id
    WHERE l.${tenant} AND ${told}`)
  await tx.execute(sql`ANALYZE process_reach_shipment`)
  await tx.execute(sql`ANALYZE process_reach_invoice`)
  await tx.execute(sql`CREATE TEMPORARY TABLE process_reach ON COMMIT DROP AS
    SELECT order_id FROM process_told
    UNION SELECT l.order_id FROM shipments.shipment_line l
      WHERE l.${tenant} AND l.shipment_id IN (SELECT r.shipment_id FROM process_reach_shipment r)
    UNION SELECT l.order_id FROM billing.invoice_line l
      WHERE l.${tenant} AND l.invoice_id IN (SELECT r.invoice_id FROM process_reach_invoice r)
    UNION SELECT l.order_id FROM billing.invoice i JOIN billing.invoice_line l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.invoice_id
      WHERE i.${tenant} AND i.credits_invoice_id IN (SELECT r.invoice_id FROM process_reach_invoice r)`)
  await tx.execute(sql`ANALYZE process_reach`)
}

/** SELECT order_id: named by the news, or belonging to what it names; and those whose customer has another segment now. */
const selectTold = (tenantId: string): Sql => {
  const linesOf = (table: string, id: string, news: string) => sql`SELECT l.order_id FROM process_news n
    JOIN ${raw(table)} l ON l.tenant_id = ${tenantId}::uuid AND l.${raw(id)} = ${raw(news)}`
  return sql`SELECT subject_id AS order_id FROM process_news WHERE subject_type = 'customer_order'
    UNION SELECT regexp_replace(subject_id, '/[0-9]+$', '') FROM process_news WHERE subject_type = 'promise'
    UNION SELECT order_id FROM process_news WHERE order_id IS NOT NULL
    UNION ${linesOf('shipments.shipment_line', 'shipment_id', 'n.shipment_id')}
    UNION ${linesOf('shipments.shipment_line', 'shipment_id', 'n.subject_id')} WHERE n.subject_type IN ('shipment', 'tracking')
    UNION ${linesOf('delivery.delivery_line', 'delivery_id', 'n.subject_id')} WHERE n.subject_type = 'delivery'
    UNION ${linesOf('billing.invoice_line', 'invoice_id', 'n.subject_id')} WHERE n.subject_type = 'invoice'
    UNION SELECT o.order_id FROM process_news n
      JOIN customers.customer c ON c.tenant_id = ${tenantId}::uuid AND c.customer_id = n.subject_id
      JOIN orders.customer_order o ON o.tenant_id = c.tenant_id AND o.customer_id = c.customer_id
      JOIN views.process_case w ON w.tenant_id = o.tenant_id AND w.order_id = o.order_id
        AND w.segment_id <> coalesce(c.segment_id, '')
      WHERE n.subject_type = 'customer'`
}
