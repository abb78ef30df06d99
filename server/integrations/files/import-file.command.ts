/**
 * Imports one file in one transaction: parsed, mapped, validated, staged, settled, or nothing at all.
 *
 * A process killed on the way leaves nothing behind, and a cancelled import rolls back. Good rows do not wait for bad ones:
 * a rejected row is kept aside with its reasons and its own cells, to be corrected and imported again.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import sql, { raw } from 'sql-template-tag'
import type { MappingInput } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { SettleCount } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Source } from './bytes.ts'
import { cellText, type RawRow } from './csv-reader.ts'
import { closeRun, insertRejects, noteState, openRun, type RejectedRow, rememberMapping } from './import-runs.store.ts'
import { ownHeaders } from './rejects-file.ts'
import { compileMapping, type RowMapper } from './row-mapper.ts'
import { SETTLEMENTS } from './settle/index.ts'
import { stageDefinition } from './stage.ts'
import { copyChunks } from './staging.ts'
import { openTable, type Table } from './table.ts'
import { tableOptions } from './table-options.ts'

export interface ImportRequest {
  /** Opened anew when a conflict makes the transaction run again, and to read the cells of rows refused late. */
  open(): Source
  readonly fileName: string
  readonly mapping: MappingInput
  /** A run already opened by an upload; absent: one is opened here. */
  readonly importId?: string
  readonly onProgress?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
}

export interface ImportProgress {
  readonly step: 'reading' | 'settling'
  readonly rowsRead: number
  readonly bytesRead: number
  readonly bytesTotal: number
}

export interface ImportReport {
  readonly importId: string
  readonly rowsRead: number
  readonly rowsRejected: number
  readonly rowsFlagged: number
  readonly settled: Record<string, SettleCount>
  /** The first of the rejected rows; all of them are kept with the run. */
  readonly rejects: readonly RejectedRow[]
}

const REJECTS_SHOWN = 100
const ROWS_WORTH_ANALYZING = 5_000
/** A file with more bad rows than this has a wrong mapping rather than bad rows; it is refused whole. */
const REJECTS_MAX = 200_000

/** Imports a file. Refuses (`unsupported_file`, `invalid_input`, `too_large`) a whole file; rows are refused in the report. */
export async function importFile(context: Context, request: ImportRequest): Promise<ImportReport> {
  const importId = request.importId ?? context.ids.uuid()
  const kind = request.mapping.kind
  if (request.importId) await noteState(context, importId, 'running')
  else await openRun(context, { importId, kind, fileName: request.fileName, state: 'running' })
  try {
    const report = await inTransaction(context, (tx) => run(context, tx, importId, request))
    if (report.rowsRead >= ROWS_WORTH_ANALYZING)
      await context.database.pool.query('SELECT platform.refresh_statistics()')
    return report
  } catch (error) {
    const state = request.signal?.aborted ? 'cancelled' : 'refused'
    const { code = 'internal_error', details = {} } = error instanceof Refusal ? error : {}
    await noteState(context, importId, state, { code, details })
    throw error
  }
}

async function run(context: Context, tx: Tx, importId: string, request: ImportRequest): Promise<ImportReport> {
  const table = await openTable(request.open(), tableOptions(request.mapping))
  const mapper = compileMapping(request.mapping, table.headers, table.mayBeShort)
  const { mapping } = mapper
  await tx.execute(sql`CREATE TEMP TABLE stage (${raw(stageDefinition(mapping.kind))}) ON COMMIT DROP`)
  await tx.execute(
    sql`CREATE TEMP TABLE stage_reject (row_number int, field text, value text, code text) ON COMMIT DROP`,
  )
  const read = await stageRows(tx, table, mapper, request)
  request.onProgress?.({ step: 'settling', rowsRead: read.rowsRead, ...table.progress })
  await tx.execute(sql`ANALYZE pg_temp.stage`)
  const settled: Record<string, SettleCount> = {}
  await SETTLEMENTS[mapping.kind]!({
    context,
    tx,
    given: new Set(mapper.columns.map((column) => column.name)),
    creates: new Set<string>(mapping.createMissing),
    zone: mapping.zone,
    causedBy: `import:${importId}`,
    settled,
  })
  request.signal?.throwIfAborted()
  const rejects = [...read.rejects, ...(await lateRejects(tx, request, mapper))].sort(
    (a, b) => a.row_number - b.row_number,
  )
  await insertRejects(tx, importId, rejects)
  await rememberMapping(context, tx, headersDigest(table.headers), mapping)
  const result = { rowsRead: read.rowsRead, rowsRejected: rejects.length, rowsFlagged: read.rowsFlagged, settled }
  await closeRun(context, tx, importId, { mapping, headers: table.headers.map(storable), ...result })
  return { importId, ...result, rejects: rejects.slice(0, REJECTS_SHOWN) }
}

/** What a remembered mapping is found by: the same headers in any order, what refused rows were given left out. */
export const headersDigest = (headers: readonly string[]) =>
  createHash('sha256')
    .update(JSON.stringify(ownHeaders(headers).sort()))
    .digest('hex')
    .slice(0, 32)

async function stageRows(tx: Tx, table: Table, mapper: RowMapper, request: ImportRequest) {
  const rejects: RejectedRow[] = []
  let rowsFlagged = 0
  const count = { rowsRead: 0, rowsKept: 0 }
  const chunks = copyChunks(
    table,
    mapper,
    {
      rejected(row, problems) {
        if (rejects.length >= REJECTS_MAX) throw new Refusal('invalid_input', { reason: 'too_many_rejects' })
        const shown = problems.map(({ field, column, value, code }) => ({
          field,
          column,
          value: storable(value),
          code,
        }))
        rejects.push({ row_number: row.rowNumber, problems: shown, cells: cellsOf(table.headers, row) })
      },
      flagged: () => {
        rowsFlagged++
      },
    },
    count,
  )
  const columns = mapper.columns.map((column) => column.name).join(', ')
  const progressing = reporting(chunks, () =>
    request.onProgress?.({ step: 'reading', rowsRead: count.rowsRead, ...table.progress }),
  )
  const copy = tx.client.query(copyFrom(`COPY pg_temp.stage (${columns}) FROM STDIN`))
  await pipeline(Readable.from(progressing, { objectMode: false }), copy, { signal: request.signal })
  return { rejects, rowsFlagged, rowsRead: count.rowsRead }
}

async function* reporting(chunks: AsyncGenerator<Buffer>, report: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk
    report()
  }
}

/** jsonb and text hold neither NUL nor half a surrogate pair. */
const storable = (value: string): string => value.replace(/\0|\p{Cs}/gu, '\uFFFD')

const cellsOf = (headers: readonly string[], row: RawRow): Record<string, string> =>
  Object.fromEntries(headers.map((header, at) => [storable(header), storable(cellText(row.cells[at]))]))

/** Rows refused by the database's checks: their cells are read from the file once more, so that all rejects look alike. */
async function lateRejects(tx: Tx, request: ImportRequest, mapper: RowMapper): Promise<RejectedRow[]> {
  const found = await tx.query<{ row_number: number; problems: RejectedRow['problems'] }>(sql`SELECT row_number,
      jsonb_agg(DISTINCT jsonb_build_object('field', field, 'column', '', 'value', coalesce(value, ''), 'code', code)) AS problems
    FROM pg_temp.stage_reject GROUP BY row_number`)
  if (!found.length) return []
  const byRow = new Map(found.map((row) => [row.row_number, row.problems]))
  const columnOf = (field: string) => {
    const source = mapper.mapping.columns[field]
    return typeof source === 'string' ? source : (source?.column ?? '')
  }
  const rows: RejectedRow[] = []
  const table = await openTable(request.open(), tableOptions(request.mapping))
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const problems = byRow.get(row.rowNumber)
      if (!problems) continue
      const named = problems.map((problem) => ({ ...problem, column: columnOf(problem.field) }))
      rows.push({ row_number: row.rowNumber, problems: named, cells: cellsOf(table.headers, row) })
    }
    if (rows.length === byRow.size) break
  }
  await table.close()
  return rows
}
