/** Reading the list of promises in danger, worst for the customer first. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { KIND_OF_CAUSE, USUAL_MINUTES } from '../../../contract/remedies.ts'
import {
  type AtRiskOrder,
  type AtRiskOrders,
  type AtRiskQuery,
  type AtRiskRow,
  DANGER_LEVELS,
  type DangerCounts,
  type Estimate,
  type LineRisk,
} from '../../../contract/risk.ts'
import type { Tx } from '../../platform/database/database.ts'
import { withReasonNames } from './reason-names.store.ts'

interface StoredRisk extends Omit<LineRisk, 'level' | 'estimate' | 'assessed_at'> {
  readonly level: number
  readonly assessed_at: Date
  readonly eta_on: string | null
  readonly eta_low80: string | null
  readonly eta_high80: string | null
  readonly eta_low95: string | null
  readonly eta_high95: string | null
}

const LINE = sql`r.order_id, r.line_number, r.product_id, r.promise_version, r.to_date, r.level,
  round(r.chance::numeric, 4)::float8 AS chance, r.eta_on, r.eta_low80, r.eta_high80, r.eta_low95, r.eta_high95, r.reasons,
  r.assessed_at`

function lineRisk(row: StoredRisk): LineRisk {
  const { order_id, line_number, product_id, promise_version, to_date, chance, reasons, assessed_at } = row
  return {
    ...{ order_id, line_number, product_id, promise_version, to_date, chance, reasons },
    level: DANGER_LEVELS[row.level]!,
    estimate: estimateOf(row),
    assessed_at: assessed_at.toISOString(),
  }
}

const estimateOf = ({ eta_on, eta_low80, eta_high80, eta_low95, eta_high95 }: StoredRisk): Estimate | null =>
  eta_on === null || eta_low80 === null || eta_low95 === null
    ? null
    : { on: eta_on, low80: eta_low80, high80: eta_high80, low95: eta_low95, high95: eta_high95 }

interface StoredRow extends StoredRisk, Omit<AtRiskRow, keyof LineRisk | 'warned_at' | 'told_at' | 'deadline_at'> {
  readonly first_reason: string | null
  readonly warned_at: Date | null
  readonly case_deadline_at: Date | null
  readonly playbook_minutes: number | null
  readonly told_at: Date | null
}

/** A message about the order's promises made since the danger was seen; one that nobody will get does not count. */
const TOLD_AT = sql`(SELECT min(m.made_at) FROM messages.message m WHERE m.tenant_id = r.tenant_id AND m.order_id = r.order_id
  AND m.kind IN ('at_risk', 'delay', 'promise_moved') AND m.state <> 'dropped' AND m.made_at >= w.warned_at)`

const KIND_OF_REASON = raw(
  `CASE r.first_reason ${Object.entries(KIND_OF_CAUSE)
    .map(([cause, kind]) => `WHEN '${cause}' THEN '${kind}'`)
    .join(' ')} ELSE 'delay' END`,
)

/** With the playbook that holds on a day for each kind of case. */
const from = (tx: Tx, day: string) => sql`FROM planning.promise_risk r
  LEFT JOIN customers.customer c ON c.tenant_id = r.tenant_id AND c.customer_id = r.customer_id
  LEFT JOIN products.product p ON p.tenant_id = r.tenant_id AND p.product_id = r.product_id
  LEFT JOIN planning.risk_warning w ON w.tenant_id = r.tenant_id AND w.order_id = r.order_id
    AND w.line_number = r.line_number AND w.promise_version = r.promise_version
  LEFT JOIN LATERAL (SELECT trouble_id, state, is_emergency, remedy, choice, detected_by, owner, deadline_at FROM planning.trouble t
    WHERE t.tenant_id = r.tenant_id AND t.order_id = r.order_id AND t.line_number = r.line_number AND t.state <> 'closed'
    ORDER BY t.detected_at DESC LIMIT 1) t ON true
  LEFT JOIN (SELECT DISTINCT ON (kind) kind, minutes, owner FROM planning.playbook
    WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date ORDER BY kind, valid_from DESC) b
    ON b.kind = ${KIND_OF_REASON}`

/** As everywhere in lists of the day: by the day in UTC. */
const isPast = (now: Date) => sql`(r.to_date < ${now.toISOString().slice(0, 10)}::date)`

export async function listAtRisk(tx: Tx, query: AtRiskQuery, now: Date): Promise<{ rows: AtRiskRow[]; total: number }> {
  const source = from(tx, now.toISOString().slice(0, 10))
  const where = join(conditions(tx, query, now), ' AND ')
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${source} WHERE ${where}`)
  const rows = await tx.query<StoredRow>(sql`${rowsOf(source)} WHERE ${where}
    ORDER BY r.harm DESC, r.order_id, r.line_number LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { rows: await withReasonNames(tx, rows.map(atRiskRow)), total: count!.total }
}

interface OrderInDanger {
  readonly order_id: string
  readonly cause: AtRiskOrder['cause']
  readonly harm: number
  readonly total: number
  readonly lines: number
}

/** The same lines, those of one order with one main cause together. */
export async function listOrdersAtRisk(tx: Tx, query: AtRiskQuery, now: Date): Promise<AtRiskOrders> {
  const source = from(tx, now.toISOString().slice(0, 10))
  const where = join(conditions(tx, query, now), ' AND ')
  const groups = await tx.query<OrderInDanger>(sql`SELECT r.order_id, r.first_reason AS cause,
      round(sum(r.harm)::numeric, 4)::float8 AS harm, count(*) OVER ()::int AS total, (sum(count(*)) OVER ())::int AS lines
    ${source} WHERE ${where} GROUP BY r.order_id, r.first_reason
    ORDER BY sum(r.harm) DESC, r.order_id, r.first_reason LIMIT ${query.limit} OFFSET ${query.offset}`)
  if (groups.length === 0) return { rows: [], total: 0, lines: 0 }
  const orders = [...new Set(groups.map(({ order_id }) => order_id))]
  const stored = await tx.query<StoredRow>(sql`${rowsOf(source)} WHERE ${where} AND r.order_id = ANY(${orders})
    ORDER BY r.harm DESC, r.order_id, r.line_number`)
  const named = await withReasonNames(tx, stored.map(atRiskRow))
  const inside = new Map<string, AtRiskRow[]>()
  for (const [at, { order_id, first_reason }] of stored.entries()) {
    const key = `${order_id} ${first_reason}`
    inside.set(key, [...(inside.get(key) ?? []), named[at]!])
  }
  return {
    rows: groups.map(({ order_id, cause, harm }) => ({
      ...{ order_id, cause, harm },
      lines: inside.get(`${order_id} ${cause}`) ?? [],
    })),
    total: groups[0]!.total,
    lines: groups[0]!.lines,
  }
}

const rowsOf = (source: Sql) => sql`SELECT ${LINE}, r.customer_id, coalesce(c.name, r.customer_id) AS customer_name,
    p.name AS product_name, r.site_id, r.carrier_id, r.quantity::float8 AS quantity, p.unit, r.is_under_way, r.shipment_id,
    round(r.harm::numeric, 4)::float8 AS harm, round(r.late_days::numeric, 2)::float8 AS late_days, r.value_minor, r.currency,
    (SELECT jsonb_build_object('note', b.note, 'consequence', b.consequence) FROM needs.deal_breaker b
      WHERE b.tenant_id = r.tenant_id AND b.deal_breaker_id = r.deal_breaker_id) AS deal_breaker,
    w.warned_at, ${TOLD_AT} AS told_at, r.first_reason, t.deadline_at AS case_deadline_at, b.minutes AS playbook_minutes,
    coalesce(t.owner, b.owner) AS owner,
    CASE WHEN t.trouble_id IS NOT NULL THEN jsonb_build_object('trouble_id', t.trouble_id, 'state', t.state,
      'is_emergency', t.is_emergency, 'remedy', t.remedy, 'choice', t.choice, 'detected_by', t.detected_by) END AS trouble
  ${source}`

/** As the case says, else so long after the danger was seen as the playbook, or what is usual, gives. */
function deadlineOf({ case_deadline_at, warned_at, playbook_minutes, first_reason }: StoredRow): string | null {
  if (case_deadline_at) return case_deadline_at.toISOString()
  if (!warned_at) return null
  const minutes = playbook_minutes ?? USUAL_MINUTES[KIND_OF_CAUSE[first_reason ?? ''] ?? 'delay']
  return new Date(warned_at.getTime() + minutes * 60_000).toISOString()
}

const atRiskRow = (row: StoredRow): AtRiskRow => ({
  ...lineRisk(row),
  customer_id: row.customer_id,
  customer_name: row.customer_name,
  product_name: row.product_name,
  site_id: row.site_id,
  carrier_id: row.carrier_id,
  quantity: row.quantity,
  unit: row.unit,
  is_under_way: row.is_under_way,
  shipment_id: row.shipment_id,
  harm: row.harm,
  late_days: row.late_days,
  value_minor: row.value_minor,
  currency: row.currency,
  deal_breaker: row.deal_breaker,
  warned_at: row.warned_at?.toISOString() ?? null,
  told_at: row.told_at?.toISOString() ?? null,
  trouble: row.trouble,
  owner: row.owner,
  deadline_at: deadlineOf(row),
})

function conditions(tx: Tx, query: AtRiskQuery, now: Date): Sql[] {
  const found = [
    sql`r.tenant_id = ${tx.tenantId}::uuid`,
    sql`r.level >= ${DANGER_LEVELS.indexOf(query.level)}`,
    sql`r.level > 0`,
  ]
  if (query.cause) found.push(sql`r.first_reason = ${query.cause}`)
  if (query.customer_id) found.push(sql`r.customer_id = ${query.customer_id}`)
  if (query.site_id) found.push(sql`r.site_id = ${query.site_id}`)
  if (query.carrier_id) found.push(sql`r.carrier_id = ${query.carrier_id}`)
  if (query.due_to) found.push(sql`r.to_date <= ${query.due_to}::date`)
  if (query.due) found.push(sql`${query.due === 'past' ? empty : sql`NOT`} ${isPast(now)}`)
  if (query.told) found.push(sql`${TOLD_AT} IS ${query.told === 'yes' ? sql`NOT NULL` : sql`NULL`}`)
  if (query.owner) found.push(sql`coalesce(t.owner, b.owner) = ${query.owner}`)
  if (query.acted) found.push(query.acted === 'yes' ? sql`t.state = 'acted'` : sql`t.state IS DISTINCT FROM 'acted'`)
  if (query.q) {
    const pattern = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(r.order_id ILIKE ${pattern} OR r.product_id ILIKE ${pattern} OR c.name ILIKE ${pattern}
      OR p.name ILIKE ${pattern} OR r.shipment_id ILIKE ${pattern})`)
  }
  return found
}

/** The open lines of one order. Another customer's order has none. */
export async function risksOfOrder(tx: Tx, orderId: string): Promise<LineRisk[]> {
  const rows = await tx.query<StoredRisk>(sql`SELECT ${LINE} FROM planning.promise_risk r
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = ${orderId} ORDER BY r.line_number`)
  return rows.map(lineRisk)
}

export interface OfferedChoices {
  readonly line_number: number
  readonly choices: string[]
  readonly choice: string | null
}

/** What the customer was offered to choose, line by line, by cases that are not closed. */
export const choicesOfOrder = (tx: Tx, orderId: string): Promise<OfferedChoices[]> =>
  tx.query<OfferedChoices>(sql`SELECT DISTINCT ON (line_number) line_number, choices, choice FROM planning.trouble
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId} AND state <> 'closed'
    ORDER BY line_number, detected_at DESC`)

const DAYS_COUNTED = 30

export async function countDangers(tx: Tx, now: Date): Promise<DangerCounts> {
  const since = new Date(now.getTime() - DAYS_COUNTED * 86_400_000)
  const [row] = await tx.query<DangerCounts>(sql`SELECT
      count(*) FILTER (WHERE level = 1 AND NOT ${isPast(now)}) AS watch,
      count(*) FILTER (WHERE level = 2 AND NOT ${isPast(now)}) AS act,
      count(*) FILTER (WHERE level = 3 AND NOT ${isPast(now)}) AS tell,
      count(DISTINCT customer_id) FILTER (WHERE level >= 2 AND NOT ${isPast(now)}) AS customers,
      count(*) FILTER (WHERE ${isPast(now)}) AS overdue, count(*) AS assessed,
      ${warnings(tx, since, empty)} AS found_by_us,
      (SELECT count(*) FROM planning.trouble t WHERE t.tenant_id = ${tx.tenantId}::uuid AND t.detected_by = 'customer'
        AND t.detected_at >= ${since}::timestamptz AND NOT EXISTS (SELECT 1 FROM planning.risk_warning w WHERE w.tenant_id = t.tenant_id
          AND w.order_id = t.order_id AND w.line_number = t.line_number AND w.warned_at <= t.detected_at)) AS told_by_customer,
      ${warnings(tx, since, sql`AND is_late IS NOT NULL`)} AS known,
      ${warnings(tx, since, sql`AND is_late`)} AS came_true
    FROM planning.promise_risk r WHERE tenant_id = ${tx.tenantId}::uuid`)
  return row!
}

const warnings = (tx: Tx, since: Date, which: Sql) => sql`(SELECT count(*) FROM planning.risk_warning
  WHERE tenant_id = ${tx.tenantId}::uuid AND warned_at >= ${since}::timestamptz ${which})`

/** A figure that differs when the list does. */
export async function lastListed(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ mark: number | null }>(sql`SELECT (count(*) * 1e6 + coalesce(sum(harm::float8), 0)
      + coalesce(extract(epoch FROM max(assessed_at)), 0))::float8 AS mark
    FROM planning.promise_risk WHERE tenant_id = ${tx.tenantId}::uuid AND level > 0`)
  return row!.mark ?? 0
}
