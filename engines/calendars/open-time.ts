/**
 * How long a calendar was open between two instants, from spans kept by day: judging asks a few calendars millions of
 * times. The answers are those of `businessSecondsBetween`.
 */
import type { Calendar } from './calendar.ts'
import { DAY_MS } from './local-day.ts'

export interface OpenTime {
  /** Open seconds; negative when `to` lies before `from`. */
  secondsBetween(from: number, to: number): number
}

/** Example: `openTime(calendar).secondsBetween(orderedAt, confirmedAt)`. */
export function openTime(calendar: Calendar): OpenTime {
  const days = new Map<number, Float64Array>()
  const spansOf = (day: number): Float64Array => {
    let spans = days.get(day)
    if (spans === undefined) {
      spans = spansOn(calendar, day)
      days.set(day, spans)
    }
    return spans
  }
  const secondsBetween = (from: number, to: number): number => {
    if (to < from) return -secondsBetween(to, from)
    const last = calendar.zone.dayAt(to)
    let open = 0
    // One day earlier as well: a night shift of the day before may still be open.
    for (let day = calendar.zone.dayAt(from) - 1; day <= last; day++) open += overlap(spansOf(day), from, to)
    return open / 1000
  }
  return { secondsBetween }
}

/** Starts and ends of a day's openings as instants; what the day before still holds open is left to it. */
function spansOn(calendar: Calendar, day: number): Float64Array {
  let reached = endOf(calendar, day - 1)
  const spans: number[] = []
  for (const { fromMinute, toMinute } of calendar.openingsOn(day)) {
    const start = Math.max(reached, instantOf(calendar, day, fromMinute))
    const end = instantOf(calendar, day, toMinute)
    if (end > start) spans.push(start, end)
    reached = Math.max(reached, end)
  }
  return Float64Array.from(spans)
}

function endOf(calendar: Calendar, day: number): number {
  const openings = calendar.openingsOn(day)
  const last = openings[openings.length - 1]
  return last === undefined ? Number.NEGATIVE_INFINITY : instantOf(calendar, day, last.toMinute)
}

const instantOf = ({ zone }: Calendar, day: number, minute: number) => zone.instantOf(day * DAY_MS + minute * 60_000)

function overlap(spans: Float64Array, from: number, to: number): number {
  let open = 0
  for (let i = 0; i < spans.length; i += 2) {
    const start = Math.max(from, spans[i]!)
    const end = Math.min(to, spans[i + 1]!)
    if (end > start) open += end - start
  }
  return open
}
