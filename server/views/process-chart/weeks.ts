/** The weeks a mark is taken from, and the figures of one week. */

const WEEKS = 26
const DAY_MS = 86_400_000

/** Mondays of the last whole weeks before the day, the latest last. */
export function weeksBefore(now: Date): string[] {
  const today = Math.floor(now.getTime() / DAY_MS)
  // 1970-01-01 was a Thursday.
  const monday = today - ((today + 3) % 7)
  return Array.from({ length: WEEKS }, (_, at) =>
    new Date((monday - 7 * (WEEKS - at)) * DAY_MS).toISOString().slice(0, 10),
  )
}

export interface WeekCount {
  readonly week: string
  readonly right: number
  readonly n: number
  readonly unknown: number
}

/** Of hand-overs also the hours of the week's middle one. */
export interface HandOverWeek extends WeekCount {
  readonly median: number | null
}

export interface Scope {
  readonly weeks: readonly string[]
  readonly segment_id?: string | undefined
  readonly site_id?: string | undefined
}

/** Every week, those in which nothing happened with nothing. */
export const filled = <Row extends WeekCount>(weeks: readonly string[], rows: readonly Row[]): (Row | WeekCount)[] =>
  weeks.map((week) => rows.find((row) => row.week === week) ?? { week, right: 0, n: 0, unknown: 0 })
