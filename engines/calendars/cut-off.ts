/** The cut-off rule: what is received at or before HH:MM local on an open day belongs to that day. */
import type { Calendar } from './calendar.ts'
import { DAY_MS } from './local-day.ts'

/**
 * The local day on which work received at an instant counts: that day when it is open and the instant is at or before
 * the cut-off minute (equality counts), else the next open day. The place's own zone decides.
 */
export function cutOffDay(calendar: Calendar, received: number, cutOffMinute: number): number {
  let day = calendar.zone.dayAt(received)
  const isInTime = received <= calendar.zone.instantOf(day * DAY_MS + cutOffMinute * 60_000)
  if (isInTime && calendar.isBusinessDay(day)) return day
  for (let tried = 0; tried < 732; tried++) if (calendar.isBusinessDay(++day)) return day
  throw new RangeError('the calendar never opens')
}
