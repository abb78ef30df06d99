/** Consignments as samples of the engine: on which lane, and how many business days of the carrier they took. */
import { type BusinessDays, businessDaysBetween, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Lane, LeadTimeSample } from '../../../engines/promising/index.ts'
import type { Consignment, LearnedLane } from './consignments.store.ts'

/** The way of a lane; `startDay` is the day asked about. */
export const wayOf = (lane: LearnedLane, startDay: number): Lane => ({
  origin: lane.from_location_id,
  destination: lane.lane_id,
  originCountry: lane.site_country,
  destinationCountry: lane.country,
  carrier: lane.carrier_id,
  service: lane.service,
  // Promises are kept as often as said for each carrier.
  segment: lane.carrier_id,
  startDay,
  numbers: [lane.transit_days, lane.distance_km],
})

export interface Setting {
  readonly lanes: readonly LearnedLane[]
  readonly calendars: ReadonlyMap<string, BusinessDays>
  /** The last day that is over. */
  readonly lastDay: number
}

export function samplesOf(consignments: readonly Consignment[], setting: Setting): LeadTimeSample[] {
  const find = laneFinder(setting.lanes)
  return consignments.flatMap((one) => {
    const calendar = setting.calendars.get(one.carrier_id)
    const startDay = parseLocalDay(one.departs_on)
    if (!calendar || startDay > setting.lastDay) return []
    const end = one.delivered_on === null ? setting.lastDay : parseLocalDay(one.delivered_on)
    // Earlier than the departure that was promised is as good as on its day.
    const days = Math.max(0, businessDaysBetween(calendar, startDay, end))
    return [{ ...ownWay(one, find(one), startDay), days, isOpen: one.delivered_on === null }]
  })
}

/** On a lane that is not known any more, what is known of the way still tells of the carrier and the countries. */
function ownWay(one: Consignment, lane: LearnedLane | undefined, startDay: number): Lane {
  if (lane) return wayOf(lane, startDay)
  const { site_country, country, carrier_id, service } = one
  const countries = { originCountry: site_country, destinationCountry: country }
  return { ...countries, carrier: carrier_id, service, segment: carrier_id, startDay, numbers: [null, null] }
}

/** The lane named by the promise, else the most specific one of the carrier's service from the site to the place. */
function laneFinder(lanes: readonly LearnedLane[]): (one: Consignment) => LearnedLane | undefined {
  const byId = new Map(lanes.map((lane) => [lane.lane_id, lane]))
  const byService = new Map<string, LearnedLane[]>()
  const keyOf = (carrier: string, service: string | null, site: string | null) => `${carrier}\n${service}\n${site}`
  for (const lane of lanes) {
    const key = keyOf(lane.carrier_id, lane.service, lane.from_location_id)
    byService.set(key, [...(byService.get(key) ?? []), lane])
  }
  for (const list of byService.values()) list.sort((a, b) => reach(b) - reach(a))
  return (one) =>
    byId.get(one.lane_id ?? '') ??
    byService.get(keyOf(one.carrier_id, one.service, one.site_id))?.find((lane) => leadsTo(lane, one))
}

const reach = (lane: LearnedLane) => (lane.to_location_id === null ? (lane.to_postal_prefix ?? '').length : 1000)

const leadsTo = (lane: LearnedLane, { location_id, country, postal_code }: Consignment): boolean =>
  lane.to_location_id !== null
    ? lane.to_location_id === location_id
    : lane.to_country === country && (postal_code ?? '').startsWith(lane.to_postal_prefix ?? '')
