/** Compiles a declared date format (`dd-MMM-yy`, `yyyy-MM-dd HH:mm:ss`, `iso`) into a parser of cells. */
import { Refusal } from '../../../contract/refusals.ts'

export interface TimeParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millis: number
  hasTime: boolean
  /** Seconds east of UTC; undefined when the cell gives none. */
  offset: number | undefined
}

export type TimeFailure = 'not_a_date' | 'no_such_day' | 'out_of_range'

export interface TimeFormat {
  readonly mayHaveTime: boolean
  /** Filled by the last successful parse; reused, so read it before the next. */
  readonly parts: TimeParts
  /** Undefined when the cell was read. */
  parse(cell: string): TimeFailure | undefined
}

export const TIME_FORMAT_LETTERS = /yyyy|yy|MMM|MM|M|dd|d|HH|mm|ss|SSS|XXX|[A-Za-z]+|[^A-Za-z]/g

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const YEAR_FIRST = 1900
const YEAR_LAST = 2199

/** Reads one part at a position and answers the next position, or -1. */
type Step = (cell: string, at: number, parts: TimeParts) => number

export function compileTimeFormat(format: string, twoDigitYearFrom?: number): TimeFormat {
  const parts: TimeParts = {
    year: 0,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    millis: 0,
    hasTime: false,
    offset: undefined,
  }
  if (format === 'iso') return { mayHaveTime: true, parts, parse: (cell) => parseIso(cell, parts) }
  const letters: string[] = format.match(TIME_FORMAT_LETTERS) ?? []
  refuseOddFormat(format, letters, twoDigitYearFrom)
  const steps = letters.map((letter) => stepOf(letter, twoDigitYearFrom ?? 0))
  const hasTime = letters.includes('HH')
  const parse = (cell: string) => {
    parts.hour = parts.minute = parts.second = parts.millis = 0
    parts.offset = undefined
    parts.hasTime = hasTime
    let at = 0
    for (const step of steps) {
      at = step(cell, at, parts)
      if (at === -1) return 'not_a_date'
    }
    return at === cell.length ? faultOf(parts) : 'not_a_date'
  }
  return { mayHaveTime: hasTime, parts, parse }
}

function refuseOddFormat(format: string, letters: readonly string[], twoDigitYearFrom?: number): void {
  const has = (...names: string[]) => letters.filter((letter) => names.includes(letter)).length === 1
  const known = letters.every((letter) => !/^[A-Za-z]/.test(letter) || letter === 'T' || letter in STEPS)
  const isWhole = has('yyyy', 'yy') && has('MMM', 'MM', 'M') && has('dd', 'd')
  const isTimeOrdered = !letters.includes('mm') || letters.includes('HH')
  if (!known || !isWhole || !isTimeOrdered)
    throw new Refusal('invalid_input', { reason: 'unknown_date_format', format })
  if (letters.includes('yy') && twoDigitYearFrom === undefined)
    throw new Refusal('invalid_input', { reason: 'two_digit_year_undeclared', format })
}

/** Exactly `count` digits. */
const fixed = (count: number, set: (parts: TimeParts, value: number) => void): Step => {
  return (cell, at, parts) => {
    let value = 0
    for (let end = at + count; at < end; at++) {
      const digit = cell.charCodeAt(at) - 48
      if (!(digit >= 0 && digit <= 9)) return -1
      value = value * 10 + digit
    }
    set(parts, value)
    return at
  }
}

/** One or two digits. */
const loose = (set: (parts: TimeParts, value: number) => void): Step => {
  const one = fixed(1, set)
  const two = fixed(2, set)
  return (cell, at, parts) => {
    const end = two(cell, at, parts)
    return end === -1 ? one(cell, at, parts) : end
  }
}

const monthName: Step = (cell, at, parts) => {
  parts.month = MONTHS.indexOf(cell.slice(at, at + 3).toLowerCase()) + 1
  return parts.month === 0 ? -1 : at + 3
}

const offsetStep: Step = (cell, at, parts) => {
  const found = /^(?:Z|([+-])(\d\d):?(\d\d))/.exec(cell.slice(at, at + 6))
  if (!found) return -1
  const size = Number(found[2] ?? 0) * 3600 + Number(found[3] ?? 0) * 60
  if (size > 18 * 3600) return -1
  parts.offset = found[1] === '-' ? -size : size
  return at + found[0].length
}

const STEPS: Record<string, Step> = {
  yyyy: fixed(4, (parts, value) => {
    parts.year = value
  }),
  yy: () => -1,
  MMM: monthName,
  MM: fixed(2, (parts, value) => {
    parts.month = value
  }),
  M: loose((parts, value) => {
    parts.month = value
  }),
  dd: fixed(2, (parts, value) => {
    parts.day = value
  }),
  d: loose((parts, value) => {
    parts.day = value
  }),
  HH: fixed(2, (parts, value) => {
    parts.hour = value
  }),
  mm: fixed(2, (parts, value) => {
    parts.minute = value
  }),
  ss: fixed(2, (parts, value) => {
    parts.second = value
  }),
  SSS: fixed(3, (parts, value) => {
    parts.millis = value
  }),
  XXX: offsetStep,
}

function stepOf(letter: string, pivot: number): Step {
  if (letter === 'yy')
    return fixed(2, (parts, value) => {
      parts.year = value + Math.ceil((pivot - value) / 100) * 100
    })
  const known = STEPS[letter]
  if (known) return known
  const code = letter.charCodeAt(0)
  return (cell, at) => (cell.charCodeAt(at) === code ? at + 1 : -1)
}

/** ISO 8601 day, or day and time with `T` or a blank between, seconds and fraction and offset optional. */
function parseIso(cell: string, parts: TimeParts): TimeFailure | undefined {
  parts.hour = parts.minute = parts.second = parts.millis = 0
  parts.offset = undefined
  let at = isoDay(cell, parts)
  if (at === -1) return 'not_a_date'
  parts.hasTime = cell.length > 10
  if (parts.hasTime) at = isoTime(cell, parts)
  return at === cell.length ? faultOf(parts) : 'not_a_date'
}

function isoDay(cell: string, parts: TimeParts): number {
  if (cell.charCodeAt(4) !== 45 || cell.charCodeAt(7) !== 45) return -1
  if (STEPS.yyyy!(cell, 0, parts) === -1 || STEPS.MM!(cell, 5, parts) === -1) return -1
  return STEPS.dd!(cell, 8, parts)
}

function isoTime(cell: string, parts: TimeParts): number {
  const separator = cell.charCodeAt(10)
  if (separator !== 84 && separator !== 32) return -1
  if (STEPS.HH!(cell, 11, parts) === -1 || cell.charCodeAt(13) !== 58) return -1
  let at = STEPS.mm!(cell, 14, parts)
  if (at !== -1 && cell.charCodeAt(at) === 58) at = STEPS.ss!(cell, at + 1, parts)
  if (at !== -1 && cell.charCodeAt(at) === 46) at = isoFraction(cell, at + 1, parts)
  return at === -1 || at === cell.length ? at : offsetStep(cell, at, parts)
}

/** Finer than a millisecond is cut: no measure of ours looks closer. */
function isoFraction(cell: string, start: number, parts: TimeParts): number {
  let at = start
  while (at < cell.length && cell.charCodeAt(at) >= 48 && cell.charCodeAt(at) <= 57) at++
  parts.millis = Number(
    cell
      .slice(start, start + 3)
      .replace(/\D.*/, '')
      .padEnd(3, '0'),
  )
  return at === start ? -1 : at
}

const MONTH_LENGTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function faultOf({ year, month, day, hour, minute, second }: TimeParts): TimeFailure | undefined {
  if (year < YEAR_FIRST || year > YEAR_LAST) return 'out_of_range'
  if (month < 1 || month > 12 || day < 1 || day > MONTH_LENGTH[month]!) return 'no_such_day'
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return 'no_such_day'
  return hour > 23 || minute > 59 || second > 59 ? 'not_a_date' : undefined
}
