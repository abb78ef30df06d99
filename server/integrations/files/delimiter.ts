/** Finds the column delimiter of a CSV text from its beginning. */
import { CsvReader } from './csv-reader.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

/** Spreadsheets understand a first line `sep=;`; it names the delimiter and is no row of the table. */
const SEP_LINE = /^sep=([,;\t|])\r?\n/i

export interface Sniffed {
  readonly delimiter: string
  /** Characters to leave out before the header. */
  readonly skip: number
}

/**
 * Takes the delimiter under which the first rows have the most columns, all rows equally many.
 * A file of one column has none of them and reads with a comma.
 */
export function sniffDelimiter(beginning: string): Sniffed {
  const named = SEP_LINE.exec(beginning)
  if (named) return { delimiter: named[1]!, skip: named[0].length }
  let best = { delimiter: ',', score: 1 }
  for (const delimiter of DELIMITERS) {
    const score = evenness(beginning, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, skip: 0 }
}

/** Columns of the header times the share of the first rows that agree with it. */
function evenness(beginning: string, delimiter: string): number {
  const rows = new CsvReader(delimiter).push(`${beginning}\n`).slice(0, 50)
  const width = rows[0]?.cells.length ?? 0
  const agreeing = rows.filter((row) => row.cells.length === width).length
  return rows.length === 0 ? 0 : (width * agreeing) / rows.length
}
