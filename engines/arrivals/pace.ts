/**
 * How fast our vehicles get from door to door, and how long they stand at one: learned from past trips.
 *
 * A leg is measured as the crow flies, so the road's detours are part of the pace. The company's own cases are pulled
 * towards the priors as if twenty cases of those had been seen.
 */

export interface Spread {
  /** One in ten is shorter. */
  readonly low: number
  readonly mid: number
  /** One in ten is longer. */
  readonly high: number
}

export interface Pace {
  readonly minutesPerKm: Spread
  readonly stopMinutes: Spread
  /** How many of the company's own legs it stands on. */
  readonly legs: number
}

export interface PastLeg {
  readonly km: number
  readonly minutes: number
}

/** [prior] Vans in and around towns: 24 km of crow's flight an hour. */
const PER_KM: Spread = { low: 1.3, mid: 2.5, high: 5 }
/** [prior] */
const AT_STOP: Spread = { low: 4, mid: 10, high: 25 }
const PRIOR_CASES = 20
/** Shorter legs say more about parking than about the road. */
const KM_MIN = 0.5
const PER_KM_MAX = 60
const STOP_MINUTES_MAX = 180

export function learnPace(legs: readonly PastLeg[], stopMinutes: readonly number[]): Pace {
  const perKm = legs
    .filter(({ km, minutes }) => km >= KM_MIN && minutes > 0 && minutes / km <= PER_KM_MAX)
    .map(({ km, minutes }) => minutes / km)
  const stops = stopMinutes.filter((minutes) => minutes > 0 && minutes <= STOP_MINUTES_MAX)
  return { minutesPerKm: pulled(perKm, PER_KM), stopMinutes: pulled(stops, AT_STOP), legs: perKm.length }
}

function pulled(cases: readonly number[], prior: Spread): Spread {
  if (cases.length === 0) return prior
  const sorted = [...cases].sort((a, b) => a - b)
  const share = cases.length / (cases.length + PRIOR_CASES)
  const at = (quantile: number, before: number) => share * quantileOf(sorted, quantile) + (1 - share) * before
  return { low: at(0.1, prior.low), mid: at(0.5, prior.mid), high: at(0.9, prior.high) }
}

function quantileOf(sorted: readonly number[], quantile: number): number {
  const place = (sorted.length - 1) * quantile
  const below = Math.floor(place)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below)
}
