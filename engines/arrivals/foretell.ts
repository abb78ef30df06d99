/**
 * When a vehicle reaches each of its next stops, with the interval in which eight of ten arrivals fall.
 *
 * The middles of legs and stays add up; their spreads add in squares, since one slow leg seldom makes the next one slow.
 * Everything counts from the last sign of life, so that an estimate moves with news and never with the clock alone; when the
 * end of its interval has passed unheard, whoever shows it says that nothing is known.
 */
import { distanceKm, type Point } from './distance.ts'
import type { Pace, Spread } from './pace.ts'

export interface VehicleNow {
  readonly place: Point
  /** When it was seen there, epoch milliseconds. */
  readonly seenAt: number
  /** It stands at a door just now: the rest of that stay comes first. */
  readonly isAtStop: boolean
}

export interface Arrival {
  readonly low: number
  readonly mid: number
  readonly high: number
}

const MINUTE_MS = 60_000
/** [prior] For a door whose place nobody knows. */
const UNKNOWN_LEG_KM = 6
/** Nearer than this is the same yard: one stay serves both. */
const SAME_PLACE_KM = 0.1

/** One arrival a stop, in their order. */
export function foretellArrivals(
  vehicle: VehicleNow,
  stops: readonly (Point | null)[],
  { pace }: { readonly pace: Pace },
): Arrival[] {
  const sum = new Sum()
  if (vehicle.isAtStop) sum.add(pace.stopMinutes, 0.5)
  let from: Point | null = vehicle.place
  let floor = vehicle.seenAt
  return stops.map((stop, nth) => {
    const km = from && stop ? distanceKm(from, stop) : UNKNOWN_LEG_KM
    if (nth > 0 && km > SAME_PLACE_KM) sum.add(pace.stopMinutes, 1)
    sum.add(pace.minutesPerKm, km)
    from = stop
    const at = (minutes: number) => Math.max(floor, vehicle.seenAt + Math.round(minutes * MINUTE_MS))
    const mid = at(sum.mid)
    const arrival = { low: Math.min(mid, at(sum.low)), mid, high: Math.max(mid, at(sum.high)) }
    // A later stop is never reached before an earlier one.
    floor = Math.max(floor, arrival.low)
    return arrival
  })
}

class Sum {
  mid = 0
  #below = 0
  #above = 0

  add({ low, mid, high }: Spread, times: number): void {
    this.mid += mid * times
    this.#below += ((mid - low) * times) ** 2
    this.#above += ((high - mid) * times) ** 2
  }

  get low(): number {
    return Math.max(0, this.mid - Math.sqrt(this.#below))
  }

  get high(): number {
    return this.mid + Math.sqrt(this.#above)
  }
}
