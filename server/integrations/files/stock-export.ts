/** The overview of stock as a file: the rows and figures of the screen, with its filters. */
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Papa from 'papaparse'
import type { ExportFormat } from '../../../contract/exports.ts'
import { PoolRow, type StockQuery } from '../../../contract/stock-views.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { listPools } from '../../views/stock/overview.ts'
import type { RawCell } from './csv-reader.ts'
import { guard } from './formula-guard.ts'
import { writeXlsx } from './xlsx-writer.ts'

const COLUMNS = Object.keys(PoolRow.shape) as (keyof PoolRow)[]
const ROWS_A_PAGE = 500

type Filter = Omit<StockQuery, 'cursor' | 'limit'>

/** On one unchanging picture of the data, page by page: memory does not grow with the rows. */
export async function exportStock(context: Context, filter: Filter, format: ExportFormat): Promise<Readable> {
  const out = new PassThrough()
  const now = context.clock.now()
  const write = { csv, json, xlsx }[format]
  inSnapshot(context, (tx) => pipeline(Readable.from(write(pages(tx, filter, now))), out)).catch((error: Error) =>
    out.destroy(error),
  )
  return out
}

type Pages = AsyncGenerator<PoolRow[]>

async function* pages(tx: Tx, filter: Filter, now: Date): Pages {
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await listPools(tx, { ...filter, cursor, limit: ROWS_A_PAGE }, now)
    yield page.rows
    cursor = page.nextCursor
  }
}

async function* csv(source: Pages): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`
  for await (const rows of source) {
    if (rows.length)
      yield `${Papa.unparse(rows.map((row) => COLUMNS.map((name) => guard(String(row[name] ?? '')))))}\r\n`
  }
}

async function* json(source: Pages): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const rows of source) {
    for (const row of rows) {
      yield separator + JSON.stringify(row)
      separator = ',\n'
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

async function* xlsx(source: Pages): AsyncGenerator<Buffer> {
  const cells = async function* () {
    for await (const rows of source) for (const row of rows) yield COLUMNS.map((name) => cellOf(row[name], name))
  }
  yield* writeXlsx(COLUMNS, cells())
}

function cellOf(value: string | number | null, name: string): RawCell {
  if (value === null) return ''
  if (typeof value === 'number') return { type: 'number', text: String(value) }
  return name === 'next_supply_on' ? { type: 'date', text: value } : guard(value)
}
