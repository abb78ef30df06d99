/** One day of everything under way: what was expected to end, what ended, and so the pace of the day. */
import { weightOf } from './ask.ts'
import { type Clock, logWork, newClock, usualWork, weekdayIndex } from './clock.ts'
import { shareBy } from './curves.ts'
import { FACTORS } from './factors.ts'
import type { Learner } from './learner.ts'
import { count, curveAt, finestLevel } from './levels.ts'
import type { LeadTimeModel } from './model.ts'
import { PACE_CASES, PACE_DAYS, PACE_HALF_LIFE } from './settings.ts'

export function livePast(learner: Learner): void {
  const { model } = learner
  const { clock, day, isBusiness } = model
  const usual = usualWork(clock, day)
  const [ended, expected] = model.ladder === null ? [0, 0] : tallyDay(learner, usual)
  // The pace as it was believed this morning: one that knew of the day's own deliveries would find them slow, and every
  // promise would be too long.
  const pace = model.pace.now
  if (!isBusiness) model.pace.now = paceOf(model, ended, expected)
  const weekday = weekdayIndex(clock, day)
  model.weekdays.ended[weekday]! += ended
  model.weekdays.expected[weekday]! += expected * pace
  const at = day - clock.firstDay
  clock.pace[at] = pace
  clock.total[at] = (at > 0 ? clock.total[at - 1]! : 0) + usual * pace
  moveOn(learner, usual * pace)
}

const KEEP = 2 ** (-1 / PACE_HALF_LIFE)

/** Deliveries over expected deliveries of the last days, with some cases of usual pace mixed in. */
function paceOf({ pace }: LeadTimeModel, ended: number, expected: number): number {
  pace.ended = pace.ended * KEEP + ended
  pace.expected = pace.expected * KEEP + expected
  const aDay = pace.expected * (1 - KEEP)
  const prior = Math.max(PACE_CASES, PACE_DAYS * aDay)
  return (pace.ended + prior) / (pace.expected + prior)
}

function tallyDay({ rows, model, work, location, open, openCount }: Learner, usual: number): [number, number] {
  const ladder = model.ladder!
  const now = weightOf(model, model.day)
  // Borders of the day lie as in ask.ts.
  const untilEnd = usual + usualWork(model.clock, model.day + 1) / 2
  let [ended, expected] = [0, 0]
  for (let o = 0; o < openCount; o++) {
    const row = open[o]!
    const where = location[row]!
    if (Number.isNaN(where)) continue
    const curve = curveAt(ladder, finestLevel(ladder, rows.codes, row * FACTORS), now)
    const before = work[row]! === 0 ? 0 : shareBy(curve, logWork(work[row]! + usual / 2) - where)
    const after = shareBy(curve, logWork(work[row]! + untilEnd) - where)
    expected += Math.min(1, (after - before) / Math.max(1 - before, 1e-3))
    if (!rows.isOpen[row] && rows.start[row]! + rows.days[row]! === model.day) ended += 1
  }
  return [ended, expected]
}

function moveOn(learner: Learner, work: number): void {
  const { rows, model, open } = learner
  let kept = 0
  for (let o = 0; o < learner.openCount; o++) {
    const row = open[o]!
    learner.work[row]! += work
    if (rows.start[row]! + rows.days[row]! > model.day) open[kept++] = row
    else close(learner, row)
  }
  learner.openCount = kept
}

function close(learner: Learner, row: number): void {
  const { rows, model, location, work } = learner
  if (!rows.isOpen[row]) learner.ended += 1
  if (model.ladder === null || Number.isNaN(location[row]!)) return
  count(model.ladder, rows.codes, row * FACTORS, {
    as: rows.isOpen[row] ? 'left' : 'ended',
    deviation: logWork(work[row]!) - location[row]!,
    weight: weightOf(model, rows.start[row]!),
  })
}

/** The clock gets days up to (not including) `day`. */
export function makeRoomInClock(model: LeadTimeModel, day: number): void {
  const { clock } = model
  const wanted = day - clock.firstDay
  if (wanted <= clock.total.length) return
  const wider: Clock = newClock(clock.firstDay, Math.max(wanted, clock.total.length * 2), clock.closedDays)
  wider.weekdays.set(clock.weekdays)
  wider.pace.set(clock.pace)
  wider.total.set(clock.total)
  model.clock = wider
}
