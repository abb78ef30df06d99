/**
 * The network's own clock. A calendar day is worth its weekday's share of work times the network's pace on that day,
 * so that a lead time counted on this clock does not know weekends, strikes and peaks any more.
 */
import { weekdayOf } from '../../calendars/index.ts'

export interface Clock {
  readonly firstDay: number
  /** Work of a day of each weekday, Monday first, 1 in the mean; learned. */
  readonly weekdays: Float64Array
  /** Pace of each day since the first, 1 where nothing is known. */
  readonly pace: Float64Array
  /** Work from the first day up to and including each day. */
  readonly total: Float64Array
  readonly closedDays: ReadonlySet<number>
}

const SUNDAY = 6

export function newClock(firstDay: number, length: number, closedDays: Iterable<number>): Clock {
  const clock: Clock = {
    firstDay,
    weekdays: new Float64Array(7).fill(1),
    pace: new Float64Array(length).fill(1),
    total: new Float64Array(length),
    closedDays: new Set(closedDays),
  }
  retotal(clock, 0)
  return clock
}

export const weekdayIndex = (clock: Clock, day: number) => (clock.closedDays.has(day) ? SUNDAY : weekdayOf(day))

export const usualWork = (clock: Clock, day: number) => clock.weekdays[weekdayIndex(clock, day)]!

/** Adds the days up again from the `from`th on. */
export function retotal(clock: Clock, from: number): void {
  const { firstDay, pace, total } = clock
  let sum = from > 0 ? total[from - 1]! : 0
  for (let at = from; at < total.length; at++) {
    sum += usualWork(clock, firstDay + at) * pace[at]!
    total[at] = sum
  }
}

/** Work from the start day up to and including `days` days later. What lies before the clock's first day does not count. */
export function workOf({ firstDay, total }: Clock, startDay: number, days: number): number {
  const from = startDay - firstDay
  if (from + days < 0) return 0
  return total[from + days]! - (from > 0 ? total[from - 1]! : 0)
}

/** Part of a day that is added before the logarithm, so that a delivery on a closed start day is not minus infinity. */
const BEFORE_LOG = 0.3

export const logWork = (work: number) => Math.log(work + BEFORE_LOG)
export const workFromLog = (log: number) => Math.exp(log) - BEFORE_LOG
