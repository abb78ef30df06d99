/** How many deviations of lead-time demand a standard takes. */
import { normalQuantile, unitLoss } from './distribution.ts'

/** α: the share of replenishment cycles without a stock-out. Example: 0.95 gives 1.6449. */
export const factorOfCycles = (alpha: number): number => normalQuantile(alpha)

const LOWEST = -40
const HIGHEST = 40

/**
 * β: the share of units given from the shelf, orders of size Q arriving while what is missing waits.
 * Solves G(k) − G(k + Q/σ) = (1−β)·Q/σ. Example: Q 400, σ 87.7268, β 0.95 gives 0.4072.
 * The left side falls in k, so halving finds it; negative results are right for large orders: even no safety stock exceeds β.
 */
export function factorOfUnits(beta: number, quantity: number, deviation: number): number {
  return solve(quantity / deviation, beta, (k, ratio) => unitLoss(k) - unitLoss(k + ratio))
}

/** The same without the second loss, as many books have it: never less safe, and too safe where orders are small. */
export function factorOfUnitsOneTerm(beta: number, quantity: number, deviation: number): number {
  return solve(quantity / deviation, beta, (k) => unitLoss(k))
}

function solve(ratio: number, beta: number, loss: (k: number, ratio: number) => number): number {
  if (!(beta > 0 && beta < 1)) throw new RangeError('a share lies between 0 and 1')
  const wanted = (1 - beta) * ratio
  let [low, high] = [LOWEST, HIGHEST]
  for (let step = 0; step < 200 && high - low > 1e-13; step++) {
    const middle = (low + high) / 2
    if (loss(middle, ratio) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The share of units given from the shelf at k. Example: Q 400, σ 87.7268, k 1.6449 gives 0.9954. */
export function unitFillRate(k: number, quantity: number, deviation: number): number {
  return 1 - (deviation * (unitLoss(k) - unitLoss(k + quantity / deviation))) / quantity
}
