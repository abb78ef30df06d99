/** The small values that every body is made of. */
import { z } from 'zod'

/** A business key chosen by the company: 1 to 64 characters, no control characters, no halves of letters, no blanks at the ends. */
export const Code = z
  .string()
  .regex(/^(?! )[^\p{Cc}\p{Cs}]{1,64}(?<! )$/u, 'must be 1 to 64 characters without blanks at the ends')

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const Day = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-03-16')
  .refine(isRealDay, 'is not a day of the calendar')

function isRealDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return date <= (month === 2 && !isLeap ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0))
}

/** Of the same years as days are, in every zone: the day of an instant is a day that can be written. */
const [FIRST_INSTANT, LAST_INSTANT] = [Date.parse('1900-01-02T00:00:00Z'), Date.parse('2199-12-31T00:00:00Z')]
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is not an instant')
  .refine(
    (value) => Date.parse(value) >= FIRST_INSTANT && Date.parse(value) < LAST_INSTANT,
    'must lie between 1900 and 2199',
  )

/** Base units, at most three decimals. */
export const Quantity = z
  .number()
  .min(0)
  .max(999_999_999_999)
  .refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, 'at most three decimals')
export const PositiveQuantity = Quantity.refine((value) => value > 0, 'must be more than zero')
/** Major units of the currency, at most six decimals. */
export const UnitPrice = z
  .number()
  .min(0)
  .max(999_999_999)
  .refine((value) => Number.isFinite(value) && /^\d+(\.\d{1,6})?$/.test(String(value)), 'at most six decimals')
export const TaxPercent = z.number().min(0).max(100).multipleOf(0.001)
export const AmountMinor = z.int().min(-9_000_000_000_000).max(9_000_000_000_000)
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR')
export const Country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as RO')
export const Language = z.enum(['en', 'ro', 'ru', 'hy', 'zh-TW'])
export const Text = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')
export const LongText = z
  .string()
  .max(4_000)
  .regex(/^[^\0\p{Cs}]*$/u, 'no NUL and no broken characters')
export const Zone = z.string().max(64).refine(isZone, 'must be an IANA time zone such as Europe/Chisinau')

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
export const LineNumber = z.int().min(1).max(2_147_483_647)
