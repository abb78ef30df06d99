/** A business calendar: weekly openings, dated exceptions and the zone of the place they belong to. */
import { DAY_MS, weekdayOf } from './local-day.ts'
import { type Zone, zoneOf } from './zone.ts'

/** Minutes of the local day, half open. `toMinute` above 1440 runs into the next day: 22:00–06:00 is 1320–1800. */
export interface Opening {
  fromMinute: number
  toMinute: number
}

export interface CalendarDefinition {
  /** IANA zone of the place. */
  zone: string
  /** Openings by weekday, Monday first; seven entries. */
  weekly: readonly (readonly Opening[])[]
  /** Days that differ: a closure has no openings, an extra shift has its own. The exception replaces the weekly openings. */
  exceptions: readonly { day: number; openings: readonly Opening[] }[]
  /** Public holidays that the place observes: closed, unless an exception says otherwise. Must always answer the same. */
  holidays?: { has(day: number): boolean }
}

export interface Calendar {
  readonly zone: Zone
  openingsOn(day: number): readonly Opening[]
  isBusinessDay(day: number): boolean
}

/**
 * Prepares a calendar for use. Refuses a week without seven days, openings that are empty, unordered or overlapping,
 * and openings outside 0…2880 minutes.
 */
export function buildCalendar(definition: CalendarDefinition): Calendar {
  if (definition.weekly.length !== 7) throw new RangeError('a week has seven days')
  for (const openings of definition.weekly) checkOpenings(openings)
  const exceptions = new Map<number, readonly Opening[]>()
  for (const exception of definition.exceptions) {
    checkOpenings(exception.openings)
    exceptions.set(exception.day, exception.openings)
  }
  const { holidays, weekly } = definition
  const openingsOn = (day: number) => exceptions.get(day) ?? (holidays?.has(day) ? CLOSED : weekly[weekdayOf(day)]!)
  return { zone: zoneOf(definition.zone), openingsOn, isBusinessDay: (day) => openingsOn(day).length > 0 }
}

const CLOSED: readonly Opening[] = []

function checkOpenings(openings: readonly Opening[]): void {
  let end = 0
  for (const { fromMinute, toMinute } of openings) {
    const isValid = fromMinute >= end && toMinute > fromMinute && toMinute <= 2880 && fromMinute < 1440
    if (!isValid) throw new RangeError('openings must be ordered, apart and inside their day')
    end = toMinute
  }
}

/** Openings of the days around an instant as instants, in time order, walking towards later days. */
export function* openSpans(calendar: Calendar, from: number): Generator<{ start: number; end: number }> {
  // One day earlier as well: a night shift of yesterday may still be open.
  const first = calendar.zone.dayAt(from) - 1
  let reached = Number.NEGATIVE_INFINITY
  for (let day = first; day <= first + HORIZON_DAYS; day++) {
    for (const opening of calendar.openingsOn(day)) {
      const start = Math.max(reached, calendar.zone.instantOf(day * DAY_MS + opening.fromMinute * 60_000))
      const end = calendar.zone.instantOf(day * DAY_MS + opening.toMinute * 60_000)
      if (end > start) yield { start, end }
      reached = Math.max(reached, end)
    }
  }
  throw new RangeError('the calendar never opens')
}

/** Two years without an opening is taken for never. */
const HORIZON_DAYS = 732
