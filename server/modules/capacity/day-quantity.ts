/** What a resource can do on a day: its weekday, unless the site is closed; times the seasons; an override stands above all. */
import { type BusinessDays, weekdayOf } from '../../../engines/calendars/index.ts'

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

/** Whole units, rounded down: half a pick line cannot be promised. Seasons that overlap multiply. */
export function quantityOn(week: readonly number[], site: SiteDays, day: number): number {
  if (!site.calendar.isBusinessDay(day)) return 0
  let percent = 100
  for (const { firstDay, lastDay, capacityPercent } of site.seasons) {
    if (capacityPercent !== null && firstDay <= day && day <= lastDay) percent = (percent * capacityPercent) / 100
  }
  return Math.floor((week[weekdayOf(day)]! * percent) / 100)
}
