/** A row of samples as the codes and numbers a model reads. */
import { type Outlook, outlookAt, putOwnNumbers } from './ask.ts'
import { FACTORS } from './factors.ts'
import type { Learner } from './learner.ts'
import { locate } from './location.ts'
import type { Rows } from './rows.ts'

type Reading = Pick<Learner, 'rows' | 'model' | 'numbers'>

function readNumbers(rows: Rows, row: number, numbers: Float64Array): void {
  const { numberCount } = rows
  for (let n = 0; n < numberCount; n++) numbers[n] = rows.numbers[row * numberCount + n]!
  putOwnNumbers(numbers, numberCount, rows.start[row]!, rows.minute[row]!)
}

export function locateRow({ rows, model, numbers }: Reading, row: number): number {
  readNumbers(rows, row, numbers)
  return locate(model.locator!, { codes: rows.codes, at: row * FACTORS, numbers })
}

/** What is to be expected of a row this morning; null while too little is known. */
export function outlookOfRow({ rows, model, numbers }: Reading, row: number): Outlook | null {
  if (model.locator === null || model.ladder === null) return null
  readNumbers(rows, row, numbers)
  return outlookAt(model, { codes: rows.codes, at: row * FACTORS, numbers }, rows.start[row]!)
}

/** Numbers of many rows as columns, with the model's own behind them, for fitting. */
export function numberColumns({ rows }: Reading, chosen: ArrayLike<number>): Float64Array[] {
  const width = rows.numberCount + 2
  const columns = Array.from({ length: width }, () => new Float64Array(chosen.length))
  const numbers = new Float64Array(width + 1)
  for (let i = 0; i < chosen.length; i++) {
    readNumbers(rows, chosen[i]!, numbers)
    for (let n = 0; n < width; n++) columns[n]![i] = numbers[n]!
  }
  return columns
}
