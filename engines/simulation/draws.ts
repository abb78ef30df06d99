/** Seeded draws, begun anew for every order: no order depends on another, so any number of them can be streamed. */
import { seededRandom } from '../shared/index.ts'

export interface Draws {
  /** Uniform in [0, 1). */
  next(): number
  chance(probability: number): boolean
  /** Whole number in [low, high], both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
}

/**
 * Starts a stream of draws that depends on nothing but the given whole numbers.
 * Example: `seededDraws(7, 12)` is order 12 of the company with seed 7.
 */
export function seededDraws(seed: number, stream: number): Draws {
  const { unit } = seededRandom(mix(mix(seed) ^ Math.imul(stream, 0x9e3779b1)))
  return {
    next: unit,
    chance: (probability) => unit() < probability,
    between: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    pick: (from) => from[Math.floor(unit() * from.length)]!,
  }
}

/** Spreads neighboring seeds over the whole range (finalizer of MurmurHash3). */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Running totals of weights, to draw an index in proportion to its weight. */
export function cumulate(weights: readonly number[]): Float64Array {
  const totals = new Float64Array(weights.length)
  let sum = 0
  for (let index = 0; index < weights.length; index++) {
    sum += weights[index]!
    totals[index] = sum
  }
  return totals
}

export function drawWeighted(draws: Draws, totals: Float64Array): number {
  const wanted = draws.next() * totals[totals.length - 1]!
  let low = 0
  let high = totals.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (totals[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
