/**
 * Learning walks through history as it was: on the morning of a day only what had ended by then is known as ended, and
 * everything else as still open. The same walk gives the model of today and the back-test of every day before.
 */

import { weightOf } from './ask.ts'
import { logWork, usualWork } from './clock.ts'
import { locateRow } from './coded-row.ts'
import { livePast, makeRoomInClock } from './day.ts'
import { FACTORS } from './factors.ts'
import type { Learner } from './learner.ts'
import { count, forgetCurves } from './levels.ts'
import type { LeadTimeModel } from './model.ts'
import { followPromises, settleDue } from './promised.ts'
import { isFitDue, refit } from './refit.ts'
import { HORIZON_DAYS } from './settings.ts'

/** Takes in what happened before the morning of `day`. */
export function advance(learner: Learner, day: number): void {
  const { model } = learner
  makeRoomInClock(model, day)
  while (model.day < day) {
    startRows(learner)
    livePast(learner)
    settleDue(learner, model.day)
    model.day += 1
    if (isFitDue(learner)) refit(learner)
    openEyes(learner)
  }
}

function startRows(learner: Learner): void {
  const { rows, model } = learner
  while (learner.nextRow < rows.count && rows.start[learner.nextRow]! <= model.day) {
    const row = learner.nextRow++
    putUnderWay(learner, row)
    if (model.ladder === null) continue
    learner.location[row] = locateRow(learner, row)
    followPromises(learner, row)
  }
}

function putUnderWay(learner: Learner, row: number): void {
  if (learner.openCount === learner.open.length) learner.open = widened(learner.open)
  learner.open[learner.openCount++] = row
}

function widened(list: Int32Array): Int32Array {
  const wider = new Int32Array(list.length * 2)
  wider.set(list)
  return wider
}

/** The morning after: what is open is seen anew, and so are the days ahead. */
export function openEyes({ model, rows, location, work, open, openCount }: Learner): void {
  lookAhead(model)
  if (model.ladder === null) return
  forgetCurves(model.ladder)
  for (let o = 0; o < openCount; o++) {
    const row = open[o]!
    if (Number.isNaN(location[row]!)) continue
    const deviation = logWork(work[row]!) - location[row]!
    count(model.ladder, rows.codes, row * FACTORS, { as: 'open', deviation, weight: weightOf(model, rows.start[row]!) })
  }
}

/**
 * The pace of today is expected to go on. Were it pulled back to the usual one, promises would be wrong for good: a
 * lasting pace cannot be told from lead times that are longer or shorter altogether.
 */
function lookAhead({ clock, day, ahead, pace: { now } }: LeadTimeModel): void {
  let sum = 0
  for (let k = 0; k < HORIZON_DAYS; k++) {
    sum += usualWork(clock, day + k) * now
    ahead[k] = sum
  }
}
