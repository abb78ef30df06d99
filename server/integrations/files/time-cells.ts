/**
 * Reads days and times by a declared format only.
 * A day comes out as `2026-03-12`. A time comes out as `2026-03-12 09:30:00+02:00`: its first ten characters are the
 * calendar day in the mapping's zone, the whole is the instant.
 */
import { Refusal } from '../../../contract/refusals.ts'
import { type CellReader, type Problem, problem, unreadable } from './problem.ts'
import { compileTimeFormat, type TimeParts } from './time-format.ts'
import { isZone, offsetAt, offsetOfLocal, type Zone, zoneOf } from './zones.ts'

export interface TimeRules {
  readonly format: string
  readonly zone: string
  readonly twoDigitYearFrom?: number
  /** `day`: a time in the cell must be midnight. `day_or_time`: what the cell has. `time`: a time is needed. */
  readonly wants: 'day' | 'time' | 'day_or_time'
}

export function timeReader(rules: TimeRules): CellReader {
  if (!isZone(rules.zone)) throw new Refusal('invalid_input', { reason: 'unknown_zone', zone: rules.zone })
  const format = compileTimeFormat(rules.format, rules.twoDigitYearFrom)
  if (rules.wants === 'time' && !format.mayHaveTime)
    throw new Refusal('invalid_input', { reason: 'format_without_time', format: rules.format })
  const render = rules.wants === 'day' ? renderDay : rules.wants === 'time' ? renderTime : renderEither
  const zone = zoneOf(rules.zone)
  const isIso = rules.format === 'iso'
  return (cell) => {
    const failure = format.parse(cell)
    if (failure) return failure === 'not_a_date' ? unreadable(cell, 'not_a_date') : problem(failure)
    if (isIso && cell.length === DAY_LENGTH && rules.wants !== 'time') return cell
    return render(format.parts, zone)
  }
}

const DAY_LENGTH = 10

const PAD = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

function renderDay(parts: TimeParts): string | Problem {
  if (parts.hasTime && (parts.hour | parts.minute | parts.second | parts.millis) !== 0) return problem('not_midnight')
  return dayText(parts.year, parts.month, parts.day)
}

function renderTime(parts: TimeParts, zone: Zone): string | Problem {
  return parts.hasTime ? renderEither(parts, zone) : problem('not_a_date')
}

function renderEither(parts: TimeParts, zone: Zone): string {
  const day = dayText(parts.year, parts.month, parts.day)
  if (!parts.hasTime) return day
  if (parts.offset === undefined) {
    const local = localSeconds(parts)
    const { offset, shifted } = offsetOfLocal(zone, local)
    return shifted === 0 ? timeText(day, parts, offset) : timeOfLocal(local + shifted, parts.millis, offset)
  }
  // A written offset other than UTC is the place's own clock; only a named zone outweighs it.
  if (zone.isUtc && parts.offset !== 0) return timeText(day, parts, parts.offset)
  const epoch = localSeconds(parts) - parts.offset
  const offset = offsetAt(zone, epoch)
  return timeOfLocal(epoch + offset, parts.millis, offset)
}

function localSeconds(parts: TimeParts): number {
  return (
    daysSinceEpoch(parts.year, parts.month, parts.day) * 86_400 + parts.hour * 3600 + parts.minute * 60 + parts.second
  )
}

/** Days from 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

const dayText = (year: number, month: number, day: number): string => `${year}-${PAD[month]}-${PAD[day]}`

function timeText(day: string, { hour, minute, second, millis }: TimeParts, offset: number): string {
  const fraction = millis === 0 ? '' : `.${String(millis).padStart(3, '0')}`
  return `${day} ${PAD[hour]}:${PAD[minute]}:${PAD[second]}${fraction}${offsetText(offset)}`
}

function timeOfLocal(local: number, millis: number, offset: number): string {
  const date = new Date(local * 1000)
  const day = dayText(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  const clock = { hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), millis }
  return timeText(day, clock as TimeParts, offset)
}

const OFFSETS = new Map<number, string>()

function offsetText(offset: number): string {
  let text = OFFSETS.get(offset)
  if (text === undefined) {
    const size = Math.abs(offset)
    const seconds = size % 60 === 0 ? '' : `:${PAD[size % 60]}`
    text = `${offset < 0 ? '-' : '+'}${PAD[Math.floor(size / 3600)]}:${PAD[Math.floor(size / 60) % 60]}${seconds}`
    OFFSETS.set(offset, text)
  }
  return text
}
