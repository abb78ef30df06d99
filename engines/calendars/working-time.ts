/** What a promise asks of a calendar, in two forms that answer alike: walked day by day, or looked up in tables. */
import { addBusinessDays } from './business-days.ts'
import { addBusinessTime } from './business-time.ts'
import { type Calendar, openSpans } from './calendar.ts'
import { DAY_MS } from './local-day.ts'

export interface Window {
  readonly start: number
  /** First instant after it. */
  readonly end: number
}

/** Null everywhere: the calendar never opens again. */
export interface WorkingTime extends Calendar {
  /** The open window that holds the instant, cut at the instant, else the next one; of a longer one the first week. */
  nextWindow(instant: number): Window | null
  /** The instant at which so many open minutes have passed: `addBusinessTime` of this calendar. */
  addMinutes(instant: number, minutes: number): number | null
  /** The day itself if open, else the next one that is. */
  nextBusinessDay(day: number): number | null
  /** `addBusinessDays` of this calendar; 0 gives the day itself, open or not. */
  addBusinessDays(day: number, count: number): number | null
}

/** Longer windows are cut: of a place open round the clock nobody asks when it closes. */
export const LONGEST_MS = 7 * DAY_MS

/** The plain form: right for any day there ever was, and slow beyond a few answers. */
export function walkedTime(calendar: Calendar): WorkingTime {
  const add = (day: number, count: number) => orNever(() => addBusinessDays(calendar, day, count))
  return {
    ...calendar,
    nextWindow: (instant) => orNever(() => walkToWindow(calendar, instant)),
    addMinutes: (instant, minutes) => orNever(() => addBusinessTime(calendar, instant, minutes * 60)),
    nextBusinessDay: (day) => (calendar.isBusinessDay(day) ? day : add(day, 1)),
    addBusinessDays: add,
  }
}

/** Windows that touch are one: a shift that ends at midnight goes on in the one that begins there. */
function walkToWindow(calendar: Calendar, instant: number): Window | null {
  let found = null as Window | null
  for (const { start, end } of openSpans(calendar, instant)) {
    if (end <= instant) continue
    if (found !== null && start > found.end) return found
    found = { start: found?.start ?? Math.max(start, instant), end }
    if (end - found.start >= LONGEST_MS) return { start: found.start, end: found.start + LONGEST_MS }
  }
  return found
}

function orNever<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
