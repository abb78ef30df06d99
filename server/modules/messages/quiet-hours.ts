/** The next hour at which a person may be told, by the person's own clock. */
import { parseMinute, weekdayOf, zoneOf } from '../../../engines/calendars/index.ts'

export interface QuietHours {
  readonly zone: string
  /** Such as `21:00` and `08:00`; equal: no quiet hours. */
  readonly quiet_from: string
  readonly quiet_to: string
  readonly on_weekends: boolean
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const SATURDAY = 5
/** A weekend and the nights around it pass within this many steps. */
const STEPS_MAX = 8

/** `wanted` itself where it falls into no quiet hour, else the first instant after it that does not. */
export function nextAllowed(wanted: Date, hours: QuietHours): Date {
  const zone = zoneOf(hours.zone)
  const from = parseMinute(hours.quiet_from)
  const to = parseMinute(hours.quiet_to)
  let instant = wanted.getTime()
  for (let step = 0; step < STEPS_MAX; step++) {
    const day = zone.dayAt(instant)
    const minute = Math.floor((instant + zone.offsetAt(instant) - day * DAY_MS) / MINUTE_MS)
    if (!hours.on_weekends && weekdayOf(day) >= SATURDAY) instant = zone.startOfDay(day + 1)
    else if (isQuiet(minute, from, to)) {
      const ends = to > minute ? day : day + 1
      instant = zone.instantOf(ends * DAY_MS + to * MINUTE_MS)
    } else return new Date(instant)
  }
  return new Date(instant)
}

/** Quiet hours usually go past midnight. */
function isQuiet(minute: number, from: number, to: number): boolean {
  if (from === to) return false
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
