/** How a promise stands, as one word for the map: what the calendar, the risk model and the vehicle's way say, the worst of them. */
import { MAP_STATES, type MapState } from '../../../contract/live-map.ts'
import type { LiveArrival } from '../../../contract/vehicles.ts'
import { formatLocalDay, zoneOf } from '../../../engines/calendars/index.ts'

export interface Standing {
  readonly promisedOn: string | null
  /** Where hours were promised. */
  readonly promisedEnd: Date | null
  readonly zone: string | null
  /** At the door. */
  readonly today: string
  /** Of the risk model: 0 safe, 1 watch, 2 act, 3 tell. Null: not judged. */
  readonly level: number | null
  readonly arrival: LiveArrival | null
}

export function mapState({ promisedOn, promisedEnd, zone, today, level, arrival }: Standing): MapState {
  if (promisedOn === null) return 'unknown'
  if (promisedOn < today) return 'late'
  const isAfter = (at: string) =>
    promisedEnd ? Date.parse(at) > promisedEnd.getTime() : dayOf(Date.parse(at), zone) > promisedOn
  const byWay: MapState = !arrival
    ? 'unknown'
    : isAfter(arrival.mid)
      ? 'danger'
      : isAfter(arrival.high)
        ? 'watch'
        : 'on_time'
  // Who sees the vehicle coming knows better than a model of days.
  if (byWay !== 'unknown') return byWay
  if (level === null) return 'unknown'
  return level === 0 ? 'on_time' : level === 1 ? 'watch' : 'danger'
}

const dayOf = (at: number, zone: string | null) => formatLocalDay(zoneOf(zone ?? 'UTC').dayAt(at))

const RANK: Readonly<Record<MapState, number>> = { unknown: 0, on_time: 1, watch: 2, danger: 3, late: 4 }

export const worst = (states: readonly MapState[]): MapState =>
  states.reduce<MapState>((last, state) => (RANK[state] > RANK[last] ? state : last), MAP_STATES[4])
