/**
 * Prices of the limits by Lagrange: with a price on each limit every class chooses for itself, and the sum bounds the best
 * mix from above. The lowest bound is sought: exactly for one limit, by the deep-cut ellipsoid for several. A bound holds
 * whatever the prices, so nothing rests on how well they were found.
 */
import { classCount, type Knapsack, leastUse, limitSlack, type Picks } from './knapsack.ts'

export interface Bound {
  readonly prices: Float64Array
  readonly bound: number
  /** What each class would choose at these prices. */
  readonly picks: Picks
}

interface Priced extends Bound {
  /** What is left of each limit. */
  readonly left: Float64Array
}

export function lowestBound(asked: Knapsack, near?: Float64Array): Bound {
  const free = priced(asked, new Float64Array(asked.limits.length))
  if (free.left.every((left, k) => left >= -limitSlack(asked, k))) return free
  return asked.limits.length === 1 ? forOne(asked, free) : forSeveral(asked, free, near)
}

/** Of each class the option with the most value at the prices; of equals the one that uses less. */
export function priced(asked: Knapsack, prices: Float64Array): Priced {
  const { starts, value, uses, limits } = asked
  const picks = new Int32Array(classCount(asked))
  const left = Float64Array.from(limits)
  let bound = 0
  for (let k = 0; k < limits.length; k++) bound += prices[k]! * limits[k]!
  for (let at = 0; at < picks.length; at++) {
    let best = Number.NEGATIVE_INFINITY
    let least = 0
    for (let option = starts[at]!; option < starts[at + 1]!; option++) {
      let worth = value[option]!
      let use = 0
      for (let k = 0; k < limits.length; k++) {
        const one = uses[k]![option]!
        worth -= prices[k]! * one
        use += one
      }
      if (worth > best || (worth === best && use < least)) {
        best = worth
        least = use
        picks[at] = option
      }
    }
    bound += best
    for (let k = 0; k < limits.length; k++) left[k]! -= uses[k]![picks[at]!]!
  }
  return { prices, bound, picks, left }
}

/** The bound is a hanging polygon over the price: the two lines that enclose its lowest point are drawn closer until they meet in it. */
function forOne(asked: Knapsack, free: Priced): Priced {
  let [low, high] = [free, free]
  for (let price = firstPrice(asked, free); high.left[0]! < -limitSlack(asked, 0); price *= 4) {
    low = high
    high = priced(asked, Float64Array.of(price))
    if (price > 1e300) return high
  }
  for (let step = 0; step < 200; step++) {
    const [a, b] = [low.prices[0]!, high.prices[0]!]
    if (high.left[0]! === low.left[0]!) break
    const meeting = a + (high.bound - low.bound - high.left[0]! * (b - a)) / (low.left[0]! - high.left[0]!)
    if (!(meeting > a && meeting < b)) break
    const middle = priced(asked, Float64Array.of(meeting))
    const expected = low.bound + low.left[0]! * (meeting - a)
    if (middle.left[0]! < -limitSlack(asked, 0)) low = middle
    else high = middle
    if (middle.bound <= expected + 1e-12 * Math.abs(expected)) return middle.bound <= high.bound ? middle : high
  }
  return low.bound < high.bound ? low : high
}

/** Value for use between what would be chosen freely and what uses least: of the right size to begin with. */
function firstPrice(asked: Knapsack, free: Priced): number {
  const room = asked.limits[0]! - free.left[0]! - leastUse(asked, 0)
  let most = 0
  for (const one of asked.value) most = Math.max(most, Math.abs(one))
  return room > 0 && most > 0 ? most / room : 1
}

const ROUNDS = 90

function forSeveral(asked: Knapsack, free: Priced, near?: Float64Array): Priced {
  const count = asked.limits.length
  // Each limit by itself tells the size of its price.
  const sizes = Float64Array.from(asked.limits, (_, k) => {
    const alone = { ...asked, uses: [asked.uses[k]!], limits: Float64Array.of(asked.limits[k]!) }
    return alone.limits[0]! >= leastUse(alone, 0) ? lowestBound(alone).prices[0]! : 0
  })
  const usual = Math.max(...sizes)
  const radius = Float64Array.from(sizes, (size, k) => 2 * Math.max(size, near?.[k] ?? 0) || 2 * usual || 1)
  let best = free
  let centre = near ? Float64Array.from(near) : Float64Array.from(radius, (one) => one / 4)
  for (let round = 0; round < 3; round++) {
    best = ellipsoid(asked, { centre, radius, best })
    centre = Float64Array.from(best.prices)
    for (let k = 0; k < count; k++) radius[k] = Math.max(radius[k]! / 50, 1e-12)
  }
  return best
}

interface Search {
  readonly centre: Float64Array
  readonly radius: Float64Array
  readonly best: Priced
}

function ellipsoid(asked: Knapsack, search: Search): Priced {
  const n = search.centre.length
  const x = Float64Array.from(search.centre)
  const shape = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, j) => (i === j ? search.radius[i]! ** 2 * n : 0)),
  )
  let best = search.best
  for (let round = 0; round < ROUNDS * n; round++) {
    const below = x.findIndex((price) => price < 0)
    let slope: Float64Array
    let excess: number
    if (below >= 0) {
      slope = Float64Array.from(x, (_, k) => (k === below ? -1 : 0))
      excess = 0 - x[below]!
    } else {
      const here = priced(asked, Float64Array.from(x))
      if (here.bound < best.bound) best = here
      slope = here.left
      excess = here.bound - best.bound
    }
    const product = shape.map((row) => row.reduce((sum, one, j) => sum + one * slope[j]!, 0))
    const length = Math.sqrt(product.reduce((sum, one, i) => sum + one * slope[i]!, 0))
    if (!(length > 1e-10 * Math.max(1, Math.abs(best.bound)))) break
    const depth = Math.min(0.999, excess / length)
    const step = (1 + n * depth) / (n + 1)
    const grow = (n * n * (1 - depth * depth)) / (n * n - 1)
    const shrink = (2 * (1 + n * depth)) / ((n + 1) * (1 + depth))
    for (let i = 0; i < n; i++) {
      x[i]! -= (step * product[i]!) / length
      for (let j = 0; j < n; j++) {
        shape[i]![j] = grow * (shape[i]![j]! - (shrink * product[i]! * product[j]!) / length ** 2)
      }
    }
  }
  return best
}
