/** What waits at a step now: lines of which everything before it is done and it is not, questions without an answer, open claims. */
import sql, { join, type Sql } from 'sql-template-tag'
import { LONG_OVERDUE_DAYS } from '../../../contract/danger-words.ts'
import type { MyRole } from '../../../contract/process-chart.ts'
import type { Activity } from '../../../contract/process-words.ts'
import type { Process, Step } from '../../../contract/processes.ts'
import { type WaitingRule, waitingRule } from '../../../engines/process-chart/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { EPOCH_SECONDS, kindCode } from './build-cases.ts'
import { chartOf } from './drawn.ts'
import { codeOf } from './touches.ts'

type Open = NonNullable<MyRole['steps'][number]['open']>

/** What has not moved for longer is no longer anybody's work of today. */
const YOUNGEST_DAYS = 120
const SHOWN = 10

/** These say where the goods are: a thing seen further on is past a step that nobody told of. */
const GOODS_WAY: ReadonlySet<string> = new Set<Activity>([
  ...([
    'dispatched',
    'picked_up',
    'departed',
    'arrived_facility',
    'out_for_delivery',
    'delivered',
    'invoiced',
  ] as const),
])

const codes = (activities: readonly string[]): Sql =>
  sql`ARRAY[${join(activities.map((one) => codeOf(one as Activity)))}]::smallint[]`

export async function openWorkAt(tx: Tx, process: Process, step: Step, now: Date): Promise<Open | null> {
  if (step.activities.includes('answered')) return openInquiries(tx, now)
  if (step.activities.includes('claim_decided')) return openClaims(tx)
  const rule = waitingRule(chartOf(process), step.step_id)
  if (!rule) return null
  const hours = process.arrows.find(({ to_step }) => to_step === step.step_id)?.standard_hours ?? null
  return waitingLines(tx, { rule, done: step.activities, hours, now })
}

interface Waiting {
  readonly rule: WaitingRule
  readonly done: readonly string[]
  readonly hours: number | null
  readonly now: Date
}

/** The same open lines as the day's dangers: goods, wanted, not yet handed over; the long overdue are counted apart. */
async function waitingLines(tx: Tx, { rule, done, hours, now }: Waiting): Promise<Open> {
  const isReady = join(
    rule.groups.map((group) => sql`c.activities && ${codes(group)}`),
    rule.needsAll ? ' AND ' : ' OR ',
  )
  const past = codes([...done, ...rule.later.filter((one) => GOODS_WAY.has(one)), 'order_cancelled', 'lost'])
  const today = now.toISOString().slice(0, 10)
  type Row = { order_id: string | null; since: Date; all: number; late: number; overdue: number; stale: number }
  const rows = await tx.query<Row>(sql`WITH ready AS (
      SELECT c.order_id, substring(c.object_id FROM '[0-9]+$')::int AS line_number, c.activities && ${codes(['delivered'])} AS is_there,
        to_timestamp((SELECT max(u.at) FROM unnest(c.activities, c.seconds) u (code, at)
          WHERE u.code = ANY(${codes(rule.groups.flat())}))::float8 + ${EPOCH_SECONDS}) AS since
      FROM views.process_case c
      WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.seen_through = ${kindCode('line')}::smallint
        AND c.began_at > ${now}::timestamptz - make_interval(days => ${YOUNGEST_DAYS})
        AND (${isReady}) AND NOT c.activities && ${past}),
    open AS (SELECT r.order_id, r.since, CASE WHEN NOT r.is_there THEN (SELECT p.to_date FROM promises.promise p
        WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id AND p.line_number = l.line_number
        ORDER BY p.version DESC LIMIT 1) END AS due
      FROM ready r JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = r.order_id
        AND l.line_number = r.line_number
      WHERE l.kind = 'goods' AND l.exclusion IS NULL AND l.quantity > l.cancelled_quantity),
    waiting AS (SELECT *, coalesce(due < ${today}::date - ${LONG_OVERDUE_DAYS}::int, false) AS is_stale FROM open)
    SELECT order_id, min(since) FILTER (WHERE NOT is_stale) AS since, (sum(count(*) FILTER (WHERE NOT is_stale)) OVER ())::int AS all,
      (sum(count(*) FILTER (WHERE NOT is_stale AND since < ${now}::timestamptz - make_interval(secs => ${(hours ?? 0) * 3600})))
        OVER ())::int AS late,
      (sum(count(*) FILTER (WHERE NOT is_stale AND due < ${today}::date)) OVER ())::int AS overdue,
      (sum(count(*) FILTER (WHERE is_stale)) OVER ())::int AS stale
    FROM waiting GROUP BY order_id ORDER BY since NULLS LAST, order_id LIMIT ${SHOWN}`)
  const shown = rows.flatMap(({ order_id, since }) =>
    order_id && since ? [{ order_id, since: since.toISOString() }] : [],
  )
  return {
    ...{ kind: 'lines', count: rows[0]?.all ?? 0, late: hours === null ? null : (rows[0]?.late ?? 0) },
    ...{ overdue: rows[0]?.overdue ?? 0, stale: rows[0]?.stale ?? 0 },
    oldest: shown[0]?.since ?? null,
    orders: shown,
  }
}

async function openInquiries(tx: Tx, now: Date): Promise<Open> {
  type Row = { order_id: string | null; since: Date; all: number; late: number }
  const rows = await tx.query<Row>(sql`SELECT i.order_id, i.received_at AS since, (count(*) OVER ())::int AS all,
      (count(*) FILTER (WHERE coalesce(i.first_due_at, i.final_due_at) < ${now}::timestamptz AND i.first_answer_at IS NULL) OVER ())::int AS late
    FROM inquiries.inquiry i WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.state = 'open'
    ORDER BY i.received_at, i.inquiry_id LIMIT ${SHOWN}`)
  return told('inquiries', rows)
}

async function openClaims(tx: Tx): Promise<Open> {
  type Row = { order_id: string | null; since: Date; all: number; late: null }
  const rows =
    await tx.query<Row>(sql`SELECT c.order_id, c.opened_at AS since, (count(*) OVER ())::int AS all, NULL AS late
    FROM claims.claim c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.decided_at IS NULL AND c.state <> 'withdrawn'
    ORDER BY c.opened_at, c.claim_id LIMIT ${SHOWN}`)
  return told('claims', rows)
}

const told = (
  kind: Open['kind'],
  rows: readonly { order_id: string | null; since: Date; all: number; late: number | null }[],
): Open => ({
  ...{ kind, count: rows[0]?.all ?? 0, late: kind === 'claims' ? null : (rows[0]?.late ?? 0) },
  ...{ overdue: null, stale: null },
  oldest: rows[0]?.since.toISOString() ?? null,
  orders: rows.flatMap(({ order_id, since }) => (order_id ? [{ order_id, since: since.toISOString() }] : [])),
})
