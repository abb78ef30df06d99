/** Which days a recurring order gives: computed from its terms, never stored. */
import type { RecurringTerms } from '../../../contract/recurring-orders.ts'
import { formatLocalDay, parseLocalDay, type WorkingTime, weekdayOf } from '../../../engines/calendars/index.ts'

const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

export interface Repeating {
  readonly starts_on: string
  readonly ends_on?: string | null
  readonly terms: readonly RecurringTerms[]
}

export interface RegularDay {
  readonly day: string
  readonly terms: RecurringTerms
}

/** The days of the rhythm between two days, each with the terms that hold on it: the latest that have begun. */
export function regularDays(
  { starts_on, ends_on, terms }: Repeating,
  span: { from: string; to: string },
): RegularDay[] {
  const byDay = [...terms].sort((a, b) => b.valid_from.localeCompare(a.valid_from))
  const first = parseLocalDay(span.from > starts_on ? span.from : starts_on)
  const last = parseLocalDay(ends_on && ends_on < span.to ? ends_on : span.to)
  const found: RegularDay[] = []
  for (let at = first; at <= last; at++) {
    const day = formatLocalDay(at)
    const held = byDay.find((one) => one.valid_from <= day)
    if (held && isRegular(held, at)) found.push({ day, terms: held })
  }
  return found
}

/** Weeks are counted from the Monday of the week in which the terms begin. */
function isRegular({ valid_from, weekdays, every_weeks, every_days }: RecurringTerms, day: number): boolean {
  const begin = parseLocalDay(valid_from)
  if (every_days) return (day - begin) % every_days === 0
  const weeks = Math.floor((day - (begin - weekdayOf(begin))) / 7)
  return weeks % (every_weeks ?? 1) === 0 && (weekdays ?? []).includes(NAMES[weekdayOf(day)]!)
}

/** The day of delivery; null where the place is closed and the day falls out. */
export function deliveryDay({ day, terms }: RegularDay, calendar: WorkingTime): string | null {
  const at = parseLocalDay(day)
  if (calendar.isBusinessDay(at)) return day
  if (terms.closed_day_rule === 'skip') return null
  const moved = terms.closed_day_rule === 'after' ? calendar.nextBusinessDay(at) : calendar.addBusinessDays(at, -1)
  return moved === null ? null : formatLocalDay(moved)
}
