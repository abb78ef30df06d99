/** SQL of the promise versions. */
import sql, { type Sql } from 'sql-template-tag'
import { appendSelected, type State, type Verifiable } from '../../ledger/index.ts'
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

const DATA = sql`jsonb_strip_nulls(to_jsonb(p) - ARRAY['tenant_id', 'order_id', 'line_number', 'subject_version'])`

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
    SELECT s.*, t.version IS NULL AS is_new, t.version IS NOT NULL AND (s.from_date, s.to_date, s.from_at, s.to_at, s.quantity, s.cause)
        IS DISTINCT FROM (t.from_date, t.to_date, t.from_at, t.to_at, t.quantity, t.cause) AS is_changed,
      0 AS subject_version
    FROM (${versions}) s LEFT JOIN promises.promise t ON t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = s.order_id
      AND t.line_number = s.line_number AND t.version = s.version`)
  await tx.execute(sql`ANALYZE settle_promise`)
  // A line met for the first time counts from 1; one with versions already goes on from its last.
  await tx.execute(sql`CREATE TEMP TABLE settle_promise_last ON COMMIT DROP AS
    SELECT t.order_id, t.line_number, max(t.subject_version) AS last FROM promises.promise t
    JOIN (SELECT DISTINCT order_id, line_number FROM settle_promise WHERE is_new OR is_changed) s USING (order_id, line_number)
    WHERE t.tenant_id = ${tx.tenantId}::uuid GROUP BY 1, 2`)
  const next = sql`SELECT s.order_id, s.line_number, s.version, coalesce(l.last, 0) +
      row_number() OVER (PARTITION BY s.order_id, s.line_number ORDER BY s.version) AS subject_version
    FROM settle_promise s LEFT JOIN settle_promise_last l USING (order_id, line_number) WHERE s.is_new OR s.is_changed`
  await tx.execute(sql`CREATE TEMP TABLE settle_promise_next ON COMMIT DROP AS ${next}`)
  const added =
    await tx.execute(sql`INSERT INTO promises.promise (tenant_id, order_id, line_number, version, from_date, to_date,
      from_at, to_at, quantity, promised_on, promised_at, cause, actor, subject_version)
    SELECT ${tx.tenantId}::uuid, s.order_id, s.line_number, s.version, s.from_date, s.to_date, s.from_at, s.to_at, s.quantity,
      s.promised_on, s.promised_at, s.cause, ${context.principal.actor}, n.subject_version
    FROM settle_promise s JOIN settle_promise_next n USING (order_id, line_number, version) WHERE s.is_new`)
  const changed = await tx.execute(sql`UPDATE promises.promise t SET from_date = s.from_date, to_date = s.to_date,
      from_at = s.from_at, to_at = s.to_at, quantity = s.quantity, cause = s.cause, subject_version = n.subject_version
    FROM settle_promise s JOIN settle_promise_next n USING (order_id, line_number, version)
    WHERE s.is_changed AND t.tenant_id = ${tx.tenantId}::uuid AND t.order_id = s.order_id AND t.line_number = s.line_number
      AND t.version = s.version`)
  for (const [type, which] of [
    ['PromiseMade', sql`s.is_new AND s.version = 1`],
    ['PromiseMoved', sql`s.is_new AND s.version > 1`],
    ['PromiseCorrected', sql`s.is_changed`],
  ] as const) {
    const events = sql`SELECT p.order_id || '/' || p.line_number AS subject_id, p.subject_version, ${DATA} AS data,
        p.promised_at AS event_time
      FROM settle_promise s JOIN promises.promise p ON p.tenant_id = ${tx.tenantId}::uuid AND p.order_id = s.order_id
        AND p.line_number = s.line_number AND p.version = s.version WHERE ${which}`
    await appendSelected(context, tx, { subjectType: 'promise', type, events }, { causedBy })
  }
  const [total] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM settle_promise`)
  await tx.execute(sql`DROP TABLE settle_promise, settle_promise_last, settle_promise_next`)
  return { added, changed, unchanged: total!.count - added - changed }
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
