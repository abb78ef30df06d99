/** Now and then the location, the weekdays and the counts of all levels are fitted anew on everything known so far. */
import { weightOf } from './ask.ts'
import { logWork, retotal, workOf } from './clock.ts'
import { numberColumns } from './coded-row.ts'
import { FACTORS } from './factors.ts'
import type { Learner } from './learner.ts'
import { buildLadder, count } from './levels.ts'
import { fitLocator, type Training } from './location.ts'
import type { LeadTimeModel } from './model.ts'
import { FIT_ROWS, LOCATION_HALF_LIFE, MINIMUM_CASES, REFIT_DAYS, REFIT_GROWTH } from './settings.ts'

export function isFitDue({ ended, fit, model }: Learner): boolean {
  if (ended < MINIMUM_CASES || model.day < fit.day + REFIT_DAYS) return false
  return ended >= fit.ended * REFIT_GROWTH || model.day >= fit.day + 4 * REFIT_DAYS
}

export function refit(learner: Learner): void {
  const { model, rows, location, work, nextRow } = learner
  learnWeekdays(model)
  learner.fit = { day: model.day, ended: learner.ended }
  for (let row = 0; row < nextRow; row++) {
    const daysKnown = Math.min(rows.days[row]!, model.day - 1 - rows.start[row]!)
    work[row] = workOf(model.clock, rows.start[row]!, daysKnown)
  }
  const from = Math.max(0, nextRow - FIT_ROWS)
  const training = trainingOf(learner, from)
  model.locator = fitLocator(training, model.seed)
  // Rows from before the first fit had no expectation of their own; what the fit says of them stands in.
  for (let i = 0; i < training.count; i++)
    if (Number.isNaN(location[from + i]!)) location[from + i] = training.location[i]!
  recount(learner)
}

function trainingOf(learner: Learner, from: number): Training {
  const { rows, model, work, nextRow } = learner
  const chosen = Uint32Array.from({ length: nextRow - from }, (_, i) => from + i)
  return {
    count: chosen.length,
    log: Float64Array.from(chosen, (row) => logWork(work[row]!)),
    isOpen: Uint8Array.from(chosen, (row) => (hasEnded(learner, row) ? 0 : 1)),
    weight: Float64Array.from(chosen, (row) => 2 ** ((rows.start[row]! - model.day) / LOCATION_HALF_LIFE)),
    location: new Float64Array(chosen.length),
    codes: rows.codes.subarray(from * FACTORS, nextRow * FACTORS),
    sizes: rows.dictionaries.map(({ size }) => size),
    columns: numberColumns(learner, chosen),
  }
}

const hasEnded = ({ rows, model }: Learner, row: number) =>
  !rows.isOpen[row] && rows.start[row]! + rows.days[row]! < model.day

function recount(learner: Learner): void {
  const { rows, model, location, work, nextRow } = learner
  const known = Uint32Array.from({ length: nextRow }, (_, row) => row).filter((row) => !Number.isNaN(location[row]!))
  const ended = known.filter((row) => hasEnded(learner, row))
  const sizes = rows.dictionaries.map(({ size }) => size)
  model.ladder = buildLadder(rows.codes, ended, sizes)
  for (const row of known) {
    if (rows.start[row]! + rows.days[row]! >= model.day) continue
    count(model.ladder, rows.codes, row * FACTORS, {
      as: rows.isOpen[row] ? 'left' : 'ended',
      deviation: logWork(work[row]!) - location[row]!,
      weight: weightOf(model, rows.start[row]!),
    })
  }
}

const WEEKDAY_CASES = 30
const LEAST_WORK = 0.02

/** A weekday on which more ended than its share is worth more from now on. The week stays worth seven days. */
function learnWeekdays({ clock, weekdays: { ended, expected }, isBusiness }: LeadTimeModel): void {
  if (isBusiness) return
  let week = 0
  for (let d = 0; d < 7; d++) {
    const found = clock.weekdays[d]! * ((ended[d]! + WEEKDAY_CASES) / (expected[d]! + WEEKDAY_CASES))
    clock.weekdays[d] = Math.max(LEAST_WORK, found)
    week += clock.weekdays[d]!
    ended[d]! *= 0.5
    expected[d]! *= 0.5
  }
  for (let d = 0; d < 7; d++) clock.weekdays[d]! *= 7 / week
  retotal(clock, 0)
}
