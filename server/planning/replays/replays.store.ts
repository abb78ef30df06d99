/** Replays as they were asked for, how far they are, and what they found. */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Replay, ReplayKind, ReplayReport } from '../../../contract/replays.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

const SHOWN_MAX = 50
type Told = Omit<Replay, 'report'>

const instant = (column: Sql) => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = sql`r.replay_id, r.draft_id, r.kind, r.terms, r.state, r.progress::float8, ${instant(sql`r.asked_at`)} AS asked_at,
  ${instant(sql`r.ended_at`)} AS ended_at, coalesce(r.terms->>'version' <> d.subject_version::text AND d.published_on IS NULL, false) AS is_outdated`
const from = sql`planning.replay r LEFT JOIN policies.package_draft d ON d.tenant_id = r.tenant_id AND d.draft_id = r.draft_id`

export const listReplays = (tx: Tx, draftId: string | undefined): Promise<Told[]> =>
  tx.query<Told>(sql`SELECT ${columns} FROM ${from} WHERE r.tenant_id = ${tx.tenantId}::uuid
    ${draftId === undefined ? empty : sql`AND r.draft_id = ${draftId}`}
    ORDER BY r.asked_at DESC, r.replay_id DESC LIMIT ${SHOWN_MAX}`)

export async function getReplay(tx: Tx, id: string): Promise<Replay> {
  const [found] = await tx.query<Replay>(sql`SELECT ${columns}, r.report FROM ${from}
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.replay_id = ${id}`)
  if (!found) throw new Refusal('not_found', { replay_id: id })
  return found
}

/** The one of a draft and kind that waits or runs; undefined: none does. */
export async function findUnfinished(tx: Tx, draftId: string, kind: ReplayKind): Promise<string | undefined> {
  const [found] = await tx.query<{ replay_id: string }>(sql`SELECT replay_id FROM planning.replay
    WHERE tenant_id = ${tx.tenantId}::uuid AND draft_id = ${draftId} AND kind = ${kind} AND state IN ('waiting', 'running')
    ORDER BY asked_at DESC LIMIT 1`)
  return found?.replay_id
}

export const insertReplay = (
  context: Context,
  tx: Tx,
  { id, kind, terms }: { id: string; kind: ReplayKind; terms: PackageDraft & { version: number } },
) =>
  tx.execute(sql`INSERT INTO planning.replay (tenant_id, replay_id, draft_id, kind, terms, actor, asked_at)
    VALUES (${tx.tenantId}::uuid, ${id}, ${terms.draft_id}, ${kind}, ${JSON.stringify(terms)}::jsonb, ${context.principal.actor},
      ${context.clock.now()})`)

/** Undefined: it has ended, such as by a wish to cancel it while it waited. */
export const beginReplay = (
  context: Context,
  id: string,
): Promise<{ terms: PackageDraft; kind: ReplayKind } | undefined> =>
  inTransaction(context, async (tx) => {
    const [row] = await tx.query<{
      terms: PackageDraft
      kind: ReplayKind
    }>(sql`UPDATE planning.replay SET state = 'running', progress = 0
      WHERE tenant_id = ${tx.tenantId}::uuid AND replay_id = ${id} AND state IN ('waiting', 'running') RETURNING terms, kind`)
    return row
  })

/** Answers whether it is still wanted. */
export const noteProgress = (context: Context, id: string, progress: number): Promise<boolean> =>
  inTransaction(context, async (tx) => {
    const touched = await tx.execute(sql`UPDATE planning.replay SET progress = ${progress}
      WHERE tenant_id = ${tx.tenantId}::uuid AND replay_id = ${id} AND state = 'running'`)
    return touched > 0
  })

interface End {
  readonly id: string
  readonly state: 'done' | 'cancelled' | 'failed'
  readonly report?: ReplayReport
}

/** One that has ended stays as it is. */
export const endReplay = (context: Context, tx: Tx, { id, state, report }: End) =>
  tx.execute(sql`UPDATE planning.replay SET state = ${state}, ended_at = ${context.clock.now()},
      progress = CASE WHEN ${state} = 'done' THEN 1 ELSE progress END, report = ${report ? JSON.stringify(report) : null}::jsonb
    WHERE tenant_id = ${tx.tenantId}::uuid AND replay_id = ${id} AND state IN ('waiting', 'running')`)
