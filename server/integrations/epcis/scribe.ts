/** What writing any event of one order needs: its identifiers, times at their places, quantities, and a note of what is left out. */
import type { OrderFacts } from '../../views/visibility/order-facts.ts'
import {
  type EpcisEvent,
  type Identifiers,
  identifiersOf,
  type LeftOut,
  offsetAt,
  type QuantityElement,
} from './event.ts'

export type Row = Readonly<Record<string, unknown>>

interface Subject {
  readonly type: string
  readonly id: string
  /** The location whose clock shows the time; unknown: UTC. */
  readonly place: unknown
}

/** The code of pieces in UN/ECE recommendation 20; EPCIS leaves the unit of counted things out. */
const PIECES = 'C62'

export class Scribe {
  readonly facts: OrderFacts
  readonly ids: Identifiers
  readonly orderId: string
  readonly leftOut: LeftOut[] = []

  constructor(facts: OrderFacts, tenantId: string) {
    this.facts = facts
    this.ids = identifiersOf(tenantId, facts)
    this.orderId = String(facts.file.order.order_id)
  }

  /** Undefined where only the day is known, or nothing: an event at an invented midnight would be a lie. */
  when(
    subject: Subject,
    day: unknown,
    at: unknown,
  ): Pick<EpcisEvent, 'eventTime' | 'eventTimeZoneOffset' | 'recordTime'> | undefined {
    if (!at) {
      if (day) this.leftOut.push({ 'sevenfold:subject': `${subject.type}/${subject.id}`, 'sevenfold:day': String(day) })
      return undefined
    }
    const instant = new Date(at as string | Date)
    const zone = this.facts.locations.get(String(subject.place))?.zone ?? 'UTC'
    const recorded = this.facts.recordedAt.get(`${subject.type}/${subject.id}`)
    return {
      eventTime: instant.toISOString(),
      eventTimeZoneOffset: offsetAt(zone, instant),
      ...(recorded && { recordTime: recorded.toISOString() }),
    }
  }

  quantity(productId: unknown, quantity: unknown): QuantityElement {
    const id = String(productId)
    const unit = this.facts.products.get(id)?.unit ?? PIECES
    return {
      epcClass: this.ids.product(id),
      ...(quantity !== null && quantity !== undefined && { quantity: Number(quantity) }),
      ...(quantity !== null && quantity !== undefined && unit !== PIECES && { uom: unit }),
    }
  }

  /** This order's part of a shipment; what it carries for others is nobody's business here. */
  shipmentQuantities(shipment: Row): QuantityElement[] {
    return (shipment.lines as Row[]).map((line) => this.quantity(line.product_id, line.quantity))
  }

  transactions(shipmentId?: string) {
    const order = { type: 'po', bizTransaction: this.ids.order(this.orderId) }
    return shipmentId === undefined
      ? [order]
      : [order, { type: 'desadv', bizTransaction: this.ids.shipment(shipmentId) }]
  }

  readAt(locationId: unknown): Pick<EpcisEvent, 'readPoint'> {
    return locationId ? { readPoint: { id: this.ids.location(String(locationId)) } } : {}
  }

  fromTo({ from_location_id: from, to_location_id: to }: Row): Pick<EpcisEvent, 'sourceList' | 'destinationList'> {
    return {
      ...(from ? { sourceList: [{ type: 'location' as const, source: this.ids.location(String(from)) }] } : {}),
      ...(to ? { destinationList: [{ type: 'location' as const, destination: this.ids.location(String(to)) }] } : {}),
    }
  }
}
