/** Quantile of the standard normal distribution: how many standard deviations cover a share of cases. */

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
const TAIL = 0.02425

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/**
 * Rational approximation by Acklam (2003), relative error below 1.15e-9. Refuses shares outside 0…1, ends excluded.
 * Example: `normalQuantile(0.95)` is 1.6449.
 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError('a share lies between 0 and 1')
  if (share < TAIL) return lower(share)
  if (share > 1 - TAIL) return 0 - lower(1 - share)
  const q = share - 0.5
  const r = q * q
  return (polynomial(A, r) * q) / polynomial([...B, 1], r)
}

function lower(share: number): number {
  const q = Math.sqrt(-2 * Math.log(share))
  return polynomial(C, q) / polynomial([...D, 1], q)
}
