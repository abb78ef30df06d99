/** The past that a season is learned from: demand, work and ways of its last time and of the weeks around it. */
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { LOOKED_BACK_DAYS } from '../../modules/capacity/index.ts'
import type { Place } from '../../modules/locations/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { demandByDay, firstOrderDay } from '../../views/stock/season-history.ts'
import { waysByKind, workByDay, workBySite } from '../../views/stock/season-work.ts'
import { AROUND_DAYS, learnedOf, type SeasonDays, seasonBefore } from './learned.ts'

/** Null: there is no such season in the company's own past. */
export async function learnFrom(
  tx: Tx,
  season: SeasonDays,
  { all, sites }: { all: readonly SeasonDays[]; sites: ReadonlyMap<string, Place> },
) {
  const known = await firstOrderDay(tx)
  const before = seasonBefore(season, all)
  const from = formatLocalDay(before.firstDay - AROUND_DAYS)
  // A season that began before the first order would be read against days on which there was no company yet.
  if (known === null || parseLocalDay(known) > before.firstDay) return null
  const to = formatLocalDay(before.lastDay + AROUND_DAYS)
  const span = { siteId: season.location_id, from: known > from ? known : from, to }
  const during = { from: formatLocalDay(before.firstDay), to: formatLocalDay(before.lastDay) }
  const demand = await demandByDay(tx, span)
  const work = await workByDay(tx, span)
  const ways = await waysByKind(tx, { ...span, during, others: all })
  return learnedOf(season, { demand, work, ways, before, all, isOpen: isOpenIn(sites) })
}

/** A day is open when any of the sites is. */
export function isOpenIn(sites: ReadonlyMap<string, Place>): (day: number) => boolean {
  const calendars = [...sites.values()].map((place) => place.calendar)
  return (day) => calendars.some((calendar) => calendar.isBusinessDay(day))
}

const FIGURE: Readonly<Record<string, 'lines' | 'van_stops'>> = {
  pick_lines: 'lines',
  vehicle_stops: 'van_stops',
}

/** What left each site on a day of the last weeks, as the work of its pickers and vans. */
export async function workDone(tx: Tx, today: string): Promise<(siteId: string, kind: string, day: number) => number> {
  const from = formatLocalDay(parseLocalDay(today) - LOOKED_BACK_DAYS)
  const rows = new Map((await workBySite(tx, { from, to: today })).map((row) => [`${row.site_id} ${row.day}`, row]))
  return (siteId, kind, day) => {
    const figure = FIGURE[kind]
    return figure ? (rows.get(`${siteId} ${day}`)?.[figure] ?? 0) : 0
  }
}
