/** What the season before has taught of a coming one. */
import type { LearnedSeason } from '../../../contract/seasons.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { learnSeason } from '../../../engines/inventory/index.ts'

export interface SeasonDays {
  readonly season_id: string
  readonly name: string
  readonly location_id: string | null
  readonly first_day: string
  readonly last_day: string
  readonly demand_percent: number
}

/** Eight weeks to both sides say what was usual then. */
export const AROUND_DAYS = 56

const bare = (name: string) => name.replace(/\d+/g, '').trim().toLocaleLowerCase()

/**
 * The days of the same season a year ago: of a season that has the same name but for its year and the same site, since
 * Easter moves; else the same dates.
 */
export function seasonBefore(season: SeasonDays, all: readonly SeasonDays[]): { firstDay: number; lastDay: number } {
  const same = all
    .filter(
      (one) =>
        one.season_id !== season.season_id &&
        bare(one.name) === bare(season.name) &&
        one.location_id === season.location_id &&
        one.last_day < season.first_day,
    )
    .sort((a, b) => b.first_day.localeCompare(a.first_day))[0]
  const [first, last] = same
    ? [same.first_day, same.last_day]
    : [yearBefore(season.first_day), yearBefore(season.last_day)]
  return { firstDay: parseLocalDay(first), lastDay: parseLocalDay(last) }
}

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}

interface Past {
  readonly days: readonly { day: number; lines: number }[]
  readonly before: { firstDay: number; lastDay: number }
  readonly all: readonly SeasonDays[]
  readonly isOpen: (day: number) => boolean
}

/** Null: too little is known of that time. Closed days and days of other seasons teach nothing. */
export function learnedOf(season: SeasonDays, { days, before, all, isOpen }: Past): LearnedSeason | null {
  const seasons = all
    .filter((one) => one.location_id === null || one.location_id === season.location_id)
    .map((one) => ({ first: parseLocalDay(one.first_day), last: parseLocalDay(one.last_day) }))
  const isDuring = (day: number) => before.firstDay <= day && day <= before.lastDay
  const isUsual = (day: number) => !isDuring(day) && !seasons.some((one) => one.first <= day && day <= one.last)
  const open = days.filter(({ day }) => isOpen(day))
  const learned = learnSeason({
    during: open.filter(({ day }) => isDuring(day)).map(({ lines }) => lines),
    around: open.filter(({ day }) => isUsual(day)).map(({ lines }) => lines),
  })
  if (!learned) return null
  const { percent, low, high, daysDuring, daysAround } = learned
  const isOutside = low !== null && high !== null && (season.demand_percent < low || season.demand_percent > high)
  return {
    percent,
    low,
    high,
    days_during: daysDuring,
    days_around: daysAround,
    first_day: formatLocalDay(before.firstDay),
    last_day: formatLocalDay(before.lastDay),
    differs: isOutside,
  }
}
