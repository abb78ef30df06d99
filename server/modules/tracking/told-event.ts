/**
 * An event as a carrier or partner told it, in our words; and what it becomes once its shipment and place are known.
 *
 * Time: an instant where the source says which, else a local time of the place, else only a day. A local time whose zone
 * nobody knows stays a day: no zone is invented.
 *
 * Step: some vocabularies say "arriving" or "receiving" for every door. Which of ours it is depends on the place.
 */
import type { REASONS } from '../../../contract/imports.ts'
import { formatLocalDay, zoneOf } from '../../../engines/calendars/index.ts'
import type { Lifecycle, ObservedCode } from '../../../engines/tracking/index.ts'

/** The step at the shipment's origin, at its destination, at another place, and where nobody knows the place. */
export interface StepByPlace {
  readonly origin: ObservedCode
  readonly destination: ObservedCode
  readonly between: ObservedCode
  readonly unknown: ObservedCode
}

export interface ToldEvent {
  /** The source's own id; null where it gives none. */
  readonly eventId: string | null
  /** Shipments as the source names them: our number or the carrier's. */
  readonly shipments: readonly string[]
  /** Orders as the source names them: help only where the order has one shipment and no shipment was named. */
  readonly orders: readonly string[]
  /** As the source called it. */
  readonly code: string
  readonly step: ObservedCode | StepByPlace
  readonly lifecycle: Lifecycle
  /** Exactly one of the three says when. */
  readonly at: string | null
  /** `2026-03-16T08:30:00` on the clock of the place. */
  readonly localTime: string | null
  readonly day: string | null
  readonly zone: string | null
  /** Our code of the place or its global location number. */
  readonly location: string | null
  /** The place in the source's words. */
  readonly place: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly reason: (typeof REASONS)[number] | null
  readonly closesFlag: boolean
  /** The id of an event that this one takes back. */
  readonly retracts: string | null
  /** Repeats an event under its own id to say that it did not happen as told. */
  readonly isErrorDeclaration: boolean
  readonly raw: unknown
}

/** What most events leave out. */
export const PLAIN_EVENT = {
  eventId: null,
  orders: [],
  lifecycle: 'actual',
  at: null,
  localTime: null,
  day: null,
  zone: null,
  location: null,
  place: null,
  latitude: null,
  longitude: null,
  reason: null,
  closesFlag: false,
  retracts: null,
  isErrorDeclaration: false,
} as const satisfies Partial<ToldEvent>

export interface KnownShipment {
  readonly shipment_id: string
  readonly from_location_id: string | null
  readonly to_location_id: string | null
}

export interface KnownPlace {
  readonly location_id: string
  readonly zone: string
}

export interface PlacedTime {
  readonly occurred_on: string
  readonly occurred_at: string | null
  readonly zone: string | null
}

/** When it happened, on the clock of its place; an instant whose place has none is dated by the clock of the destination. */
export function timeOf(event: ToldEvent, zones: { place: string | null; door: string | null }): PlacedTime {
  const zone = zones.place ?? event.zone
  if (event.at !== null) {
    const instant = Date.parse(event.at)
    return {
      occurred_on: formatLocalDay(zoneOf(zone ?? zones.door ?? 'UTC').dayAt(instant)),
      occurred_at: new Date(instant).toISOString(),
      zone,
    }
  }
  if (event.localTime === null) return { occurred_on: event.day!, occurred_at: null, zone }
  const day = event.localTime.slice(0, 10)
  if (zone === null) return { occurred_on: day, occurred_at: null, zone: null }
  const instant = zoneOf(zone).instantOf(Date.parse(`${event.localTime}Z`))
  return { occurred_on: day, occurred_at: new Date(instant).toISOString(), zone }
}

export function stepAt({ step }: ToldEvent, place: KnownPlace | undefined, shipment: KnownShipment): ObservedCode {
  if (typeof step === 'string') return step
  if (!place) return step.unknown
  if (place.location_id === shipment.from_location_id) return step.origin
  if (place.location_id === shipment.to_location_id) return step.destination
  return shipment.to_location_id === null ? step.unknown : step.between
}
