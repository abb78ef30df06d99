/**
 * Cuts text into CSV rows, chunk by chunk (RFC 4180 plus what spreadsheets write: any delimiter, any line end).
 * Our own because papaparse glues rows where line ends are mixed: decision 0014.
 */
import { Refusal } from '../../../contract/refusals.ts'

/** A cell as the file holds it. Spreadsheets and JSON say of what type a cell is; CSV never does. */
export type RawCell = string | TypedCell

export interface TypedCell {
  readonly type: 'number' | 'date' | 'instant' | 'boolean' | 'error' | 'nested'
  /** Number: plain decimal. Date: yyyy-MM-dd. Instant: yyyy-MM-dd HH:mm:ss without zone. */
  readonly text: string
}

/** The cell as a person would read it. */
export const cellText = (cell: RawCell | undefined): string => (typeof cell === 'string' ? cell : (cell?.text ?? ''))

export interface RawRow {
  /** As a spreadsheet counts: header is 1, blank rows count, line breaks inside quotes do not. */
  readonly rowNumber: number
  readonly cells: RawCell[]
  readonly problem?: 'broken_quotes'
}

const QUOTE = 34
const LF = 10
const CR = 13

/** A row longer than this is an unclosed quote or not a table. */
export const ROW_CHARACTERS_MAX = 4 * 2 ** 20
/** No spreadsheet has more columns. Without this a row of nothing but delimiters is cut anew with each chunk for half a minute. */
const CELLS_MAX = 16_384

export class CsvReader {
  #delimiter: number
  #carried = ''
  #rowNumber = 0

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** Rows finished so far. */
  get rowNumber(): number {
    return this.#rowNumber
  }

  push(text: string): RawRow[] {
    return this.#cut(this.#carried + text, false)
  }

  end(): RawRow[] {
    const rows = this.#cut(this.#carried, true)
    if (this.#carried.length > 0)
      throw new Refusal('unsupported_file', { reason: 'unclosed_quote', rowNumber: this.#rowNumber + 1 })
    return rows
  }

  #cut(text: string, isLast: boolean): RawRow[] {
    const rows: RawRow[] = []
    let at = 0
    while (at < text.length) {
      const cells: string[] = []
      const end = this.#cutRow(text, at, isLast, cells)
      if (end === UNFINISHED) break
      this.#rowNumber++
      at = end < 0 ? -end : end
      if (end < 0) rows.push({ rowNumber: this.#rowNumber, cells, problem: 'broken_quotes' })
      else if (!isBlank(cells)) rows.push({ rowNumber: this.#rowNumber, cells })
    }
    this.#carried = text.slice(at)
    if (this.#carried.length > ROW_CHARACTERS_MAX)
      throw new Refusal('too_large', { reason: 'row_too_long', rowNumber: this.#rowNumber + 1 })
    return rows
  }

  /** Fills the cells and returns where the next row starts, negated if the quotes of this one are broken. */
  #cutRow(text: string, start: number, isLast: boolean, cells: string[]): number {
    const length = text.length
    const delimiter = this.#delimiter
    let at = start
    let isBroken = false
    for (;;) {
      if (cells.length >= CELLS_MAX)
        throw new Refusal('too_large', { reason: 'too_many_columns', rowNumber: this.#rowNumber + 1, limit: CELLS_MAX })
      let end = at
      if (text.charCodeAt(at) === QUOTE) {
        end = closingQuote(text, at, isLast)
        if (end === UNFINISHED) return UNFINISHED
        cells.push(unquoted(text, at, end))
        end++
        const junk = cellEnd(text, end, delimiter)
        if (junk !== end) {
          isBroken = true
          cells[cells.length - 1] += text.slice(end, junk)
          end = junk
        }
      } else {
        end = cellEnd(text, at, delimiter)
        cells.push(text.slice(at, end))
      }
      if (end >= length && !isLast) return UNFINISHED
      const code = end < length ? text.charCodeAt(end) : LF
      at = end + 1
      if (code === delimiter) continue
      // A carriage return at the end of a chunk may be the first half of a line end.
      if (code === CR && at === length && !isLast) return UNFINISHED
      if (code === CR && text.charCodeAt(at) === LF) at++
      return isBroken ? -at : at
    }
  }
}

/** No row ends and no quote closes at position 0. */
const UNFINISHED = 0

/** Spreadsheets save rows that were once touched as bare delimiters; they count as rows and hold nothing. */
const isBlank = (cells: readonly string[]): boolean => cells[0] === '' && cells.every((cell) => cell === '')

function cellEnd(text: string, from: number, delimiter: number): number {
  const length = text.length
  // Letters and digits lie above a comma, a tab and both line ends: one comparison passes over most of a cell.
  const highest = delimiter > CR ? delimiter : CR
  let at = from
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code <= highest && (code === delimiter || code === LF || code === CR)) return at
    at++
  }
  return at
}

/** Position of the quote that closes the cell opened at `open`. Two quotes together stand for one. */
function closingQuote(text: string, open: number, isLast: boolean): number {
  let at = open + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return UNFINISHED
    if (quote + 1 >= text.length) return isLast ? quote : UNFINISHED
    if (text.charCodeAt(quote + 1) !== QUOTE) return quote
    at = quote + 2
  }
}

function unquoted(text: string, open: number, close: number): string {
  const cell = text.slice(open + 1, close)
  return cell.includes('"') ? cell.replaceAll('""', '"') : cell
}
