/** The hours in which a customer wants goods, within those in which the dock could take them. */
import type { CalendarDefinition, Opening } from './calendar.ts'
import { mergeOpenings } from './merge-openings.ts'

export interface ReceivingWish {
  /** Hours of every day that suit, such as 09:00–11:00; empty: any. */
  readonly hours: readonly Opening[]
  /** Local days on which nothing may come. */
  readonly blackoutDays: readonly number[]
}

/** The calendar of the times that are both open and wished. Hours that never meet an opening leave a calendar that never opens. */
export function narrowCalendar(definition: CalendarDefinition, wish: ReceivingWish): CalendarDefinition {
  const cut = (openings: readonly Opening[]) => (wish.hours.length ? intersect(openings, wish.hours) : openings)
  const blackouts = new Set(wish.blackoutDays)
  return {
    zone: definition.zone,
    weekly: definition.weekly.map(cut),
    exceptions: [
      ...definition.exceptions
        .filter(({ day }) => !blackouts.has(day))
        .map(({ day, openings }) => ({ day, openings: cut(openings) })),
      ...[...blackouts].map((day) => ({ day, openings: [] })),
    ],
  }
}

/** Of a shift that runs past midnight only the hours before it count: nobody who wishes for the morning means the night before. */
function intersect(openings: readonly Opening[], hours: readonly Opening[]): Opening[] {
  const common = openings.flatMap((opening) =>
    hours.map((wished) => ({
      fromMinute: Math.max(opening.fromMinute, wished.fromMinute),
      toMinute: Math.min(opening.toMinute, wished.toMinute),
    })),
  )
  return mergeOpenings(common.filter(({ fromMinute, toMinute }) => fromMinute < toMinute))
}
