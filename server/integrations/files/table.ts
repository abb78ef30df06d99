/** Opens a file of any supported format as one stream of rows. */
import { Refusal } from '../../../contract/refusals.ts'
import { BYTE_LIMITS, openBytes, type Progress, type Source } from './bytes.ts'
import { openCsv } from './csv-table.ts'
import { openJson } from './json-table.ts'
import type { Table, TableFormat, TableOptions } from './table-shape.ts'
import { openXlsx } from './xlsx-table.ts'

export type { Table, TableFormat, TableOptions } from './table-shape.ts'

/**
 * Opens a table: a path, a buffer or a stream in CSV, XLSX or JSON (array of flat objects, or one object a line),
 * plain or gzip. Gives headers and batches of raw rows in bounded memory.
 * Refuses (`unsupported_file`, `too_large`, `invalid_input`) what is no table, cut off, in an unproven encoding or a bomb.
 * Example: `for await (const rows of (await openTable('orders.csv.gz')).batches()) …`
 */
export async function openTable(source: Source, options: TableOptions = {}): Promise<Table> {
  const progress: Progress = { bytesRead: 0, bytesTotal: 0 }
  const chunks = await openBytes(source, progress, { ...BYTE_LIMITS, ...options.limits })
  const first = await chunks.next()
  if (first.done) throw new Refusal('unsupported_file', { reason: 'empty_file' })
  const format = isMarkedCsv(first.value) ? 'csv' : (options.format ?? recognise(first.value))
  const rest = joined(first.value, chunks)
  const open = { csv: openCsv, xlsx: openXlsx, json: openJson }[format]
  return open(rest, progress, options).catch(async (error) => {
    await rest.return(undefined)
    throw error
  })
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

const ZIP_MARK = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** The container of the binary .xls format and of encrypted workbooks. */
const OLE_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** The refused rows of a workbook or of JSON go out as CSV with a byte order mark, and come in again under its mapping. */
const isMarkedCsv = (beginning: Buffer) =>
  beginning.subarray(0, 3).equals(Buffer.from('\uFEFF')) && recognise(beginning) === 'csv'

function recognise(beginning: Buffer): TableFormat {
  if (beginning.subarray(0, 4).equals(ZIP_MARK)) return 'xlsx'
  if (beginning.subarray(0, 4).equals(OLE_MARK))
    throw new Refusal('unsupported_file', { reason: 'old_or_locked_workbook' })
  if (beginning.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Refusal('unsupported_file', { reason: 'not_a_table' })
  const text = beginning
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  return /^(\[\s*(\{|\]|$)|\{\s*("|\}))/.test(text) ? 'json' : 'csv'
}
