/** What is asked for until an order placed now, or at the next review, is there. */

export interface DailyDemand {
  /** Units a day. */
  readonly mean: number
  /** Of one day's demand, better of its forecast's error. */
  readonly deviation: number
}

export interface LeadTime {
  /** Measured, in the same days as the demand. */
  readonly days: number
  readonly deviation: number
}

/**
 * σ_x = √( (L+R)·σ_d² + d²·σ_L² ), demand and lead time independent; R, the days between two orders, is 0 where stock is
 * watched continuously. Example: d 40, σ_d 12, L 9, σ_L 2 gives 87.7268; leaving the lead time's variation out, 36.
 */
export function leadTimeDeviation(demand: DailyDemand, lead: LeadTime, reviewDays = 0): number {
  return Math.sqrt((lead.days + reviewDays) * demand.deviation ** 2 + demand.mean ** 2 * lead.deviation ** 2)
}

/** Even where nothing was ever seen to vary, single pieces come by chance: never below a Poisson's √d. */
export const atLeastPoisson = ({ mean, deviation }: DailyDemand): DailyDemand => ({
  mean,
  deviation: Math.max(deviation, Math.sqrt(Math.max(0, mean))),
})
