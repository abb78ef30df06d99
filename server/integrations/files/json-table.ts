/** Reads JSON objects as a table: keys are columns. */
import { Refusal } from '../../../contract/refusals.ts'
import type { Progress } from './bytes.ts'
import type { RawCell, RawRow } from './csv-reader.ts'
import { startingWith } from './csv-table.ts'
import { decode, InvalidBytes } from './encoding.ts'
import { type FlatObject, JsonReader } from './json-reader.ts'
import type { Table, TableOptions } from './table-shape.ts'

/** Headers are the keys of the objects in the first chunk and the columns the caller asks for; later keys are ignored. */
export async function openJson(
  bytes: AsyncGenerator<Buffer>,
  progress: Progress,
  options: TableOptions,
): Promise<Table> {
  const { encoding, text } = await decode(bytes, options.encoding)
  const reader = new JsonReader()
  const objects = readObjects(reader, text)
  const first = await objects.next()
  const beginning = first.done ? [] : first.value
  const headers = [...new Set([...beginning.flatMap((object) => [...object.keys()]), ...(options.columns ?? [])])]
  const rows = toRows(beginning, objects, headers)
  return {
    format: 'json',
    encoding,
    delimiter: '',
    headers,
    mayBeShort: false,
    progress,
    batches: () => startingWith([], rows),
    close: async () => {
      await rows.return(undefined)
      await objects.return(undefined)
    },
  }
}

async function* readObjects(reader: JsonReader, text: AsyncGenerator<string>): AsyncGenerator<FlatObject[]> {
  try {
    for await (const chunk of text) {
      const objects = reader.push(chunk)
      if (objects.length > 0) yield objects
    }
    reader.end()
  } catch (error) {
    if (!(error instanceof InvalidBytes)) throw error
    const details = { reason: 'invalid_bytes', encoding: error.encoding, rowNumber: reader.count + 2 }
    throw new Refusal('unsupported_file', details)
  }
}

async function* toRows(
  beginning: FlatObject[],
  rest: AsyncGenerator<FlatObject[]>,
  headers: readonly string[],
): AsyncGenerator<RawRow[]> {
  const index = new Map(headers.map((header, at) => [header, at]))
  let rowNumber = 1
  const toRow = (object: FlatObject): RawRow => {
    const cells = new Array<RawCell>(headers.length).fill('')
    for (const [key, cell] of object) {
      const at = index.get(key)
      if (at !== undefined) cells[at] = cell
    }
    return { rowNumber: ++rowNumber, cells }
  }
  try {
    yield beginning.map(toRow)
    for await (const objects of rest) yield objects.map(toRow)
  } finally {
    await rest.return(undefined)
  }
}
