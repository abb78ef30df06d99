/** Weekly hours as people write them: "Mo-Fr 08:00-16:00; Sa 09:00-12:00", and departures "Mo-Fr 16:00; Sa 12:00". */
import type { Opening } from './calendar.ts'
import { mergeOpenings } from './merge-openings.ts'

const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const PART = /(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? (\d\d):(\d\d)(?:-(\d\d):(\d\d))?/g
const WHOLE_DAY: readonly Opening[] = [{ fromMinute: 0, toMinute: 1440 }]
/** Where nobody has said anything: Monday to Friday, the whole day. */
const UNKNOWN_WEEK = WEEKDAYS.map((_, day) => (day < 5 ? WHOLE_DAY : []))

/**
 * Openings by weekday, Monday first. Intervals that overlap become one; one that ends before it begins runs into the next
 * day. Null or empty: Monday to Friday, whole days.
 */
export function parseOpenings(text: string | null): (readonly Opening[])[] {
  if (!text) return UNKNOWN_WEEK
  const week: Opening[][] = WEEKDAYS.map(() => [])
  for (const [, from, to, hour, minute, endHour, endMinute] of text.matchAll(PART)) {
    if (endHour === undefined) continue
    const opening = openingOf(minuteOf(hour!, minute!), minuteOf(endHour, endMinute!))
    for (const day of weekdaysOf(from!, to)) if (opening) week[day]!.push(opening)
  }
  return week.map(mergeOpenings)
}

/** Openings of one day that differs from the week: "08:00-12:00"; null is a closure. */
export function parseDayOpenings(text: string | null): readonly Opening[] {
  const match = text === null ? null : /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)
  const opening = match && openingOf(minuteOf(match[1]!, match[2]!), minuteOf(match[3]!, match[4]!))
  return opening ? [opening] : []
}

/** Minutes of the local day at which something leaves, by weekday, Monday first, ascending. */
export function parseDepartures(text: string): number[][] {
  const week: number[][] = WEEKDAYS.map(() => [])
  for (const [, from, to, hour, minute] of text.matchAll(PART)) {
    for (const day of weekdaysOf(from!, to)) week[day]!.push(minuteOf(hour!, minute!))
  }
  return week.map((minutes) => [...new Set(minutes)].sort((a, b) => a - b))
}

/** Minute of the day of "14:30". */
export const parseMinute = (text: string): number => minuteOf(text.slice(0, 2), text.slice(3, 5))

const minuteOf = (hour: string, minute: string) => Number(hour) * 60 + Number(minute)

function openingOf(fromMinute: number, toMinute: number): Opening | null {
  if (fromMinute >= 1440) return null
  return { fromMinute, toMinute: toMinute > fromMinute ? toMinute : toMinute + 1440 }
}

/** "Fr-Mo" goes over the end of the week. */
function weekdaysOf(from: string, to: string | undefined): number[] {
  const first = WEEKDAYS.indexOf(from)
  const length = to === undefined ? 1 : ((WEEKDAYS.indexOf(to) - first + 7) % 7) + 1
  return Array.from({ length }, (_, nth) => (first + nth) % 7)
}
