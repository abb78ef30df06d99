/** What the season before has taught of a coming one. */
import type { LearnedSeason, LearnedWay } from '../../../contract/seasons.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { type LearnedFactor, learnDelay, learnSeason, type WayEvidence } from '../../../engines/inventory/index.ts'
import type { PastDay } from '../../views/stock/season-history.ts'
import type { WaysOfKind } from '../../views/stock/season-work.ts'

export interface SeasonDays {
  readonly season_id: string
  readonly name: string
  readonly location_id: string | null
  readonly first_day: string
  readonly last_day: string
  readonly demand_percent: number
  readonly capacity_percent: number | null
  readonly extra_lead_days: number | null
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
  readonly demand: readonly PastDay[]
  readonly work: readonly PastDay[]
  readonly ways: readonly WaysOfKind[]
  readonly before: { firstDay: number; lastDay: number }
  readonly all: readonly SeasonDays[]
  readonly isOpen: (day: number) => boolean
}

/** Null: too little is known of that time. Closed days and days of other seasons teach nothing. */
export function learnedOf(season: SeasonDays, past: Past): LearnedSeason | null {
  const { before } = past
  const demand = shareOf(past.demand, season, past)
  if (!demand) return null
  const work = shareOf(past.work, season, past)
  return {
    ...against(demand, season.demand_percent),
    first_day: formatLocalDay(before.firstDay),
    last_day: formatLocalDay(before.lastDay),
    work: work && against(work, season.capacity_percent ?? 100),
    way: wayOf(past.ways, season.extra_lead_days ?? 0),
  }
}

function shareOf(days: readonly PastDay[], season: SeasonDays, { before, all, isOpen }: Past): LearnedFactor | null {
  const seasons = all
    .filter((one) => one.location_id === null || one.location_id === season.location_id)
    .map((one) => ({ first: parseLocalDay(one.first_day), last: parseLocalDay(one.last_day) }))
  const isDuring = (day: number) => before.firstDay <= day && day <= before.lastDay
  const isUsual = (day: number) => !isDuring(day) && !seasons.some((one) => one.first <= day && day <= one.last)
  const open = days.filter(({ day }) => isOpen(day))
  return learnSeason({
    during: open.filter(({ day }) => isDuring(day)).map(({ lines }) => lines),
    around: open.filter(({ day }) => isUsual(day)).map(({ lines }) => lines),
  })
}

/** As it is told: with the figure of the season it is held against. */
export function against(learned: LearnedFactor, said: number) {
  const { percent, low, high } = learned
  return {
    ...{ percent, low, high },
    lines_during: learned.sumDuring,
    days_during: learned.daysDuring,
    lines_around: learned.sumAround,
    days_around: learned.daysAround,
    differs: low !== null && high !== null && (said < low || said > high),
  }
}

function wayOf(ways: readonly WaysOfKind[], said: number): LearnedWay | null {
  const none = { cases: 0, mean: 0, variance: 0 }
  const kinds = new Map<string, WayEvidence>()
  for (const { is_during, kind, ...durations } of ways) {
    const known = kinds.get(kind) ?? { during: none, around: none }
    kinds.set(kind, { ...known, [is_during ? 'during' : 'around']: durations })
  }
  const learned = learnDelay([...kinds.values()])
  if (!learned) return null
  const { days, low, high } = learned
  return {
    days: Math.max(0, Math.round(days)),
    ...{ extra: days, low, high },
    mean_during: learned.meanDuring,
    mean_around: learned.meanAround,
    cases_during: learned.casesDuring,
    cases_around: learned.casesAround,
    // A season says whole days, and none where it is quicker.
    differs: said < Math.max(0, Math.round(low)) || said > Math.max(0, Math.round(high)),
  }
}
