/** A delivery as events: what was received, what was turned away at the door, what never came; one event a state of goods. */
import { dispositionOf, isMissing } from './conditions.ts'
import type { EpcisEvent, QuantityElement } from './event.ts'
import type { Row, Scribe } from './scribe.ts'

interface Part {
  readonly bizStep?: 'receiving' | 'inspecting'
  readonly disposition?: string
  readonly quantity: QuantityElement
}

export function deliveryEvents(scribe: Scribe, delivery: Row): EpcisEvent[] {
  const id = String(delivery.delivery_id)
  const place = delivery.location_id ?? destinationOf(scribe, delivery)
  const when = scribe.when({ type: 'delivery', id, place }, delivery.delivered_on, delivery.delivered_at)
  if (!when) return []
  const groups = new Map<string, Part[]>()
  for (const part of (delivery.lines as Row[]).flatMap((line) => partsOf(scribe, line))) {
    const key = `${part.bizStep ?? ''}/${part.disposition ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups].map(([key, parts]) => ({
    type: 'ObjectEvent',
    eventID: scribe.ids.event('delivered', id, key, scribe.orderId),
    ...when,
    action: 'OBSERVE',
    ...(parts[0]!.bizStep && { bizStep: parts[0]!.bizStep }),
    ...(parts[0]!.disposition && { disposition: parts[0]!.disposition }),
    quantityList: parts.map((part) => part.quantity),
    ...(parts[0]!.bizStep ? scribe.readAt(place) : {}),
    ...(parts[0]!.bizStep === 'receiving' && place ? { bizLocation: { id: scribe.ids.location(String(place)) } } : {}),
    bizTransactionList: scribe.transactions(delivery.shipment_id ? String(delivery.shipment_id) : undefined),
  }))
}

const destinationOf = ({ facts: { file } }: Scribe, delivery: Row) =>
  file.shipments.find((one) => one.shipment_id === delivery.shipment_id)?.to_location_id ?? file.order.location_id

/** The condition speaks of the goods turned away where there are such, otherwise of those taken in. */
function partsOf(scribe: Scribe, line: Row): Part[] {
  const disposition = dispositionOf(line.condition)
  const isRejected = Number(line.rejected_quantity) > 0
  const isReceived = line.accepted_quantity === null || Number(line.accepted_quantity) > 0
  const element = (quantity: unknown) => scribe.quantity(line.product_id, quantity)
  if (isMissing(line.condition) && !isReceived) return [{ disposition, quantity: { epcClass: element(null).epcClass } }]
  return [
    ...(isReceived
      ? [
          {
            bizStep: 'receiving' as const,
            disposition: isRejected ? undefined : disposition,
            quantity: element(line.accepted_quantity),
          },
        ]
      : []),
    ...(isRejected ? [{ bizStep: 'inspecting' as const, disposition, quantity: element(line.rejected_quantity) }] : []),
  ]
}
