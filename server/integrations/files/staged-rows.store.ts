/** Rows on their way from the file into the database: COPY into temporary tables, and the refused ones into the run's report. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { FileReading } from './reading.ts'

interface Target {
  readonly table: string
  readonly columns: readonly string[]
}

interface CopyWatch {
  readonly signal?: AbortSignal
  onChunk?(): void
}

export async function copyRows(
  tx: Tx,
  { table, columns }: Target,
  chunks: AsyncIterable<Uint8Array>,
  { signal, onChunk }: CopyWatch = {},
): Promise<void> {
  const copy = tx.client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(watched(chunks, onChunk), { objectMode: false }), copy, { signal })
}

async function* watched(chunks: AsyncIterable<Uint8Array>, onChunk?: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk
    onChunk?.()
  }
}

/** Rows refused while they were read. COPY does not pass a wall between tenants, so it goes by a temporary table. */
export async function keepRejects(tx: Tx, importId: string, reading: FileReading): Promise<number> {
  await tx.execute(sql`CREATE TEMP TABLE stage_refused (row_number int, problems jsonb, cells jsonb) ON COMMIT DROP`)
  const columns = ['row_number', 'problems', 'cells']
  await copyRows(tx, { table: 'pg_temp.stage_refused', columns }, reading.rejects())
  return tx.execute(sql`INSERT INTO imports.import_reject (tenant_id, import_id, row_number, problems, cells)
    SELECT ${tx.tenantId}::uuid, ${importId}::uuid, row_number, problems, cells FROM pg_temp.stage_refused`)
}

/** Rows refused by the database's checks: their cells are read from the file once more, so that all rejects look alike. */
export async function keepLateRejects(tx: Tx, importId: string, reading: FileReading): Promise<number> {
  const [found] = await tx.query<{ row_numbers: number[] | null }>(
    sql`SELECT array_agg(DISTINCT row_number) AS row_numbers FROM pg_temp.stage_reject`,
  )
  if (!found?.row_numbers) return 0
  await tx.execute(sql`CREATE TEMP TABLE stage_cells (row_number int, cells jsonb) ON COMMIT DROP`)
  const target = { table: 'pg_temp.stage_cells', columns: ['row_number', 'cells'] }
  await copyRows(tx, target, reading.cells(found.row_numbers))
  return tx.execute(sql`INSERT INTO imports.import_reject (tenant_id, import_id, row_number, problems, cells)
    SELECT ${tx.tenantId}::uuid, ${importId}::uuid, row_number, problems, cells FROM (
      SELECT row_number, jsonb_agg(DISTINCT jsonb_build_object('field', field, 'value', coalesce(value, ''), 'code', code,
        'column', coalesce(${JSON.stringify(columnsOf(reading))}::jsonb->>field, ''))) AS problems
      FROM pg_temp.stage_reject GROUP BY row_number) refused JOIN pg_temp.stage_cells USING (row_number)`)
}

/** By field: the file's column that fills it. */
const columnsOf = ({ mapping }: FileReading): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping.columns).map(([field, source]) => [
      field,
      typeof source === 'string' ? source : source.column,
    ]),
  )
