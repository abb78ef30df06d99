/**
 * Local time as whole numbers: a day is days since 1970-01-01, a minute is minutes of local time since that day began.
 * Every order lives in one offset (site and destination share it), so the story needs no zone arithmetic until it is printed.
 */

export const DAY = 1440

export type Zone = 'Europe/Chisinau' | 'Europe/Bucharest' | 'Asia/Yerevan'

export interface CivilDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days since 1970-01-01 of a Gregorian date (Howard Hinnant's days_from_civil). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export function civilOf(day: number): CivilDay {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

/** Monday is 0, Sunday is 6. */
export const weekdayOf = (day: number): number => (day + 3) % 7

const dayTexts = new Map<number, string>()

export function formatDay(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const civil = civilOf(day)
  const text = `${civil.year}-${pad(civil.month)}-${pad(civil.day)}`
  dayTexts.set(day, text)
  return text
}

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`)
const CLOCK = Array.from({ length: DAY }, (_, minute) => `T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00`)

/**
 * Offset of a zone on a day, good from 05:00 on: on the two change days the clock has moved before anybody works.
 * Summer time from the last Sunday of March to the last Sunday of October (Romania, Moldova); Armenia keeps +04:00.
 */
export function offsetMinutes(zone: Zone, day: number): number {
  if (zone === 'Asia/Yerevan') return 240
  const { year, month } = civilOf(day)
  if (month < 3 || month > 10) return 120
  if (month > 3 && month < 10) return 180
  const change = lastSunday(year, month)
  return (month === 3 ? day >= change : day < change) ? 180 : 120
}

const lastSunday = (year: number, month: number): number => {
  const last = dayOf(year, month, 31)
  return last - ((weekdayOf(last) + 1) % 7)
}

const offsetTexts = new Map<Zone, Map<number, string>>()

/** ISO 8601 instant with offset, e.g. `2026-03-12T09:40:00+02:00`. */
export function formatMinute(zone: Zone, minute: number): string {
  const day = Math.floor(minute / DAY)
  let texts = offsetTexts.get(zone)
  if (texts === undefined) {
    texts = new Map()
    offsetTexts.set(zone, texts)
  }
  let offset = texts.get(day)
  if (offset === undefined) {
    offset = `+${pad(offsetMinutes(zone, day) / 60)}:00`
    texts.set(day, offset)
  }
  return formatDay(day) + CLOCK[minute - day * DAY] + offset
}

/** The local minute that a zone's clock shows at an instant (milliseconds since 1970 UTC). */
export function localMinute(zone: Zone, instantMs: number): number {
  const utc = Math.floor(instantMs / 60000)
  return utc + offsetMinutes(zone, Math.floor((utc + 120) / DAY))
}
