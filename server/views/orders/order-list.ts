/** The list of orders, newest first unless asked otherwise, paged by key so that the last page costs what the first does. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { OrderListQuery, OrderRow } from '../../../contract/order-file.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Which customer's contact is asking; null: the company's own people see all. */
export type Visible = string | null

export async function listOrders(tx: Tx, query: OrderListQuery, visibleTo: Visible) {
  const from = sql`FROM orders.customer_order o
    ${query.segment_id ? sql`JOIN customers.customer c USING (tenant_id, customer_id)` : empty}
    WHERE ${join(conditions(tx, query, visibleTo), ' AND ')}`
  const page = sql`SELECT o.order_id, o.customer_id, o.site_id, o.ordered_on, coalesce(o.ordered_on, '-infinity') AS sorted
    ${from}
    ORDER BY ${sequence(query, 'o')} LIMIT ${query.limit + 1}`
  const rows = await tx.query<OrderRow & { sorted: string }>(sql`WITH page AS MATERIALIZED (${page}),
    lines AS (
      SELECT l.order_id, count(*) AS lines, bool_and(l.cancelled_quantity >= l.quantity) AS is_cancelled,
        bool_and(l.cancelled_quantity >= l.quantity OR EXISTS (SELECT 1 FROM delivery.delivery_line d
          WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number)) AS is_delivered,
        bool_or(EXISTS (SELECT 1 FROM shipments.shipment_line s
          WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id AND s.line_number = l.line_number)) AS is_shipped,
        max((SELECT p.to_date FROM promises.promise p WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id
          AND p.line_number = l.line_number ORDER BY p.version DESC LIMIT 1)) AS promised_to
      FROM orders.order_line l JOIN page ON page.order_id = l.order_id
      WHERE l.tenant_id = ${tx.tenantId}::uuid GROUP BY l.order_id)
    SELECT page.order_id, page.customer_id, coalesce(c.name, page.customer_id) AS customer_name, page.site_id, page.ordered_on,
      coalesce(lines.lines, 0) AS lines, lines.promised_to, page.sorted::text AS sorted,
      CASE WHEN lines.is_cancelled THEN 'cancelled' WHEN lines.is_delivered THEN 'delivered'
        WHEN lines.is_shipped THEN 'shipped' ELSE 'open' END AS state
    FROM page LEFT JOIN lines USING (order_id)
    LEFT JOIN customers.customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = page.customer_id
    ORDER BY ${sequence(query, 'page')}`)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > query.limit && last ? `${last.sorted}~${last.order_id}` : null
  const total = await countRows(tx, from, query.cursor)
  return { rows: shown.map(({ sorted: _, ...row }) => row), total, nextCursor }
}

function conditions(tx: Tx, query: OrderListQuery, visibleTo: Visible): Sql[] {
  const found = [sql`o.tenant_id = ${tx.tenantId}::uuid`]
  if (visibleTo !== null) found.push(sql`o.customer_id = ${visibleTo}`)
  if (query.customer_id) found.push(sql`o.customer_id = ${query.customer_id}`)
  if (query.segment_id) found.push(sql`c.segment_id = ${query.segment_id}`)
  if (query.site_id) found.push(sql`o.site_id = ${query.site_id}`)
  if (query.ordered_from) found.push(sql`o.ordered_on >= ${query.ordered_from}::date`)
  if (query.ordered_to) found.push(sql`o.ordered_on <= ${query.ordered_to}::date`)
  if (query.due_from || query.due_to) found.push(isDue(query))
  if (query.q) found.push(searched(tx, query.q))
  if (query.state) found.push(inState(query.state))
  if (query.cursor) found.push(after(query.cursor, query))
  return found
}

/**
 * A part of an order's number, in its letters or in capitals, which is how most numbers are written; or a part of a
 * customer's name in the small table of customers. No index helps a part in the middle: behind row-level security only
 * comparisons that leak nothing may use one. The numbers are read in the order of the list, so a page is soon full.
 */
function searched(tx: Tx, q: string): Sql {
  const escaped = q.replace(/[\\%_]/g, '\\$&')
  const parts = [...new Set([`%${escaped}%`, `%${escaped.toUpperCase()}%`])]
  return sql`(o.order_id LIKE ANY (${parts}::text[]) OR o.customer_id IN (SELECT customer_id FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND (name ILIKE ${`%${escaped}%`} OR customer_id ILIKE ${`%${escaped}%`})))`
}

const OPEN_LINE = sql`FROM orders.order_line l WHERE l.tenant_id = o.tenant_id AND l.order_id = o.order_id
  AND l.cancelled_quantity < l.quantity`
const UNDELIVERED = sql`NOT EXISTS (SELECT 1 FROM delivery.delivery_line d WHERE d.tenant_id = l.tenant_id
  AND d.order_id = l.order_id AND d.line_number = l.line_number)`
const SHIPPED = sql`EXISTS (SELECT 1 FROM shipments.shipment_line s WHERE s.tenant_id = o.tenant_id AND s.order_id = o.order_id)`

/** By the promise in force of a line that is still to come. */
const isDue = ({ due_from, due_to }: OrderListQuery): Sql => sql`EXISTS (SELECT 1 ${OPEN_LINE} AND ${UNDELIVERED}
  AND (SELECT p.to_date FROM promises.promise p WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id
      AND p.line_number = l.line_number ORDER BY p.version DESC LIMIT 1)
    BETWEEN coalesce(${due_from ?? null}::date, '-infinity') AND coalesce(${due_to ?? null}::date, 'infinity'))`

function inState(state: NonNullable<OrderListQuery['state']>): Sql {
  if (state === 'cancelled') return sql`NOT EXISTS (SELECT 1 ${OPEN_LINE})`
  if (state === 'delivered')
    return sql`EXISTS (SELECT 1 ${OPEN_LINE}) AND NOT EXISTS (SELECT 1 ${OPEN_LINE} AND ${UNDELIVERED})`
  const undelivered = sql`EXISTS (SELECT 1 ${OPEN_LINE} AND ${UNDELIVERED})`
  return state === 'shipped' ? sql`${undelivered} AND ${SHIPPED}` : sql`${undelivered} AND NOT ${SHIPPED}`
}

/** Both directions of an index: descending puts orders without a day last, so ascending puts them first. */
function sequence({ sort, direction }: OrderListQuery, table: 'o' | 'page'): Sql {
  if (sort === 'order_id') return raw(`${table}.order_id ${direction}`)
  const nulls = direction === 'desc' ? 'LAST' : 'FIRST'
  return raw(`${table}.ordered_on ${direction} NULLS ${nulls}, ${table}.order_id ${direction}`)
}

function after(cursor: string, { sort, direction }: OrderListQuery): Sql {
  const [day = '', ...rest] = cursor.split('~')
  const orderId = rest.join('~')
  const beyond = raw(direction === 'desc' ? '<' : '>')
  if (sort === 'order_id') return sql`o.order_id ${beyond} ${orderId}`
  if (day === '-infinity') {
    const undated = sql`o.ordered_on IS NULL AND o.order_id ${beyond} ${orderId}`
    return direction === 'desc' ? undated : sql`(${undated} OR o.ordered_on IS NOT NULL)`
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Refusal('invalid_input', { cursor })
  const further = sql`(o.ordered_on, o.order_id) ${beyond} (${day}::date, ${orderId})`
  return direction === 'desc' ? sql`(${further} OR o.ordered_on IS NULL)` : further
}
