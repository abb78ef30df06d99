/** A table of marks from a file: a header, one row a person; columns whose cells are not all numbers are left aside. */
import { readFileSync } from 'node:fs'

export interface MarksFile {
  readonly questions: string[]
  readonly rows: number[][]
  /** Columns that are not marks, such as the sex of whoever answers. */
  readonly leftAside: string[]
  /** Rows with an empty cell among the marks: not averaged, not guessed. */
  readonly incomplete: number
}

export function readMarks(file: string): MarksFile {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const [header, ...body] = lines
  if (header === undefined || body.length === 0) throw new Error(`${file}: needs a header and at least one row`)
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    header.split(one).length > header.split(best).length ? one : best,
  )
  const cells = (line: string) => line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const names = cells(header)
  const table = body.map((line, at) => {
    const row = cells(line)
    if (row.length !== names.length)
      throw new Error(`${file}: row ${at + 2} has ${row.length} cells, not ${names.length}`)
    return row
  })
  const isMark = names.map((_, at) => table.every((row) => row[at] === '' || Number.isFinite(Number(row[at]))))
  const kept = names.flatMap((_, at) => (isMark[at] ? [at] : []))
  const full = table.filter((row) => kept.every((at) => row[at] !== ''))
  return {
    questions: kept.map((at) => names[at]!),
    rows: full.map((row) => kept.map((at) => Number(row[at]))),
    leftAside: names.filter((_, at) => !isMark[at]),
    incomplete: table.length - full.length,
  }
}
