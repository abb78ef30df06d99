/** Days as texts, months as rows of weeks, and which seasons a day lies in. */
import type { Season } from '../../../../contract/locations.ts'

export type Span = { from: string; to: string }

const DAY_MS = 86_400_000
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const dayText = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
export const addDays = (day: string, days: number): string => dayText(numberOf(day) + days)

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

/** The first day of the month so many months later. */
export function addMonths(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** Weeks of a month, Monday first; null: a day of another month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = numberOf(month)
  const last = numberOf(addMonths(month, 1)) - 1
  // The first of January 1970 was a Thursday.
  const lead = (first + 3) % 7
  const cells = Array.from({ length: Math.ceil((lead + last - first + 1) / 7) * 7 }, (_, at) => {
    const day = first - lead + at
    return day < first || day > last ? null : dayText(day)
  })
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

export const seasonsAt = (seasons: readonly Season[], site: string, span: Span): Season[] =>
  seasons
    .filter(
      (one) => (!one.location_id || one.location_id === site) && one.first_day <= span.to && one.last_day >= span.from,
    )
    .sort((a, b) => a.first_day.localeCompare(b.first_day))

export const seasonsOn = (seasons: readonly Season[], day: string): Season[] =>
  seasons.filter((one) => one.first_day <= day && day <= one.last_day)
