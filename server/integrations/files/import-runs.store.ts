/** SQL of import runs, their rejects, and remembered mappings. */
import sql from 'sql-template-tag'
import type { Mapping } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { JobFailure } from '../../platform/jobs/index.ts'

export interface ImportRun {
  readonly import_id: string
  readonly kind: string
  readonly file_name: string
  readonly mapping: Mapping | null
  /** The file's own columns in their order; null until done. */
  readonly headers: string[] | null
  readonly state: 'uploaded' | 'running' | 'done' | 'refused' | 'cancelled' | 'interrupted'
  readonly rows_read: number
  readonly rows_rejected: number
  readonly rows_flagged: number
  readonly settled: Record<string, { added: number; changed: number; unchanged: number }> | null
  readonly problem: { code: string; details: Record<string, unknown> } | null
  /** As last noted; null: nobody has begun. */
  readonly progress: Progress | null
  readonly is_cancel_asked: boolean
  readonly created_at: Date
  readonly ended_at: Date | null
}

export interface Progress {
  readonly step: 'reading' | 'settling'
  readonly rowsRead: number
  readonly bytesRead: number
  readonly bytesTotal: number
}

export const openRun = (context: Context, run: { importId: string; kind: string; fileName: string; state: string }) =>
  inTransaction(context, (tx) =>
    tx.execute(sql`INSERT INTO imports.import_run (tenant_id, import_id, kind, file_name, state, actor, created_at)
      VALUES (${tx.tenantId}::uuid, ${run.importId}::uuid, ${run.kind}, ${run.fileName}, ${run.state},
        ${context.principal.actor}, ${context.clock.now()})`),
  )

/** From uploaded to running; undefined when the run is in any other state. */
export async function startRun(tx: Tx, importId: string, mapping: Mapping): Promise<ImportRun | undefined> {
  const [run] = await tx.query<ImportRun>(sql`UPDATE imports.import_run
    SET state = 'running', mapping = ${JSON.stringify(mapping)}::jsonb
    WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND state = 'uploaded' RETURNING *`)
  return run
}

/** Shows that somebody is at it now; undefined when the run has ended, such as by a wish to cancel it while it waited. */
export const beginRun = (context: Context, importId: string): Promise<ImportRun | undefined> =>
  inTransaction(context, async (tx) => {
    const [run] =
      await tx.query<ImportRun>(sql`UPDATE imports.import_run SET progress = ${JSON.stringify(NOTHING_READ)}::jsonb
      WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND state = 'running' RETURNING *`)
    return run
  })

const NOTHING_READ: Progress = { step: 'reading', rowsRead: 0, bytesRead: 0, bytesTotal: 0 }

/** From outside the import's transaction, so that others see it while it runs. Answers whether somebody wishes to cancel. */
export const noteProgress = (context: Context, importId: string, progress: Progress): Promise<boolean> =>
  inTransaction(context, async (tx) => {
    const [run] =
      await tx.query<ImportRun>(sql`UPDATE imports.import_run SET progress = ${JSON.stringify(progress)}::jsonb
      WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND state = 'running'
      RETURNING is_cancel_asked`)
    return run?.is_cancel_asked ?? false
  })

/** What waits is cancelled at once; what is under way is told, and ends soon. */
export const askToCancel = (tx: Tx, importId: string, now: Date) =>
  tx.execute(sql`UPDATE imports.import_run SET is_cancel_asked = true,
      state = CASE WHEN progress IS NULL THEN 'cancelled' ELSE state END,
      ended_at = CASE WHEN progress IS NULL THEN ${now}::timestamptz END
    WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND state = 'running'`)

/** Second half of the lock's name is the run's id; the number is arbitrary but ours. */
const IMPORTING = 7070_0004

/** To the end of the transaction nobody else imports this run, and others can see that it is worked on. */
export async function claimRun(tx: Tx, importId: string): Promise<void> {
  const [claim] = await tx.query<{ is_ours: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${IMPORTING}, hashtext(${importId})) AS is_ours`,
  )
  if (!claim?.is_ours) throw new JobFailure('another process is still at this import')
  const { state } = await getRun(tx, importId)
  if (state !== 'running') throw new Refusal('import_not_ready', { state })
}

/** The end of a run of which nothing was kept. A run that has ended otherwise meanwhile stays as it is. */
export const endRun = (context: Context, importId: string, state: 'cancelled' | 'refused', error?: unknown) =>
  inTransaction(context, (tx) => {
    const { code = 'internal_error', details = {} } = error instanceof Refusal ? error : {}
    const problem = state === 'refused' ? JSON.stringify({ code, details }) : null
    return tx.execute(sql`UPDATE imports.import_run SET state = ${state}, problem = ${problem}::jsonb,
        ended_at = ${context.clock.now()}
      WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND state = 'running'`)
  })

export interface RunResult {
  readonly mapping: Mapping
  readonly headers: readonly string[]
  readonly rowsRead: number
  readonly rowsRejected: number
  readonly rowsFlagged: number
  readonly settled: Record<string, unknown>
}

/** The end of a run, committed together with what it brought in. */
export const closeRun = (context: Context, tx: Tx, importId: string, result: RunResult) =>
  tx.execute(sql`UPDATE imports.import_run SET state = 'done', mapping = ${JSON.stringify(result.mapping)}::jsonb,
      headers = ${result.headers}::text[], rows_read = ${result.rowsRead}, rows_rejected = ${result.rowsRejected}, rows_flagged = ${result.rowsFlagged},
      settled = ${JSON.stringify(result.settled)}::jsonb, ended_at = ${context.clock.now()}
    WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid`)

export async function getRun(tx: Tx, importId: string): Promise<ImportRun> {
  const [run] = await tx.query<ImportRun>(sql`SELECT * FROM imports.import_run
    WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid`)
  if (!run) throw new Refusal('not_found', { import_id: importId })
  return run
}

export const listRuns = (tx: Tx, limit: number) =>
  tx.query<ImportRun>(sql`SELECT * FROM imports.import_run WHERE tenant_id = ${tx.tenantId}::uuid
    ORDER BY created_at DESC LIMIT ${limit}`)

/** Runs of before `since` that are said to be under way though no transaction works on them. */
export async function listLeft(tx: Tx, since: Date): Promise<string[]> {
  const rows = await tx.query<{ import_id: string }>(sql`SELECT import_id FROM imports.import_run
    WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'running' AND created_at < ${since}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid::bigint = ${IMPORTING}::bigint
        AND l.objid::bigint = (hashtext(import_id::text)::bigint & 4294967295))`)
  return rows.map(({ import_id }) => import_id)
}

/** Their process ended: the transaction is gone, and nothing of the file was kept. Returns those that had not ended since. */
export async function closeLeft(tx: Tx, importIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.query<{ import_id: string }>(sql`UPDATE imports.import_run
    SET state = 'interrupted', ended_at = ${now} WHERE tenant_id = ${tx.tenantId}::uuid
      AND import_id = ANY (${importIds}::uuid[]) AND state = 'running' RETURNING import_id`)
  return rows.map(({ import_id }) => import_id)
}

export interface RejectedRow {
  readonly row_number: number
  readonly problems: { field: string; column: string; value: string; code: string }[]
  readonly cells: Record<string, string>
}

export const listRejects = (tx: Tx, importId: string, after: number, limit: number) =>
  tx.query<RejectedRow>(sql`SELECT row_number, problems, cells FROM imports.import_reject
    WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid AND row_number > ${after}
    ORDER BY row_number LIMIT ${limit}`)

export async function rememberMapping(
  context: Context,
  tx: Tx,
  headersDigest: string,
  mapping: Mapping,
): Promise<void> {
  await tx.execute(sql`INSERT INTO imports.import_mapping (tenant_id, kind, headers_digest, mapping, used_at)
    VALUES (${tx.tenantId}::uuid, ${mapping.kind}, ${headersDigest}, ${JSON.stringify(mapping)}::jsonb, ${context.clock.now()})
    ON CONFLICT (tenant_id, kind, headers_digest) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`)
}

export async function findMapping(tx: Tx, kind: string, headersDigest: string): Promise<Mapping | null> {
  const [row] = await tx.query<{ mapping: Mapping }>(sql`SELECT mapping FROM imports.import_mapping
    WHERE tenant_id = ${tx.tenantId}::uuid AND kind = ${kind} AND headers_digest = ${headersDigest}`)
  return row?.mapping ?? null
}
