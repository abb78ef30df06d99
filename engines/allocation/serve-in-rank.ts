/** Serves claims on one pool in the order of their rank: who comes first keeps the day, who comes last moves. */
import { type Arrival, curveOf, type Horizon } from './curve.ts'

export interface ClaimsInRank {
  /** Local days of the site on which the goods are needed, best rank first. */
  readonly needDays: Int32Array
  /** Thousandths of the base unit, above zero. */
  readonly quantitiesMilli: Float64Array
}

/**
 * The day on which each claim is served: its need, a later day, or `NEVER`.
 *
 * What arrived before `firstDay` counts as there. Refuses needs after `lastDay`; earlier ones count for `firstDay`.
 * Example: 5 on hand and 5 on day 3 serve claims of 4 and 4, both needed on day 0, on days 0 and 3.
 */
export function serveInRank(
  onHandMilli: number,
  arrivals: readonly Arrival[],
  claims: ClaimsInRank,
  horizon: Horizon,
): Int32Array {
  const curve = curveOf(onHandMilli, arrivals, horizon)
  const served = new Int32Array(claims.needDays.length)
  for (let i = 0; i < served.length; i++) served[i] = curve.give(claims.needDays[i]!, claims.quantitiesMilli[i]!)
  return served
}
