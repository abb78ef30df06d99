/**
 * Imports one file in one transaction: parsed, mapped, validated, staged, settled, or nothing at all.
 *
 * A process killed on the way leaves nothing behind, and a cancelled import rolls back. Good rows do not wait for bad ones:
 * a rejected row is kept aside with its reasons and its own cells, to be corrected and imported again.
 */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import sql, { raw } from 'sql-template-tag'
import type { MappingInput } from '../../../contract/imports.ts'
import type { SettleCount } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Source } from './bytes.ts'
import {
  claimRun,
  closeRun,
  endRun,
  listRejects,
  openRun,
  type Progress,
  type RejectedRow,
  rememberMapping,
} from './import-runs.store.ts'
import { type FileReading, openReading, storable } from './reading.ts'
import { ownHeaders } from './rejects-file.ts'
import { SETTLEMENTS } from './settle/index.ts'
import { stageDefinition } from './stage.ts'
import { copyRows, keepLateRejects, keepRejects } from './staged-rows.store.ts'
import { openThreadReading } from './thread-reading.ts'

export interface ImportRequest {
  /** Opened anew when a conflict makes the transaction run again, and to read the cells of rows refused late. */
  open(): Source
  readonly mapping: MappingInput
  /** Where the same file lies. Given by a server, which has others to answer while a thread reads it. */
  readonly path?: string
  readonly onProgress?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
}

export type ImportProgress = Progress

export interface ImportReport {
  readonly importId: string
  readonly rowsRead: number
  readonly rowsRejected: number
  readonly rowsFlagged: number
  readonly settled: Record<string, SettleCount>
  /** The first of the rejected rows; all of them are kept with the run. */
  readonly rejects: readonly RejectedRow[]
}

/** A small file is read sooner than a thread has started. */
const BYTES_READ_HERE_MAX = 64 * 1024
const REJECTS_SHOWN = 100
const ROWS_WORTH_ANALYZING = 5_000

/**
 * Opens a run and imports a file, here and now. Refuses (`unsupported_file`, `invalid_input`, `too_large`) a whole file; rows
 * are refused in the report.
 */
export async function importFile(
  context: Context,
  request: ImportRequest & { readonly fileName: string },
): Promise<ImportReport> {
  const importId = context.ids.uuid()
  await openRun(context, { importId, kind: request.mapping.kind, fileName: request.fileName, state: 'running' })
  try {
    return await importRun(context, importId, request)
  } catch (error) {
    await endRun(context, importId, request.signal?.aborted ? 'cancelled' : 'refused', error)
    throw error
  }
}

/** Imports a file into a run that is open. Whatever it throws, nothing was kept; the run itself is the caller's to end. */
export async function importRun(context: Context, importId: string, request: ImportRequest): Promise<ImportReport> {
  const report = await inTransaction(context, (tx) => readAndSettle({ context, tx, importId, request }))
  if (report.rowsRead >= ROWS_WORTH_ANALYZING) await context.database.pool.query('SELECT platform.refresh_statistics()')
  return report
}

interface Importing {
  readonly context: Context
  readonly tx: Tx
  readonly importId: string
  readonly request: ImportRequest
}

async function readAndSettle(importing: Importing): Promise<ImportReport> {
  await claimRun(importing.tx, importing.importId)
  const reading = await read(importing.request)
  try {
    return await settleReading(importing, reading)
  } finally {
    await reading.close()
  }
}

async function read({ open, mapping, path }: ImportRequest): Promise<FileReading> {
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined)
  return path !== undefined && found && found.size > BYTES_READ_HERE_MAX
    ? openThreadReading({ path, mapping })
    : openReading(open, mapping)
}

async function settleReading(importing: Importing, reading: FileReading): Promise<ImportReport> {
  const { context, tx, importId, request } = importing
  const { mapping } = reading
  await tx.execute(sql`CREATE TEMP TABLE stage (${raw(stageDefinition(mapping.kind))}) ON COMMIT DROP`)
  await tx.execute(
    sql`CREATE TEMP TABLE stage_reject (row_number int, field text, value text, code text) ON COMMIT DROP`,
  )
  const onProgress = (step: Progress['step']) => request.onProgress?.({ step, ...progressOf(reading) })
  const stage = { table: 'pg_temp.stage', columns: reading.columns }
  await copyRows(tx, stage, reading.rows(), { signal: request.signal, onChunk: () => onProgress('reading') })
  onProgress('settling')
  // What is staged is analyzed at every step. Of rows whose keys hardly repeat, a small sample tells the planner enough.
  await tx.execute(sql`SET LOCAL default_statistics_target = 20`)
  await tx.execute(sql`ANALYZE pg_temp.stage`)
  const settled: Record<string, SettleCount> = {}
  await SETTLEMENTS[mapping.kind]!({
    context,
    tx,
    given: new Set(reading.columns),
    creates: new Set<string>(mapping.createMissing),
    zone: mapping.zone,
    causedBy: `import:${importId}`,
    settled,
  })
  request.signal?.throwIfAborted()
  const rowsRejected = (await keepRejects(tx, importId, reading)) + (await keepLateRejects(tx, importId, reading))
  await rememberMapping(context, tx, headersDigest(reading.headers), mapping)
  const { rowsRead, rowsFlagged } = reading.tally()
  const result = { rowsRead, rowsRejected, rowsFlagged, settled }
  await closeRun(context, tx, importId, { mapping, headers: reading.headers.map(storable), ...result })
  return { importId, ...result, rejects: await listRejects(tx, importId, 0, REJECTS_SHOWN) }
}

function progressOf(reading: FileReading) {
  const { rowsRead, bytesRead, bytesTotal } = reading.tally()
  return { rowsRead, bytesRead, bytesTotal }
}

/** What a remembered mapping is found by: the same headers in any order, what refused rows were given left out. */
export const headersDigest = (headers: readonly string[]) =>
  createHash('sha256')
    .update(JSON.stringify(ownHeaders(headers).sort()))
    .digest('hex')
    .slice(0, 32)
