/** A CSV file as a payload: one object a row, its fields named by the header, so that a mapping's paths reach them. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { CsvReader, cellText } from '../files/csv-reader.ts'
import { sniffDelimiter } from '../files/delimiter.ts'

const SNIFF_CHARACTERS = 16 * 1024
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
  const { delimiter, skip } = sniffDelimiter(text.slice(0, SNIFF_CHARACTERS))
  const reader = new CsvReader(delimiter)
  const found = cut(reader, text.slice(skip)).filter(({ cells }) => cells.some((cell) => cellText(cell).trim() !== ''))
  const [head, ...below] = found
  if (!head) throw new SyntaxError('no header')
  const names = head.cells.map((cell) => cellText(cell).trim().replace(SIGNS_OF_PATHS, '_'))
  if (names.length > COLUMNS_MAX) throw new SyntaxError(`more than ${COLUMNS_MAX} columns`)
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (twice !== undefined) throw new SyntaxError(`two columns named ${twice}`)
  const problems: TellingProblem[] = []
  const rows = below.flatMap(({ cells, problem, rowNumber }) => {
    const beyond = cells.slice(names.length).some((cell) => cellText(cell).trim() !== '')
    if (problem || beyond) {
      problems.push({ where: `row ${rowNumber}`, code: 'broken', value: problem ?? 'more cells than columns' })
      return []
    }
    return [Object.fromEntries(names.map((name, at) => [name, cellText(cells[at]).trim()]))]
  })
  return { rows, problems }
}

function cut(reader: CsvReader, text: string) {
  try {
    return [...reader.push(text), ...reader.end()]
  } catch (error) {
    throw new SyntaxError(`row ${reader.rowNumber + 1}: ${(error as Error).message}`)
  }
}
