/**
 * Every figure, date and duration a screen shows goes through here, in the reader's language and zone.
 * Local dates (`2026-11-23`) are days at their own place and are never shifted; instants are shown in the reader's
 * zone unless the place's zone is given, and then the text says whose zone it is.
 */
import type { Locale } from '../locale.ts'
import {
  armenianDay,
  armenianLongDay,
  armenianMonth,
  armenianNumber,
  armenianRelative,
  armenianShortDay,
  armenianShortMonth,
  armenianWeekday,
  type CalendarDay,
} from './armenian.ts'
import { currencyExponent } from './currency.ts'

export type LocalDate = string
export type Decimals = number | { min: number; max: number }
export type DurationUnit = 'day' | 'hour' | 'minute' | 'second'

export const NO_VALUE = '–'

export type Formats = ReturnType<typeof formatsFor>

/** True when the runtime cannot format this language by itself (Armenian in Chromium). */
export const needsOwnWords = (locale: Locale): boolean =>
  locale === 'hy' && Intl.DateTimeFormat.supportedLocalesOf('hy').length === 0

const range = (decimals: Decimals) => (typeof decimals === 'number' ? { min: decimals, max: decimals } : decimals)

const ARMENIAN_UNITS: Record<DurationUnit, string> = { day: 'օր', hour: 'ժ', minute: 'ր', second: 'վ' }

export function formatsFor(locale: Locale, readerZone: string, ownWords = needsOwnWords(locale)) {
  const cache = new Map<string, unknown>()
  const once = <T>(key: string, make: () => T): T => {
    if (!cache.has(key)) cache.set(key, make())
    return cache.get(key) as T
  }
  const dates = (key: string, options: Intl.DateTimeFormatOptions) =>
    once(key, () => new Intl.DateTimeFormat(locale, options))

  const noon = (day: LocalDate) => new Date(`${day.length === 7 ? `${day}-01` : day}T12:00:00Z`)
  const calendarDay = (day: LocalDate): CalendarDay => {
    const at = noon(day)
    return {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      weekday: at.getUTCDay(),
    }
  }
  const utcDay = (key: string, day: LocalDate, options: Intl.DateTimeFormatOptions) =>
    dates(key, { ...options, timeZone: 'UTC' }).format(noon(day))

  /** The calendar day of an instant at a place, as `YYYY-MM-DD`. */
  const dayAt = (instant: string | Date, zone = readerZone): LocalDate =>
    once(`day-at ${zone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone: zone })).format(new Date(instant))

  const date = (day: LocalDate): string =>
    ownWords ? armenianDay(calendarDay(day)) : utcDay('date', day, { day: 'numeric', month: 'short', year: 'numeric' })

  const longDate = (day: LocalDate): string =>
    ownWords
      ? armenianLongDay(calendarDay(day))
      : utcDay('long', day, { day: 'numeric', month: 'long', year: 'numeric' })

  /** Weekday, day and month, for lists in which the year is plain. */
  const weekday = (day: LocalDate): string =>
    ownWords
      ? armenianWeekday(calendarDay(day))
      : utcDay('weekday', day, { weekday: 'short', day: 'numeric', month: 'short' })

  /** Day and month, for the axis of a chart. */
  const shortDay = (day: LocalDate): string =>
    ownWords ? armenianShortDay(calendarDay(day)) : utcDay('short-day', day, { day: 'numeric', month: 'short' })

  const month = (day: LocalDate): string => {
    const { year, month: number } = calendarDay(day)
    return ownWords ? armenianMonth(year, number) : utcDay('month', day, { month: 'long', year: 'numeric' })
  }

  const shortMonth = (day: LocalDate): string => {
    const { year, month: number } = calendarDay(day)
    return ownWords ? armenianShortMonth(year, number) : utcDay('short-month', day, { month: 'short', year: 'numeric' })
  }

  const time = (instant: string | Date, zone = readerZone): string =>
    once(
      `time ${zone}`,
      () => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }),
    ).format(new Date(instant))

  /** Day and time of an instant; names the zone when it is not the reader's. */
  const instant = (at: string | Date, zone?: string): string => {
    const shown = zone ?? readerZone
    const note = zone && zone !== readerZone ? ` (${zoneName(zone)})` : ''
    return `${date(dayAt(at, shown))}, ${time(at, shown)}${note}`
  }

  /** "3 hours ago" for the recent; the caller shows the exact instant on hover. */
  const relative = (at: string | Date, now: Date = new Date()): string => {
    const days = Math.round((noon(dayAt(at)).getTime() - noon(dayAt(now)).getTime()) / 86_400_000)
    const [amount, unit] = largestUnit((new Date(at).getTime() - now.getTime()) / 1000, days)
    if (ownWords) return armenianRelative(amount, unit)
    // "Yesterday" and "now" are exact; "last month" for forty days ago is not, so it stays a number.
    const numeric = unit === 'day' || unit === 'second' ? 'auto' : 'always'
    return once(`relative ${numeric}`, () => new Intl.RelativeTimeFormat(locale, { numeric })).format(amount, unit)
  }

  const number = (value: number | null | undefined, decimals: Decimals = { min: 0, max: 3 }): string => {
    if (value === null || value === undefined || Number.isNaN(value)) return NO_VALUE
    const { min, max } = range(decimals)
    if (ownWords) return armenianNumber(value, { min, max })
    return once(
      `number ${min} ${max}`,
      () => new Intl.NumberFormat(locale, { minimumFractionDigits: min, maximumFractionDigits: max }),
    ).format(value)
  }

  /** A share of one (0.943) as a percentage; an empty denominator is a dash, never 0 %. */
  const percent = (share: number | null | undefined, decimals: Decimals = 1): string => {
    if (share === null || share === undefined || Number.isNaN(share)) return NO_VALUE
    const { min, max } = range(decimals)
    if (ownWords) return `${armenianNumber(share * 100, { min, max })}%`
    return once(
      `percent ${min} ${max}`,
      () => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: min, maximumFractionDigits: max }),
    ).format(share)
  }

  const currencyAmount = (amount: number, currency: string, decimals: { min: number; max: number }): string => {
    if (ownWords) return `${armenianNumber(amount, decimals)}\u00a0${currency}`
    return once(
      `money ${currency} ${decimals.min} ${decimals.max}`,
      () =>
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'code',
          minimumFractionDigits: decimals.min,
          maximumFractionDigits: decimals.max,
        }),
    ).format(amount)
  }

  /** Money from minor units; the currency is always named by its code, since "$" is four currencies here. */
  const money = (amountMinor: number | null | undefined, currency: string): string => {
    if (amountMinor === null || amountMinor === undefined) return NO_VALUE
    const exponent = currencyExponent(currency)
    return currencyAmount(amountMinor / 10 ** exponent, currency, { min: exponent, max: exponent })
  }

  /** What is reckoned and not billed, from whole units: cents would pretend to be known. */
  const estimate = (amount: number | null | undefined, currency: string): string =>
    amount === null || amount === undefined
      ? NO_VALUE
      : currencyAmount(Math.round(amount) || 0, currency, { min: 0, max: 0 })

  /** A unit price may be finer than its currency: shown with as many decimals as it has. */
  const price = (amount: string | number | null | undefined, currency: string): string => {
    if (amount === null || amount === undefined) return NO_VALUE
    const exponent = currencyExponent(currency)
    return currencyAmount(Number(amount), currency, { min: exponent, max: 6 })
  }

  const quantity = (value: string | number | null | undefined, unit: string): string => {
    if (value === null || value === undefined) return NO_VALUE
    return `${number(Number(value))}\u00a0${unit}`
  }

  const duration = (value: number | null | undefined, unit: DurationUnit, decimals: Decimals = { min: 0, max: 1 }) => {
    if (value === null || value === undefined || Number.isNaN(value)) return NO_VALUE
    if (ownWords) return `${number(value, decimals)}\u00a0${ARMENIAN_UNITS[unit]}`
    const { min, max } = range(decimals)
    return once(
      `duration ${unit} ${min} ${max}`,
      () =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
          minimumFractionDigits: min,
          maximumFractionDigits: max,
        }),
    ).format(value)
  }

  const zoneName = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

  /** The name of a country from its two letters; the letters themselves where this runtime does not know the language. */
  const country = (code: string | null | undefined): string | null => {
    if (!code) return null
    if (ownWords) return code
    return once('country', () => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })).of(code) ?? code
  }

  return {
    locale,
    readerZone,
    country,
    date,
    longDate,
    weekday,
    shortDay,
    month,
    shortMonth,
    time,
    dayAt,
    instant,
    relative,
    number,
    percent,
    money,
    estimate,
    price,
    quantity,
    duration,
    zoneName,
  }
}

type RelativeUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

/** The coarsest unit in which the distance is at least one; from a day on it counts calendar days, so that "yesterday" is yesterday. */
function largestUnit(seconds: number, days: number): [amount: number, unit: RelativeUnit] {
  const size = Math.abs(seconds)
  if (size < 60) return [Math.round(seconds), 'second']
  if (size < 3600) return [Math.trunc(seconds / 60), 'minute']
  if (size < 86_400) return [Math.trunc(seconds / 3600), 'hour']
  if (Math.abs(days) < 45) return [days, 'day']
  if (Math.abs(days) < 365) return [Math.round(days / 30.44), 'month']
  return [Math.round(days / 365.25), 'year']
}
