/** Reads a file through its mapping: good rows, refused rows and cells, each as bytes for PostgreSQL's COPY. Needs no database. */
import type { Mapping, MappingInput, Reject } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Source } from './bytes.ts'
import { escaped } from './copy-encoder.ts'
import { cellText, type RawRow } from './csv-reader.ts'
import { compileMapping } from './row-mapper.ts'
import { copyChunks } from './staging.ts'
import { openTable } from './table.ts'
import { tableOptions } from './table-options.ts'

export interface ReadTally {
  readonly rowsRead: number
  readonly rowsFlagged: number
  readonly bytesRead: number
  readonly bytesTotal: number
}

export interface FileReading {
  readonly headers: readonly string[]
  readonly mapping: Mapping
  /** Of the stage, in the order of `rows`. */
  readonly columns: readonly string[]
  /** Good rows. Read to the end first; leaving the loop early closes the file. */
  rows(): AsyncIterable<Uint8Array>
  /** Refused rows: row_number, problems, cells. */
  rejects(): AsyncIterable<Uint8Array>
  /** Reads the file once more for rows refused after they were read: row_number, cells. */
  cells(rowNumbers: readonly number[]): AsyncIterable<Uint8Array>
  /** So far. */
  tally(): ReadTally
  close(): Promise<void>
}

/** A file with more bad rows than this has a wrong mapping rather than bad rows; it is refused whole. */
const REJECTS_MAX = 200_000
const LINES_A_CHUNK = 500

/** `open` gives the file anew each time it is called. */
export async function openReading(open: () => Source, input: MappingInput): Promise<FileReading> {
  const table = await openTable(open(), tableOptions(input))
  const mapper = compileMapping(input, table.headers, table.mayBeShort)
  const refused: string[] = []
  const count = { rowsRead: 0, rowsKept: 0 }
  let rowsFlagged = 0
  const report = {
    rejected(row: RawRow, problems: readonly Reject[]) {
      if (refused.length >= REJECTS_MAX) throw new Refusal('invalid_input', { reason: 'too_many_rejects' })
      refused.push(`${row.rowNumber}\t${json(problems.map(shown))}\t${json(cellsOf(table.headers, row))}\n`)
    },
    flagged: () => void rowsFlagged++,
  }
  return {
    headers: table.headers,
    mapping: mapper.mapping,
    columns: mapper.columns.map(({ name }) => name),
    rows: () => copyChunks(table, mapper, report, count),
    rejects: () => inChunks(refused),
    cells: (rowNumbers) => inChunks(cellLines(open(), input, new Set(rowNumbers))),
    tally: () => ({ rowsRead: count.rowsRead, rowsFlagged, ...table.progress }),
    close: () => table.close(),
  }
}

async function* cellLines(source: Source, input: MappingInput, wanted: ReadonlySet<number>): AsyncGenerator<string> {
  const table = await openTable(source, tableOptions(input))
  let left = wanted.size
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (!wanted.has(row.rowNumber)) continue
      left--
      yield `${row.rowNumber}\t${json(cellsOf(table.headers, row))}\n`
    }
    if (left === 0) break
  }
  await table.close()
}

async function* inChunks(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let gathered: string[] = []
  for await (const line of lines) {
    if (gathered.push(line) < LINES_A_CHUNK) continue
    yield Buffer.from(gathered.join(''))
    gathered = []
  }
  if (gathered.length > 0) yield Buffer.from(gathered.join(''))
}

const json = (value: unknown): string => escaped(JSON.stringify(value))

const shown = ({ field, column, value, code }: Reject) => ({
  field,
  column: storable(column),
  value: storable(value),
  code,
})

/** jsonb and text hold neither NUL nor half a surrogate pair. */
export const storable = (value: string): string => value.replace(/\0|\p{Cs}/gu, '\uFFFD')

const cellsOf = (headers: readonly string[], row: RawRow): Record<string, string> =>
  Object.fromEntries(headers.map((header, at) => [storable(header), storable(cellText(row.cells[at]))]))
