/** The trace a shipment leaves: the carrier's own events, with the gaps and the wrong scans that carriers really send. */
import { ARARAT_LINE, CARRIERS, hubOf, OWN_VANS, SITES } from './company.ts'
import type { Consignment } from './consignments.ts'
import { DAY, formatMinute } from './local-time.ts'
import { consignmentId } from './order-records.ts'
import type { OrderPlan } from './plan.ts'
import type { TrackingRecord } from './records.ts'

interface Sighting {
  readonly milestone: string
  readonly minute: number
  readonly place?: 'site' | 'hub' | 'door'
  readonly reason?: string
  /** The time named is a guess; it was made at `knownMinute`. */
  readonly knownMinute?: number
  readonly retractsPrevious?: true
}

/** Events known by now; an estimate is known when it was made, though the time it names may lie ahead. */
export function toTracking(plan: OrderPlan, consignment: Consignment): TrackingRecord[] {
  const { now } = plan
  const seen = [...sightings(plan, consignment)].filter(({ minute, knownMinute }) => (knownMinute ?? minute) <= now)
  const shipmentId = consignmentId(plan, 'S', consignment.nth)
  return seen.map((sighting, index) => toRecord(plan, shipmentId, sighting, index + 1))
}

function toRecord(plan: OrderPlan, shipmentId: string, sighting: Sighting, number: number): TrackingRecord {
  const { customer, place, siteId, head, carrier } = plan
  const isAtDoor = sighting.place === 'door'
  const spot = { site: siteId, hub: hubOf(SITES[head.site]!), door: place.record.location_id }
  return {
    shipment_id: shipmentId,
    source: CARRIERS[carrier]!.id.toLowerCase(),
    source_event_id: `${shipmentId}-${number}`,
    milestone: sighting.milestone,
    lifecycle: sighting.knownMinute === undefined ? 'actual' : 'estimated',
    occurred_at: formatMinute(customer.zone, sighting.minute),
    location_id: sighting.place === undefined ? null : spot[sighting.place],
    latitude: isAtDoor ? place.record.latitude : null,
    longitude: isAtDoor ? place.record.longitude : null,
    reason: sighting.reason ?? null,
    retracts: sighting.retractsPrevious ? `${shipmentId}-${number - 1}` : null,
  }
}

function* sightings(plan: OrderPlan, consignment: Consignment): Generator<Sighting> {
  const { draws, carrier } = plan
  const { shipMinute, deliveredMinute, attempts, reason } = consignment
  yield { milestone: 'picked', minute: drawPickMinute(plan, shipMinute), place: 'site' }
  // Carriers are not told of three consignments in a hundred.
  if (!draws.chance(0.03)) yield { milestone: 'carrier_informed', minute: shipMinute - draws.between(10, 55) }
  yield { milestone: 'picked_up', minute: shipMinute, place: 'site' }
  if (carrier !== OWN_VANS) yield { milestone: 'departed', minute: shipMinute + draws.between(5, 35), place: 'site' }
  if (reason !== null && consignment.delayDays > 0 && attempts.length === 0) yield* delay(plan, consignment, reason)
  const isTaciturn = carrier === ARARAT_LINE && draws.chance(0.3)
  const doorDay = Math.floor((attempts[0]?.minute ?? deliveredMinute ?? shipMinute + DAY) / DAY)
  if (carrier !== OWN_VANS)
    yield { milestone: 'arrived_facility', minute: doorDay * DAY + 300 + draws.between(0, 30), place: 'hub' }
  if (deliveredMinute === null) {
    yield { milestone: 'lost', minute: (doorDay + 3) * DAY + 600, reason: 'carrier_error' }
    return
  }
  if (!isTaciturn) yield { milestone: 'out_for_delivery', minute: doorDay * DAY + 345 + draws.between(0, 40) }
  for (const attempt of attempts) {
    yield { milestone: 'attempt_failed', minute: attempt.minute, place: 'door', reason: attempt.reason }
  }
  yield* arrival(plan, consignment, deliveredMinute)
}

/** Vans are loaded with what was picked on the afternoon before; everything else is picked on the day it leaves. */
function drawPickMinute({ paperwork, carrier, promisedAt }: OrderPlan, shipMinute: number): number {
  const before = carrier === OWN_VANS ? paperwork.between(660, 840) : paperwork.between(40, 400)
  return Math.min(shipMinute - 15, Math.max(promisedAt + 10, shipMinute - before))
}

/** Three delays in ten are never announced. */
function* delay(plan: OrderPlan, consignment: Consignment, reason: string): Generator<Sighting> {
  const { delayKnownMinute, deliveredMinute } = consignment
  if (plan.draws.chance(0.3) || deliveredMinute === null || delayKnownMinute >= deliveredMinute - 60) return
  yield { milestone: 'delayed', minute: delayKnownMinute, reason }
  yield { milestone: 'eta_updated', minute: deliveredMinute, knownMinute: delayKnownMinute }
}

function* arrival(plan: OrderPlan, consignment: Consignment, minute: number): Generator<Sighting> {
  const { draws } = plan
  const isScannedEarly = draws.chance(0.002) && minute - consignment.shipMinute > 120
  if (isScannedEarly) {
    yield { milestone: 'delivered', minute: minute - 40 }
    yield { milestone: 'delivered', minute: minute - 40, retractsPrevious: true }
  }
  const isPartial = consignment.outcomes.some(
    ({ acceptedMilli, cargo }) => acceptedMilli !== null && acceptedMilli < cargo.milli,
  )
  yield { milestone: isPartial ? 'delivered_partial' : 'delivered', minute, place: 'door' }
  if (consignment.outcomes.some(({ reason }) => reason === 'damage'))
    yield { milestone: 'damaged', minute, reason: 'damage' }
}
