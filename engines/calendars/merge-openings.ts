/** Openings put in order and apart, as calendars need them. */
import type { Opening } from './calendar.ts'

/** Openings of one day in order; those that overlap or touch become one. */
export function mergeOpenings(openings: readonly Opening[]): Opening[] {
  const merged: Opening[] = []
  for (const opening of openings.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    const last = merged.at(-1)
    if (last && opening.fromMinute <= last.toMinute) last.toMinute = Math.max(last.toMinute, opening.toMinute)
    else merged.push({ ...opening })
  }
  return merged
}
