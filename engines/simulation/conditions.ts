/** The world around the orders: busy and slow weeks, weather, late supplies, and how well each site and carrier works on a day. */
import { CARRIERS, CODRU_PARCEL, SITES } from './company.ts'
import { seededDraws } from './draws.ts'
import type { Country } from './holidays.ts'
import { orthodoxEaster } from './holidays.ts'
import { civilOf } from './local-time.ts'
import type { Horizon } from './open-days.ts'

const COUNTRIES: readonly Country[] = ['MD', 'RO', 'AM']

/** Demand of a country's day against an average day: peaks before the New Year and Easter, hollows after and in August. */
export function seasonOf(country: Country, day: number): number {
  const { year, month, day: date } = civilOf(day)
  const toEaster = orthodoxEaster(year) - day
  if (toEaster > 0 && toEaster <= 12) return country === 'AM' ? 1.1 : 1.4
  if (month === 12 && date >= 5) return date <= 23 ? 1.55 : 1.2
  if (month === 1) return date <= 14 ? 0.6 : 0.85
  if (month === 8) return 0.8
  if (month === 3 && date <= 7) return 1.25
  if (month === 9 || month === 10) return 1.12
  return 1
}

export interface Conditions {
  /** Demand index of the week: season times that week's own luck. */
  demand(site: number, day: number): number
  /** Multiplies every chance of being late; above 1 in busy weeks. */
  strain(site: number, day: number): number
  hasStorm(country: Country, day: number): boolean
  /** Share of orders the site gets out too late, and share of lines it picks short. */
  siteLateShare(site: number, day: number): number
  siteShortShare(site: number, day: number): number
  carrierLateShare(carrier: number, day: number): number
  /** Last day without stock of the gap that covers this day, or 0 when there is stock. */
  outOfStockUntil(site: number, product: number, day: number): number
  outOfStockSince(site: number, product: number, day: number): number
}

/** Iași rebuilt its picking after this share of the year; Codru Parcel gets worse from the other one on. */
const IASI_CHANGE = 0.55
const CODRU_DECLINE = 0.45
const LAST_PROGRESS = 364

export function buildConditions(seed: number, productCount: number, horizon: Horizon, firstDay: number): Conditions {
  const weekLuck = buildWeekLuck(seed, horizon)
  const storms = buildStorms(seed, horizon)
  const gaps = buildGaps(seed, productCount, horizon)
  const demand = (site: number, day: number): number =>
    seasonOf(SITES[site]!.country, day) * weekLuck[site]![Math.floor((day - horizon.first) / 7)]!
  const progress = (day: number): number => Math.min(1, Math.max(0, (day - firstDay) / LAST_PROGRESS))
  const isRebuilt = (site: number, day: number): boolean => site !== 1 || progress(day) >= IASI_CHANGE
  return {
    demand,
    strain: (site, day) => Math.min(3, Math.exp(2 * (demand(site, day) - 1))),
    hasStorm: (country, day) => storms[COUNTRIES.indexOf(country)]!.has(day),
    siteLateShare: (site, day) => (isRebuilt(site, day) ? 0.01 : 0.045),
    siteShortShare: (site, day) => (isRebuilt(site, day) ? 0.009 : 0.03),
    carrierLateShare: (carrier, day) => {
      const decline = carrier === CODRU_PARCEL ? Math.max(0, progress(day) - CODRU_DECLINE) * 9 : 0
      return CARRIERS[carrier]!.lateShare * (1 + decline)
    },
    outOfStockUntil: (site, product, day) => findGap(gaps[site * productCount + product]!, day, 1),
    outOfStockSince: (site, product, day) => findGap(gaps[site * productCount + product]!, day, 0),
  }
}

function buildWeekLuck(seed: number, horizon: Horizon): Float64Array[] {
  const weeks = Math.ceil((horizon.last - horizon.first + 8) / 7)
  return SITES.map((_, site) => {
    const draws = seededDraws(seed, -10 - site)
    return Float64Array.from({ length: weeks }, () => 0.86 + 0.28 * draws.next())
  })
}

function buildStorms(seed: number, horizon: Horizon): Set<number>[] {
  return COUNTRIES.map((_, index) => {
    const draws = seededDraws(seed, -20 - index)
    const days = new Set<number>()
    for (let day = horizon.first; day <= horizon.last; day++) {
      const month = civilOf(day).month
      if (draws.chance(month === 12 || month <= 2 ? 0.045 : 0.006)) days.add(day)
    }
    return days
  })
}

/** Late supplies: for each site and product flat pairs of first and last day without stock, ascending. */
function buildGaps(seed: number, productCount: number, horizon: Horizon): Int32Array[] {
  const draws = seededDraws(seed, -30)
  return Array.from({ length: SITES.length * productCount }, () => {
    const pairs: number[] = []
    let day = horizon.first + draws.between(0, 240)
    while (day < horizon.last - 40) {
      const length = draws.between(2, 9)
      pairs.push(day, day + length)
      day += length + draws.between(30, 240)
    }
    return Int32Array.from(pairs)
  })
}

function findGap(pairs: Int32Array, day: number, side: 0 | 1): number {
  for (let index = 0; index < pairs.length; index += 2) {
    if (pairs[index]! <= day && day <= pairs[index + 1]!) return pairs[index + side]!
  }
  return 0
}
