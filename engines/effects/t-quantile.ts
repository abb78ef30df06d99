/** Quantile of Student's t distribution, by Hill's expansion in the normal quantile (Abramowitz and Stegun 26.7.5). */
import { normalQuantile } from '../shared/index.ts'

/**
 * Exact for one and two degrees of freedom, within a thousandth from four on; in between freedom is rounded down, which is
 * the careful side. Example: `tQuantile(0.975, 10)` is 2.228.
 */
export function tQuantile(share: number, freedom: number): number {
  if (freedom < 2) return Math.tan(Math.PI * (share - 0.5))
  if (freedom < 3) return (2 * share - 1) / Math.sqrt(2 * share * (1 - share))
  const z = normalQuantile(share)
  const n = freedom
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9]
  return (
    z +
    (z3 + z) / (4 * n) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * n ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * n ** 4)
  )
}
