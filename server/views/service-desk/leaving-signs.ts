/**
 * Which customers may be about to leave, and why.
 *
 * Four signs, each a fact with its numbers: promises broken more often than before, questions left beyond their time, orders
 * fallen by half or more against the customer's own usual, scores fallen. Two together are a warning.
 *
 * Whether the signs are worth anything is asked of history: reckoned as of a day ninety days back from what was known then,
 * and compared with whose orders fell by half in the ninety days that followed.
 */
import sql from 'sql-template-tag'
import type { LeavingSigns } from '../../../contract/inquiries.ts'
import type { Tx } from '../../platform/database/database.ts'

const WINDOW_DAYS = 90
const DAY_MS = 86_400_000

interface Counted {
  readonly customer_id: string
  readonly customer_name: string
  readonly orders: number
  readonly orders_before: number
  readonly late: number
  readonly delivered: number
  readonly late_before: number
  readonly delivered_before: number
  readonly unanswered: number
  readonly score: number | null
  readonly score_before: number | null
  readonly orders_after: number
}

/** What is known on the morning of a day; orders of the ninety days after it only for the check. */
const countedAt = (tx: Tx, day: string): Promise<Counted[]> =>
  tx.query<Counted>(sql`WITH d AS (SELECT ${day}::date AS day), orders AS (
      SELECT o.customer_id, count(*) FILTER (WHERE o.ordered_on >= d.day - ${WINDOW_DAYS}::int AND o.ordered_on < d.day) AS orders,
        count(*) FILTER (WHERE o.ordered_on < d.day - ${WINDOW_DAYS}::int) AS orders_before,
        count(*) FILTER (WHERE o.ordered_on >= d.day) AS orders_after
      FROM orders.customer_order o, d WHERE o.tenant_id = ${tx.tenantId}::uuid
        AND o.ordered_on >= d.day - ${2 * WINDOW_DAYS}::int AND o.ordered_on < d.day + ${WINDOW_DAYS}::int GROUP BY o.customer_id),
    came AS (SELECT o.customer_id, h.delivered_on >= d.day - ${WINDOW_DAYS}::int AS is_now, h.delivered_on > p.to_date AS is_late
      FROM delivery.delivery h JOIN delivery.delivery_line l USING (tenant_id, delivery_id)
      JOIN promises.promise p ON p.tenant_id = l.tenant_id AND p.order_id = l.order_id AND p.line_number = l.line_number
        AND p.version = 1
      JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id, d
      WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.delivered_on >= d.day - ${2 * WINDOW_DAYS}::int AND h.delivered_on < d.day),
    kept AS (SELECT customer_id, count(*) FILTER (WHERE is_now AND is_late) AS late, count(*) FILTER (WHERE is_now) AS delivered,
        count(*) FILTER (WHERE NOT is_now AND is_late) AS late_before, count(*) FILTER (WHERE NOT is_now) AS delivered_before
      FROM came GROUP BY customer_id),
    asked AS (SELECT i.customer_id, count(*) AS unanswered FROM inquiries.inquiry i, d WHERE i.tenant_id = ${tx.tenantId}::uuid
        AND i.final_due_at < d.day AND i.final_due_at >= d.day - ${WINDOW_DAYS}::int
        AND (i.final_answer_at IS NULL OR i.final_answer_at >= d.day) AND i.state <> 'merged' AND i.state <> 'dismissed'
        AND i.state <> 'waiting' GROUP BY i.customer_id),
    said AS (SELECT o.customer_id, avg(r.score / r.scale_max) FILTER (WHERE r.given_on >= d.day - ${WINDOW_DAYS}::int) AS score,
        avg(r.score / r.scale_max) FILTER (WHERE r.given_on < d.day - ${WINDOW_DAYS}::int) AS score_before
      FROM needs.rating r JOIN orders.customer_order o USING (tenant_id, order_id), d WHERE r.tenant_id = ${tx.tenantId}::uuid
        AND r.given_on >= d.day - ${2 * WINDOW_DAYS}::int AND r.given_on < d.day GROUP BY o.customer_id)
    SELECT c.customer_id, c.name AS customer_name, coalesce(o.orders, 0) AS orders, coalesce(o.orders_before, 0) AS orders_before,
      coalesce(o.orders_after, 0) AS orders_after, coalesce(k.late, 0) AS late, coalesce(k.delivered, 0) AS delivered,
      coalesce(k.late_before, 0) AS late_before, coalesce(k.delivered_before, 0) AS delivered_before,
      coalesce(a.unanswered, 0) AS unanswered, s.score::float8, s.score_before::float8
    FROM customers.customer c LEFT JOIN orders o USING (customer_id) LEFT JOIN kept k USING (customer_id)
    LEFT JOIN asked a USING (customer_id) LEFT JOIN said s USING (customer_id)
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND coalesce(o.orders_before, 0) + coalesce(o.orders, 0) > 0`)

type Sign = LeavingSigns['rows'][number]['signs'][number]

const FEW_ORDERS = 4
const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)

export function signsOf(row: Counted): Sign[] {
  const late = share(row.late, row.delivered)
  const lateBefore = share(row.late_before, row.delivered_before)
  const hasFallen = row.orders_before >= FEW_ORDERS && row.orders <= row.orders_before / 2
  return [
    ...(row.late >= 2 && late > lateBefore + 0.1
      ? [{ kind: 'broken_promises' as const, now: late, before: lateBefore, cases: row.delivered }]
      : []),
    ...(row.unanswered > 0
      ? [{ kind: 'unanswered' as const, now: row.unanswered, before: 0, cases: row.unanswered }]
      : []),
    ...(hasFallen
      ? [
          {
            kind: 'fewer_orders' as const,
            now: row.orders,
            before: row.orders_before,
            cases: row.orders + row.orders_before,
          },
        ]
      : []),
    ...(row.score !== null && row.score_before !== null && row.score < row.score_before - 0.15
      ? [{ kind: 'lower_scores' as const, now: row.score, before: row.score_before, cases: 0 }]
      : []),
  ]
}

const WARNED_FROM = 2
const hasLeft = ({ orders, orders_after }: Counted) => orders >= FEW_ORDERS && orders_after <= orders / 2

export async function leavingSigns(tx: Tx, now: Date): Promise<LeavingSigns> {
  const today = now.toISOString().slice(0, 10)
  const rows = (await countedAt(tx, today))
    .map((row) => ({ customer_id: row.customer_id, customer_name: row.customer_name, signs: signsOf(row) }))
    .filter(({ signs }) => signs.length >= WARNED_FROM)
    .toSorted((one, other) => other.signs.length - one.signs.length || (one.customer_id < other.customer_id ? -1 : 1))
  const asOf = new Date(now.getTime() - WINDOW_DAYS * DAY_MS).toISOString().slice(0, 10)
  const held = (await countedAt(tx, asOf)).filter(({ orders }) => orders >= FEW_ORDERS)
  const warned = held.filter((row) => signsOf(row).length >= WARNED_FROM)
  return {
    rows,
    check: {
      as_of: asOf,
      customers: held.length,
      left: held.filter(hasLeft).length,
      warned: warned.length,
      warned_left: warned.filter(hasLeft).length,
    },
  }
}
