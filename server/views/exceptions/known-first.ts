/**
 * Who spoke first of a broken promise: of every line that came late or has not come, when we first knew of it, when the
 * customer first heard it from us, and when the customer first spoke. Ours is what the customer had heard from us before
 * speaking; what we knew and kept to ourselves is ours in no way. Of what nobody spoke yet is a class of its own, outside the
 * share. A message counts from when some way has taken it, not from when it was queued.
 */
import sql, { join, raw, type Sql } from 'sql-template-tag'
import type {
  ExceptionFigures,
  ExceptionGroup,
  ExceptionLine,
  ExceptionLines,
  ExceptionLinesQuery,
  ExceptionQuery,
} from '../../../contract/exceptions.ts'
import { wilson } from '../../../engines/shared/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SHIFT, TIMINGS } from '../verdicts/packing.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

const TIMING = raw(`(v.first_promised_outcome >> ${SHIFT.timing}) & 7`)
const BROKEN = raw(`IN (${TIMINGS.indexOf('late')}, ${TIMINGS.indexOf('missing')})`)

const MEMBERS: Record<ExceptionQuery['by'], Sql> = {
  cause: sql`coalesce(v.first_cause, '')`,
  carrier: sql`v.carrier_id`,
  customer: sql`v.customer_id`,
  week: sql`date_trunc('week', v.first_promised_due)::date::text`,
}

/** Each of the period's broken lines with both instants. An order's messages and questions are about all of its lines. */
const broken = (tx: Tx, by: ExceptionQuery['by'], { from, to }: Period) => sql`WITH broken AS (
    SELECT v.order_id, v.line_number, v.customer_id, v.product_id, v.first_promised_due AS due, v.first_promised_days_late AS days_late,
      v.first_cause AS cause, ${MEMBERS[by]} AS member
    FROM views.line_verdict v WHERE v.tenant_id = ${tx.tenantId}::uuid AND v.exclusion = 0
      AND v.first_promised_due BETWEEN ${from}::date AND ${to}::date AND v.first_promised_outcome & 1 = 1 AND ${TIMING} ${BROKEN}),
  orders AS (SELECT DISTINCT order_id FROM broken),
  told AS (SELECT order_id, min(at) AS at FROM (
      SELECT d.order_id, coalesce(d.sent_at, d.sent_on::timestamptz) AS at FROM shipments.document d JOIN orders USING (order_id)
        WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.document_kind = 'exception_notice'
      UNION ALL SELECT l.order_id, coalesce(d.sent_at, d.sent_on::timestamptz) FROM shipments.document d
        JOIN shipments.shipment_line l USING (tenant_id, shipment_id) JOIN orders ON orders.order_id = l.order_id
        WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.document_kind = 'exception_notice' AND d.order_id IS NULL
      UNION ALL SELECT m.order_id, g.sent_at FROM messages.message m JOIN orders USING (order_id)
        JOIN messages.sending g USING (tenant_id, message_id)
        WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.kind IN ('at_risk', 'delay', 'promise_moved')
          AND g.state IN ('sent', 'delivered')) t
    GROUP BY order_id),
  seen AS (SELECT order_id, line_number, min(at) AS at FROM (
      SELECT w.order_id, w.line_number, w.warned_at AS at FROM planning.risk_warning w JOIN orders USING (order_id)
        WHERE w.tenant_id = ${tx.tenantId}::uuid
      UNION ALL SELECT t.order_id, t.line_number, t.detected_at FROM planning.trouble t JOIN orders USING (order_id)
        WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.detected_by <> 'customer'
      UNION ALL SELECT p.order_id, p.line_number, coalesce(p.promised_at, p.promised_on::timestamptz) FROM promises.promise p
        JOIN orders USING (order_id) WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.version > 1 AND p.cause = 'company') s
    GROUP BY order_id, line_number),
  asked AS (SELECT order_id, min(at) AS at FROM (
      SELECT i.order_id, i.received_at AS at FROM inquiries.inquiry i JOIN orders USING (order_id)
        WHERE i.tenant_id = ${tx.tenantId}::uuid AND coalesce(i.topic, 'arrival') IN ('arrival', 'delivery')
      UNION ALL SELECT t.order_id, t.detected_at FROM planning.trouble t JOIN orders USING (order_id)
        WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.detected_by = 'customer'
      UNION ALL SELECT c.order_id, c.opened_at FROM claims.claim c JOIN orders USING (order_id)
        WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.channel = 'portal') a GROUP BY order_id),
  known AS (SELECT b.*, least(told.at, seen.at) AS seen_at, told.at AS told_at, asked.at AS customer_at,
      CASE WHEN coalesce(told.at, asked.at) IS NULL THEN 'nobody'
        WHEN asked.at IS NULL OR told.at <= asked.at THEN 'us' ELSE 'customer' END AS found_by
    FROM broken b LEFT JOIN told USING (order_id) LEFT JOIN seen USING (order_id, line_number) LEFT JOIN asked USING (order_id))`

type Counted = Pick<ExceptionGroup, 'exceptions' | 'us' | 'customer' | 'nobody' | 'kept_back'>

function withShare<Row extends Counted>(row: Row) {
  const spoke = row.us + row.customer
  const interval = wilson(row.us, spoke)
  return { ...row, share: spoke ? row.us / spoke : null, low: interval?.low ?? null, high: interval?.high ?? null }
}

const LABELS: Record<ExceptionQuery['by'], Sql> = {
  cause: sql`g.member`,
  carrier: sql`coalesce((SELECT c.name FROM carriers.carrier c WHERE c.tenant_id = g.tenant_id AND c.carrier_id = g.member), g.member)`,
  customer: sql`coalesce((SELECT c.name FROM customers.customer c WHERE c.tenant_id = g.tenant_id AND c.customer_id = g.member),
    g.member)`,
  week: sql`g.member`,
}

export async function exceptionFigures(tx: Tx, by: ExceptionQuery['by'], period: Period): Promise<ExceptionFigures> {
  const order = by === 'week' ? sql`g.member` : sql`g.exceptions DESC, g.member`
  const groups = await tx.query<Counted & { member: string; label: string }>(sql`${broken(tx, by, period)}
    SELECT g.member, ${LABELS[by]} AS label, g.exceptions, g.us, g.customer, g.nobody, g.kept_back FROM (
      SELECT ${tx.tenantId}::uuid AS tenant_id, member, count(*)::int AS exceptions,
        count(*) FILTER (WHERE found_by = 'us')::int AS us, count(*) FILTER (WHERE found_by = 'customer')::int AS customer,
        count(*) FILTER (WHERE found_by = 'nobody')::int AS nobody,
        count(*) FILTER (WHERE found_by = 'nobody' AND seen_at IS NOT NULL)::int AS kept_back
      FROM known GROUP BY member) g ORDER BY ${order}`)
  const all = { exceptions: 0, us: 0, customer: 0, nobody: 0, kept_back: 0 }
  for (const group of groups) {
    all.exceptions += group.exceptions
    all.us += group.us
    all.customer += group.customer
    all.nobody += group.nobody
    all.kept_back += group.kept_back
  }
  return { ...period, by, all: withShare(all), rows: groups.map(withShare) }
}

export async function exceptionLines(tx: Tx, query: ExceptionLinesQuery, period: Period): Promise<ExceptionLines> {
  const wanted = [
    sql`true`,
    ...(query.member === undefined ? [] : [sql`k.member = ${query.member}`]),
    ...(query.found_by ? [sql`k.found_by = ${query.found_by}`] : []),
  ]
  const rows = await tx.query<ExceptionLine & { total: number }>(sql`${broken(tx, query.by, period)}
    SELECT k.order_id, k.line_number, coalesce(c.name, k.customer_id) AS customer_name, coalesce(p.name, k.product_id) AS product_name,
      k.due::text, k.days_late, k.cause, k.found_by, k.seen_at, k.told_at, k.customer_at, count(*) OVER ()::int AS total
    FROM known k LEFT JOIN customers.customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = k.customer_id
    LEFT JOIN products.product p ON p.tenant_id = ${tx.tenantId}::uuid AND p.product_id = k.product_id
    WHERE ${join(wanted, ' AND ')} ORDER BY k.due DESC, k.order_id, k.line_number LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { lines: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
