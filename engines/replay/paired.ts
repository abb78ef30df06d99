/** The difference of two policies over pairs of years that share their chance: its mean with its interval, and what the sharing spared. */
import { normalQuantile } from '../shared/index.ts'

export interface Compared {
  /** Null: nothing is told of it. */
  readonly before: number | null
  readonly after: number | null
  readonly change: number | null
  /** 95 of 100 draws lie between. */
  readonly low: number | null
  readonly high: number | null
  /** In nine of ten draws it is at least this afterwards. */
  readonly atLeast: number | null
  /** Of pairs: share of the variance of a difference that sharing chance took away; null: there was none to take. */
  readonly spared: number | null
}

/** Student's t by Cornish and Fisher's expansion about the normal; from five degrees of freedom on right to a hundredth. */
export function studentQuantile(share: number, freedom: number): number {
  const z = normalQuantile(share)
  const [z3, z5] = [z ** 3, z ** 5]
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3)
  )
}

/**
 * Mean of the differences ± t · s/√n. Two years of their own would differ by the variances of both; years that share orders,
 * demand and disturbances differ by the variance of the difference alone.
 */
export function pairedOf(pairs: readonly (readonly [before: number, after: number])[]): Compared {
  const n = pairs.length
  const before = pairs.map(([was]) => was)
  const after = pairs.map(([, is]) => is)
  const differences = pairs.map(([was, is]) => is - was)
  const change = meanOf(differences)
  const alone = varianceOf(before) + varianceOf(after)
  const shared = varianceOf(differences)
  const reach = n > 1 ? studentQuantile(0.975, n - 1) * Math.sqrt(shared / n) : null
  return {
    before: meanOf(before),
    after: meanOf(after),
    change,
    low: reach === null ? null : change - reach,
    high: reach === null ? null : change + reach,
    atLeast: after.toSorted((a, b) => a - b)[Math.floor(0.1 * n)] ?? null,
    spared: alone > 0 ? 1 - shared / alone : null,
  }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
