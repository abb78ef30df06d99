/** Writes one kind of record as CSV, JSON or a workbook, row by row: memory does not grow with the records. */
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Papa from 'papaparse'
import { EXPORT_KINDS, type ExportFormat } from '../../../contract/exports.ts'
import type { FieldType } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import type { RawCell } from './csv-reader.ts'
import { cellWriter } from './export-cells.ts'
import { exportRows } from './export-rows.store.ts'
import { guard, unguard } from './formula-guard.ts'
import { importKind } from './stage.ts'
import { writeXlsx } from './xlsx-writer.ts'

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

/**
 * The records of a kind in the columns of its import, on one unchanging picture of the data.
 * Refuses `invalid_input` for a kind that cannot be exported; a workbook of more than 1,048,575 rows breaks off as `too_large`.
 * Example: `await pipeline(await exportFile(context, 'orders', 'csv'), createWriteStream('orders.csv'))`
 */
export async function exportFile(context: Context, kind: string, format: ExportFormat): Promise<Readable> {
  if (!EXPORT_KINDS.includes(kind)) throw new Refusal('invalid_input', { reason: 'unknown_kind', kind })
  const out = new PassThrough()
  const write = { csv, json, xlsx: workbook }[format]
  // A reader who goes away destroys the stream; that ends the pipeline, and the snapshot with it.
  inSnapshot(context, (tx) => pipeline(Readable.from(write(tx, kind)), out)).catch((error: Error) => out.destroy(error))
  return out
}

interface Column {
  readonly name: string
  readonly type: FieldType
  cell(row: Record<string, unknown>): string
}

const columnsOf = (kind: string): Column[] =>
  importKind(kind).fields.map((field) => ({
    name: field.name,
    type: field.type,
    cell: cellWriter(field),
  }))

async function* csv(tx: Tx, kind: string): AsyncGenerator<string> {
  const columns = columnsOf(kind)
  yield `${columns.map((column) => column.name).join(',')}\r\n`
  for await (const rows of exportRows(tx, kind)) {
    yield `${Papa.unparse(rows.map((row) => columns.map((column) => guard(column.cell(row)))))}\r\n`
  }
}

async function* json(tx: Tx, kind: string): AsyncGenerator<string> {
  const columns = columnsOf(kind)
  let separator = '[\n'
  for await (const rows of exportRows(tx, kind)) {
    const records = rows.map((row) => JSON.stringify(recordOf(columns, row)))
    yield separator + records.join(',\n')
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

/** Unknown values are left out, exact decimals stay text: a JSON number is a binary fraction to most readers. */
const recordOf = (columns: readonly Column[], row: Record<string, unknown>) =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const cell = column.cell(row)
      if (cell === '') return []
      return [[column.name, column.type === 'integer' ? Number(cell) : asTyped(cell)]]
    }),
  )

/** Nothing runs a text in these formats; only what our own import would read differently is guarded. */
const asTyped = (cell: string) => (cell.startsWith('=') || unguard(cell) !== cell ? guard(cell) : cell)

async function* workbook(tx: Tx, kind: string): AsyncGenerator<Buffer> {
  const columns = columnsOf(kind)
  const rows = async function* () {
    for await (const batch of exportRows(tx, kind))
      for (const row of batch) yield columns.map((column) => workbookCell(column, row))
  }
  const names = columns.map((column) => column.name)
  yield* writeXlsx(names, rows())
}

const NUMERIC = new Set<FieldType>(['quantity', 'price', 'money', 'number', 'integer'])

function workbookCell(column: Column, row: Record<string, unknown>): RawCell {
  const cell = column.cell(row)
  if (cell === '') return ''
  if (NUMERIC.has(column.type)) return { type: 'number', text: cell }
  return column.type === 'date' ? { type: 'date', text: cell } : asTyped(cell)
}
