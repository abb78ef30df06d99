/**
 * Likelihood of a log time whose deviation from the location is logistic, with open ones counted as "longer than":
 * accelerated failure time (Kalbfleisch and Prentice), the loss that XGBoost boosts under the name `survival:aft`.
 */

/** Scale of the logistic deviation, in log time; about a standard deviation of 0.45. */
const SCALE = 0.25
/** Curvature of one delivered case in the middle: the unit in which shrinkage is told in cases. */
export const ONE_CASE = 0.5 / (SCALE * SCALE)

/** Fills slope and curvature of the log likelihood by the location, times the row's weight. */
export function slopes(at: Location, gradient: Float64Array, curvature: Float64Array): void {
  const { log, isOpen, location, weight, count } = at
  for (let i = 0; i < count; i++) {
    const e = 1 / (1 + Math.exp((location[i]! - log[i]!) / SCALE))
    const spread = e * (1 - e)
    gradient[i] = ((isOpen[i] ? e : 2 * e - 1) / SCALE) * weight[i]!
    curvature[i] = (Math.max(isOpen[i] ? spread : 2 * spread, 0.02) / (SCALE * SCALE)) * weight[i]!
  }
}

export interface Location {
  readonly count: number
  /** Log work of each row, and whether that is only how far it has come. */
  readonly log: Float64Array
  readonly isOpen: Uint8Array
  readonly weight: Float64Array
  /** What is believed so far. */
  readonly location: Float64Array
}
