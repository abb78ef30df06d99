/**
 * Serves claims on one pool in the order of their rank: who comes first keeps the day, who comes last moves.
 *
 * The pool is a curve of what has arrived by each day; a claim takes its quantity from the first day at or after its need
 * on which nothing served before it is broken (cumulative available-to-promise, see engines/promising). Each claim costs
 * at most one walk over the horizon, so a hundred thousand claims on one product take well under a second.
 */

export interface Arrival {
  readonly day: number
  readonly quantityMilli: number
}

export interface ClaimsInRank {
  /** Local days of the site on which the goods are needed, best rank first. */
  readonly needDays: Int32Array
  /** Thousandths of the base unit, above zero. */
  readonly quantitiesMilli: Float64Array
}

/** A claim that never fits within the horizon. */
export const NEVER = -1

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
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
): Int32Array {
  const length = lastDay - firstDay + 1
  const left = arrivedBy(onHandMilli, arrivals, { firstDay, length })
  // least[t]: what can be taken on day t without breaking a later day. It never falls as t grows.
  const least = left.slice()
  for (let t = length - 2; t >= 0; t--) least[t] = Math.min(least[t]!, least[t + 1]!)
  const served = new Int32Array(claims.needDays.length)
  for (let i = 0; i < served.length; i++) {
    const need = Math.max(0, claims.needDays[i]! - firstDay)
    if (need >= length) throw new RangeError('a claim is needed after the horizon')
    const quantity = claims.quantitiesMilli[i]!
    const at = firstWith(least, quantity, need)
    served[i] = at === length ? NEVER : Math.max(claims.needDays[i]!, firstDay + at)
    if (at < length) take(left, least, { at, quantity })
  }
  return served
}

function arrivedBy(
  onHandMilli: number,
  arrivals: readonly Arrival[],
  { firstDay, length }: { firstDay: number; length: number },
): Float64Array {
  const arrived = new Float64Array(length)
  arrived[0] = onHandMilli
  for (const { day, quantityMilli } of arrivals) {
    const at = Math.max(0, day - firstDay)
    if (at < length) arrived[at]! += quantityMilli
  }
  for (let t = 1; t < length; t++) arrived[t]! += arrived[t - 1]!
  return arrived
}

/** First index at or after `from` that holds the quantity; the length where none does. */
function firstWith(least: Float64Array, quantity: number, from: number): number {
  let low = from
  let high = least.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (least[middle]! >= quantity) high = middle
    else low = middle + 1
  }
  return low
}

function take(left: Float64Array, least: Float64Array, { at, quantity }: { at: number; quantity: number }): void {
  for (let t = at; t < left.length; t++) {
    left[t]! -= quantity
    least[t]! -= quantity
  }
  for (let t = at - 1; t >= 0; t--) {
    const value = Math.min(left[t]!, least[t + 1]!)
    if (value === least[t]) break
    least[t] = value
  }
}
