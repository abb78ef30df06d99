/** SQL of the promise versions. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { appending, appendSelected, jsonOf, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { evolvePromise } from './promise.ts'

export const subjectId = (line: { order_id: string; line_number: number }) => `${line.order_id}/${line.line_number}`

/** Locks the order line's promise by its head version; the unique ledger version settles a tie between two first promises. */
export async function lockVersions(tx: Tx, line: { order_id: string; line_number: number }) {
  const rows = await tx.query<{ version: number; subject_version: number }>(sql`
    SELECT version, subject_version FROM promises.promise
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${line.order_id} AND line_number = ${line.line_number}
    ORDER BY version FOR UPDATE`)
  return { versions: rows.length, subjectVersion: Math.max(0, ...rows.map((row) => row.subject_version)) }
}

export const insertVersion = (tx: Tx, row: State) =>
  tx.execute(sql`INSERT INTO promises.promise
    SELECT (jsonb_populate_record(NULL::promises.promise, ${JSON.stringify({ ...row, tenant_id: tx.tenantId })}::jsonb)).*`)

const DATA = jsonOf(sql`p.version, p.from_date, p.to_date, p.from_at, p.to_at, p.quantity, p.promised_on, p.promised_at,
  p.cause, p.reason, p.actor, p.site_id, p.lane_id, p.carrier_id, p.service, p.product_id, p.need_on, p.departs_on, p.chance,
  p.quote_id, p.offer_number`)

/** Inserts versions with the events that explain them, however many, in one statement. Each row says who acted. */
export async function insertPromises(context: Pick<Context, 'clock'>, tx: Tx, rows: readonly State[]): Promise<void> {
  const whole = rows.map((row) => ({ ...row, tenant_id: tx.tenantId }))
  try {
    await tx.execute(sql`WITH p AS (INSERT INTO promises.promise
        SELECT r.* FROM jsonb_populate_recordset(NULL::promises.promise, ${JSON.stringify(whole)}::jsonb) r RETURNING *)
      ${appending(
        context,
        tx,
        'promise',
        sql`SELECT order_id || '/' || line_number AS subject_id, subject_version,
          CASE version WHEN 1 THEN 'PromiseMade' ELSE 'PromiseMoved' END AS type, ${DATA} AS data, promised_at AS event_time,
          actor, NULL AS caused_by
        FROM p`,
      )}`)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Refusal('version_conflict')
    throw error
  }
}

/** How far the promises of these lines have come; a line without one is absent. Locked until the transaction ends. */
export async function lockLastVersions(
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<Map<string, { version: number; subject_version: number }>> {
  const rows = await tx.query<{ id: string; version: number; subject_version: number }>(sql`
    WITH locked AS (SELECT p.order_id, p.line_number, p.version, p.subject_version FROM promises.promise p
      JOIN unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
        k (order_id, line_number) USING (order_id, line_number)
      WHERE p.tenant_id = ${tx.tenantId}::uuid ORDER BY p.order_id, p.line_number, p.version FOR UPDATE OF p)
    SELECT order_id || '/' || line_number AS id, max(version) AS version, max(subject_version) AS subject_version
    FROM locked GROUP BY 1`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A promise in force: what a next version carries on where it still holds. */
export interface PromiseInForce {
  readonly order_id: string
  readonly line_number: number
  readonly version: number
  readonly subject_version: number
  readonly from_date: string | null
  readonly to_date: string
  readonly from_at: string | null
  readonly to_at: string | null
  readonly site_id: string | null
  readonly lane_id: string | null
  readonly carrier_id: string | null
  readonly service: string | null
  readonly product_id: string | null
  readonly need_on: string | null
  readonly departs_on: string | null
}

/** The promises in force of some lines, by `subjectId`; a line without one is absent. Locked until the transaction ends. */
export async function lockPromises(
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<Map<string, PromiseInForce>> {
  await lockLastVersions(tx, lines)
  const rows = await tx.query<{ promise: PromiseInForce }>(sql`
    SELECT DISTINCT ON (p.order_id, p.line_number) to_jsonb(p) - 'tenant_id' AS promise FROM promises.promise p
    JOIN unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
      k (order_id, line_number) USING (order_id, line_number)
    WHERE p.tenant_id = ${tx.tenantId}::uuid ORDER BY p.order_id, p.line_number, p.version DESC`)
  return new Map(rows.map(({ promise }) => [subjectId(promise), promise]))
}

/** The promise in force of each of an order's lines, as it stands. */
export const lastPromises = (tx: Tx, orderId: string): Promise<{ promise: State & { line_number: number } }[]> =>
  tx.query(sql`SELECT DISTINCT ON (p.line_number) to_jsonb(p) - 'tenant_id' AS promise FROM promises.promise p
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.order_id = ${orderId} ORDER BY p.line_number, p.version DESC`)

export const promiseState = (tx: Tx, line: { order_id: string; line_number: number }, version: number) =>
  tx.query<{ data: State; promised_at: Date | null }>(sql`SELECT ${DATA} AS data, promised_at FROM promises.promise p
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${line.order_id} AND line_number = ${line.line_number}
      AND version = ${version}`)

/**
 * Settles promise versions that a query selects (order_id, line_number, version, the windows, quantity, promised_on,
 * promised_at, cause): new ones are added, differing ones corrected, equal ones left.
 */
export async function settlePromises(context: Context, tx: Tx, versions: Sql, causedBy: string) {
  await tx.execute(sql`CREATE TEMP TABLE settle_promise ON COMMIT DROP AS
    SELECT s.*, t.version IS NULL AS is_new
    FROM (${versions}) s LEFT JOIN promises.promise t ON t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = s.order_id
      AND t.line_number = s.line_number AND t.version = s.version
    WHERE t.version IS NULL OR (s.from_date, s.to_date, s.from_at, s.to_at, s.quantity, s.cause)
      IS DISTINCT FROM (t.from_date, t.to_date, t.from_at, t.to_at, t.quantity, t.cause)`)
  // A line met for the first time counts from 1; one with versions already goes on from its last.
  await tx.execute(sql`CREATE TEMP TABLE settle_promise_next ON COMMIT DROP AS
    SELECT s.*, coalesce((SELECT max(t.subject_version) FROM promises.promise t WHERE t.tenant_id = ${tx.tenantId}::uuid
        AND t.order_id = s.order_id AND t.line_number = s.line_number), 0)
      + row_number() OVER (PARTITION BY s.order_id, s.line_number ORDER BY s.version) AS subject_version
    FROM settle_promise s`)
  await tx.execute(sql`CREATE INDEX ON settle_promise_next (order_id, line_number, version)`)
  await tx.execute(sql`ANALYZE settle_promise_next`)
  const added =
    await tx.execute(sql`INSERT INTO promises.promise (tenant_id, order_id, line_number, version, from_date, to_date,
      from_at, to_at, quantity, promised_on, promised_at, cause, actor, subject_version)
    SELECT ${tx.tenantId}::uuid, order_id, line_number, version, from_date, to_date, from_at, to_at, quantity,
      promised_on, promised_at, cause, ${context.principal.actor}, subject_version
    FROM settle_promise_next WHERE is_new`)
  const [total] = await tx.query<{
    changed: number
    settled: number
  }>(sql`SELECT (SELECT count(*) FROM (${versions}) s) AS settled,
    (SELECT count(*) FROM settle_promise_next WHERE NOT is_new) AS changed`)
  const { changed, settled } = total!
  if (changed) await correctVersions(tx)
  await explain(context, tx, 'PromiseMade', sql`n.is_new AND n.version = 1`, causedBy)
  await explain(context, tx, 'PromiseMoved', sql`n.is_new AND n.version > 1`, causedBy)
  if (changed) await explain(context, tx, 'PromiseCorrected', sql`NOT n.is_new`, causedBy)
  await tx.execute(sql`DROP TABLE settle_promise, settle_promise_next`)
  return { added, changed, unchanged: settled - added - changed }
}

const correctVersions = (tx: Tx) =>
  tx.execute(sql`UPDATE promises.promise t SET from_date = n.from_date, to_date = n.to_date, from_at = n.from_at,
      to_at = n.to_at, quantity = n.quantity, cause = n.cause, subject_version = n.subject_version
    FROM settle_promise_next n WHERE NOT n.is_new AND t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = n.order_id
      AND t.line_number = n.line_number AND t.version = n.version`)

/** Appends what happened. The staged rows drive the query: of the table itself the planner knows nothing yet. */
function explain(context: Context, tx: Tx, type: string, which: Sql, causedBy: string): Promise<number> {
  const events = sql`SELECT n.order_id || '/' || n.line_number AS subject_id, n.subject_version,
      (SELECT ${DATA} FROM promises.promise p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.order_id = n.order_id
        AND p.line_number = n.line_number AND p.version = n.version) AS data, n.promised_at AS event_time
    FROM settle_promise_next n WHERE ${which}`
  return appendSelected(context, tx, { subjectType: 'promise', type, events }, { causedBy })
}

export const promiseVerifiable: Verifiable = {
  subjectType: 'promise',
  evolve: (state, event) => evolvePromise(state, event.data),
  async loadStates(tx, ids) {
    const rows = await tx.query<{ subject_id: string; state: State }>(sql`
      SELECT p.order_id || '/' || p.line_number AS subject_id, jsonb_object_agg(p.version, ${DATA}) AS state
      FROM promises.promise p
      JOIN (SELECT left(id, length(id) - strpos(reverse(id), '/')) AS order_id,
          right(id, strpos(reverse(id), '/') - 1)::int AS line_number FROM unnest(${ids}::text[]) id) k USING (order_id, line_number)
      WHERE p.tenant_id = ${tx.tenantId}::uuid GROUP BY 1`)
    return new Map(rows.map((row) => [row.subject_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count
      FROM (SELECT DISTINCT order_id, line_number FROM promises.promise WHERE tenant_id = ${tx.tenantId}::uuid) lines`)
    return row!.count
  },
}
