/** Lead times as the lanes state them, for as long as the company has too few deliveries of its own. */
import { type BusinessDays, weekdayOf } from '../../../engines/calendars/index.ts'
import type { LeadTimes } from './lanes.ts'

const WEEKDAYS: BusinessDays = { isBusinessDay: (day) => weekdayOf(day) < 5 }

export const statedLeadTimes: LeadTimes = {
  carrierDays: () => WEEKDAYS,
  days: (lane) => lane.transit_days,
  chanceWithin: () => null,
  emissionGrams: () => null,
}
