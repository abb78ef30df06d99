/** When a vehicle came to the door of a stop and when it had left it again, as its positions show. */
import { distanceKm, type Point } from '../../../engines/arrivals/index.ts'

export interface OpenStop {
  readonly trip_id: string
  readonly stop_number: number
  readonly shipment_id: string
  readonly latitude: number
  readonly longitude: number
  /** Epoch milliseconds. */
  readonly arrived_at: number | null
}

export interface TripFix extends Point {
  readonly trip_id: string
  readonly at: number
  readonly accuracy_m?: number | null | undefined
}

export interface StopChange extends Point {
  readonly trip_id: string
  readonly stop_number: number
  readonly shipment_id: string
  readonly arrived_at: number
  /** Told by these positions, and not before. */
  readonly isArrival: boolean
  readonly left_at: number | null
}

/** So much farther than the fence counts as gone, so that a fix that jumps at the fence does not end a stay. */
const GONE = 1.5

/** Only fixes surer than the fence is wide say anything of a door. */
export function seenAtDoors(stops: readonly OpenStop[], fixes: readonly TripFix[], radiusM: number): StopChange[] {
  const sure = fixes.filter(({ accuracy_m }) => (accuracy_m ?? 0) <= radiusM).sort((a, b) => a.at - b.at)
  return stops.flatMap((stop) => {
    const own = sure.filter(({ trip_id }) => trip_id === stop.trip_id)
    const meters = (fix: TripFix) => distanceKm(fix, stop) * 1_000
    const first = stop.arrived_at === null ? own.find((fix) => meters(fix) <= radiusM) : undefined
    const arrivedAt = stop.arrived_at ?? first?.at
    if (arrivedAt === undefined) return []
    const gone = own.find((fix) => fix.at > arrivedAt && meters(fix) > radiusM * GONE)
    if (!first && !gone) return []
    const { trip_id, stop_number, shipment_id } = stop
    return [
      {
        ...{ trip_id, stop_number, shipment_id, arrived_at: arrivedAt },
        ...{ latitude: (first ?? stop).latitude, longitude: (first ?? stop).longitude },
        isArrival: first !== undefined,
        left_at: gone?.at ?? null,
      },
    ]
  })
}
