/** Which open promise lines a range of events touches: one statement a subject type, whatever the number of events. */
import sql, { type Sql } from 'sql-template-tag'
import type { EventRange } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** What was promised so long ago and never reported delivered is a gap in the books, no work for today. */
export const OVERDUE_DAYS_MAX = 60

/**
 * Fills the temporary table `risk_line` with touched lines that are open, and `closed_line` with the others. Returns how many
 * are open.
 */
export async function findTouchedLines(tx: Tx, range: EventRange, today: string): Promise<number> {
  await makeTables(tx)
  await tx.execute(sql`CREATE TEMPORARY TABLE risk_subject ON COMMIT DROP AS
    SELECT DISTINCT e.subject_type, e.subject_id FROM ledger.event e WHERE ${range.condition}
      AND e.subject_type IN ('customer_order', 'promise', 'shipment', 'tracking', 'delivery', 'stock', 'supply')`)
  const types = await tx.query<{ subject_type: string }>(sql`SELECT DISTINCT subject_type FROM risk_subject`)
  for (const { subject_type } of types) {
    const select = LINES_OF[subject_type]
    if (select) await addTouched(tx, select(tx.tenantId, range))
  }
  return split(tx, today)
}

/** Lines whose time has come by the clock: assessed before today, or under way and not looked at for an hour. */
export async function findDueLines(tx: Tx, at: { today: string; hourAgo: Date; limit: number }): Promise<number> {
  await makeTables(tx)
  await addTouched(
    tx,
    sql`SELECT order_id, line_number FROM planning.promise_risk WHERE tenant_id = ${tx.tenantId}::uuid
      AND (assessed_on < ${at.today}::date OR (is_under_way AND level > 0 AND assessed_at < ${at.hourAgo}::timestamptz))
      ORDER BY assessed_on LIMIT ${at.limit}`,
  )
  return split(tx, at.today)
}

/** What changes the outlook of many lines at once has them looked at again by the sweep. Returns how many. */
export const markAll = (tx: Tx, customerIds: readonly string[] | null): Promise<number> =>
  tx.execute(sql`UPDATE planning.promise_risk SET assessed_on = '-infinity' WHERE tenant_id = ${tx.tenantId}::uuid
    AND (${customerIds === null}::boolean OR customer_id = ANY (${customerIds ?? []}::platform.code[]))`)

/** Closed roads, lanes, hands and what a customer does not forgive change the outlook of more lines than they name. */
export async function markTouched(tx: Tx, range: EventRange): Promise<void> {
  const rows = await tx.query<{ subject_type: string; customer_id: string | null }>(sql`
    SELECT DISTINCT e.subject_type, e.data->>'customer_id' AS customer_id FROM ledger.event e WHERE ${range.condition}
      AND e.subject_type IN ('disruption', 'lane', 'resource', 'capacity_day', 'deal_breaker')`)
  if (rows.length === 0) return
  const isAll = rows.some(({ subject_type }) => subject_type !== 'deal_breaker')
  await markAll(tx, isAll ? null : rows.flatMap(({ customer_id }) => (customer_id === null ? [] : [customer_id])))
}

async function makeTables(tx: Tx): Promise<void> {
  await tx.execute(sql`CREATE TEMPORARY TABLE touched_line (order_id text COLLATE "C", line_number int,
    PRIMARY KEY (order_id, line_number)) ON COMMIT DROP`)
  await tx.execute(sql`CREATE TEMPORARY TABLE risk_line (order_id text COLLATE "C", line_number int,
    PRIMARY KEY (order_id, line_number)) ON COMMIT DROP`)
}

const addTouched = (tx: Tx, select: Sql) => tx.execute(sql`INSERT INTO touched_line ${select} ON CONFLICT DO NOTHING`)

/** Open: goods, wanted, promised for a day not long past, and not all delivered. */
async function split(tx: Tx, today: string): Promise<number> {
  await tx.execute(sql`ANALYZE touched_line`)
  const open = await tx.execute(sql`INSERT INTO risk_line SELECT l.order_id, l.line_number FROM touched_line t
    JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = t.order_id AND l.line_number = t.line_number
    WHERE l.kind = 'goods' AND l.exclusion IS NULL AND l.quantity > l.cancelled_quantity
      AND (SELECT p.to_date FROM promises.promise p WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id
        AND p.line_number = l.line_number ORDER BY p.version DESC LIMIT 1) >= ${today}::date - ${OVERDUE_DAYS_MAX}::int
      AND coalesce((SELECT sum(coalesce(d.accepted_quantity, l.quantity)) FROM delivery.delivery_line d
        WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number), 0)
        < l.quantity - l.cancelled_quantity`)
  await tx.execute(sql`ANALYZE risk_line`)
  return open
}

const subjects = (type: string) => sql`(SELECT subject_id FROM risk_subject WHERE subject_type = ${type})`

const LINES_OF: Readonly<Record<string, (tenantId: string, range: EventRange) => Sql>> = {
  customer_order: (tenantId) => sql`SELECT order_id, line_number FROM orders.order_line
    WHERE tenant_id = ${tenantId}::uuid AND order_id IN ${subjects('customer_order')}`,
  // The line number follows the last slash; an order's own code may hold slashes too.
  promise: () => sql`SELECT regexp_replace(subject_id, '/[0-9]+$', ''), substring(subject_id FROM '[0-9]+$')::int
    FROM risk_subject WHERE subject_type = 'promise'`,
  shipment: (tenantId) => linesOfShipments(tenantId, 'shipment'),
  tracking: (tenantId) => linesOfShipments(tenantId, 'tracking'),
  delivery: (tenantId) => sql`SELECT DISTINCT order_id, line_number FROM delivery.delivery_line
    WHERE tenant_id = ${tenantId}::uuid AND delivery_id IN ${subjects('delivery')}`,
  stock: (tenantId, range) => linesOfPools(tenantId, range, 'stock'),
  supply: (tenantId, range) => linesOfPools(tenantId, range, 'supply'),
}

const linesOfShipments = (tenantId: string, type: string) => sql`SELECT DISTINCT order_id, line_number
  FROM shipments.shipment_line WHERE tenant_id = ${tenantId}::uuid AND shipment_id IN ${subjects(type)}`

/** Where a pool is, or was, short, each of its claims may have won or lost goods; else only what was reserved anew is news. */
const linesOfPools = (
  tenantId: string,
  range: EventRange,
  type: string,
) => sql`SELECT DISTINCT r.order_id, r.line_number
  FROM (SELECT DISTINCT e.data->>'product_id' AS product_id, e.data->>'location_id' AS location_id,
      coalesce(e.data->>'order_id', '') AS order_id
    FROM ledger.event e WHERE ${range.condition} AND e.subject_type = ${type}) t
  JOIN inventory.balance b ON b.tenant_id = ${tenantId}::uuid AND b.product_id = t.product_id AND b.location_id = t.location_id
  JOIN inventory.reservation r ON r.tenant_id = b.tenant_id AND r.product_id = b.product_id AND r.location_id = b.location_id
  LEFT JOIN planning.promise_risk k ON k.tenant_id = r.tenant_id AND k.order_id = r.order_id AND k.line_number = r.line_number
  WHERE b.reserved > b.on_hand OR k.is_short OR r.order_id = t.order_id`
