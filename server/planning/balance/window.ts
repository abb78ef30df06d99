/** The lever of window width: how many hours of a day a delivery may take to come, and what driving to fewer of them costs. Only computes. */
import type { BookedHours, OnTheRoad, StopFacts } from './window-facts.store.ts'

export interface WindowFacts {
  readonly booked: readonly Omit<BookedHours, 'segment_id'>[]
  readonly stops: Omit<StopFacts, 'segment_id'> | undefined
}

interface Setting {
  /** Of a stop, in whole money. */
  readonly costOfStop: number
}

/** [ours] Where no hour was ever recorded. */
const USUAL_DAY = 9
const WIDTHS = [6, 4, 2, 1]
/** [ours] Customers notice little above half a day; below an hour or two more narrowness is worth nothing. */
const RESPONSE = { steepness: 0.7, middle: 4 }
const LEAST_LEGS = 30

/**
 * A tour through n doors of an area is about √(area × n) long (Beardwood, Halton and Hammersley). Where a day of T hours is cut
 * into T/w windows, the same area is driven through that many times with the doors of each: √(T/w) times as far (Daganzo),
 * and never more often than there are doors. Only what is driving grows; standing at the door stays.
 */
export function driven(hours: number, day: number, doors: number): number {
  return Math.sqrt(Math.max(1, Math.min(day / hours, doors)))
}

export function windowLever({ booked, stops }: WindowFacts, { costOfStop }: Setting) {
  const lines = booked.reduce((sum, one) => sum + one.lines, 0)
  if (!stops || stops.stops === 0 || lines === 0 || costOfStop <= 0) return null
  const day = Math.max(2, Math.min(14, Math.round(stops.day_hours ?? USUAL_DAY)))
  const isDay = (hours: number | null) => hours === null || hours >= day
  const whole = booked.reduce((sum, one) => sum + (isDay(one.hours) ? one.lines : 0), 0) / lines
  const today = whole > 0.5 ? day : middleOf(booked, lines, day)
  const vans = stops.van_stops / stops.stops
  // Of hired carriers nobody knows how close their doors lie; there are many.
  const far = (hours: number) =>
    vans * driven(hours, day, stops.together ?? 1) + (1 - vans) * driven(hours, day, Number.MAX_SAFE_INTEGER)
  const more = (level: number) =>
    booked.reduce((sum, one) => {
      const now = Math.min(day, one.hours ?? day)
      return sum + (one.lines / lines) * far(Math.min(now, level))
    }, 0)
  const levels = [...new Set([day, ...WIDTHS.filter((width) => width < day), today])].toSorted((a, b) => b - a)
  return {
    element: {
      // Who has hours booked gains nothing by a window that is as narrow.
      response: {
        form: 'logistic' as const,
        least: 0,
        most: {
          input: 'window_narrow',
          times: booked.reduce((sum, one) => sum + (isDay(one.hours) || one.hours! > 2 ? one.lines : 0), 0) / lines,
        },
        ...RESPONSE,
      },
      today,
      levels: levels.map((level) => ({
        level,
        cost: { input: 'driving', times: stops.stops * costOfStop * (more(level) - more(day)) },
      })),
    },
    grounded: { isPublished: whole < 1, counted: stops.stops },
  }
}

function middleOf(booked: WindowFacts['booked'], lines: number, day: number): number {
  let seen = 0
  for (const { hours, lines: some } of booked.toSorted((a, b) => (a.hours ?? day) - (b.hours ?? day))) {
    seen += some
    if (seen * 2 >= lines) return Math.min(day, Math.max(1, hours ?? day))
  }
  return day
}

/** Share of the time on the road between doors that is driving, with a tenth to either side; undefined: too little was recorded. */
export function drivingShare({ legs, driving, standing }: OnTheRoad) {
  if (legs < LEAST_LEGS || driving + standing <= 0) return undefined
  const likely = driving / (driving + standing)
  return { low: Math.max(0, likely - 0.1), likely, high: Math.min(1, likely + 0.1) }
}
