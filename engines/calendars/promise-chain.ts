/**
 * The chain of openings from a wish to a door: order desk → goods → cut-off and open day of the site → its work → the
 * lane's departure → transit on the carrier's days → the consignee's next receiving window.
 */
import { type Departures, nextDeparture } from './departures.ts'
import { releaseAt } from './release.ts'
import type { Window, WorkingTime } from './working-time.ts'

export interface PromiseChain {
  /** Null: orders are taken round the clock. */
  readonly desk: WorkingTime | null
  readonly lane: Departures & { readonly carrier: Pick<WorkingTime, 'isBusinessDay' | 'addBusinessDays'> }
  readonly cutOffMinute: number | null
  /** Open minutes of the site from release to ready at the dock. */
  readonly workMinutes: number
  /** Business days of the carrier; 0 arrives as it leaves. */
  readonly transitDays: number
  readonly receiving: WorkingTime
}

/** Each step's instant, so that a promise can show how it came about. */
export interface ChainTimes {
  readonly takenAt: number
  readonly releaseDay: number
  readonly releasedAt: number
  readonly readyAt: number
  readonly departureDay: number
  readonly departsAt: number
  readonly arrivesAt: number
  /** The window of the ship-to in which the goods are taken in. */
  readonly received: Window
}

/**
 * The times of goods that are at hand from `availableDay` (local day of the site; null: now). Null where a calendar
 * on the way never opens again. Whatever is just in time at one step goes on with it: equality counts as before.
 */
export function followChain(chain: PromiseChain, now: number, availableDay: number | null): ChainTimes | null {
  const { desk, lane, receiving } = chain
  const taken = desk === null ? now : desk.nextWindow(now)?.start
  if (taken === undefined) return null
  const atHand = availableDay === null ? taken : Math.max(taken, lane.site.zone.startOfDay(availableDay))
  const release = releaseAt(lane.site, atHand, chain.cutOffMinute)
  const readyAt = release && lane.site.addMinutes(release.instant, chain.workMinutes)
  const departure = readyAt === null ? null : nextDeparture(lane, readyAt)
  if (release === null || readyAt === null || departure === null) return null
  const arrivalDay = lane.carrier.addBusinessDays(departure.day, chain.transitDays)
  if (arrivalDay === null) return null
  const arrivesAt = chain.transitDays === 0 ? departure.instant : receiving.zone.startOfDay(arrivalDay)
  const received = receiving.nextWindow(Math.max(arrivesAt, departure.instant))
  if (received === null) return null
  return {
    takenAt: taken,
    releaseDay: release.day,
    releasedAt: release.instant,
    readyAt,
    departureDay: departure.day,
    departsAt: departure.instant,
    arrivesAt,
    received,
  }
}
