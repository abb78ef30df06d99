/** What a promise asks of a calendar, in two forms that answer alike: walked day by day, or looked up in tables. */
import { addBusinessDays } from './business-days.ts'
import { type Calendar, openSpans } from './calendar.ts'

export interface Window {
  readonly start: number
  /** First instant after it. */
  readonly end: number
}

/** Null everywhere: the calendar never opens again. */
export interface WorkingTime extends Calendar {
  /** The open window that holds the instant, cut at the instant, else the next one. */
  nextWindow(instant: number): Window | null
  /** The day itself if open, else the next one that is. */
  nextBusinessDay(day: number): number | null
  /** `addBusinessDays` of this calendar; 0 gives the day itself, open or not. */
  addBusinessDays(day: number, count: number): number | null
}

/** The plain form: right for any day there ever was, and slow beyond a few answers. */
export function walkedTime(calendar: Calendar): WorkingTime {
  const add = (day: number, count: number) => orNever(() => addBusinessDays(calendar, day, count))
  return {
    ...calendar,
    nextWindow: (instant) => orNever(() => walkToWindow(calendar, instant)),
    nextBusinessDay: (day) => (calendar.isBusinessDay(day) ? day : add(day, 1)),
    addBusinessDays: add,
  }
}

/** Windows that touch are one: a shift that ends at midnight goes on in the one that begins there. */
function walkToWindow(calendar: Calendar, instant: number): Window | null {
  let window: Window | null = null
  for (const { start, end } of openSpans(calendar, instant)) {
    if (window === null) {
      if (end > instant) window = { start: Math.max(start, instant), end }
    } else if (start === window.end) window = { start: window.start, end }
    else break
    if (window !== null && window.end - window.start > ENDLESS_MS) break
  }
  return window
}

/** A place open round the clock has no window's end worth looking for. */
export const ENDLESS_MS = 400 * 86_400_000

function orNever<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
