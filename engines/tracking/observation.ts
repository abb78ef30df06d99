/** One observed event as a source told it, and the key by which the same event told twice is recognized. */
import type { ObservedCode } from './milestones.ts'

export type Lifecycle = 'requested' | 'planned' | 'estimated' | 'actual'

export interface Observation {
  /** Our own id, unique; the last resort of ordering. */
  id: string
  source: string
  /** The source's own id; null where it gives none. */
  sourceEventId: string | null
  /** Ids of what the event speaks about (shipment, logistic units, lines). */
  subjects: readonly string[]
  code: ObservedCode
  lifecycle: Lifecycle
  /** When it happened, epoch milliseconds, exact to `precision`. */
  eventTime: number
  precision: 'day' | 'minute' | 'second'
  /** When we got it; null where unknown. */
  receivedAt: number | null
  placeId: string | null
  reason: string | null
  /** For a flag: does this event close it? */
  closesFlag: boolean
  /** The dedupe key of an event that is taken back; it stays queryable but no longer counts. */
  retracts: string | null
  /** An EPCIS error declaration: repeats the event under the same id to say that it did not happen as told. */
  isErrorDeclaration: boolean
}

const PRECISION_MS = { day: 86_400_000, minute: 60_000, second: 1000 } as const

/**
 * The identity of an observation: source and its event id; without one, everything that makes two tellings the same.
 * A declaration of error under the same event id is a record of its own.
 */
export function dedupeKey(observation: Observation): string {
  const declaration = observation.isErrorDeclaration ? '!' : ''
  if (observation.sourceEventId !== null)
    return JSON.stringify([observation.source, observation.sourceEventId]) + declaration
  const { source, subjects, code, lifecycle, eventTime, precision, placeId, reason, closesFlag } = observation
  const time = Math.floor(eventTime / PRECISION_MS[precision])
  return (
    JSON.stringify([source, [...subjects].sort(), code, lifecycle, precision, time, placeId, reason, closesFlag]) +
    declaration
  )
}
