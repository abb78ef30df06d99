/** The days of a place's calendar, each with what decided whether it is open. */
import type { CalendarDay } from '../../../contract/locations.ts'
import {
  buildCalendar,
  formatLocalDay,
  type Opening,
  parseDayOpenings,
  parseLocalDay,
  parseOpenings,
} from '../../../engines/calendars/index.ts'

export interface PlaceHours {
  readonly zone: string
  readonly openings: string | null
  readonly exceptions: readonly { readonly day: string; readonly openings: string | null; readonly reason: string }[]
}

/** What a place observes: whether a day is a holiday, and what it is called. */
export interface NamedHolidays {
  has(day: number): boolean
  nameOn(day: number, language: string): string | null
}

export interface DaysWish {
  readonly from: string
  readonly to: string
  readonly language: string
}

export function listDays(hours: PlaceHours, holidays: NamedHolidays | undefined, wish: DaysWish): CalendarDay[] {
  const exceptions = new Map(hours.exceptions.map((one) => [parseLocalDay(one.day), one]))
  const calendar = buildCalendar({
    zone: hours.zone,
    weekly: parseOpenings(hours.openings),
    exceptions: [...exceptions].map(([day, one]) => ({ day, openings: parseDayOpenings(one.openings) })),
    holidays,
  })
  const because = (day: number): Pick<CalendarDay, 'because' | 'name'> => {
    const exception = exceptions.get(day)
    if (exception) return { because: 'exception', name: exception.reason }
    if (!holidays?.has(day)) return { because: 'week', name: null }
    return { because: 'holiday', name: holidays.nameOn(day, wish.language) }
  }
  const [first, last] = [parseLocalDay(wish.from), parseLocalDay(wish.to)]
  return Array.from({ length: last - first + 1 }, (_, nth) => {
    const openings = calendar.openingsOn(first + nth)
    return {
      day: formatLocalDay(first + nth),
      isOpen: openings.length > 0,
      openings: openings.map(sayOpening).join('; '),
      ...because(first + nth),
    }
  })
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const sayOpening = ({ fromMinute, toMinute }: Opening) => `${clock(fromMinute)}-${clock(toMinute)}`
