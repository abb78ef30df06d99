/** Reads CSV text of proven encoding as a table. */
import { Refusal } from '../../../contract/refusals.ts'
import type { Progress } from './bytes.ts'
import { CsvReader, type RawRow } from './csv-reader.ts'
import { sniffDelimiter } from './delimiter.ts'
import { decode, InvalidBytes } from './encoding.ts'
import type { Table, TableOptions } from './table-shape.ts'

/** Enough of the beginning to see the delimiter at work. */
const SNIFF_CHARACTERS = 16 * 1024

export async function openCsv(
  bytes: AsyncGenerator<Buffer>,
  progress: Progress,
  options: TableOptions,
): Promise<Table> {
  const { encoding, text } = await decode(bytes, options.encoding)
  const beginning = await firstText(text)
  const sniffed = sniffDelimiter(beginning.text.slice(0, SNIFF_CHARACTERS))
  const delimiter = options.delimiter ?? sniffed.delimiter
  const reader = new CsvReader(delimiter)
  const batches = cutRows(reader, beginning, text, sniffed.skip)
  const first = await firstBatch(batches)
  const headers = first.shift()!.cells.map((cell) => String(cell).trim())
  return {
    format: 'csv',
    encoding,
    delimiter,
    headers,
    mayBeShort: false,
    progress,
    batches: () => startingWith(first, batches),
    close: async () => void (await batches.return(undefined)),
  }
}

interface Beginning {
  text: string
  /** Bytes that are not of the encoding, met before the rows before them were cut. */
  failure?: InvalidBytes
}

async function firstText(text: AsyncGenerator<string>): Promise<Beginning> {
  const beginning: Beginning = { text: '' }
  try {
    while (beginning.text.length < SNIFF_CHARACTERS) {
      const next = await text.next()
      if (next.done) break
      beginning.text += next.value
    }
  } catch (error) {
    if (!(error instanceof InvalidBytes)) throw error
    beginning.failure = error
  }
  return beginning
}

async function* cutRows(
  reader: CsvReader,
  beginning: Beginning,
  rest: AsyncGenerator<string>,
  skip: number,
): AsyncGenerator<RawRow[]> {
  try {
    yield reader.push(beginning.text.slice(skip))
    if (beginning.failure) throw beginning.failure
    for await (const text of rest) {
      const rows = reader.push(text)
      if (rows.length > 0) yield rows
    }
    yield reader.end()
  } catch (error) {
    if (!(error instanceof InvalidBytes)) throw error
    const details = { reason: 'invalid_bytes', encoding: error.encoding, rowNumber: reader.rowNumber + 1 }
    throw new Refusal('unsupported_file', details)
  } finally {
    await rest.return(undefined)
  }
}

async function firstBatch(batches: AsyncGenerator<RawRow[]>): Promise<RawRow[]> {
  for (;;) {
    const next = await batches.next()
    if (next.done) throw new Refusal('unsupported_file', { reason: 'empty_file' })
    if (next.value.length > 0) return next.value
  }
}

/** Hands on the rows already read, then the rest. */
export async function* startingWith(first: RawRow[], rest: AsyncGenerator<RawRow[]>): AsyncGenerator<RawRow[]> {
  try {
    if (first.length > 0) yield first
    for await (const rows of rest) if (rows.length > 0) yield rows
  } finally {
    await rest.return(undefined)
  }
}
