/** Writes down what is known at the end instant about the wish, the promises and the hand-overs of an order. */
import { CARRIERS } from './company.ts'
import type { Consignment } from './consignments.ts'
import { DAY, formatDay, formatMinute, type Zone } from './local-time.ts'
import type { DueWindow, OrderPlan, PlannedLine } from './plan.ts'
import type { DeliveryRecord, OrderRecord, PromiseRecord, ShipmentRecord } from './records.ts'

export const consignmentId = (plan: OrderPlan, letter: string, nth: number): string =>
  `${letter}-${plan.id.slice(3)}-${nth}`

const fromOf = (zone: Zone, { fromDay, slot }: DueWindow): string | null =>
  fromDay === null ? null : slot === null ? formatDay(fromDay) : formatMinute(zone, fromDay * DAY + slot[0])
const toOf = (zone: Zone, { toDay, slot }: DueWindow): string =>
  slot === null ? formatDay(toDay) : formatMinute(zone, toDay * DAY + slot[1])

/** An order whose promise is still being worked out has no promise yet. */
export function toOrders(plan: OrderPlan): OrderRecord[] {
  const { id, customer, place, requested, exclusion, head, now } = plan
  const { zone, record } = customer
  const orderedAt = formatMinute(zone, head.minute)
  const requestedFrom = fromOf(zone, requested)
  const requestedTo = toOf(zone, requested)
  return plan.lines.map((line) => {
    const first = line.commitments[0]!
    const isPromised = first.minute <= now
    const cancelled = line.cancelled !== null && line.cancelled.minute <= now ? line.cancelled : null
    return {
      order_id: id,
      line_number: line.number,
      customer_id: record.customer_id,
      location_id: place.record.location_id,
      site_id: plan.siteId,
      product_id: line.product.id,
      quantity: line.quantityMilli / 1000,
      unit: line.product.record.unit,
      unit_price: line.price / 10000,
      tax_percent: customer.taxPercent,
      currency: record.currency,
      ordered_at: orderedAt,
      requested_from: requestedFrom,
      requested_to: requestedTo,
      cancelled_by: cancelled?.by ?? null,
      cancelled_at: cancelled === null ? null : formatMinute(zone, cancelled.minute),
      exclusion,
      promised_from: isPromised ? fromOf(zone, first.window) : null,
      promised_to: isPromised ? toOf(zone, first.window) : null,
      promised_at: isPromised ? formatMinute(zone, first.minute) : null,
    }
  })
}

export function toPromises(plan: OrderPlan): PromiseRecord[] {
  return plan.lines.flatMap((line) => (line.commitments.length === 1 ? [] : laterPromises(plan, line)))
}

function laterPromises(plan: OrderPlan, line: PlannedLine): PromiseRecord[] {
  const { zone } = plan.customer
  const told: PromiseRecord[] = []
  for (let index = 1; index < line.commitments.length; index++) {
    const { window, minute, cause } = line.commitments[index]!
    const isDropped = line.cancelled !== null && line.cancelled.minute <= minute
    if (minute > plan.now || isDropped || cause === 'initial') continue
    told.push({
      order_id: plan.id,
      line_number: line.number,
      version: told.length + 2,
      promised_from: fromOf(zone, window),
      promised_to: toOf(zone, window),
      promised_at: formatMinute(zone, minute),
      quantity: line.quantityMilli / 1000,
      cause,
    })
  }
  return told
}

export function toShipments(plan: OrderPlan, consignment: Consignment): ShipmentRecord[] {
  if (consignment.shipMinute > plan.now) return []
  const carrier = CARRIERS[plan.carrier]!
  const shipmentId = consignmentId(plan, 'S', consignment.nth)
  const shippedAt = formatMinute(plan.customer.zone, consignment.shipMinute)
  return consignment.outcomes.map(({ cargo, shippedMilli }) => ({
    shipment_id: shipmentId,
    order_id: plan.id,
    line_number: cargo.line.number,
    carrier_id: carrier.id,
    service: carrier.service,
    mode: carrier.mode,
    tracking_number: `${carrier.id.slice(0, 2)}${plan.id.slice(3)}${consignment.nth}`,
    shipped_at: shippedAt,
    shipped_quantity: shippedMilli / 1000,
    from_location_id: plan.siteId,
  }))
}

export function toDeliveries(plan: OrderPlan, consignment: Consignment): DeliveryRecord[] {
  const { deliveredMinute, nth } = consignment
  if (deliveredMinute === null || deliveredMinute > plan.now) return []
  const deliveredAt = formatMinute(plan.customer.zone, deliveredMinute)
  const door = drawDoor(plan)
  return consignment.outcomes.map((outcome) => ({
    delivery_id: consignmentId(plan, 'D', nth),
    order_id: plan.id,
    line_number: outcome.cargo.line.number,
    shipment_id: consignmentId(plan, 'S', nth),
    delivered_at: deliveredAt,
    accepted_quantity: inUnits(outcome.acceptedMilli),
    rejected_quantity: inUnits(outcome.rejectedMilli),
    condition: outcome.condition,
    delivered_product_id: outcome.acceptedMilli === null ? null : (outcome.productId ?? outcome.cargo.line.product.id),
    delivered_location_id: door.locationId,
    recipient: door.recipient,
    reason: outcome.reason,
  }))
}

const inUnits = (milli: number | null): number | null => (milli === null ? null : milli / 1000)

/** Who took the goods and where: seldom a neighbor, seldomer a stranger or the customer's other place. */
function drawDoor({ draws, customer, place, carrier }: OrderPlan): {
  locationId: string | null
  recipient: string | null
} {
  const drawn = draws.next()
  const own = place.record.location_id
  if (drawn < 0.0025) return { locationId: draws.pick(customer.places).record.location_id, recipient: 'wrong_party' }
  if (drawn < 0.006) return { locationId: own, recipient: 'neighbor' }
  if (drawn < 0.01) return { locationId: own, recipient: 'neighbor_with_consent' }
  const isUnsigned = drawn > 1 - CARRIERS[carrier]!.silentShare * 0.1
  return isUnsigned ? { locationId: null, recipient: null } : { locationId: own, recipient: 'consignee' }
}
