/** SQL of import runs, their rejects, and remembered mappings. */
import sql from 'sql-template-tag'
import type { Mapping } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

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
  readonly created_at: Date
  readonly ended_at: Date | null
}

export const openRun = (context: Context, run: { importId: string; kind: string; fileName: string; state: string }) =>
  inTransaction(context, (tx) =>
    tx.execute(sql`INSERT INTO imports.import_run (tenant_id, import_id, kind, file_name, state, actor, created_at)
      VALUES (${tx.tenantId}::uuid, ${run.importId}::uuid, ${run.kind}, ${run.fileName}, ${run.state},
        ${context.principal.actor}, ${context.clock.now()})`),
  )

/** Says where a run has got to, from outside its transaction, so that others see it while it runs. */
export const noteState = (
  context: Context,
  importId: string,
  state: string,
  problem?: { code: string; details: object },
) =>
  inTransaction(context, (tx) =>
    tx.execute(sql`UPDATE imports.import_run SET state = ${state}, problem = ${problem ? JSON.stringify(problem) : null}::jsonb,
        ended_at = CASE WHEN ${state} IN ('uploaded', 'running') THEN NULL ELSE ${context.clock.now()}::timestamptz END
      WHERE tenant_id = ${tx.tenantId}::uuid AND import_id = ${importId}::uuid`),
  )

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

/** Runs that were under way when the process ended: their transaction is gone, so nothing of them was kept. */
export const closeInterrupted = (context: Context) =>
  inTransaction(context, (tx) =>
    tx.execute(sql`UPDATE imports.import_run SET state = 'interrupted', ended_at = ${context.clock.now()}
      WHERE tenant_id = ${tx.tenantId}::uuid AND state = 'running'`),
  )

export interface RejectedRow {
  readonly row_number: number
  readonly problems: { field: string; column: string; value: string; code: string }[]
  readonly cells: Record<string, string>
}

export async function insertRejects(tx: Tx, importId: string, rows: readonly RejectedRow[]): Promise<void> {
  if (!rows.length) return
  await tx.execute(sql`INSERT INTO imports.import_reject (tenant_id, import_id, row_number, problems, cells)
    SELECT ${tx.tenantId}::uuid, ${importId}::uuid, r.row_number, r.problems, r.cells
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (row_number int, problems jsonb, cells jsonb)
    ON CONFLICT DO NOTHING`)
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
