/** Which orders a range of ledger events touches, asked of the database in one statement a subject type. */
import sql, { join, type Sql } from 'sql-template-tag'
import type { EventRange } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Fills the temporary table `touched_order` (made anew for this transaction) and returns how many orders it holds. */
export async function findTouchedOrders(tx: Tx, range: EventRange): Promise<number> {
  await makeTouchedTable(tx)
  await tx.execute(sql`CREATE TEMPORARY TABLE touched_subject ON COMMIT DROP AS
    SELECT DISTINCT e.subject_type, e.subject_id FROM ledger.event e WHERE ${range.condition}`)
  const types = await tx.query<{ subject_type: string }>(sql`SELECT DISTINCT subject_type FROM touched_subject`)
  const present = new Set(types.map((row) => row.subject_type))
  const selects = Object.entries(ORDERS_OF).filter(([type]) => present.has(type))
  for (const [, select] of selects) await addTouched(tx, select(tx.tenantId))
  await addTouched(tx, namedByCorrections(tx.tenantId, range))
  if (present.has('document')) await addTouched(tx, namedByDocuments(tx.tenantId, range))
  return countTouched(tx)
}

/** The orders of lines whose verdict changes by the passing of time alone. */
export async function findDueOrders(tx: Tx, now: Date, limit: number): Promise<number> {
  await makeTouchedTable(tx)
  await addTouched(
    tx,
    sql`SELECT DISTINCT order_id FROM (
      SELECT order_id FROM views.line_verdict WHERE tenant_id = ${tx.tenantId}::uuid AND next_change_at <= ${now}
      ORDER BY next_change_at LIMIT ${limit}) due`,
  )
  return countTouched(tx)
}

/** A page of the touched orders in the order of their ids. */
export async function pageTouchedOrders(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ order_id: string }>(sql`SELECT order_id FROM touched_order
    WHERE order_id > ${after} ORDER BY order_id LIMIT ${limit}`)
  return rows.map((row) => row.order_id)
}

async function makeTouchedTable(tx: Tx): Promise<void> {
  await tx.execute(sql`CREATE TEMPORARY TABLE touched_order (order_id text COLLATE "C" PRIMARY KEY) ON COMMIT DROP`)
}

const addTouched = (tx: Tx, select: Sql) => tx.execute(sql`INSERT INTO touched_order ${select} ON CONFLICT DO NOTHING`)

async function countTouched(tx: Tx): Promise<number> {
  await tx.execute(sql`ANALYZE touched_order`)
  const [row] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM touched_order`)
  return row!.count
}

const subjects = (...types: string[]) => sql`(SELECT subject_id FROM touched_subject
  WHERE subject_type IN (${join(types)}))`

/** By subject type, the orders its subjects belong to. Types without an entry cannot change a verdict. */
const ORDERS_OF: Readonly<Record<string, (tenantId: string) => Sql>> = {
  customer_order: () => sql`SELECT subject_id FROM touched_subject WHERE subject_type = 'customer_order'`,
  // The line number follows the last slash; an order's own code may hold slashes too.
  promise: () => sql`SELECT DISTINCT regexp_replace(subject_id, '/[0-9]+$', '') FROM touched_subject
    WHERE subject_type = 'promise'`,
  shipment: (tenantId) => sql`SELECT DISTINCT order_id FROM shipments.shipment_line
    WHERE tenant_id = ${tenantId}::uuid AND shipment_id IN ${subjects('shipment')}`,
  tracking: (tenantId) => sql`SELECT DISTINCT order_id FROM shipments.shipment_line
    WHERE tenant_id = ${tenantId}::uuid AND shipment_id IN ${subjects('tracking')}`,
  delivery: (tenantId) => sql`SELECT DISTINCT order_id FROM delivery.delivery_line
    WHERE tenant_id = ${tenantId}::uuid AND delivery_id IN ${subjects('delivery')}`,
  invoice: (tenantId) => sql`SELECT DISTINCT order_id FROM billing.invoice_line
    WHERE tenant_id = ${tenantId}::uuid AND invoice_id IN ${subjects('invoice')}`,
  rating: (tenantId) => sql`SELECT DISTINCT order_id FROM needs.rating
    WHERE tenant_id = ${tenantId}::uuid AND rating_id IN ${subjects('rating')}`,
  customer: (tenantId) => sql`SELECT order_id FROM orders.customer_order
    WHERE tenant_id = ${tenantId}::uuid AND customer_id IN ${subjects('customer')}`,
  product: (tenantId) => sql`SELECT DISTINCT order_id FROM orders.order_line
    WHERE tenant_id = ${tenantId}::uuid AND product_id IN ${subjects('product')}`,
  // Its hours are those of the destination for some orders and those of the fulfilling site for others.
  location: (tenantId) => sql`SELECT order_id FROM orders.customer_order
    WHERE tenant_id = ${tenantId}::uuid
      AND (location_id IN ${subjects('location')} OR site_id IN ${subjects('location')})`,
  carrier: (tenantId) => sql`SELECT DISTINCT l.order_id FROM shipments.shipment s
    JOIN shipments.shipment_line l ON l.tenant_id = s.tenant_id AND l.shipment_id = s.shipment_id
    WHERE s.tenant_id = ${tenantId}::uuid AND s.carrier_id IN ${subjects('carrier')}`,
  document: (tenantId) =>
    ordersOfDocuments(
      sql`SELECT d.order_id, d.shipment_id FROM shipments.document d
    WHERE d.tenant_id = ${tenantId}::uuid AND d.document_id IN ${subjects('document')}`,
      tenantId,
    ),
  // Standards are events of their segment.
  segment: (tenantId) => sql`SELECT o.order_id FROM orders.customer_order o
    JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    WHERE o.tenant_id = ${tenantId}::uuid AND (c.segment_id IN ${subjects('segment')}
      OR o.customer_id IN (SELECT customer_id FROM policies.segment_move
        WHERE tenant_id = ${tenantId}::uuid AND state = 'done' AND from_segment IN ${subjects('segment')}))`,
  segment_move: (tenantId) => sql`SELECT o.order_id FROM orders.customer_order o
    JOIN policies.segment_move m ON m.tenant_id = o.tenant_id AND m.customer_id = o.customer_id
    WHERE o.tenant_id = ${tenantId}::uuid AND m.move_id IN ${subjects('segment_move')}`,
  // Which definition is the company's default may itself have changed, so every order is judged again.
  otif_definition: (tenantId) => sql`SELECT order_id FROM orders.customer_order WHERE tenant_id = ${tenantId}::uuid`,
}

/** Of documents given as order and shipment. */
const ordersOfDocuments = (documents: Sql, tenantId: string) => sql`WITH document AS (${documents})
  SELECT order_id FROM document WHERE order_id IS NOT NULL
  UNION SELECT l.order_id FROM shipments.shipment_line l
    WHERE l.tenant_id = ${tenantId}::uuid AND l.shipment_id IN (SELECT shipment_id FROM document)`

/** A correction may take a line away from its document: the orders named by any earlier event of the subject count too. */
const namedByCorrections = (tenantId: string, range: EventRange) => sql`
  SELECT DISTINCT named #>> '{}' FROM ledger.event past
  CROSS JOIN LATERAL jsonb_path_query(past.data, '$.**.order_id') named
  WHERE past.tenant_id = ${tenantId}::uuid AND jsonb_typeof(named) = 'string'
    AND (past.subject_type, past.subject_id) IN (
      SELECT e.subject_type, e.subject_id FROM ledger.event e
      WHERE ${range.condition} AND e.type IN ('ShipmentCorrected', 'DeliveryCorrected', 'InvoiceCorrected', 'RatingCorrected'))`

/** A corrected document may have moved to another order or shipment: those it was of before count too. */
const namedByDocuments = (tenantId: string, range: EventRange) =>
  ordersOfDocuments(
    sql`SELECT past.data->>'order_id' AS order_id, past.data->>'shipment_id' AS shipment_id FROM ledger.event past
    WHERE past.tenant_id = ${tenantId}::uuid AND past.subject_type = 'document' AND past.subject_id IN (
      SELECT e.subject_id FROM ledger.event e WHERE ${range.condition} AND e.type = 'DocumentCorrected')`,
    tenantId,
  )
