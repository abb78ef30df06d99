/** How long lanes take: as they state it, until the company has learned better from its own deliveries. */
import type { BusinessDays } from '../../../engines/calendars/index.ts'
import type { FoundLane } from '../../modules/carriers/index.ts'

export interface LeadTimes {
  /** Days on which the lane's carrier moves goods. */
  carrierDays(lane: FoundLane): BusinessDays
  /** Business days of the carrier that are enough with this probability. */
  days(lane: FoundLane, quantile: number): number
  /** Null: too few deliveries to say. */
  chanceWithin(lane: FoundLane, days: number): number | null
}

export const statedLeadTimes = (calendars: ReadonlyMap<string, BusinessDays>): LeadTimes => ({
  carrierDays: (lane) => calendars.get(lane.carrier_id)!,
  days: (lane) => lane.transit_days,
  chanceWithin: () => null,
})
