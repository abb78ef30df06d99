/** Whole business days: days with at least one opening, counted on the local calendar. */

export interface BusinessDays {
  isBusinessDay(day: number): boolean
}

/** Days without any business day are taken for a calendar that never opens. */
const HORIZON_DAYS = 732

/**
 * The business day `count` business days after (or, negative, before) a local day; 0 gives the day itself, open or not.
 * Refuses a calendar that never opens. Example: Friday plus 1 is Monday.
 */
export function addBusinessDays(calendar: BusinessDays, day: number, count: number): number {
  const step = count < 0 ? -1 : 1
  let closed = 0
  for (let left = Math.abs(count); left > 0; ) {
    day += step
    if (calendar.isBusinessDay(day)) {
      left -= 1
      closed = 0
    } else if (++closed > HORIZON_DAYS) throw new RangeError('the calendar never opens')
  }
  return day
}

/** Business days after `from` up to and including `to`; negative when `to` lies before `from`. Monday to Tuesday is 1. */
export function businessDaysBetween(calendar: BusinessDays, from: number, to: number): number {
  if (to < from) return -businessDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from + 1; day <= to; day++) if (calendar.isBusinessDay(day)) count += 1
  return count
}
