/** New dates for goods that come later: by the promise's own lane, on the calendars of site, carrier and consignee. */
import { WEEKDAYS } from '../../../contract/service-packages.ts'
import { formatLocalDay, weekdayOf } from '../../../engines/calendars/index.ts'
import { type Passage, passageFrom, readyDay } from '../../../engines/promising/index.ts'
import { type CapacityView, loadCapacityOf } from '../../modules/capacity/index.ts'
import { lanesById } from '../../modules/carriers/index.ts'
import { loadPlaces, type Place } from '../../modules/locations/index.ts'
import { packagesFor, requirementsFor } from '../../modules/policies/index.ts'
import { isOnWay, openDisruptions } from '../../modules/problems/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { laneView } from '../promising/lanes.ts'
import { leadTimesOf } from '../promising/lead-times.ts'
import { isTakenOn, windowsOf } from '../promising/requirement-effects.ts'
import type { OpenClaim } from './claims.store.ts'
import { wayDays } from './short-claim.ts'

export interface PassageWish {
  readonly today: number
  readonly lastDay: number
  readonly now: number
}

/** Goods of a claim that are there on a day. */
export interface Ready {
  readonly claim: Pick<
    OpenClaim,
    'product_id' | 'location_id' | 'lane_id' | 'destination' | 'customer_id' | 'to_date' | 'need_day'
  >
  readonly day: number
}

/** The days of a way: goods made ready, on the road, with the consignee. */
export type Way = Pick<Passage, 'needDay' | 'departureDay' | 'arrivalDay'>

/**
 * In the order asked for; null where nothing leaves within the horizon. Where the lane is not known (any more), the goods
 * take as many days as the promise gave them.
 */
export async function waysFor(
  tx: Tx,
  moved: readonly Ready[],
  { today, lastDay, now }: PassageWish,
): Promise<(Way | null)[]> {
  if (moved.length === 0) return []
  const day = formatLocalDay(today)
  const days = { firstDay: day, lastDay: formatLocalDay(lastDay) }
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const lanes = await lanesById(tx, distinct(moved.map(({ claim }) => claim.lane_id)), day)
  const places = await loadPlaces(
    tx,
    distinct(moved.flatMap(({ claim }) => [claim.location_id, claim.destination])),
    days,
  )
  const siteIds = new Set(moved.map(({ claim }) => claim.location_id))
  const sites = new Map([...places].filter(([id]) => siteIds.has(id)))
  const capacity = await loadCapacityOf(tx, sites, days.firstDay, days.lastDay)
  const packages = await packagesFor(tx, { customers: distinct(moved.map(({ claim }) => claim.customer_id)), day })
  const met = await requirementsFor(
    tx,
    moved.map(({ claim }) => ({ ...claim, location_id: claim.destination, day })),
  )
  const windows = new Map(moved.map((one, at) => [one, windowsOf([met[at]!])]))
  const byId = new Map(lanes.map((lane) => [lane.lane_id, lane]))
  const leadTimes = await leadTimesOf(tx, lanes, day)
  const disruptions = await openDisruptions(tx, day)
  const roads = new Map<string, Passage | null>()
  const room = roomToPick(capacity)
  const passageOf = (one: Ready): Way | null => {
    const { claim, day: goodsDay } = one
    const lane = claim.lane_id === null ? undefined : byId.get(claim.lane_id)
    const site = places.get(claim.location_id)
    const destination = claim.destination === null ? undefined : places.get(claim.destination)
    if (!site) return null
    const ready = room.take(site, goodsDay, lastDay)
    if (ready === null) return null
    if (!lane || !destination) return sameDays(ready, wayDays(claim), destination, lastDay)
    const { promise_quantile: quantile, delivery_days } = packages.get(claim.customer_id)!
    const taken = windows.get(one)!
    const key = JSON.stringify([lane.lane_id, destination.location_id, quantile, ready, delivery_days, taken])
    const known = roads.get(key)
    if (known !== undefined) return known
    const onWay = { site_id: site.location_id, carrier_id: lane.carrier_id, destination }
    const view = laneView(lane, {
      site,
      destination,
      windows: taken,
      carrier: leadTimes.carrierDays(lane),
      capacity,
      leadTimes,
      quantile,
      readyAt: now,
      currency: null,
      disruptions: disruptions.filter((one) => isOnWay(one, onWay)),
    })
    const receiving = {
      isBusinessDay: (at: number) =>
        destination.calendar.isBusinessDay(at) &&
        isTakenOn(taken, at) &&
        delivery_days.includes(WEEKDAYS[weekdayOf(at)]!),
    }
    const ends = { receiving, lastDay }
    const passage = passageFrom(ends, { calendar: site.calendar, handlingDays: 0 }, view, ready)
    roads.set(key, passage)
    return passage
  }
  return moved.map(passageOf)
}

function sameDays(ready: number, days: number, destination: Place | undefined, lastDay: number): Way | null {
  let arrivalDay = ready + days
  while (destination && arrivalDay <= lastDay && !destination.calendar.isBusinessDay(arrivalDay)) arrivalDay++
  return arrivalDay > lastDay ? null : { needDay: ready, departureDay: ready, arrivalDay }
}

/** Each line that moves takes its place among the lines to be picked that day, so that not all move to the same one. */
function roomToPick(capacity: CapacityView) {
  const taken = new Map<string, number>()
  return {
    take(site: Place, fromDay: number, lastDay: number): number | null {
      const key = (day: number) => `${site.location_id} ${day}`
      const freeCapacity = (_: string, day: number) =>
        capacity.free(site.location_id, 'pick_lines', day) - (taken.get(key(day)) ?? 0)
      const view = { calendar: site.calendar, freeCapacity }
      const day = readyDay(view, { work: { pick_lines: 1 } }, fromDay, lastDay)
      if (day !== null) taken.set(key(day), (taken.get(key(day)) ?? 0) + 1)
      return day
    },
  }
}
