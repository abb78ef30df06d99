/**
 * Public holidays of the sample company's three countries, from the dates their labor laws name:
 * Moldova Labor Code art. 111, Romania Labor Code art. 139, Armenia's law on holidays and memorial days.
 * Fixed days are tables; the movable ones hang on Orthodox Easter.
 */
import { dayOf } from './local-time.ts'

export type Country = 'MD' | 'RO' | 'AM'

type MonthDay = readonly [month: number, day: number]

const FIXED: Readonly<Record<Country, readonly MonthDay[]>> = {
  MD: [
    [1, 1],
    [1, 7],
    [1, 8],
    [3, 8],
    [5, 1],
    [5, 9],
    [6, 1],
    [8, 27],
    [8, 31],
    [12, 25],
  ],
  RO: [
    [1, 1],
    [1, 2],
    [1, 6],
    [1, 7],
    [1, 24],
    [5, 1],
    [6, 1],
    [8, 15],
    [11, 30],
    [12, 1],
    [12, 25],
    [12, 26],
  ],
  AM: [
    [1, 1],
    [1, 2],
    [1, 3],
    [1, 6],
    [1, 28],
    [3, 8],
    [4, 24],
    [5, 1],
    [5, 9],
    [5, 28],
    [7, 5],
    [9, 21],
    [12, 31],
  ],
}

/** Days after Easter Sunday; 8 is Moldova's day of remembrance, 49 and 50 Romania's Pentecost. */
const AFTER_EASTER: Readonly<Record<Country, readonly number[]>> = { MD: [0, 1, 8], RO: [-2, 0, 1, 49, 50], AM: [] }

/** Orthodox Easter Sunday: Meeus' Julian algorithm, moved by the thirteen days that hold from 1900 to 2099. */
export function orthodoxEaster(year: number): number {
  const moon = (19 * (year % 19) + 15) % 30
  const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const sum = moon + sunday + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1) + 13
}

/** All public holidays of a country in a year, as days since 1970-01-01, ascending. */
export function publicHolidays(country: Country, year: number): number[] {
  const fixed = FIXED[country].map(([month, day]) => dayOf(year, month, day))
  const movable = AFTER_EASTER[country].map((offset) => orthodoxEaster(year) + offset)
  return [...new Set([...fixed, ...movable])].sort((a, b) => a - b)
}
