/**
 * One order's facts as EPCIS events: the order as a transaction, its shipments, what was observed of them, and its
 * deliveries as observations of objects. Only what happened is told; plans and estimates are no events.
 *
 * CBV's `shipping` stands for staging, loading and departing of the same movement, and `receiving` for arriving and
 * accepting: a receiver must get the coarse word or the fine ones. Where we know the coarse one, the fine ones stay out.
 */
import { findObservedWord, type OrderFacts } from '../../views/visibility/order-facts.ts'
import { deliveryEvents } from './delivery-events.ts'
import type { EpcisEvent, LeftOut } from './event.ts'
import { type Row, Scribe } from './scribe.ts'

export interface OrderEvents {
  readonly events: readonly EpcisEvent[]
  readonly leftOut: readonly LeftOut[]
}

export function orderEvents(facts: OrderFacts, tenantId: string): OrderEvents {
  const scribe = new Scribe(facts, tenantId)
  const { shipments, deliveries } = facts.file
  const events = [
    ...placed(scribe),
    ...shipments.flatMap((shipment) => shipped(scribe, shipment)),
    ...shipments.flatMap((shipment) => observed(scribe, shipment)),
    ...deliveries.flatMap((delivery) => deliveryEvents(scribe, delivery)),
  ]
  return { events: events.sort(byTime), leftOut: scribe.leftOut }
}

/** What happened at the same instant stays in the order of the way. */
const byTime = (a: EpcisEvent, b: EpcisEvent) => (a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0)

function placed(scribe: Scribe): EpcisEvent[] {
  const { order, lines } = scribe.facts.file
  const subject = { type: 'customer_order', id: String(order.order_id), place: order.site_id ?? order.location_id }
  const when = scribe.when(subject, order.ordered_on, order.ordered_at)
  if (!when) return []
  return [
    {
      type: 'TransactionEvent',
      eventID: scribe.ids.event('placed', subject.id),
      ...when,
      action: 'ADD',
      bizTransactionList: scribe.transactions(),
      quantityList: lines.map((line) => scribe.quantity(line.product_id, line.quantity)),
    },
  ]
}

function shipped(scribe: Scribe, shipment: Row): EpcisEvent[] {
  const id = String(shipment.shipment_id)
  const subject = { type: 'shipment', id, place: shipment.from_location_id }
  const when = scribe.when(subject, shipment.shipped_on, shipment.shipped_at)
  if (!when) return []
  return [
    {
      type: 'ObjectEvent',
      eventID: scribe.ids.event('shipped', id, scribe.orderId),
      ...when,
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      quantityList: scribe.shipmentQuantities(shipment),
      ...scribe.readAt(shipment.from_location_id),
      ...scribe.fromTo(shipment),
      bizTransactionList: scribe.transactions(id),
    },
  ]
}

const OUTBOUND = new Set(['staged', 'loaded', 'picked_up'])
const INBOUND = new Set(['arrived_consignee', 'delivered', 'delivered_partial', 'accepted'])

function observed(scribe: Scribe, shipment: Row): EpcisEvent[] {
  const id = String(shipment.shipment_id)
  const all = scribe.facts.file.observations.filter((one) => one.shipment_id === id)
  const retractions = new Map(
    all.filter((one) => one.retracts).map((one) => [`${one.source}\n${one.retracts}`, one.received_at]),
  )
  const happened = all.filter((one) => one.lifecycle === 'actual' && !one.retracts)
  return happened
    .filter((one) => !isTold(scribe, shipment, happened, one))
    .flatMap((one) => {
      const retractedAt = retractions.get(`${one.source}\n${one.source_event_id}`)
      return observation(scribe, shipment, one, retractedAt as Date | undefined)
    })
}

/** Whether a coarser event already tells this observation. */
function isTold(scribe: Scribe, shipment: Row, all: readonly Row[], one: Row): boolean {
  const milestone = String(one.milestone)
  const isAtOrigin = one.location_id === null || one.location_id === shipment.from_location_id
  const isFirstDeparture =
    milestone === 'departed' && isAtOrigin && all.find((other) => other.milestone === 'departed') === one
  const isShipped = Boolean(shipment.shipped_at)
  if (OUTBOUND.has(milestone) || isFirstDeparture) {
    return (
      isShipped ||
      (milestone !== 'picked_up' && all.some((other) => other.milestone === 'picked_up' && other.occurred_at))
    )
  }
  if (!INBOUND.has(milestone)) return false
  const isReceived = scribe.facts.file.deliveries.some(
    (delivery) => delivery.shipment_id === shipment.shipment_id && delivery.delivered_at,
  )
  const isHandedOver = all.some((other) => String(other.milestone).startsWith('delivered') && other.occurred_at)
  return isReceived || (!milestone.startsWith('delivered') && isHandedOver)
}

function observation(scribe: Scribe, shipment: Row, one: Row, retractedAt: Date | undefined): EpcisEvent[] {
  const word = findObservedWord(String(one.milestone))
  if (!word) return []
  const id = String(shipment.shipment_id)
  const key = [String(one.source), String(one.source_event_id)]
  const subject = { type: 'tracking', id: [id, ...key].join('/'), place: one.location_id ?? shipment.from_location_id }
  const when = scribe.when(subject, one.occurred_on, one.occurred_at)
  if (!when) return []
  return [
    {
      type: 'ObjectEvent',
      eventID: scribe.ids.event('observed', id, ...key, scribe.orderId),
      ...when,
      recordTime: new Date(one.received_at as Date).toISOString(),
      action: 'OBSERVE',
      ...(word.bizStep && { bizStep: word.bizStep }),
      ...(word.disposition && { disposition: word.disposition }),
      quantityList: scribe.shipmentQuantities(shipment),
      ...(one.location_id ? scribe.readAt(one.location_id) : {}),
      bizTransactionList: scribe.transactions(id),
      // EPCIS takes nothing back silently: the event stays, under its own id, declared wrong.
      ...(retractedAt && { errorDeclaration: { declarationTime: new Date(retractedAt).toISOString() } }),
    },
  ]
}
