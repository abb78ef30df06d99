/** Which days a place works, as a table over the simulated horizon: asking for the next open day is one array read. */
import { type Country, publicHolidays } from './holidays.ts'
import { civilOf, weekdayOf } from './local-time.ts'

export interface OpenDays {
  isOpen(day: number): boolean
  /** The day itself if open, else the next one that is. */
  from(day: number): number
  /** The day itself if open, else the last one before. */
  until(day: number): number
  /** Moves by a number of open days, forward or back. */
  add(day: number, openDays: number): number
}

export interface Horizon {
  readonly first: number
  readonly last: number
}

/**
 * Builds the table of a weekly pattern and a country's holidays.
 * `weekdays` is a string of seven 0/1 from Monday, e.g. `1111100`. Days outside the horizon are refused by assertion.
 */
export function openDays(country: Country, weekdays: string, horizon: Horizon): OpenDays {
  const length = horizon.last - horizon.first + 1
  const open = new Uint8Array(length)
  const closed = closedDays(country, horizon)
  for (let index = 0; index < length; index++) {
    const day = horizon.first + index
    open[index] = weekdays[weekdayOf(day)] === '1' && !closed.has(day) ? 1 : 0
  }
  const isOpen = (day: number): boolean => open[day - horizon.first] === 1
  const seek = (day: number, step: number): number => {
    let at = day
    while (!isOpen(at)) {
      at += step
      if (at < horizon.first || at > horizon.last) throw new RangeError(`day ${at} is outside the simulated horizon`)
    }
    return at
  }
  return {
    isOpen,
    from: (day) => seek(day, 1),
    until: (day) => seek(day, -1),
    add: (day, openDays) => {
      let at = day
      const step = openDays < 0 ? -1 : 1
      for (let left = Math.abs(openDays); left > 0; left--) at = seek(at + step, step)
      return at
    },
  }
}

export function closedDays(country: Country, horizon: Horizon): Set<number> {
  const closed = new Set<number>()
  const lastYear = civilOf(horizon.last).year
  for (let year = civilOf(horizon.first).year; year <= lastYear; year++) {
    for (const day of publicHolidays(country, year)) closed.add(day)
  }
  return closed
}
