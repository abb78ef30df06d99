/** Which reports of a position can be true. Each is judged alone and against where the vehicle was just before and after. */
import type { PositionFault, PositionReport, PositionSetting } from '../../../contract/positions.ts'
import { distanceKm, type Point } from '../../../engines/arrivals/index.ts'

const FUTURE_MS = 2 * 60_000
const ACCURACY_MAX_M = 2_000
/** A device without reception reports the zero of its map, off the coast of Africa. */
const ZERO_DEGREES = 0.01
const DAY_MS = 86_400_000
/** Two reports jitter by this much even at rest. */
const JITTER_KM = 0.15

type Judged = Pick<PositionReport, 'latitude' | 'longitude' | 'accuracy_m' | 'at'>

export function faultAlone(report: Judged, { retention_days }: PositionSetting, now: number): PositionFault | null {
  const { latitude, longitude, accuracy_m } = report
  const at = Date.parse(report.at)
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return 'out_of_range'
  if (Math.abs(latitude) < ZERO_DEGREES && Math.abs(longitude) < ZERO_DEGREES) return 'zero_place'
  if (at > now + FUTURE_MS) return 'future'
  if (at < now - retention_days * DAY_MS) return 'too_old'
  if ((accuracy_m ?? 0) > ACCURACY_MAX_M) return 'inaccurate'
  return null
}

export interface Fix extends Point {
  readonly at: number
  readonly accuracy_m?: number | null | undefined
}

/** Nothing drives from one to the other in that time; what the devices do not know exactly is in their favor. */
export function isTooFast(one: Fix, other: Fix, topSpeedKmh: number): boolean {
  const hours = Math.abs(other.at - one.at) / 3_600_000
  const doubt = JITTER_KM + ((one.accuracy_m ?? 0) + (other.accuracy_m ?? 0)) / 1_000
  return distanceKm(one, other) - doubt > topSpeedKmh * hours
}

export interface Between extends Fix {
  /** What stands in the books just before and just after. */
  readonly before: Fix | null
  readonly after: Fix | null
}

/** Of one vehicle's new fixes: those that stand too far from the last one believed. Any order in, the same answer. */
export function tooFast<T extends Between>(fixes: readonly T[], topSpeedKmh: number): Set<T> {
  const wrong = new Set<T>()
  let believed: Fix | null = null
  for (const fix of [...fixes].sort((a, b) => a.at - b.at)) {
    const last = later(believed, fix.before)
    const isWrong = (last && isTooFast(last, fix, topSpeedKmh)) || (fix.after && isTooFast(fix, fix.after, topSpeedKmh))
    if (isWrong) wrong.add(fix)
    else believed = fix
  }
  return wrong
}

const later = (one: Fix | null, other: Fix | null): Fix | null =>
  one && other ? (one.at >= other.at ? one : other) : (one ?? other)
