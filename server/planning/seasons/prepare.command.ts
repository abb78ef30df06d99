/** The list of what is to be done before a season comes: what to order until when, where work finds no room, what to tell. */
import { Refusal } from '../../../contract/refusals.ts'
import type { SeasonGap, SeasonPreparation, SeasonSite } from '../../../contract/seasons.ts'
import { formatLocalDay, parseLocalDay, weekdayOf } from '../../../engines/calendars/index.ts'
import { getRecord } from '../../ledger/index.ts'
import { type SeasonAhead, seasonsAhead } from '../../modules/capacity/index.ts'
import {
  listComingSeasons,
  listSites,
  loadPlaces,
  type Place,
  season as seasonType,
} from '../../modules/locations/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { lastSuppliers, promisedLines } from '../../views/stock/season-history.ts'
import { seasonOrders } from '../../views/stock/season-orders.ts'
import { loadWatched } from '../../views/stock/watched-pools.ts'
import { learnFrom, workDone } from './past.store.ts'

const ORDERS_SHOWN_MAX = 300
/** The averages look back half a year, as the early warnings do. */
const WINDOW_DAYS = 182
/** A season further ahead than this is not prepared for yet. */
const AHEAD_DAYS = 365

/** Refuses `not_found`, and `wrong_state` for a season that is over or more than a year away. */
export function prepareSeason(context: Context, id: string): Promise<SeasonPreparation> {
  return inSnapshot(context, async (tx) => {
    const now = context.clock.now()
    const today = now.toISOString().slice(0, 10)
    const { version } = await getRecord(tx, seasonType, id)
    const ahead = (await seasonsWithWork(tx, today, AHEAD_DAYS)).find((one) => one.season_id === id)
    if (!ahead) throw new Refusal('wrong_state', { season_id: id, reason: 'not_ahead' })
    const { shortages, ...season } = ahead
    const pools = await watchedForSeasons(tx, now)
    const sites = await sitesOf(tx, ahead, today)
    const orders = ordersOf(ahead, { pools, sites })
    const shown = orders.slice(0, ORDERS_SHOWN_MAX)
    const suppliers = await lastSuppliers(tx, shown)
    const promised = await promisedLines(tx, { from: season.first_day, to: season.last_day })
    return {
      season: { ...season, version },
      today,
      learned: await learnFrom(tx, ahead, { all: await seasonsUpTo(tx, ahead.last_day), sites }),
      orders: shown.map((order) => ({
        ...order,
        supplier_id: suppliers.get(`${order.product_id}@${order.location_id}`) ?? null,
      })),
      order_count: orders.length,
      gaps: shortages.flatMap((shortage) => gapsOf(shortage, sites)),
      sites: [...sites.values()].map((place) => siteOf(place, ahead, promised)),
    }
  })
}

/** The seasons that come within some days, with the work that their sites usually do. */
export const seasonsWithWork = async (tx: Tx, today: string, days: number) =>
  seasonsAhead(tx, { today, days, done: await workDone(tx, today) })

export const watchedForSeasons = (tx: Tx, now: Date) =>
  loadWatched(tx, { window_days: WINDOW_DAYS, limit: ORDERS_SHOWN_MAX }, now)

interface Stocked {
  readonly pools: Awaited<ReturnType<typeof watchedForSeasons>>
  readonly sites: ReadonlyMap<string, Place>
}

export const ordersOf = (season: SeasonAhead, { pools, sites }: Stocked) =>
  seasonOrders(
    pools.filter((pool) => sites.has(pool.location_id)),
    parseLocalDay(season.first_day),
  )

export async function sitesOf(tx: Tx, season: SeasonAhead, today: string): Promise<Map<string, Place>> {
  const ids = season.location_id === null ? await listSites(tx) : [season.location_id]
  return loadPlaces(tx, ids, { firstDay: today, lastDay: season.last_day })
}

/** Every season up to the end of one, those of the past too. */
export const seasonsUpTo = (tx: Tx, day: string) => listComingSeasons(tx, { from: '1970-01-01', to: day })

type Shortage = SeasonAhead['shortages'][number]

/** By week, Monday first, those weeks alone in which a day has less room than work. */
export function gapsOf(shortage: Shortage, sites: ReadonlyMap<string, Place>): SeasonGap[] {
  const weeks = new Map<string, Shortage['days'][number][]>()
  for (const day of shortage.days) {
    const number = parseLocalDay(day.day)
    const monday = formatLocalDay(number - weekdayOf(number))
    weeks.set(monday, [...(weeks.get(monday) ?? []), day])
  }
  return [...weeks].map(([week, days]) => {
    const worst = days.reduce((a, b) => (b.expected - b.quantity > a.expected - a.quantity ? b : a))
    const total = (of: 'expected' | 'quantity' | 'short') => days.reduce((sum, day) => sum + day[of], 0)
    return {
      resource_id: shortage.resource_id,
      name: shortage.name,
      kind: shortage.kind,
      location_id: shortage.location_id,
      location_name: sites.get(shortage.location_id)?.name ?? shortage.location_id,
      week,
      expected: total('expected'),
      quantity: total('quantity'),
      short: total('short'),
      worst_day: worst.day,
      worst_expected: worst.expected,
    }
  })
}

export function siteOf(place: Place, season: SeasonAhead, promised: ReadonlyMap<string, number>): SeasonSite {
  const waits = season.shortages.filter((one) => one.location_id === place.location_id).map((one) => one.wait_days)
  const wait_days = Math.max(0, ...waits)
  const extra_lead_days = season.extra_lead_days ?? 0
  return {
    location_id: place.location_id,
    location_name: place.name,
    zone: place.zone,
    last_usual_day: lastOpenDay(place, parseLocalDay(season.first_day) - 1),
    cutoff: place.cutoff,
    extra_lead_days,
    wait_days,
    longer_days: extra_lead_days + wait_days,
    promised_lines: promised.get(place.location_id) ?? 0,
  }
}

/** Null: the site has been closed for a month before. */
function lastOpenDay({ calendar }: Place, day: number): string | null {
  for (let at = day; at > day - 31; at--) if (calendar.isBusinessDay(at)) return formatLocalDay(at)
  return null
}
