/** The standard normal law's density, tail and loss, to full digits. */

const ROOT_2PI = Math.sqrt(2 * Math.PI)

export const normalDensity = (k: number): number => Math.exp((-k * k) / 2) / ROOT_2PI

/**
 * Share above k, by the continued fraction of the tail beyond 3 and the series of the centre before: relative error below
 * 1e-12. Example: `normalShareAbove(1.6449)` is 0.0500.
 */
export function normalShareAbove(k: number): number {
  if (k < 0) return 1 - normalShareAbove(-k)
  return k < 3 ? 0.5 - normalDensity(k) * series(k) : normalDensity(k) * tail(k)
}

/** Σ k^(2n+1) / (1·3·5·…·(2n+1)): the area between 0 and k in units of the density at k (Marsaglia 2004). */
function series(k: number): number {
  let term = k
  let sum = k
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (k * k) / n
    sum += term
  }
  return sum
}

/** Mills' ratio as a continued fraction, evaluated from a depth at which it no longer moves. */
function tail(k: number): number {
  let value = k
  for (let n = 160; n > 0; n--) value = k + n / value
  return 1 / value
}

/** The unit normal loss G(k): what is asked for beyond k on average, in deviations. Example: G(1.6449) is 0.020893. */
export const unitLoss = (k: number): number => normalDensity(k) - k * normalShareAbove(k)
