/** Reads one sheet of a workbook as a table, row by row from the packed XML. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../../contract/refusals.ts'
import { BYTE_LIMITS, type ByteLimits, type Progress } from './bytes.ts'
import { cellText, type RawRow } from './csv-reader.ts'
import { startingWith } from './csv-table.ts'
import type { Table, TableOptions } from './table-shape.ts'
import { SheetReader } from './xlsx-sheet.ts'
import { readWorkbook, type Workbook } from './xlsx-workbook.ts'
import { walkXml } from './xml-stream.ts'
import { openZip, unpackEntry, type ZipFile } from './zip-reader.ts'

/** A ZIP is read from its end, so a stream is first laid down as a file and removed when the table is closed. */
export async function openXlsx(
  bytes: AsyncGenerator<Buffer>,
  progress: Progress,
  options: TableOptions,
): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'sevenfold-workbook-'))
  try {
    const path = join(folder, 'workbook.xlsx')
    await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path, { mode: 0o600 }))
    return await openSheet(path, folder, progress, options)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function openSheet(path: string, folder: string, progress: Progress, options: TableOptions): Promise<Table> {
  const limits = { ...BYTE_LIMITS, ...options.limits }
  const zip = await openZip(path)
  const workbook = await readWorkbook(zip, limits)
  const reader = new SheetReader(workbook)
  const batches = readSheet(zip, sheetPath(workbook, options.sheet), reader, limits)
  const first = await firstRows(batches)
  const headers = first.shift()!.cells.map((cell) => cellText(cell).trim())
  reader.columns = headers.length
  // Rows read before the width was known: one stray cell beyond it is enough to tell.
  for (const { cells } of first)
    cells.push(
      ...cells
        .splice(headers.length)
        .filter((cell) => cell !== '')
        .slice(0, 1),
    )
  const close = async () => {
    await batches.return(undefined)
    await rm(folder, { recursive: true, force: true })
  }
  const rows = async function* () {
    try {
      yield* startingWith(first, batches)
    } finally {
      await close()
    }
  }
  return { format: 'xlsx', encoding: 'utf-8', delimiter: '', headers, mayBeShort: true, progress, batches: rows, close }
}

function sheetPath({ sheets }: Workbook, wanted: string | undefined): string {
  const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
  if (!sheet)
    throw new Refusal('invalid_input', {
      reason: 'no_such_sheet',
      sheet: wanted,
      sheets: sheets.map(({ name }) => name),
    })
  return sheet.path
}

async function* readSheet(
  zip: ZipFile,
  path: string,
  reader: SheetReader,
  limits: ByteLimits,
): AsyncGenerator<RawRow[]> {
  const entry = zip.entries.get(path)
  if (!entry) throw new Refusal('unsupported_file', { reason: 'broken_workbook' })
  for await (const _ of walkXml(unpackEntry(zip, entry, limits), reader)) {
    const rows = reader.take()
    if (rows.length > 0) yield rows
  }
}

async function firstRows(batches: AsyncGenerator<RawRow[]>): Promise<RawRow[]> {
  const first = await batches.next()
  if (first.done) throw new Refusal('unsupported_file', { reason: 'empty_file' })
  return first.value
}
