/** Times as carriers write them. */

import type { TrackingMapping } from '../../../contract/tracking-mapping.ts'
import { compactTime, type ToldEvent } from '../../modules/tracking/index.ts'

type When = Pick<ToldEvent, 'at' | 'localTime' | 'day'>

const WITH_OFFSET = /(Z|[+-]\d\d:?\d\d)$/
const EPOCH_LAST_SECONDS = 253_402_300_799

/** Null for what is no time in this format. */
export function readTime(
  text: string,
  format: TrackingMapping['time_format'],
  offset: string | undefined,
): When | null {
  if (format === 'epoch_seconds' || format === 'epoch_milliseconds') {
    const seconds = Number(text) / (format === 'epoch_seconds' ? 1 : 1000)
    if (!/^\d{1,15}$/.test(text) || seconds > EPOCH_LAST_SECONDS) return null
    return { at: new Date(seconds * 1000).toISOString(), localTime: null, day: null }
  }
  const own = WITH_OFFSET.exec(text)?.[0]
  // A day alone ends in what looks like an offset.
  const isDayAlone = /^\d{4}-\d\d-\d\d$/.test(text)
  const zone = isDayAlone ? undefined : (own ?? offset)
  const local = isDayAlone || !own ? text : text.slice(0, -own.length).trim()
  const digits = digitsOf(local, format)
  const read = digits && compactTime(digits.slice(0, 8), digits.slice(8))
  if (!read) return null
  if (read.localTime === null || zone === undefined) return { at: null, ...read }
  const normal = offsetOf(zone)
  return normal === null ? null : { at: `${read.localTime}${normal}`, localTime: null, day: null }
}

function digitsOf(text: string, format: TrackingMapping['time_format']): string | null {
  if (format === 'compact') return /^\d{8}(\d{4}|\d{6})?$/.test(text) ? text : null
  const [, first, second, third, time = ''] =
    /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:[T ]+([\d:.]+))?$/.exec(text) ?? []
  if (!first || !second || !third) return null
  const order = { iso: [first, second, third], day_first: [third, second, first], month_first: [third, first, second] }
  const [year, month, day] = order[format as keyof typeof order] as [string, string, string]
  if (year.length !== 4 || !/^(\d\d?:\d\d(:\d\d(\.\d+)?)?)?$/.test(time)) return null
  const [hours = '', minutes = '', seconds = ''] = time.split(':')
  const clock = time === '' ? '' : `${hours.padStart(2, '0')}${minutes}${seconds.slice(0, 2)}`
  return `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}${clock}`
}

function offsetOf(text: string): string | null {
  if (/^(Z|UTC|GMT)$/.test(text)) return 'Z'
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? []
  return sign && Number(hours) <= 14 && Number(minutes) < 60 ? `${sign}${hours}:${minutes}` : null
}
