/**
 * The fast form of a calendar: its open windows as sorted minutes and its open days as sorted day numbers over a horizon,
 * so that a quote can ask thousands of times. Outside the horizon it answers by walking.
 */
import type { Calendar } from './calendar.ts'
import { DAY_MS } from './local-day.ts'
import { ENDLESS_MS, type WorkingTime, walkedTime } from './working-time.ts'

export const HORIZON_DAYS = 400
const MINUTE_MS = 60_000

/** Compiles the days from `firstDay` on. Zones differ from UTC by whole minutes since 1972, so minutes hold every edge. */
export function compileCalendar(calendar: Calendar, firstDay: number, days = HORIZON_DAYS): WorkingTime {
  const walked = walkedTime(calendar)
  const spans = tableOfSpans(calendar, firstDay, days)
  const open = tableOfDays(calendar, firstDay, days)
  const isInside = (day: number) => day >= firstDay && day < firstDay + days
  const from = calendar.zone.startOfDay(firstDay)
  const until = spans.ends.length ? spans.ends[spans.ends.length - 1]! * MINUTE_MS : from
  return {
    zone: calendar.zone,
    openingsOn: calendar.openingsOn,
    isBusinessDay: (day) => (isInside(day) ? open.isOpen[day - firstDay] === 1 : calendar.isBusinessDay(day)),
    nextWindow: (instant) => {
      // The last window may go on beyond the horizon, and what begins before it is not in the table.
      const at = instant >= from && instant < until ? firstEndAfter(spans.ends, instant) : spans.ends.length
      if (at >= spans.ends.length - 1) return walked.nextWindow(instant)
      const start = Math.max(spans.starts[at]! * MINUTE_MS, instant)
      const end = spans.ends[at]! * MINUTE_MS
      return end - start > ENDLESS_MS ? walked.nextWindow(instant) : { start, end }
    },
    nextBusinessDay: (day) => {
      const next = isInside(day) ? open.days[open.before[day - firstDay]!] : undefined
      return next ?? walked.nextBusinessDay(day)
    },
    addBusinessDays: (day, count) => {
      if (count === 0) return day
      if (!isInside(day)) return walked.addBusinessDays(day, count)
      const passed = open.before[count > 0 ? day - firstDay + 1 : day - firstDay]!
      return open.days[count > 0 ? passed + count - 1 : passed + count] ?? walked.addBusinessDays(day, count)
    },
  }
}

/** Index of the first window that ends after the instant. */
function firstEndAfter(ends: Int32Array, instant: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! * MINUTE_MS > instant) high = middle
    else low = middle + 1
  }
  return low
}

function tableOfSpans(calendar: Calendar, firstDay: number, days: number) {
  const starts: number[] = []
  const ends: number[] = []
  let reached = Number.NEGATIVE_INFINITY
  // One day earlier as well: a night shift of the day before may still be open.
  for (let day = firstDay - 1; day < firstDay + days; day++) {
    for (const { fromMinute, toMinute } of calendar.openingsOn(day)) {
      const start = Math.max(reached, calendar.zone.instantOf(day * DAY_MS + fromMinute * MINUTE_MS) / MINUTE_MS)
      const end = calendar.zone.instantOf(day * DAY_MS + toMinute * MINUTE_MS) / MINUTE_MS
      if (end <= start) continue
      if (start === reached) ends[ends.length - 1] = end
      else {
        starts.push(start)
        ends.push(end)
      }
      reached = end
    }
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}

function tableOfDays(calendar: Calendar, firstDay: number, days: number) {
  const isOpen = new Uint8Array(days)
  /** How many open days come before each. */
  const before = new Int32Array(days + 1)
  const open: number[] = []
  for (let at = 0; at < days; at++) {
    before[at] = open.length
    if (!calendar.isBusinessDay(firstDay + at)) continue
    isOpen[at] = 1
    open.push(firstDay + at)
  }
  before[days] = open.length
  return { isOpen, before, days: Int32Array.from(open) }
}
