/** When goods leave on a lane: at its times, on days on which the site is open and the carrier moves. */
import type { BusinessDays } from './business-days.ts'
import { DAY_MS, weekdayOf } from './local-day.ts'
import type { WorkingTime } from './working-time.ts'

export interface Departures {
  /** Minutes of the site's day by weekday, Monday first, ascending. */
  readonly weekly: readonly (readonly number[])[]
  readonly site: WorkingTime
  /** The carrier's days carry the same dates as the site's. */
  readonly carrier: BusinessDays
}

export interface Departure {
  /** Local day of the site. */
  readonly day: number
  readonly instant: number
}

/** Half a year without a departure is taken for never. */
const SEARCHED_DAYS = 183

export const departsOn = ({ weekly, site, carrier }: Departures, day: number): boolean =>
  weekly[weekdayOf(day)]!.length > 0 && site.isBusinessDay(day) && carrier.isBusinessDay(day)

/** The first departure at or after an instant: what is ready when the carrier collects goes with it. Null: never. */
export function nextDeparture(lane: Departures, ready: number): Departure | null {
  const first = lane.site.zone.dayAt(ready)
  for (let day = first; day < first + SEARCHED_DAYS; day++) {
    if (!departsOn(lane, day)) continue
    for (const minute of lane.weekly[weekdayOf(day)]!) {
      const instant = lane.site.zone.instantOf(day * DAY_MS + minute * 60_000)
      if (instant >= ready) return { day, instant }
    }
  }
  return null
}
