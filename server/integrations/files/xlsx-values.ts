/** What the number in a workbook's cell means: exact decimals at the workbook's precision, and dates by number format. */
import type { RawCell } from './csv-reader.ts'
import { plainDecimal } from './plain-decimal.ts'

const WHOLE = /^-?\d{1,15}$/
/** Workbooks keep and show 15 digits; the 17 in the file (1234.5599999999999) are the float beneath 1234.56. */
const DIGITS = 15

/** Decimal text of a numeric cell; undefined when it is no number. */
export function numberText(raw: string): string | undefined {
  if (WHOLE.test(raw)) return raw
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return undefined
  return plainDecimal(value.toPrecision(DIGITS))
}

export type DateStyle = 'none' | 'date' | 'instant'

/** Number formats every workbook has, by their number (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const BUILT_IN_INSTANT = 22

/**
 * A format shows a date when it has a day or year outside quotes and brackets, and a time of day when it has hours.
 * A time without a day (`h:mm`) is a duration to us: a number.
 */
export function dateStyle(formatId: number, code: string | undefined): DateStyle {
  if (formatId === BUILT_IN_INSTANT) return 'instant'
  if (code === undefined) return BUILT_IN_DATES.has(formatId) ? 'date' : 'none'
  const [firstSection = ''] = code.split(';')
  const bare = firstSection.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').toLowerCase()
  if (bare.includes('general') || !/[yd]/.test(bare)) return 'none'
  return /[hs]/.test(bare) ? 'instant' : 'date'
}

const DAY_MILLIS = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** The 1900 system counts a 29 February 1900 that never was (serial 60), so the days before it sit one day higher. */
export function serialDate(serial: number, is1904: boolean, style: DateStyle): RawCell {
  const isPhantom = !is1904 && serial >= 60 && serial < 61
  if (!(serial >= 0 && serial < 2_958_466) || isPhantom) return { type: 'error', text: String(serial) }
  const epoch = is1904 ? EPOCH_1904 : EPOCH_1900 + (serial < 60 ? DAY_MILLIS : 0)
  const iso = new Date(epoch + Math.round(serial * DAY_MILLIS)).toISOString()
  if (style === 'date' && Number.isInteger(serial)) return { type: 'date', text: iso.slice(0, 10) }
  const end = iso.endsWith('.000Z') ? 19 : 23
  return { type: 'instant', text: `${iso.slice(0, 10)} ${iso.slice(11, end)}` }
}

/** Workbooks write characters that XML cannot hold as `_x000D_`, and a text that looks so as `_x005F_x000D_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Zero-based column of a cell reference: `A1` is 0, `AB7` is 27; -1 for what is no reference. */
export function columnOf(reference: string): number {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at === 0 || at > 3 ? -1 : column - 1
}
