/** From which instant a site works on what it has received. */
import { DAY_MS } from './local-day.ts'
import type { WorkingTime } from './working-time.ts'

export interface Release {
  /** Local day of the site that the work counts for. */
  readonly day: number
  readonly instant: number
}

/**
 * Work received at or before the cut-off of an open day counts for that day (equality counts as before), else for the next
 * open day; without a cut-off the whole day counts. It is released when it comes, or when the site opens. Null: it never does.
 */
export function releaseAt(site: WorkingTime, received: number, cutOffMinute: number | null): Release | null {
  const today = site.zone.dayAt(received)
  const isInTime = cutOffMinute === null || received <= site.zone.instantOf(today * DAY_MS + cutOffMinute * 60_000)
  const day = site.nextBusinessDay(isInTime ? today : today + 1)
  if (day === null) return null
  const earliest = Math.max(received, site.zone.startOfDay(day))
  const opens = site.nextWindow(earliest)
  return opens === null ? null : { day, instant: opens.start }
}
