/** Offsets of IANA zones, looked up in tables that are filled once a year of use, so that judging a line needs no date library. */
import { Temporal } from 'temporal-polyfill'
import { DAY_MS } from './local-day.ts'

export interface Zone {
  readonly id: string
  /** Milliseconds to add to an instant to get local time. */
  offsetAt(instant: number): number
  /** The local day an instant falls on. */
  dayAt(instant: number): number
  /** First instant of a local day; not always midnight, which some zones skip when clocks move. */
  startOfDay(day: number): number
  /**
   * Instant of a local time given as milliseconds on the local clock since 1970-01-01. A local time that does not exist
   * moves forward to the first that does; one that occurs twice takes the first.
   */
  instantOf(localMs: number): number
}

/** A span of constant length; exact year borders do not matter, only that spans cover time without gaps. */
const SPAN_MS = 366 * DAY_MS

interface Span {
  starts: number[]
  offsets: number[]
}

const zones = new Map<string, Zone>()
let lastZone: Zone | null = null

/** The zone of an IANA name. Refuses names the platform does not know. Kept in memory: building one costs milliseconds. */
export function zoneOf(id: string): Zone {
  if (lastZone !== null && lastZone.id === id) return lastZone
  let zone = zones.get(id)
  if (!zone) {
    zone = buildZone(id)
    zones.set(id, zone)
  }
  lastZone = zone
  return zone
}

function buildZone(id: string): Zone {
  const spans = new Map<number, Span>()
  let recentIndex = Number.NaN
  let recent: Span = loadSpan(id, 0)
  const spanAt = (instant: number): Span => {
    const index = Math.floor(instant / SPAN_MS)
    if (index === recentIndex) return recent
    let span = spans.get(index)
    if (!span) {
      span = loadSpan(id, index)
      spans.set(index, span)
    }
    recentIndex = index
    recent = span
    return span
  }
  const offsetAt = (instant: number): number => {
    const span = spanAt(instant)
    let i = span.starts.length - 1
    while (i > 0 && span.starts[i]! > instant) i -= 1
    return span.offsets[i]!
  }
  const instantOf = (localMs: number): number => resolveLocal(localMs, offsetAt, spanAt)
  return {
    id,
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY_MS),
    startOfDay: (day) => instantOf(day * DAY_MS),
    instantOf,
  }
}

/** Offsets on both sides of the wanted time are tried, the earlier reading first; if neither holds, clocks skipped it. */
function resolveLocal(
  localMs: number,
  offsetAt: (instant: number) => number,
  spanAt: (instant: number) => Span,
): number {
  const before = offsetAt(localMs - DAY_MS)
  if (offsetAt(localMs - before) === before) return localMs - before
  const after = offsetAt(localMs + DAY_MS)
  if (offsetAt(localMs - after) === after) return localMs - after
  const span = spanAt(localMs - before)
  return span.starts.find((start) => start > localMs - Math.max(before, after)) ?? localMs - before
}

function loadSpan(id: string, index: number): Span {
  const from = index * SPAN_MS
  const until = from + SPAN_MS
  let cursor = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(id)
  const span: Span = { starts: [from], offsets: [cursor.offsetNanoseconds / 1e6] }
  for (;;) {
    const next = cursor.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= until) return span
    span.starts.push(next.epochMilliseconds)
    span.offsets.push(next.offsetNanoseconds / 1e6)
    cursor = next
  }
}
