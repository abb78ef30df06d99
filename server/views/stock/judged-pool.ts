/** A pool held against the stock that its standard, its demand, its supply and the seasons ahead ask for. */
import {
  meanDemandFactor,
  type SeasonalPolicy,
  seasonalPolicy,
  seasonDemandFactor,
} from '../../../engines/inventory/index.ts'
import { availableOrShort, type Pool } from '../../../engines/promising/index.ts'
import { stockOutDay } from './projection.ts'
import type { WatchedPool, WatchedSeason } from './watched-pools.ts'

const USUAL_PERCENT = 95
/** Until a company has received anything, this is what it takes. */
const USUAL_LEAD = { days: 14, deviation: 3 }
export const REVIEW_DAYS = 7
/** A month's demand beyond the order-up-to level is surplus; below that, order sizes and packs explain it. */
const SURPLUS_DAYS = 30
/** A demand seen only while nobody asked for anything says nothing of the rest of the year. */
const LEAST_FACTOR = 0.05

export interface Judged {
  readonly watched: WatchedPool
  readonly pool: Pool
  readonly policy: SeasonalPolicy
  /** Demand of a day that belongs to no season. */
  readonly usual: { readonly mean: number; readonly deviation: number }
  /** Those that moved the policy. */
  readonly seasons: readonly WatchedSeason[]
  /** Above it is more than the standard needs, even just before the next delivery. */
  readonly most: number
  readonly lead: number
  readonly percent: number
  readonly expected: number
  /** Goods and supply that nobody has claimed. */
  readonly position: number
  readonly short: number
  readonly outDay: number | null
}

/** The policy is that of `day`, today unless another is asked for. */
export function judge(watched: WatchedPool, day: number = watched.today): Judged {
  const { today, seasons } = watched
  const lead =
    watched.lead_days === null
      ? USUAL_LEAD
      : { days: Math.max(1, watched.lead_days), deviation: watched.lead_deviation ?? 0 }
  const percent = watched.target_percent ?? USUAL_PERCENT
  const usual = usualDemand(watched)
  const question = { demand: usual, lead, reviewDays: REVIEW_DAYS, inStock: percent / 100, seasons, day }
  const policy = seasonalPolicy(question)
  const pool = poolOf(watched)
  const expected = pool.supplies.reduce((sum, step) => sum + step.quantityMilli, 0) / 1000
  const days = Math.ceil(policy.leadDays)
  const reach = days + REVIEW_DAYS
  return {
    watched,
    pool,
    policy,
    usual,
    seasons: seasons.filter((season) => season.firstDay <= day + reach && season.lastDay >= day),
    // A peak that is over when the goods would have been sold leaves them lying: surplus is counted at the usual rate.
    most: policy.orderUpTo + usual.mean * SURPLUS_DAYS,
    lead: days,
    percent,
    expected,
    position: watched.on_hand + expected - watched.reserved,
    short: Math.max(0, 0 - availableOrShort(pool, today)) / 1000,
    // Looked at as far as an order placed at the next review would be there: what is later can still be ordered in time.
    outDay: stockOutDay(pool, {
      today,
      dailyDemand: usual.mean,
      factor: (on) => seasonDemandFactor(seasons, on),
      lastDay: today + reach,
    }),
  }
}

/** The mean of the days looked back on, with what their seasons added or took away taken out. */
function usualDemand({ mean, deviation, span, today, seasons }: WatchedPool) {
  const factor = Math.max(LEAST_FACTOR, meanDemandFactor(seasons, today - span, today - 1))
  return { mean: mean / factor, deviation: deviation / factor }
}

export const poolOf = (watched: WatchedPool): Pool => ({
  onHandMilli: Math.round(watched.on_hand * 1000),
  supplies: watched.supplies
    .filter((supply) => supply.state !== 'planned')
    .map(({ day, quantity }) => ({ day, quantityMilli: Math.round(quantity * 1000) })),
  reserved: watched.needs.map(({ day, quantity }) => ({ day, quantityMilli: Math.round(quantity * 1000) })),
})
