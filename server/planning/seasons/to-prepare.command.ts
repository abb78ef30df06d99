/** Peaks that come soon: of each busy season what is not prepared yet, and weeks of last year for which nobody drew one. */
import type { SeasonsToPrepare, SeasonWarning, UndrawnSeason } from '../../../contract/seasons.ts'
import { formatLocalDay, parseLocalDay, weekdayOf } from '../../../engines/calendars/index.ts'
import { findPeaks } from '../../../engines/inventory/index.ts'
import type { SeasonAhead } from '../../modules/capacity/index.ts'
import { listSites, loadPlaces } from '../../modules/locations/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { demandByDay, firstOrderDay } from '../../views/stock/season-history.ts'
import { against, type SeasonDays } from './learned.ts'
import { isOpenIn, learnFrom } from './past.store.ts'
import {
  gapsOf,
  ordersOf,
  seasonsUpTo,
  seasonsWithWork,
  siteOf,
  sitesOf,
  watchedForSeasons,
} from './prepare.command.ts'

/** A season's goods and hands are ordered about two months before it. */
const SOON_DAYS = 60
/** Fifty-two weeks: the same weekdays a year ago. */
const YEAR_DAYS = 364

export function seasonsToPrepare(context: Context): Promise<SeasonsToPrepare> {
  return inSnapshot(context, async (tx) => {
    const now = context.clock.now()
    const today = now.toISOString().slice(0, 10)
    const ahead = await seasonsWithWork(tx, today, SOON_DAYS)
    const all = await seasonsUpTo(tx, formatLocalDay(parseLocalDay(today) + YEAR_DAYS))
    const undrawn = await undrawnOf(tx, today, all)
    if (!ahead.length) return { today, seasons: [], undrawn }
    const pools = await watchedForSeasons(tx, now)
    const seasons: SeasonWarning[] = []
    // As many rounds as seasons begin within two months: seldom more than two.
    for (const season of ahead.filter(({ kind }) => kind === 'busy'))
      seasons.push(await warningOf(tx, season, { pools, all, today }))
    return { today, seasons, undrawn }
  })
}

interface Known {
  readonly pools: Awaited<ReturnType<typeof watchedForSeasons>>
  readonly all: readonly SeasonDays[]
  readonly today: string
}

async function warningOf(tx: Tx, season: SeasonAhead, { pools, all, today }: Known): Promise<SeasonWarning> {
  const sites = await sitesOf(tx, season, today)
  const orders = ordersOf(season, { pools, sites })
  const gaps = season.shortages.flatMap((shortage) => gapsOf(shortage, sites)).filter((gap) => gap.short > 0)
  const { season_id, name, kind, location_id, first_day, last_day, days_until } = season
  return {
    ...{ season_id, name, kind, location_id, first_day, last_day, days_until },
    location_name: location_id === null ? null : (sites.get(location_id)?.name ?? null),
    orders: orders.length,
    orders_late: orders.filter((order) => order.is_late).length,
    first_order_by: orders.map((order) => order.order_by).sort()[0] ?? null,
    short_weeks: gaps.length,
    worst: gaps.toSorted((a, b) => b.short - a.short)[0] ?? null,
    longer_days: Math.max(0, ...[...sites.values()].map((place) => siteOf(place, season, new Map()).longer_days)),
    learned: await learnFrom(tx, season, { all, sites }),
  }
}

async function undrawnOf(tx: Tx, today: string, all: readonly SeasonDays[]): Promise<UndrawnSeason[]> {
  const known = await firstOrderDay(tx)
  if (known === null) return []
  const now = parseLocalDay(today)
  const first = mondayFrom(Math.max(parseLocalDay(known), now - YEAR_DAYS - 7))
  const sites = await loadPlaces(tx, await listSites(tx), { firstDay: formatLocalDay(first), lastDay: today })
  const isOpen = isOpenIn(sites)
  const days = await demandByDay(tx, { siteId: null, from: formatLocalDay(first), to: formatLocalDay(now - 1) })
  const peaks = findPeaks(days.map(({ day, lines }) => ({ day, quantity: lines, isOpen: isOpen(day) })))
  return peaks.flatMap(({ firstDay, lastDay, learned }) => {
    const [from, to] = [firstDay + YEAR_DAYS, lastDay + YEAR_DAYS]
    const isNear = to >= now && from <= now + SOON_DAYS
    const kind = learned.percent > 100 ? ('busy' as const) : ('slow' as const)
    if (!isNear || all.some((season) => isDrawn(season, { from, to }))) return []
    const found: UndrawnSeason = {
      kind,
      first_day: formatLocalDay(from),
      last_day: formatLocalDay(to),
      days_until: Math.max(0, from - now),
      learned: {
        ...against(learned, 100),
        first_day: formatLocalDay(firstDay),
        last_day: formatLocalDay(lastDay),
        work: null,
        way: null,
      },
    }
    return [found]
  })
}

const mondayFrom = (day: number) => day + ((7 - weekdayOf(day)) % 7)

/** A planner has thought of these weeks when a season covers any part of them. */
const isDrawn = (season: SeasonDays, { from, to }: { from: number; to: number }) =>
  parseLocalDay(season.first_day) <= to && parseLocalDay(season.last_day) >= from
