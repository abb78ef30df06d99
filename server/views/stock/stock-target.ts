/**
 * How much of a product a site needs to meet its in-stock standard, by its own demand and the lead time of its supply.
 *
 *   σ = √( (L+R)·σd² + d²·σL² )        safety stock = k·σ, k the normal quantile of the in-stock rate
 *   reorder point = d·L + safety stock      order up to = d·(L+R) + safety stock
 *
 * d and σd are mean and deviation of a day's demand, never less than a Poisson's √d; L and σL those of the lead time in
 * days; R is the time between two orders (Silver, Pyke, Thomas: Inventory and Production Management, independent demand).
 */
import { normalQuantile } from '../../../engines/shared/index.ts'

export interface Demand {
  readonly mean: number
  readonly deviation: number
}

export interface LeadTime {
  readonly days: number
  readonly deviation: number
}

export interface StockTarget {
  readonly safetyStock: number
  readonly reorderPoint: number
  readonly orderUpTo: number
  /** Above it is more than the standard needs, even just before the next delivery. */
  readonly most: number
}

export const REVIEW_DAYS = 7
/** A month's demand beyond the order-up-to level is surplus; below that, order sizes and packs explain it. */
const SURPLUS_DAYS = 30
/** A standard of 100 % has no quantile: nothing covers every case. */
const HIGHEST = 0.9999

/** Example: demand 40 ± 12 a day, lead time 9 ± 2 days, 95 %: σ without review 87.7, with a week's review 95.2. */
export function stockTarget(demand: Demand, lead: LeadTime, inStockPercent: number): StockTarget {
  const deviation = Math.max(demand.deviation, Math.sqrt(demand.mean))
  const span = lead.days + REVIEW_DAYS
  const sigma = Math.sqrt(span * deviation ** 2 + demand.mean ** 2 * lead.deviation ** 2)
  const share = Math.min(HIGHEST, Math.max(0.5, inStockPercent / 100))
  const safetyStock = normalQuantile(share) * sigma
  const orderUpTo = demand.mean * span + safetyStock
  return {
    safetyStock,
    reorderPoint: demand.mean * lead.days + safetyStock,
    orderUpTo,
    most: orderUpTo + demand.mean * SURPLUS_DAYS,
  }
}
