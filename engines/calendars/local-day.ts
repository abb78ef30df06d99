/** Local days as integers (days since 1970-01-01, proleptic Gregorian), so that date arithmetic is addition. */

export const DAY_MS = 86_400_000

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Parses `2026-03-12`; refuses days that do not exist. `parseLocalDay('1970-01-02')` is 1. */
export function parseLocalDay(text: string): number {
  const match = ISO_DATE.exec(text)
  const day = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS : Number.NaN
  if (Number.isNaN(day) || formatLocalDay(day) !== text)
    throw new RangeError(`not a calendar day: ${text.slice(0, 20)}`)
  return day
}

/** Writes a local day as `2026-03-12`. */
export function formatLocalDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Day of the week, 0 = Monday … 6 = Sunday (ISO 8601 order). The first of January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
