/**
 * What a pool can give on each day: the curve of all that has arrived, less all that was given so far.
 *
 * A quantity is given on the first day at or after its need on which nothing given before it is broken (cumulative
 * available-to-promise, see engines/promising). Each giving costs at most one walk over the horizon.
 */

export interface Arrival {
  readonly day: number
  readonly quantityMilli: number
}

export interface Horizon {
  readonly firstDay: number
  readonly lastDay: number
}

/** A quantity that never fits within the horizon. */
export const NEVER = -1

export interface Curve {
  /** Gives a quantity and says on which day: its need, a later day, or `NEVER`, which takes nothing. */
  give(needDay: number, quantityMilli: number): number
  /** What can be given by a day at most; it never falls as days go on. */
  most(day: number): number
}

/** What arrived before the first day counts as there; needs before it count for it. */
export function curveOf(onHandMilli: number, arrivals: readonly Arrival[], { firstDay, lastDay }: Horizon): Curve {
  const length = lastDay - firstDay + 1
  const left = arrivedBy(onHandMilli, arrivals, { firstDay, length })
  // least[t]: what can be taken on day t without breaking a later day. It never falls as t grows.
  const least = left.slice()
  for (let t = length - 2; t >= 0; t--) least[t] = Math.min(least[t]!, least[t + 1]!)
  return {
    give(needDay, quantityMilli) {
      const need = Math.max(0, needDay - firstDay)
      if (need >= length) throw new RangeError('a claim is needed after the horizon')
      const at = firstWith(least, quantityMilli, need)
      if (at === length) return NEVER
      take(left, least, { at, quantity: quantityMilli })
      return Math.max(needDay, firstDay + at)
    },
    most: (day) => Math.max(0, least[Math.min(Math.max(0, day - firstDay), length - 1)]!),
  }
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
