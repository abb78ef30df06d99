/** Which seasons come, and what is needed before them. */
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ComingSeason, listComingSeasons, listSites, loadPlaces, type Place } from '../locations/index.ts'
import { loadCapacityOf, type ResourceHorizon } from './capacity.store.ts'
import { type DemandSeason, longestWait, type ShortDay, shortDays, usualWeek } from './season-needs.ts'

/** Eight weeks tell what is usual on each weekday. */
export const LOOKED_BACK_DAYS = 56
const CATCH_UP_DAYS = 28

export interface Shortage {
  readonly resource_id: string
  readonly location_id: string
  readonly kind: string
  readonly name: string
  readonly short: number
  /** How long the work of the worst day waits, in days. */
  readonly wait_days: number
  readonly days: readonly ShortDay[]
}

export interface SeasonAhead extends ComingSeason {
  readonly days_until: number
  readonly shortages: readonly Shortage[]
}

export interface SeasonsQuestion {
  readonly today: string
  /** Seasons that begin within so many days, or run already. */
  readonly days: number
  /** What was done on a past day at a site, by kind of resource, where it is known from elsewhere than bookings. */
  readonly done?: (siteId: string, kind: string, day: number) => number
}

/** The seasons ahead, the next first, each with the days on which a resource of its sites will fall short. */
export async function seasonsAhead(tx: Tx, { today, days, done }: SeasonsQuestion): Promise<SeasonAhead[]> {
  const now = parseLocalDay(today)
  const seasons = await listComingSeasons(tx, { from: today, to: formatLocalDay(now + days) })
  if (!seasons.length) return []
  // Beyond the last season: what does not fit into it is done afterwards.
  const end = Math.max(...seasons.map((season) => parseLocalDay(season.last_day)))
  const lastDay = formatLocalDay(end + CATCH_UP_DAYS)
  const first = formatLocalDay(now - LOOKED_BACK_DAYS)
  const sites = await loadPlaces(tx, await listSites(tx), { firstDay: first, lastDay })
  const past = await loadCapacityOf(tx, sites, first, formatLocalDay(now - 1))
  const ahead = await loadCapacityOf(tx, sites, today, lastDay)
  return seasons.map((season) => ({
    ...season,
    days_until: Math.max(0, parseLocalDay(season.first_day) - now),
    shortages: ahead.resources
      .filter(({ siteId }) => season.location_id === null || season.location_id === siteId)
      .flatMap((resource) => {
        const demand = demandOf(sites.get(resource.siteId)!)
        const before = past.resources.find((one) => one.resourceId === resource.resourceId)!
        const usual = usualWeek(done ? withDone(before, done) : before, demand)
        return shortageOf(resource, usual, { season, demand })
      }),
  }))
}

/** Whichever is more: not all work is booked, and not all that was booked left the same day. */
const withDone = (past: ResourceHorizon, done: NonNullable<SeasonsQuestion['done']>): ResourceHorizon => ({
  ...past,
  booked: past.booked.map((booked, at) => Math.max(booked, done(past.siteId, past.kind, past.firstDay + at))),
})

const demandOf = ({ seasons }: Place): DemandSeason[] =>
  seasons.map(({ first_day, last_day, demand_percent }) => ({
    firstDay: parseLocalDay(first_day),
    lastDay: parseLocalDay(last_day),
    demandPercent: demand_percent,
  }))

function shortageOf(
  resource: ResourceHorizon,
  usual: readonly number[],
  { season, demand }: { season: ComingSeason; demand: DemandSeason[] },
): Shortage[] {
  const span = { seasons: demand, fromDay: parseLocalDay(season.first_day), toDay: parseLocalDay(season.last_day) }
  const days = shortDays(resource, usual, span)
  if (!days.length) return []
  const { resourceId, siteId, kind, name } = resource
  const wait_days = longestWait(resource, usual, span)
  const short = days.reduce((sum, day) => sum + day.short, 0)
  return [{ resource_id: resourceId, location_id: siteId, kind, name, short, wait_days, days }]
}
