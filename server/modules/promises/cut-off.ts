/** Until when a customer may still change or cancel what was promised. */
import { type PromiseWindow, parseMinute, type WorkingTime } from '../../../engines/calendars/index.ts'

export interface CutOffRule {
  readonly amount: number
  readonly unit: 'hours' | 'open_days'
}

export interface CutOffPlaces {
  /** Where the goods come from: its open days are counted. */
  readonly site: { readonly calendar: WorkingTime; readonly cutoff: string | null }
  /** Where they go: its clock says when the promised day begins. */
  readonly destination: { readonly calendar: WorkingTime }
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * The last instant at which it is not too late. Hours count back from the beginning of the promised slot or day. Open days
 * count back from the promised day, at the site, and end with what still counts for such a day: its order cut-off, else
 * its closing. Null: the site is never open, so no open day can be counted.
 */
export function cutOffBefore(
  { fromAt, toDay }: Pick<PromiseWindow, 'fromAt' | 'toDay'>,
  { amount, unit }: CutOffRule,
  { site, destination }: CutOffPlaces,
): number | null {
  if (unit === 'hours') return (fromAt ?? destination.calendar.zone.instantOf(toDay * DAY_MS)) - amount * 60 * MINUTE_MS
  const day = openDayBefore(site.calendar, toDay, amount)
  if (day === null) return null
  const midnight = site.calendar.zone.instantOf(day * DAY_MS)
  if (site.cutoff !== null) return site.calendar.zone.instantOf(day * DAY_MS + parseMinute(site.cutoff) * MINUTE_MS)
  return site.calendar.nextWindow(midnight)?.end ?? midnight
}

/** With 0 the day itself if the site is open on it, else the last open day before it. */
const openDayBefore = (calendar: WorkingTime, day: number, count: number): number | null =>
  count === 0 && calendar.isBusinessDay(day) ? day : calendar.addBusinessDays(day, -Math.max(1, count))
