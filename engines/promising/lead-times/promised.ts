/**
 * While learning, every start is promised at each quantile of the grid, and each promise is judged on the day it falls
 * due.
 */
import { daysAt } from './ask.ts'
import { GRID, promiseMade, settle, widenCalibration } from './calibration.ts'
import { outlookOfRow } from './coded-row.ts'
import { FACTORS, SEGMENT } from './factors.ts'
import type { Learner } from './learner.ts'

const G = GRID.length
/** Every start is promised at each quantile of the grid, so that one promise is this part of a case. */
const SHARE = 1 / G

/** Promises a start as the model would this morning. */
export function followPromises(learner: Learner, row: number): void {
  const { rows, model } = learner
  const outlook = outlookOfRow(learner, row)!
  widenCalibration(model.calibration, rows.dictionaries[SEGMENT]!.size)
  for (let g = 0; g < G; g++) {
    promiseMade(model.calibration, { segment: outlook.segment, share: SHARE })
    noteDue(learner, rows.start[row]! + daysAt(model, outlook, GRID[g]!), row * G + g)
  }
}

function noteDue({ due }: Learner, day: number, promise: number): void {
  const list = due.get(day)
  if (list) list.push(promise)
  else due.set(day, [promise])
}

/** Judges the promises that fell due on `day`, which is over. */
export function settleDue(learner: Learner, day: number): void {
  const { rows, model, due } = learner
  for (const promise of due.get(day) ?? []) {
    const row = Math.floor(promise / G)
    const reached = rows.start[row]! + rows.days[row]!
    const isKept = !rows.isOpen[row] && reached <= day
    // Taken off before it fell due: neither kept nor missed.
    if (rows.isOpen[row] && reached < day) continue
    const segment = rows.codes[row * FACTORS + SEGMENT]!
    settle(model.calibration, { segment, g: promise % G, share: SHARE }, isKept)
  }
  due.delete(day)
}
