/** The stock that one product needs at one site to meet its in-stock standard. */
import { atLeastPoisson, type DailyDemand, type LeadTime, leadTimeDeviation } from './lead-time-demand.ts'
import { factorOfCycles } from './safety-factor.ts'

export interface StockPolicy {
  readonly deviation: number
  readonly factor: number
  readonly safetyStock: number
  readonly reorderPoint: number
  readonly orderUpTo: number
}

/** A standard of 100 % has no quantile: nothing covers every case. One below half would want less than the mean. */
const [LEAST, MOST] = [0.5, 0.9999]

export interface PolicyQuestion {
  readonly demand: DailyDemand
  readonly lead: LeadTime
  /** Days between two orders; 0: stock is watched continuously. */
  readonly reviewDays: number
  /** α, as a share. */
  readonly inStock: number
}

/**
 * Reorder point d·L + SS; order up to d·(L+R) + SS; SS = k·σ_x.
 * Example: d 40 ± 12, L 9 ± 2, α 0.95, watched continuously: SS 144.30, reorder point 504.30.
 */
export function stockPolicy({ demand, lead, reviewDays, inStock }: PolicyQuestion): StockPolicy {
  const likely = atLeastPoisson(demand)
  const deviation = leadTimeDeviation(likely, lead, reviewDays)
  const factor = factorOfCycles(Math.min(MOST, Math.max(LEAST, inStock)))
  const safetyStock = factor * deviation
  return {
    deviation,
    factor,
    safetyStock,
    reorderPoint: demand.mean * lead.days + safetyStock,
    orderUpTo: demand.mean * (lead.days + reviewDays) + safetyStock,
  }
}
