/**
 * The fast form of a calendar: its open windows as sorted minutes and its open days as sorted day numbers over a horizon,
 * so that a quote can ask thousands of times. Beyond the horizon it answers by walking.
 */
import type { Calendar } from './calendar.ts'
import { DAY_MS } from './local-day.ts'
import { LONGEST_MS, type WorkingTime, walkedTime } from './working-time.ts'

export const HORIZON_DAYS = 400
const MINUTE_MS = 60_000

/** Compiles the days from `firstDay` on. Zones have differed from UTC by whole minutes since 1972, so minutes hold every edge. */
export function compileCalendar(calendar: Calendar, firstDay: number, days = HORIZON_DAYS): WorkingTime {
  const walked = walkedTime(calendar)
  const { zone, openingsOn } = calendar
  const openDays = tableOfDays(calendar, firstDay, days)
  const isInside = (day: number) => day >= firstDay && day < firstDay + days
  return {
    zone,
    openingsOn,
    ...windowsIn(tableOfWindows(calendar, firstDay, days), walked),
    isBusinessDay: (day) => (isInside(day) ? openDays.isOpen[day - firstDay] === 1 : calendar.isBusinessDay(day)),
    nextBusinessDay: (day) => {
      const next = isInside(day) ? openDays.days[openDays.before[day - firstDay]!] : undefined
      return next ?? walked.nextBusinessDay(day)
    },
    addBusinessDays: (day, count) => {
      if (count === 0) return day
      if (!isInside(day)) return walked.addBusinessDays(day, count)
      const passed = openDays.before[count > 0 ? day - firstDay + 1 : day - firstDay]!
      return openDays.days[count > 0 ? passed + count - 1 : passed + count] ?? walked.addBusinessDays(day, count)
    },
  }
}

interface WindowTable {
  /** Minutes since 1970 UTC. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Open minutes from the first window up to the end of each. */
  readonly passed: Int32Array
  readonly from: number
}

function windowsIn(table: WindowTable, walked: WorkingTime): Pick<WorkingTime, 'nextWindow' | 'addMinutes'> {
  const { starts, ends, passed, from } = table
  const last = ends.length - 1
  return {
    nextWindow: (instant) => {
      const at = instant >= from ? firstAfter(ends, instant / MINUTE_MS) : ends.length
      if (at > last) return walked.nextWindow(instant)
      const start = Math.max(starts[at]! * MINUTE_MS, instant)
      const end = ends[at]! * MINUTE_MS
      if (end - start >= LONGEST_MS) return { start, end: start + LONGEST_MS }
      // The last one may go on beyond the horizon.
      return at === last ? walked.nextWindow(instant) : { start, end }
    },
    addMinutes: (instant, minutes) => {
      const at = instant >= from ? firstAfter(ends, instant / MINUTE_MS) : ends.length
      if (at > last || minutes < 0) return walked.addMinutes(instant, minutes)
      const start = Math.max(starts[at]!, instant / MINUTE_MS)
      if (minutes === 0) return start * MINUTE_MS
      const wanted = passed[at]! - (ends[at]! - start) + minutes
      const within = firstAtLeast(passed, wanted)
      return within > last
        ? walked.addMinutes(instant, minutes)
        : (ends[within]! - (passed[within]! - wanted)) * MINUTE_MS
    },
  }
}

/** Index of the first value above a bound; the length when there is none. */
function firstAfter(sorted: Int32Array, bound: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! > bound) high = middle
    else low = middle + 1
  }
  return low
}

/** Work that just fits ends at closing time, so equality belongs to the earlier window. */
function firstAtLeast(sorted: Int32Array, bound: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! >= bound) high = middle
    else low = middle + 1
  }
  return low
}

function tableOfWindows(calendar: Calendar, firstDay: number, days: number): WindowTable {
  const { zone } = calendar
  const minuteOf = (day: number, minute: number) => zone.instantOf(day * DAY_MS + minute * MINUTE_MS) / MINUTE_MS
  const starts: number[] = []
  const ends: number[] = []
  const passed: number[] = []
  let reached = Number.NEGATIVE_INFINITY
  // One day earlier as well: a night shift of the day before may still be open.
  for (let day = firstDay - 1; day < firstDay + days; day++) {
    for (const { fromMinute, toMinute } of calendar.openingsOn(day)) {
      const start = Math.max(reached, minuteOf(day, fromMinute))
      const end = minuteOf(day, toMinute)
      if (end <= start) continue
      if (start > reached) {
        starts.push(start)
        ends.push(end)
        passed.push(passed.at(-1) ?? 0)
      }
      ends[ends.length - 1] = end
      passed[passed.length - 1]! += end - start
      reached = end
    }
  }
  const table = { starts: Int32Array.from(starts), ends: Int32Array.from(ends), passed: Int32Array.from(passed) }
  return { ...table, from: zone.startOfDay(firstDay) }
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
