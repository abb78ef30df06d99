/** Business time: only open intervals of a calendar count. Days of 23 or 25 hours come out right because instants are walked. */
import { type Calendar, openSpans } from './calendar.ts'

/** The instant itself when the calendar is open, else the next opening. Refuses a calendar that never opens. */
export function nextOpenAt(calendar: Calendar, instant: number): number {
  for (const span of openSpans(calendar, instant)) if (span.end > instant) return Math.max(span.start, instant)
  return instant
}

/**
 * The instant at which `seconds` of open time have passed since `instant`. Work that just fits ends at closing time,
 * not at the next opening; zero seconds give the next open instant.
 */
export function addBusinessTime(calendar: Calendar, instant: number, seconds: number): number {
  if (!(seconds >= 0)) throw new RangeError('business time is added forward')
  let cursor = nextOpenAt(calendar, instant)
  let left = seconds * 1000
  while (left > 0) {
    for (const span of openSpans(calendar, cursor)) {
      const start = Math.max(span.start, cursor)
      const open = span.end - start
      if (open <= 0) continue
      cursor = start + Math.min(left, open)
      left -= Math.min(left, open)
      if (left === 0) break
      // Long durations restart the walk before its horizon of days without an answer ends.
      if (span.end - instant > RESTART_MS) break
    }
    instant = cursor
  }
  return cursor
}

const RESTART_MS = 365 * 86_400_000

/** Open seconds between two instants; negative when `to` lies before `from`. */
export function businessSecondsBetween(calendar: Calendar, from: number, to: number): number {
  if (to < from) return -businessSecondsBetween(calendar, to, from)
  let open = 0
  const last = calendar.zone.dayAt(to)
  for (let day = calendar.zone.dayAt(from) - 1, reached = from; day <= last; day++) {
    for (const opening of calendar.openingsOn(day)) {
      const start = Math.max(reached, calendar.zone.instantOf(day * 86_400_000 + opening.fromMinute * 60_000))
      const end = Math.min(to, calendar.zone.instantOf(day * 86_400_000 + opening.toMinute * 60_000))
      if (end > start) open += end - start
      reached = Math.max(reached, end)
    }
  }
  return open / 1000
}
