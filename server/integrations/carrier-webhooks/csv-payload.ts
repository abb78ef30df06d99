/** A CSV file as a payload: one object a row, its fields named by the header, so that a mapping's paths reach them. */
import type { TellingProblem } from '../../../contract/tracking.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const COLUMNS_MAX = 500
/** What a path would take for a step. */
const SIGNS_OF_PATHS = /[.[\]]/g

export interface CsvPayload {
  readonly rows: readonly Record<string, string>[]
  readonly problems: readonly TellingProblem[]
}

/** Throws a `SyntaxError` for what is no table. A row that cannot be read is told of; the others are read. */
export function csvPayload(content: string): CsvPayload {
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content
  const [head, ...below] = cutRows(text, delimiterOf(text)).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!head) throw new SyntaxError('no header')
  const names = head.cells.map((cell) => cell.replace(SIGNS_OF_PATHS, '_'))
  if (names.length > COLUMNS_MAX) throw new SyntaxError(`more than ${COLUMNS_MAX} columns`)
  const known = new Set<string>()
  for (const name of names) {
    if (name !== '' && known.has(name)) throw new SyntaxError(`two columns named ${name}`)
    known.add(name)
  }
  const problems: TellingProblem[] = []
  const rows = below.flatMap(({ cells, rowNumber }) => {
    if (cells.slice(names.length).some((cell) => cell !== '')) {
      problems.push({ where: `row ${rowNumber}`, code: 'broken', value: 'more cells than columns' })
      return []
    }
    return [Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))]
  })
  return { rows, problems }
}

/** The sign that cuts the header most often, quotes left aside. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '')
  const count = (sign: string) => header.split(sign).length
  return [...DELIMITERS].toSorted((one, other) => count(other) - count(one))[0]!
}

interface Row {
  /** As a spreadsheet counts, blank rows too. */
  readonly rowNumber: number
  readonly cells: string[]
}

/** RFC 4180 with any line end; a quote stands for itself where it does not begin a cell. */
function cutRows(text: string, delimiter: string): Row[] {
  const rows: Row[] = []
  let cells: string[] = []
  let from = 0
  let quoted: string | null = null
  const endCell = (at: number) => {
    cells.push((quoted ?? text.slice(from, at)).trim())
    quoted = null
    from = at + 1
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '"' && quoted === null && text.slice(from, at).trim() === '') {
      const end = endOfQuotes(text, at + 1)
      if (end < 0) throw new SyntaxError(`row ${rows.length + 1}: a quote is never closed`)
      quoted = text.slice(at + 1, end).replaceAll('""', '"')
      at = end
    } else if (sign === delimiter) endCell(at)
    else if (sign === '\n' || sign === '\r') {
      endCell(at)
      rows.push({ rowNumber: rows.length + 1, cells })
      cells = []
      if (sign === '\r' && text[at + 1] === '\n') from = ++at + 1
    }
  }
  endCell(text.length)
  rows.push({ rowNumber: rows.length + 1, cells })
  return rows
}

function endOfQuotes(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}
