/** Wilson score interval of a proportion (Wilson 1927): honest near 0 and 1 and for few cases, unlike the normal interval. */
export interface Interval {
  low: number
  high: number
}

/** Two-sided 95 % quantile of the standard normal. */
const Z = 1.959964

/**
 * 95 % interval of `successes` in `cases`. Returns null without cases: a rate of nothing is neither 0 % nor 100 %.
 * `successes` may be fractional (a unit rate weighted to its number of lines). Refuses successes outside 0…cases.
 * Example: `wilson(47, 50)` is 0.8378…0.9794.
 */
export function wilson(successes: number, cases: number): Interval | null {
  if (!(successes >= 0 && successes <= cases)) throw new RangeError('successes must lie between 0 and the cases')
  if (cases === 0) return null
  const p = successes / cases
  const z2 = Z * Z
  const scale = 1 + z2 / cases
  const center = (p + z2 / (2 * cases)) / scale
  const half = (Z * Math.sqrt((p * (1 - p)) / cases + z2 / (4 * cases * cases))) / scale
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) }
}
