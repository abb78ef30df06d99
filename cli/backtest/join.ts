/** A file and the tables beside it as one wide table: every row gets the cells of the rows its keys lead to. */
import { dirname, resolve } from 'node:path'
import { cellText, openTable, type RawRow, type Table } from '../../server/judge-door.ts'
import type { BackTestMapping } from './mapping.ts'

export interface WideTable {
  readonly headers: readonly string[]
  readonly mayBeShort: boolean
  rows(): AsyncGenerator<RawRow>
}

type Cells = RawRow['cells']

interface Joined {
  /** Where the key stands in the wide row so far. */
  readonly at: number
  readonly width: number
  readonly rows: ReadonlyMap<string, Cells>
}

/** Opens the file; the tables to join are read at once. Refuses a column that is not there or stands there twice. */
export async function openWide(table: Table, file: string, joins: BackTestMapping['join']): Promise<WideTable> {
  const headers = [...table.headers]
  const joined: Joined[] = []
  for (const join of joins) {
    const beside = await readBeside(resolve(dirname(file), join.file), join.key ?? join.on)
    joined.push({ at: columnOf(headers, join.on, file), width: beside.headers.length, rows: beside.rows })
    headers.push(...beside.headers.map((name) => (join.as ? `${join.as}.${name}` : name)))
  }
  if (joins.length > 0) checkUnique(headers, joins)
  return { headers, mayBeShort: table.mayBeShort, rows: () => wideRows(table, joined) }
}

/** The key of a join that keeps its name comes twice, with the same value; any other name twice could mean either. */
function checkUnique(headers: string[], joins: BackTestMapping['join']): void {
  const keys = new Set(joins.map(({ on, key }) => key ?? on))
  for (const [at, name] of headers.entries())
    if (headers.indexOf(name) !== at) {
      if (!keys.has(name)) throw new Error(`two tables have a column ${name}; give one of them a name with "as"`)
      headers[at] = `${name}\u0000${at}`
    }
}

export function columnOf(headers: readonly string[], name: string, file: string): number {
  const at = headers.indexOf(name)
  if (at < 0) throw new Error(`${file} has no column ${name}`)
  return at
}

async function readBeside(path: string, key: string) {
  const table = await openTable(path)
  const at = columnOf(table.headers, key, path)
  const rows = new Map<string, Cells>()
  for await (const batch of table.batches())
    for (const { cells } of batch) {
      const value = cellText(cells[at])
      if (!rows.has(value)) rows.set(value, cells)
    }
  return { headers: table.headers, rows }
}

async function* wideRows(table: Table, joined: readonly Joined[]): AsyncGenerator<RawRow> {
  const width = table.headers.length
  for await (const batch of table.batches())
    for (const row of batch) {
      if (joined.length === 0) yield row
      else {
        const cells = [...row.cells]
        while (cells.length < width) cells.push('')
        for (const { at, width: more, rows } of joined) {
          const found = rows.get(cellText(cells[at])) ?? []
          for (let i = 0; i < more; i++) cells.push(found[i] ?? '')
        }
        yield { ...row, cells }
      }
    }
}
