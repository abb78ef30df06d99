/** New dates for goods that come later: by the promise's own lane, on the calendars of site, carrier and consignee. */
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import { type Journey, nextJourney } from '../../../engines/promising/index.ts'
import { loadCapacityOf } from '../../modules/capacity/index.ts'
import { carrierCalendars, lanesById } from '../../modules/carriers/index.ts'
import { loadPlaces } from '../../modules/locations/index.ts'
import { packagesFor } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { laneView } from '../promising/lanes.ts'
import { statedLeadTimes } from '../promising/lead-times.ts'
import type { MovedClaim } from './served.ts'

export interface JourneyWish {
  readonly today: number
  readonly lastDay: number
  readonly now: number
}

/** By claim; null where its lane is not known any more, or nothing leaves within the horizon. */
export async function journeysFor(
  tx: Tx,
  moved: readonly MovedClaim[],
  { today, lastDay, now }: JourneyWish,
): Promise<Map<MovedClaim, Journey | null>> {
  const day = formatLocalDay(today)
  const days = { firstDay: day, lastDay: formatLocalDay(lastDay) }
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const lanes = await lanesById(tx, distinct(moved.map(({ claim }) => claim.lane_id)), day)
  const calendars = await carrierCalendars(tx, lanes, day)
  const places = await loadPlaces(
    tx,
    distinct(moved.flatMap(({ claim }) => [claim.location_id, claim.destination])),
    days,
  )
  const sites = new Map([...places].filter(([id]) => moved.some(({ claim }) => claim.location_id === id)))
  const capacity = await loadCapacityOf(tx, sites, days.firstDay, days.lastDay)
  const packages = await packagesFor(tx, { customers: distinct(moved.map(({ claim }) => claim.customer_id)), day })
  const byId = new Map(lanes.map((lane) => [lane.lane_id, lane]))
  const leadTimes = statedLeadTimes(calendars)
  const known = new Map<string, Journey | null>()
  const journeyOf = ({ claim, day: goodsDay }: MovedClaim): Journey | null => {
    const lane = claim.lane_id === null ? undefined : byId.get(claim.lane_id)
    const site = places.get(claim.location_id)
    const destination = claim.destination === null ? undefined : places.get(claim.destination)
    if (!lane || !site || !destination || goodsDay === null) return null
    const quantile = packages.get(claim.customer_id)!.promise_quantile
    const key = `${lane.lane_id} ${destination.location_id} ${quantile} ${goodsDay}`
    const found = known.get(key)
    if (found !== undefined) return found
    const setting = {
      site,
      destination,
      carrier: leadTimes.carrierDays(lane),
      capacity,
      leadTimes,
      quantile,
      readyAt: now,
      currency: null,
    }
    const journey = nextJourney(
      { receiving: destination.calendar, lastDay },
      {
        calendar: site.calendar,
        freeCapacity: (kind, at) => capacity.free(site.location_id, kind as 'pick_lines', at),
        handlingDays: 0,
      },
      { lane: laneView(lane, setting), fromDay: goodsDay, work: { pick_lines: 1 } },
    )
    known.set(key, journey)
    return journey
  }
  return new Map(moved.map((one) => [one, journeyOf(one)]))
}
