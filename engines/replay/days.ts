/** Weekdays and the days of a week on which a segment is served. A day counts from 1970-01-01, a Thursday. */

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (day + 3) % 7

export const isServed = (mask: number, day: number): boolean => ((mask >> weekdayOf(day)) & 1) === 1

/** From each weekday to the next served one, itself included, and back to the one before it. */
export interface Steps {
  readonly on: Int8Array
  readonly back: Int8Array
}

/** A mask of no day at all serves every day: nobody publishes a package that delivers never. */
export function stepsOf(mask: number): Steps {
  const days = (mask & 127) === 0 ? 127 : mask & 127
  const on = new Int8Array(7)
  const back = new Int8Array(7)
  for (let weekday = 0; weekday < 7; weekday++) {
    while (((days >> ((weekday + on[weekday]!) % 7)) & 1) === 0) on[weekday]!++
    back[weekday] = 1
    while (((days >> ((weekday + 7 - (back[weekday]! % 7)) % 7)) & 1) === 0) back[weekday]!++
  }
  return { on, back }
}

/** So many weekdays later. Example: one after a Friday is the Monday. */
export function addWeekdays(day: number, count: number): number {
  const weekday = weekdayOf(day)
  // From a weekend the count begins as on the Friday before.
  const start = weekday > 4 ? day - (weekday - 4) : day
  const from = Math.min(weekday, 4)
  return start + Math.floor((from + count) / 5) * 7 + ((from + count) % 5) - from
}

/** Weekdays from one day to a later one. */
export function weekdaysBetween(from: number, to: number): number {
  const index = (day: number) => Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day), 5)
  return index(to) - index(from)
}

/** How many more days a week the second serves. */
export const addedDays = (before: number, after: number): number => countOf(after) - countOf(before)

function countOf(mask: number): number {
  let count = 0
  for (let weekday = 0; weekday < 7; weekday++) count += (mask >> weekday) & 1
  return count || 7
}
