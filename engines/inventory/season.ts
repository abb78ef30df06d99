/** What a season does to stock: more or less is asked for, supply takes longer, and more or less is to lie there. */
import type { DailyDemand, LeadTime } from './lead-time-demand.ts'
import { type StockPolicy, stockPolicy } from './policy.ts'

export interface StockSeason {
  readonly firstDay: number
  readonly lastDay: number
  readonly demandPercent: number
  /** Of the safety stock; null: as usual. */
  readonly targetPercent: number | null
  readonly extraLeadDays: number | null
}

const isDuring = (season: StockSeason, day: number) => season.firstDay <= day && day <= season.lastDay

/** Demand of a day against a usual one; seasons that overlap multiply. */
export const seasonDemandFactor = (seasons: readonly StockSeason[], day: number): number =>
  seasons.filter((season) => isDuring(season, day)).reduce((factor, one) => (factor * one.demandPercent) / 100, 1)

/** Average factor over the days from one to another, both included; 1 where there are none. */
export function meanDemandFactor(seasons: readonly StockSeason[], fromDay: number, toDay: number): number {
  if (toDay < fromDay) return 1
  let sum = 0
  for (let day = fromDay; day <= toDay; day++) sum += seasonDemandFactor(seasons, day)
  return sum / (toDay - fromDay + 1)
}

export interface SeasonalQuestion {
  /** Usual demand, seasons taken out. */
  readonly demand: DailyDemand
  readonly lead: LeadTime
  readonly reviewDays: number
  readonly inStock: number
  readonly seasons: readonly StockSeason[]
  /** The day for which stock is wanted: an order placed on it covers the lead time and one review from then. */
  readonly day: number
}

export interface SeasonalPolicy extends StockPolicy {
  /** Demand a day over the days covered, seasons counted in. */
  readonly dailyDemand: number
  readonly leadDays: number
  readonly targetPercent: number
}

/**
 * The policy of a day: demand as the seasons of the days covered make it, its deviation grown alike; the lead time as the
 * seasons under way make it; the safety stock by the season's percentage. Seasons that overlap: the longest extra lead time
 * holds, since they pass at the same time, and so does the highest target.
 */
export function seasonalPolicy(question: SeasonalQuestion): SeasonalPolicy {
  const { demand, lead, reviewDays, inStock, seasons, day } = question
  const usualEnd = day + Math.ceil(lead.days + reviewDays)
  const touched = seasons.filter((season) => season.firstDay <= usualEnd && season.lastDay >= day)
  const leadDays = lead.days + Math.max(0, ...touched.map((season) => season.extraLeadDays ?? 0))
  const factor = meanDemandFactor(touched, day, day + Math.max(0, Math.ceil(leadDays + reviewDays) - 1))
  const grown = { mean: demand.mean * factor, deviation: demand.deviation * factor }
  const policy = stockPolicy({ demand: grown, lead: { ...lead, days: leadDays }, reviewDays, inStock })
  const given = touched.flatMap((season) => season.targetPercent ?? [])
  const targetPercent = given.length ? Math.max(...given) : 100
  const safetyStock = (policy.safetyStock * targetPercent) / 100
  return {
    ...policy,
    safetyStock,
    reorderPoint: policy.reorderPoint - policy.safetyStock + safetyStock,
    orderUpTo: policy.orderUpTo - policy.safetyStock + safetyStock,
    dailyDemand: grown.mean,
    leadDays,
    targetPercent,
  }
}
