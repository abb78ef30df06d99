/** What a resource can do on a day: its weekday, unless the site is closed; times the seasons; an override stands above all. */
import { type BusinessDays, parseLocalDay, weekdayOf } from '../../../engines/calendars/index.ts'

export interface SeasonOfSite {
  readonly firstDay: number
  readonly lastDay: number
  /** Null: capacity stays as it is. */
  readonly capacityPercent: number | null
}

export interface SiteDays {
  readonly calendar: BusinessDays
  readonly seasons: readonly SeasonOfSite[]
}

/** How much of its weekday's quantity a day gives, in percent: 0 while the site is closed. Seasons that overlap multiply. */
export function dayPercent({ calendar, seasons }: SiteDays, day: number): number {
  if (!calendar.isBusinessDay(day)) return 0
  let percent = 100
  for (const { firstDay, lastDay, capacityPercent } of seasons) {
    if (capacityPercent !== null && firstDay <= day && day <= lastDay) percent = (percent * capacityPercent) / 100
  }
  return percent
}

export interface OvertimeAllowance {
  readonly overtime_quantity: number | null
  /** Null: without a beginning, or without an end. */
  readonly overtime_from: string | null
  readonly overtime_to: string | null
}

/** Units beyond a day's own that wishes in haste may take; nobody works overtime where nobody works. */
export function overtimeOn(allowance: OvertimeAllowance, day: number, isOpen: boolean): number {
  const { overtime_quantity, overtime_from, overtime_to } = allowance
  if (!isOpen || overtime_quantity === null) return 0
  const isWithin =
    (overtime_from === null || day >= parseLocalDay(overtime_from)) &&
    (overtime_to === null || day <= parseLocalDay(overtime_to))
  return isWithin ? overtime_quantity : 0
}

/** Whole units, rounded down: half a pick line cannot be promised. */
export const quantityOf = (week: readonly number[], day: number, percent: number): number =>
  Math.floor((week[weekdayOf(day)]! * percent) / 100)

export const quantityOn = (week: readonly number[], site: SiteDays, day: number): number =>
  quantityOf(week, day, dayPercent(site, day))
