/**
 * Builds the ways of lines, orders, promises, consignments and bills in a few statements, and writes those that changed: of all
 * orders, or of those that the ledger has told something new about.
 */
import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { OBJECT_KINDS, type ObjectKind } from '../../../contract/process-words.ts'
import { currentSnapshot } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { reachSince } from './reach.ts'
import { codeOf, selectTouches } from './touches.ts'

/** As `views.process_case` stores it: the list's order, counted from one. */
export const kindCode = (kind: ObjectKind): number => OBJECT_KINDS.indexOf(kind) + 1

/** 2000-01-01 in seconds since 1970: seconds from then on fit four bytes until 2068. */
export const EPOCH_SECONDS = 946_684_800
/** Earlier times are mistakes of typing. */
const EARLIEST = '1990-01-01'

export interface Built {
  /** Ways that are new, other than before, or gone. */
  readonly changed: number
  readonly events: number
  readonly tookMs: number
}

/** `since`: the snapshot of an earlier building; without it everything is looked at. */
export function buildCases(context: Context, since: string | null = null): Promise<Built> {
  return inTransaction(context, async (tx) => {
    const begun = performance.now()
    const now = context.clock.now()
    const mark = await newestOf(tx)
    const snapshot = await currentSnapshot(tx)
    const isAll = since === null
    await tx.execute(sql`SET LOCAL work_mem = '128MB'`)
    if (!isAll) await reachSince(tx, since)
    await tx.execute(sql`CREATE TEMPORARY TABLE process_touch ON COMMIT DROP AS
      SELECT * FROM (${selectTouches(tx.tenantId, isAll)}) t
      WHERE at BETWEEN ${EARLIEST}::timestamptz AND ${now}::timestamptz + interval '1 day'`)
    await tx.execute(sql`CREATE TEMPORARY TABLE process_order ON COMMIT DROP AS
      SELECT o.order_id, coalesce(c.segment_id, '') AS segment_id, coalesce(o.site_id, '') AS site_id
      FROM orders.customer_order o
      LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid${isAll ? empty : sql` AND o.order_id IN (SELECT r.order_id FROM process_reach r)`}`)
    await tx.execute(sql`ANALYZE process_touch`)
    await tx.execute(sql`ANALYZE process_order`)
    let changed = 0
    for (const kind of OBJECT_KINDS) {
      changed += await tx.execute(deleteGone(tx.tenantId, kind, isAll))
      changed += await tx.execute(writeWays(tx.tenantId, kind, isAll))
    }
    const [counted] = await tx.query<{ events: number }>(sql`SELECT count(*) AS events FROM process_touch`)
    const built = { changed, events: counted!.events, tookMs: Math.round(performance.now() - begun) }
    await tx.execute(sql`INSERT INTO views.process_built
        (tenant_id, built_at, whole_at, transaction_id, position, snapshot, events, took_ms)
      VALUES (${tx.tenantId}::uuid, ${now}, ${now}, ${mark?.transaction_id ?? '0'}::xid8, ${mark?.position ?? 0},
        ${snapshot}::pg_snapshot, ${built.events}, ${built.tookMs})
      ON CONFLICT (tenant_id) DO UPDATE SET built_at = excluded.built_at, transaction_id = excluded.transaction_id,
        whole_at = CASE WHEN ${isAll} THEN excluded.whole_at ELSE process_built.whole_at END,
        position = excluded.position, snapshot = excluded.snapshot, events = excluded.events, took_ms = excluded.took_ms`)
    return built
  })
}

const PROMISE_LIFE = (['promise_made', 'promise_moved', 'order_cancelled', 'delivered'] as const).map(codeOf)

interface Thing {
  readonly id: string
  readonly where: string
  /** Rows of one moment that differ only in the line are one event of the thing. */
  readonly isShared: boolean
  /** A condition on `c`: looked at where not all orders are. */
  readonly reached: string
}

const OF_ORDER = 'c.order_id IN (SELECT r.order_id FROM process_reach r)'

/** What is one thing, and which rows tell of it. */
const THINGS: Readonly<Record<ObjectKind, Thing>> = {
  line: { id: "t.order_id || '/' || t.line_number", where: 'true', isShared: false, reached: OF_ORDER },
  order: { id: 't.order_id', where: 'true', isShared: true, reached: OF_ORDER },
  promise: {
    id: "t.order_id || '/' || t.line_number",
    where: `t.activity IN (${PROMISE_LIFE.join(', ')})`,
    isShared: false,
    reached: OF_ORDER,
  },
  consignment: {
    id: 't.shipment_id',
    where: 't.shipment_id IS NOT NULL',
    isShared: true,
    reached: 'c.object_id IN (SELECT r.shipment_id FROM process_reach_shipment r)',
  },
  invoice: {
    id: 't.invoice_id',
    where: 't.invoice_id IS NOT NULL',
    isShared: true,
    reached: 'c.object_id IN (SELECT r.invoice_id FROM process_reach_invoice r)',
  },
}

/** Things of which nothing is told any more: all that was said of them has been taken back. */
function deleteGone(tenantId: string, kind: ObjectKind, isAll: boolean): Sql {
  const { id, where, reached } = THINGS[kind]
  return sql`DELETE FROM views.process_case c WHERE c.tenant_id = ${tenantId}::uuid AND c.seen_through = ${raw(String(kindCode(kind)))}
    ${isAll ? empty : raw(`AND ${reached}`)}
    AND NOT EXISTS (SELECT FROM process_touch t WHERE ${raw(where)} AND ${raw(id)} = c.object_id)`
}

/** Most ways stay as they were from one time to the next: writing all of them would cost more than reckoning them. */
function writeWays(tenantId: string, kind: ObjectKind, isAll: boolean): Sql {
  const { id, where, isShared, reached } = THINGS[kind]
  const told = isShared
    ? sql`SELECT ${raw(id)} AS object_id, min(t.order_id) AS order_id, t.activity, t.at, min(t.position) AS position
        FROM process_touch t WHERE ${raw(where)} GROUP BY 1, 3, 4`
    : sql`SELECT ${raw(id)} AS object_id, t.order_id, t.activity, t.at, t.position FROM process_touch t WHERE ${raw(where)}`
  return sql`MERGE INTO views.process_case c
    USING (SELECT w.object_id, w.order_id, coalesce(o.segment_id, '') AS segment_id, coalesce(o.site_id, '') AS site_id,
        w.began_at, w.activities, w.seconds
      FROM (SELECT e.object_id, min(e.order_id) AS order_id, min(e.at) AS began_at,
          array_agg(e.activity ORDER BY e.at, e.activity, e.position) AS activities,
          array_agg((extract(epoch FROM e.at) - ${raw(String(EPOCH_SECONDS))})::int ORDER BY e.at, e.activity, e.position) AS seconds
        FROM (${told}) e GROUP BY e.object_id) w
      LEFT JOIN process_order o ON o.order_id = w.order_id
      ${isAll ? empty : sql`WHERE ${raw(reached.replace('c.', 'w.'))}`}) n
    ON c.tenant_id = ${tenantId}::uuid AND c.seen_through = ${raw(String(kindCode(kind)))} AND c.object_id = n.object_id
    WHEN MATCHED AND (c.activities, c.seconds, c.began_at, c.order_id, c.segment_id, c.site_id)
        IS DISTINCT FROM (n.activities, n.seconds, n.began_at, n.order_id, n.segment_id, n.site_id) THEN
      UPDATE SET activities = n.activities, seconds = n.seconds, began_at = n.began_at, order_id = n.order_id,
        segment_id = n.segment_id, site_id = n.site_id
    WHEN NOT MATCHED THEN
      INSERT (tenant_id, seen_through, object_id, order_id, segment_id, site_id, began_at, activities, seconds)
      VALUES (${tenantId}::uuid, ${raw(String(kindCode(kind)))}, n.object_id, n.order_id, n.segment_id, n.site_id,
        n.began_at, n.activities, n.seconds)`
}

/** Ordered by the ids themselves: as text, the 1000th transaction would come before the 999th. */
const newestOf = async (tx: Tx) =>
  (
    await tx.query<{ transaction_id: string; position: number }>(sql`SELECT transaction_id::text, position
      FROM ledger.event e WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY e.transaction_id DESC, e.position DESC LIMIT 1`)
  )[0]

/** A picture of how work goes may be some minutes old, and building it never takes more than a fiftieth of the time. */
const PAUSE_MS = 120_000
const PAUSE_TIMES = 50
/** What no event tells, such as a line that now stands on another consignment, is put right by looking at everything. */
const WHOLE_EVERY_MS = 24 * 3_600_000
const ROWS_WORTH_ANALYZING = 10_000

interface Last {
  readonly built_at: Date | null
  readonly whole_at: Date | null
  readonly snapshot: string | null
  readonly took_ms: number | null
  readonly has_moved: boolean
}

/** Builds where the ledger has moved since, and the last time is long enough ago. Returns how many events were looked at. */
export async function refreshCases(context: Context): Promise<number> {
  const last = await inTransaction(context, async (tx) => {
    const newest = await newestOf(tx)
    const [built] = await tx.query<Last>(sql`SELECT built_at, whole_at, snapshot::text AS snapshot, took_ms,
        (transaction_id, position) < (${newest?.transaction_id ?? '0'}::xid8, ${newest?.position ?? 0}::bigint) AS has_moved
      FROM views.process_built WHERE tenant_id = ${tx.tenantId}::uuid`)
    return built ?? { built_at: null, whole_at: null, snapshot: null, took_ms: null, has_moved: newest !== undefined }
  })
  if (!last.has_moved) return 0
  const since = (moment: Date | null) =>
    moment ? context.clock.now().getTime() - moment.getTime() : Number.POSITIVE_INFINITY
  if (since(last.built_at) < Math.max(PAUSE_MS, PAUSE_TIMES * (last.took_ms ?? 0))) return 0
  const isWhole = since(last.whole_at) >= WHOLE_EVERY_MS
  const { changed, events } = await buildCases(context, isWhole ? null : last.snapshot)
  // The planner knows nothing of rows that have come in bulk.
  if (changed > ROWS_WORTH_ANALYZING) await context.database.pool.query('SELECT platform.refresh_statistics()')
  return events
}

/** Null: never yet. */
export const lastBuilt = async (tx: Tx) =>
  (
    await tx.query<{ built_at: Date; position: number }>(
      sql`SELECT built_at, position FROM views.process_built WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
  )[0]
