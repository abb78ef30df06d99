/** The way of a consignment: from goods at hand, by a departure of a lane, to a day on which the consignee takes goods. */
import { addBusinessDays } from '../calendars/index.ts'
import type { LaneView, SiteView, Wish } from './wish.ts'

export interface Passage {
  readonly lane: LaneView
  /** Goods must be at hand on this day, in the site's calendar. */
  readonly needDay: number
  readonly departureDay: number
  /** The day promised, in the destination's calendar. */
  readonly arrivalDay: number
  /** Null: not known. */
  readonly chance: number | null
}

/** What a consignment asks of the site on the day it is made ready. */
export interface Load {
  readonly grams: number
  readonly work: Readonly<Record<string, number>>
  readonly handling: readonly string[]
}

export const canCarry = (lane: LaneView, load: Load): boolean =>
  (lane.maxGrams === null || load.grams <= lane.maxGrams) && load.handling.every((need) => lane.handling.includes(need))

type Room = Pick<SiteView, 'calendar' | 'freeCapacity'>

/** First day at or after `day` on which the site works and has room for the work; null within no reach. */
export function readyDay(site: Room, load: Pick<Load, 'work'>, day: number, lastDay: number): number | null {
  for (let candidate = day; candidate <= lastDay; candidate++) {
    if (site.calendar.isBusinessDay(candidate) && hasRoom(site, load, candidate)) return candidate
  }
  return null
}

const hasRoom = (site: Room, load: Pick<Load, 'work'>, day: number): boolean =>
  Object.entries(load.work).every(([kind, amount]) => amount <= site.freeCapacity(kind, day))

function receivingDay(wish: Ends, day: number): number | null {
  for (let candidate = day; candidate <= wish.lastDay; candidate++) {
    if (wish.receiving.isBusinessDay(candidate)) return candidate
  }
  return null
}

/** Where a passage ends: the consignee's days, and how far ahead anybody looks. */
export type Ends = Pick<Wish, 'receiving' | 'lastDay'>
type Start = Pick<SiteView, 'calendar' | 'handlingDays'>

/** The passage of goods that are made ready on `needDay`. Null: no departure or no receiving day within the horizon. */
export function passageFrom(wish: Ends, site: Start, lane: LaneView, needDay: number): Passage | null {
  const dockDay = site.handlingDays > 0 ? addBusinessDays(site.calendar, needDay, site.handlingDays) : needDay
  let departureDay = dockDay
  while (departureDay <= wish.lastDay && !lane.departsOn(departureDay)) departureDay++
  if (departureDay > wish.lastDay) return null
  const arrived = addBusinessDays(lane.calendar, departureDay, lane.transitDays(departureDay))
  const arrivalDay = receivingDay(wish, arrived)
  if (arrivalDay === null) return null
  return { lane, needDay, departureDay, arrivalDay, chance: chanceOf(lane, departureDay, arrivalDay) }
}

/** A promise later than the transit's quantile has a better chance than the quantile: every day of the carrier counts. */
export function chanceOf(lane: LaneView, departureDay: number, arrivalDay: number): number | null {
  let days = 0
  for (let day = departureDay + 1; day <= arrivalDay; day++) if (lane.calendar.isBusinessDay(day)) days++
  return lane.chanceWithin(days, departureDay)
}

/**
 * The latest passage that still arrives by `byDay`: goods for a wish that lies ahead stay free for others until then.
 * `isReady` says whether goods and hands are there on a day. Null: none arrives in time.
 */
export function latestPassage(
  wish: Wish,
  site: SiteView,
  lane: LaneView,
  bounds: { fromDay: number; byDay: number; isReady(day: number): boolean },
): Passage | null {
  for (let day = bounds.byDay; day >= bounds.fromDay; day--) {
    if (!site.calendar.isBusinessDay(day)) continue
    const passage = passageFrom(wish, site, lane, day)
    if (passage && passage.arrivalDay <= bounds.byDay && bounds.isReady(day)) return passage
  }
  return null
}
