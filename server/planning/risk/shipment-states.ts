/** Where the shipments of a page are: each one's observations folded. */
import { zoneOf } from '../../../engines/calendars/index.ts'
import {
  CROSS_BORDER_MAX_AGE_SECONDS,
  DOMESTIC_MAX_AGE_SECONDS,
  foldTracking,
} from '../../../engines/tracking/index.ts'
import { type ObservedRow, toObservation } from '../../views/visibility/observed.ts'
import type { LineFacts } from './facts.store.ts'

export interface ShipmentState {
  readonly milestone: string | null
  /** When it was reached. */
  readonly since: number | null
  readonly flags: readonly string[]
  /** The reason told last with an open flag or a failed attempt. */
  readonly reason: string | null
  readonly isAttemptFailed: boolean
  /** The carrier's expected day of delivery, on the destination's calendar. */
  readonly estimatedDay: number | null
  readonly lastSeenAt: number | null
}

/** An estimate of any of these is one of the delivery. */
const AT_THE_DOOR: ReadonlySet<string> = new Set(['delivered', 'arrived_consignee', 'accepted', 'eta_updated'])

export function shipmentStates(
  lines: readonly LineFacts[],
  observations: readonly ObservedRow[],
  now: Date,
): Map<string, ShipmentState> {
  const byShipment = new Map<string, ObservedRow[]>()
  for (const one of observations) {
    const known = byShipment.get(one.shipment_id)
    if (known) known.push(one)
    else byShipment.set(one.shipment_id, [one])
  }
  const states = new Map<string, ShipmentState>()
  for (const line of lines) {
    if (line.shipment_id === null || states.has(line.shipment_id)) continue
    states.set(line.shipment_id, stateOf(line, byShipment.get(line.shipment_id) ?? [], now))
  }
  return states
}

function stateOf(line: LineFacts, rows: readonly ObservedRow[], now: Date): ShipmentState {
  const maxAgeSeconds = line.crosses_border ? CROSS_BORDER_MAX_AGE_SECONDS : DOMESTIC_MAX_AGE_SECONDS
  const state = foldTracking(rows.map(toObservation), { now: now.getTime(), maxAgeSeconds })
  // Goods that left and of which nobody has told anything have been silent from the beginning.
  const leftAt = line.shipped_on === null ? null : Date.parse(`${line.shipped_on}T23:59:59Z`)
  const isSilent = state.lastSeenAt === null && leftAt !== null && now.getTime() - leftAt > maxAgeSeconds * 1000
  const next = state.nextExpected
  return {
    milestone: state.milestone,
    since: state.since,
    flags: isSilent ? [...state.flags, 'stale'] : state.flags,
    reason: lastReason(rows),
    isAttemptFailed: state.milestone === 'attempt_failed',
    estimatedDay:
      next && next.lifecycle === 'estimated' && AT_THE_DOOR.has(next.code)
        ? zoneOf(line.zone ?? 'UTC').dayAt(next.eventTime)
        : null,
    lastSeenAt: state.lastSeenAt ?? leftAt,
  }
}

/** By time, then by the source's id, so that the order of telling plays no part. */
function lastReason(rows: readonly ObservedRow[]): string | null {
  let last: ObservedRow | null = null
  for (const row of rows) {
    if (row.reason === null || row.lifecycle !== 'actual') continue
    if (last === null || row.at > last.at || (+row.at === +last.at && row.source_event_id > last.source_event_id))
      last = row
  }
  return last?.reason ?? null
}
