/** What a coming season asks of a site before it comes: on which days its usual work, grown by the season, finds too little room. */
import { formatLocalDay, weekdayOf } from '../../../engines/calendars/index.ts'

export interface ResourceDays {
  readonly firstDay: number
  readonly quantity: Int32Array
  readonly booked: Int32Array
}

export interface DemandSeason {
  readonly firstDay: number
  readonly lastDay: number
  readonly demandPercent: number
}

/** Demand of a day against a usual one; seasons that overlap multiply. */
export const demandFactor = (seasons: readonly DemandSeason[], day: number): number =>
  seasons
    .filter((season) => season.firstDay <= day && day <= season.lastDay)
    .reduce((factor, season) => (factor * season.demandPercent) / 100, 1)

/**
 * What an open day took by its weekday, Monday first, seasons taken out. A weekday that was never open has none of its own;
 * days without a booking count as idle.
 */
export function usualWeek(past: ResourceDays, seasons: readonly DemandSeason[]): number[] {
  const sums = new Float64Array(7)
  const counts = new Int32Array(7)
  for (let at = 0; at < past.quantity.length; at++) {
    const factor = demandFactor(seasons, past.firstDay + at)
    if (past.quantity[at] === 0 || factor === 0) continue
    const weekday = weekdayOf(past.firstDay + at)
    sums[weekday]! += past.booked[at]! / factor
    counts[weekday]! += 1
  }
  return Array.from(sums, (sum, weekday) => (counts[weekday] ? sum / counts[weekday]! : 0))
}

export interface ShortDay {
  readonly day: string
  readonly expected: number
  readonly quantity: number
  readonly short: number
  /** More than may be planned to, though not yet too much. */
  readonly is_tight: boolean
}

/** Beyond this share of what can be done queues grow fast: the domain's planning bound (waiting grows with ρ/(1−ρ)). */
const PLANNED_SHARE = 0.85

/** The days of a season on which the work expected does not fit or hardly fits. What is booked already is expected at least. */
export function shortDays(
  ahead: ResourceDays,
  usual: readonly number[],
  { seasons, fromDay, toDay }: { seasons: readonly DemandSeason[]; fromDay: number; toDay: number },
): ShortDay[] {
  const found: ShortDay[] = []
  const last = Math.min(toDay, ahead.firstDay + ahead.quantity.length - 1)
  for (let day = Math.max(fromDay, ahead.firstDay); day <= last; day++) {
    const at = day - ahead.firstDay
    const quantity = ahead.quantity[at]!
    const grown = quantity > 0 ? Math.ceil(usual[weekdayOf(day)]! * demandFactor(seasons, day) - 1e-9) : 0
    const expected = Math.max(grown, ahead.booked[at]!)
    if (expected <= quantity * PLANNED_SHARE) continue
    const short = Math.max(0, expected - quantity)
    found.push({ day: formatLocalDay(day), expected, quantity, short, is_tight: short === 0 })
  }
  return found
}

/**
 * How many days the work of the worst day waits until it is done, when what does not fit is taken up on the next days with
 * room: 0 where each day does its own. Work still waiting on the last day looked at counts as waiting until the day after.
 */
export function longestWait(
  ahead: ResourceDays,
  usual: readonly number[],
  { seasons, fromDay, toDay }: { seasons: readonly DemandSeason[]; fromDay: number; toDay: number },
): number {
  const waiting: { day: number; left: number }[] = []
  const first = Math.max(fromDay, ahead.firstDay)
  const last = ahead.firstDay + ahead.quantity.length - 1
  let longest = 0
  for (let day = first; day <= last; day++) {
    const at = day - ahead.firstDay
    let room = ahead.quantity[at]!
    const grown = room > 0 && day <= toDay ? usual[weekdayOf(day)]! * demandFactor(seasons, day) : 0
    waiting.push({ day, left: day <= toDay ? Math.max(grown, ahead.booked[at]!) : 0 })
    while (waiting[0] && waiting[0].left <= room) {
      const done = waiting.shift()!
      room -= done.left
      if (done.left > 0) longest = Math.max(longest, day - done.day)
    }
    if (waiting[0]) waiting[0].left -= room
    else if (day > toDay) break
  }
  return waiting[0] ? Math.max(longest, last + 1 - waiting[0].day) : longest
}
