/** A carrier's lane as the engine sees it: when it leaves, how long it takes, what it costs and can do. */
import {
  type BusinessDays,
  type Departures,
  departsOn,
  parseDepartures,
  parseLocalDay,
  weekdayOf,
} from '../../../engines/calendars/index.ts'
import { consignmentEmission, UK_2025 } from '../../../engines/emissions/index.ts'
import type { LaneView } from '../../../engines/promising/index.ts'
import type { CapacityView } from '../../modules/capacity/index.ts'
import { type FoundLane, freightMinor } from '../../modules/carriers/index.ts'
import type { Place } from '../../modules/locations/index.ts'
import type { OpenDisruption } from '../../modules/problems/index.ts'
import type { LeadTimes } from './lead-times.ts'
import { isPastWindows, type Windows } from './requirement-effects.ts'

const DAY_MS = 86_400_000

export interface LaneSetting {
  readonly site: Place
  readonly destination: Place
  /** In which goods may come there, beside its own openings. */
  readonly windows: Windows
  readonly carrier: BusinessDays
  readonly capacity: CapacityView
  readonly leadTimes: LeadTimes
  readonly quantile: number
  /** Instant from which the first departure may be caught. */
  readonly readyAt: number
  readonly currency: string | null
  /** Those that lie on this way. */
  readonly disruptions: readonly OpenDisruption[]
}

export function laneView(lane: FoundLane, setting: LaneSetting): LaneView {
  const { site, destination, carrier, capacity, leadTimes, quantile, currency } = setting
  const departures: Departures = { weekly: parseDepartures(lane.departures), site: site.calendar, carrier }
  const isVan = lane.mode === 'own_van'
  const usual = leadTimes.days(lane, quantile)
  const leaves = (day: number) =>
    departsOn(departures, day) &&
    lastDeparture(departures, day) >= setting.readyAt &&
    !setting.disruptions.some((one) => one.effect === 'stopped' && isDuring(one, day))
  return {
    laneId: lane.lane_id,
    carrierId: lane.carrier_id,
    service: lane.service,
    isExpedite: lane.is_expedite,
    departsOn: (day) => leaves(day) && (!isVan || capacity.free(site.location_id, 'vehicle_stops', day) >= 1),
    departsInHaste: (day) =>
      leaves(day) && (!isVan || capacity.freeInHaste(site.location_id, 'vehicle_stops', day) >= 1),
    calendar: carrier,
    transitDays: (day) => {
      const days = usual + seasonDays(site, day) + delayDays(setting.disruptions, day)
      const instant = lastDeparture(departures, day)
      const isMissed =
        isAfterHours(destination, instant, day) ||
        isPastWindows(setting.windows, destination.calendar.zone, { day, instant })
      return days === 0 && isMissed ? 1 : days
    },
    // What a season or a disruption adds makes nothing surer: it is needed for the longer way.
    chanceWithin: (days, day) =>
      leadTimes.chanceWithin(lane, days - seasonDays(site, day) - delayDays(setting.disruptions, day)),
    handling: lane.handling,
    maxGrams: lane.max_weight_grams,
    costMinor: (grams) =>
      lane.price && lane.price.currency === currency && grams >= (lane.min_weight_grams ?? 0)
        ? freightMinor(lane.price, grams)
        : null,
    emissionGrams: (grams) => emissionOf(lane, setting, grams),
  }
}

/** Null: the goods' weight, the distance or the factor is not known. */
function emissionOf(lane: FoundLane, { site, destination }: LaneSetting, grams: number): number | null {
  const way = {
    mode: lane.mode,
    kind: lane.emission_kind,
    statedKm: lane.distance_km,
    from: positionOf(site),
    to: positionOf(destination),
  }
  return grams > 0 ? (consignmentEmission(UK_2025, way, grams)?.grams ?? null) : null
}

const positionOf = ({ latitude, longitude }: Place) =>
  latitude === null || longitude === null ? null : { latitude, longitude }

function lastDeparture({ weekly, site }: Departures, day: number): number {
  const minute = weekly[weekdayOf(day)]!.at(-1)
  return minute === undefined ? Number.NEGATIVE_INFINITY : site.zone.instantOf(day * DAY_MS + minute * 60_000)
}

/** Busy weeks of the site make the way longer. */
function seasonDays(site: Place, day: number): number {
  const extra = site.seasons.filter((season) => isDuring(season, day)).map((season) => season.extra_lead_days ?? 0)
  return Math.max(0, ...extra)
}

const isDuring = ({ first_day, last_day }: { first_day: string; last_day: string }, day: number): boolean =>
  parseLocalDay(first_day) <= day && day <= parseLocalDay(last_day)

/** Several delays on one way: the longest holds, since they pass at the same time. */
const delayDays = (disruptions: readonly OpenDisruption[], day: number): number =>
  Math.max(0, ...disruptions.filter((one) => isDuring(one, day)).map((one) => one.delay_days ?? 0))

/** Goods that leave in the afternoon do not reach, on the same day, a dock that has closed by then. */
function isAfterHours(destination: Place, departure: number, day: number): boolean {
  const window = destination.calendar.nextWindow(departure)
  return window === null || destination.calendar.zone.dayAt(window.start) !== day
}
