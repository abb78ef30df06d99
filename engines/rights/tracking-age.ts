/** The tracking part of the right information: while goods are under way, no longer without an observation than agreed. */
import { isBefore, type Moment } from './documents.ts'
import type { InformationClause, ShipmentFact } from './facts.ts'
import { completingArrival } from './on-time.ts'
import type { Reading } from './reading.ts'
import type { Ruling } from './verdict.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export function judgeTracking(reading: Reading, { trackingAgeHours }: InformationClause): Ruling {
  if (trackingAgeHours === null) return 'pass'
  const { shipments } = reading.facts
  if (shipments.length === 0) return reading.hasGoods ? 'not_tracked' : 'pass'
  let unknown = false
  for (const shipment of shipments) {
    const isFresh = wasFresh(reading, traceOf(reading, shipment), trackingAgeHours * HOUR_MS)
    if (isFresh === false) return 'tracking_stale'
    unknown ||= isFresh === null
  }
  return unknown ? 'not_tracked' : 'pass'
}

/** The next instant at which goods still under way may have been silent for too long. */
export function trackingChange(reading: Reading): number {
  const age = reading.facts.information?.trackingAgeHours ?? null
  let next = Number.POSITIVE_INFINITY
  if (age === null) return next
  for (const shipment of reading.facts.shipments) {
    const trace = traceOf(reading, shipment)
    const last = trace.end === null ? trace.points[trace.points.length - 1] : undefined
    if (last === undefined || isWithin(last, nowOf(reading), age * HOUR_MS) === false) continue
    const silentAt = last.at === null ? reading.zone.startOfDay(reading.today + 1) : last.at + age * HOUR_MS + 1
    next = Math.min(next, silentAt)
  }
  return next
}

/** The longest time that goods of the line were under way without an observation, in seconds; null where instants are missing. */
export function longestSilence(reading: Reading): number | null {
  if (reading.facts.information?.trackingAgeHours == null) return null
  let longest: number | null = null
  for (const shipment of reading.facts.shipments) {
    const { points, end } = traceOf(reading, shipment)
    for (let i = 0; i < points.length; i++) {
      const from = points[i]!.at
      const until = (points[i + 1] ?? end ?? nowOf(reading)).at
      if (from === null || until === null) return null
      longest = Math.max(longest ?? 0, Math.round((until - from) / 1000))
    }
  }
  return longest
}

interface Trace {
  /** When it left and what was observed afterwards, in time order. */
  points: readonly Moment[]
  /** When it was handed over; null while under way. */
  end: Moment | null
}

function traceOf(reading: Reading, shipment: ShipmentFact): Trace {
  const end = endOf(reading, shipment)
  const points: Moment[] = []
  if (shipment.day !== null) points.push(shipment)
  else if (shipment.at !== null) points.push({ day: reading.zone.dayAt(shipment.at), at: shipment.at })
  for (const update of reading.facts.updates) {
    if (update.shipmentId !== shipment.id) continue
    if (isAfter(shipment, update) || (end !== null && isAfter(update, end))) continue
    points.push(update)
  }
  return { points: points.sort(byTime), end }
}

/** Its own handing over, else the one that completed the line: goods may be received without naming their shipment. */
function endOf(reading: Reading, shipment: ShipmentFact): Moment | null {
  let end: Moment | null = null
  for (const handover of reading.handovers) if (handover.delivery!.shipmentId === shipment.id) end = handover
  return end ?? completingArrival(reading)
}

function wasFresh(reading: Reading, { points, end }: Trace, ageMs: number): boolean | null {
  if (points.length === 0) return null
  let isSure = true
  for (let i = 0; i < points.length; i++) {
    const until = points[i + 1] ?? end ?? nowOf(reading)
    const isFresh = isWithin(points[i]!, until, ageMs)
    if (isFresh === false) return false
    isSure &&= isFresh !== null
  }
  return isSure ? true : null
}

/** Not longer apart than agreed; by day where an instant is missing, null where days cannot tell. */
function isWithin(from: Moment, to: Moment, ageMs: number): boolean | null {
  if (from.at !== null && to.at !== null) return to.at - from.at <= ageMs
  if (from.day === null || to.day === null) return null
  const days = to.day - from.day
  if (days * DAY_MS <= ageMs) return true
  return (days - 1) * DAY_MS >= ageMs ? false : null
}

const isAfter = (a: Moment, b: Moment) => isBefore(a, b, 0) === false

const nowOf = ({ today, now }: Reading): Moment => ({ day: today, at: now })

/** Within a day an instant before a bare date, which may be any time of that day. */
function byTime(a: Moment, b: Moment): number {
  if (a.day !== b.day) return a.day! - b.day!
  return (a.at ?? Number.POSITIVE_INFINITY) < (b.at ?? Number.POSITIVE_INFINITY) ? -1 : 1
}
