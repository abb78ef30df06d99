/** A mean of answers with its 95 % interval by Student's t: honest for the few answers that a role in a segment gives. */
import { type Interval, normalQuantile } from '../shared/index.ts'

/** Fewer answers than these are never shown as a group: one could tell who said what, and chance would speak. */
export const LEAST_ANSWERS = 5

export interface Estimate extends Interval {
  readonly value: number
  /** Answers behind it. */
  readonly n: number
  /** Standard deviation of the single answers. */
  readonly sd: number
}

/** Null without answers; of a single answer the interval is not known and reaches to the ends of the scale. */
export function meanOf(
  values: readonly number[],
  scale: Interval = { low: -Infinity, high: Infinity },
): Estimate | null {
  const n = values.length
  if (n === 0) return null
  const value = values.reduce((sum, one) => sum + one, 0) / n
  if (n === 1) return { value, low: scale.low, high: scale.high, n, sd: 0 }
  const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (n - 1))
  const half = (studentQuantile(n - 1) * sd) / Math.sqrt(n)
  return { value, low: Math.max(scale.low, value - half), high: Math.min(scale.high, value + half), n, sd }
}

/**
 * The two-sided 95 % quantile of Student's t: exact for one and two degrees of freedom, else the expansion around the
 * normal quantile (Abramowitz and Stegun 26.7.5), which is within 0.2 % from three on. Example: 2.262 for 9.
 */
export function studentQuantile(freedom: number): number {
  if (freedom === 1) return Math.tan(Math.PI * 0.475)
  if (freedom === 2) return 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))
  const x = normalQuantile(0.975)
  const [x3, x5, x7, x9] = [x ** 3, x ** 5, x ** 7, x ** 9]
  return (
    x +
    (x3 + x) / (4 * freedom) +
    (5 * x5 + 16 * x3 + 3 * x) / (96 * freedom ** 2) +
    (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / (384 * freedom ** 3) +
    (79 * x9 + 776 * x7 + 1482 * x5 - 1920 * x3 - 945 * x) / (92160 * freedom ** 4)
  )
}

/**
 * The difference a − b of two independent estimates, its interval recovered from theirs (MOVER, Zou and Donner 2008): it
 * holds for means and for shares alike, also where an interval is not symmetric.
 */
export function differenceOf(a: Ranged, b: Ranged): Interval & { readonly value: number } {
  const value = a.value - b.value
  const low = value - Math.hypot(a.value - a.low, b.high - b.value)
  const high = value + Math.hypot(a.high - a.value, b.value - b.low)
  return { value, low, high }
}

export type Ranged = Interval & { readonly value: number }
