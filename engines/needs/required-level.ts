/** The level that people require: what half of them ask for at least, with an interval that presumes no distribution. */
import type { Estimate } from './mean.ts'

/**
 * The median, and the pair of ordered answers that holds it in 95 % of samples (by the binomial distribution): with five
 * answers and fewer that is from the least to the greatest. Null without answers.
 */
export function requiredLevel(levels: readonly number[]): Estimate | null {
  const n = levels.length
  if (n === 0) return null
  const sorted = levels.toSorted((a, b) => a - b)
  const value = (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.floor(n / 2)]!) / 2
  const from = placeBelow(n)
  const mean = levels.reduce((sum, one) => sum + one, 0) / n
  const sd = n > 1 ? Math.sqrt(levels.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)) : 0
  return { value, low: sorted[from]!, high: sorted[n - 1 - from]!, n, sd }
}

/** The greatest k with P(at most k of n below the median) ≤ 2.5 %, as a place from 0; 0 where even the first is not sure. */
function placeBelow(n: number): number {
  let chance = 0.5 ** n
  let sum = chance
  let place = 0
  for (let k = 1; sum <= 0.025 && k <= n; k++) {
    place = k - 1
    chance = (chance * (n - k + 1)) / k
    sum += chance
  }
  return Math.max(0, Math.min(place, Math.floor((n - 1) / 2)))
}
