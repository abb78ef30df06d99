/** The parts of EPCIS 2.0 that we write, and how our keys become its identifiers. */
import { v5 } from 'uuid'
import type { OrderFacts } from '../../views/visibility/order-facts.ts'

export interface QuantityElement {
  readonly epcClass: string
  /** Absent: handed over without a count. */
  readonly quantity?: number
  /** Absent: pieces. */
  readonly uom?: string
}

export interface EpcisEvent {
  readonly type: 'ObjectEvent' | 'TransactionEvent'
  readonly eventID: string
  readonly eventTime: string
  readonly eventTimeZoneOffset: string
  readonly recordTime?: string
  readonly action: 'ADD' | 'OBSERVE'
  readonly bizStep?: string
  readonly disposition?: string
  readonly quantityList: readonly QuantityElement[]
  readonly readPoint?: { readonly id: string }
  readonly bizLocation?: { readonly id: string }
  readonly bizTransactionList?: readonly { readonly type: string; readonly bizTransaction: string }[]
  readonly sourceList?: readonly { readonly type: 'location'; readonly source: string }[]
  readonly destinationList?: readonly { readonly type: 'location'; readonly destination: string }[]
  readonly errorDeclaration?: { readonly declarationTime: string }
}

/** A fact that could not become an event, because EPCIS needs an instant and only the day is known. */
export interface LeftOut {
  readonly 'sevenfold:subject': string
  readonly 'sevenfold:day': string
}

export interface Identifiers {
  event(...key: string[]): string
  order(id: string): string
  shipment(id: string): string
  product(id: string): string
  location(id: string): string
}

/** GS1 Digital Links where the company has GS1 keys; otherwise names below the tenant, unique without any registration. */
export function identifiersOf(
  tenantId: string,
  { products, locations }: Pick<OrderFacts, 'products' | 'locations'>,
): Identifiers {
  const own = (kind: string, id: string) => `urn:x-sevenfold:${tenantId}:${kind}:${encodeURIComponent(id)}`
  return {
    // Version 5: the same fact has the same id in every export, so a receiver recognizes what it has.
    event: (...key) => `urn:uuid:${v5(JSON.stringify(key), tenantId)}`,
    order: (id) => own('order', id),
    shipment: (id) => own('shipment', id),
    product(id) {
      const gtin = products.get(id)?.gtin
      return gtin ? `https://id.gs1.org/01/${gtin.padStart(14, '0')}` : own('product', id)
    },
    location(id) {
      const gln = locations.get(id)?.gln
      return gln ? `https://id.gs1.org/414/${gln}` : own('location', id)
    },
  }
}

/** The offset from UTC at a place and instant, such as `+03:00`. */
export function offsetAt(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const offset = parts.find(({ type }) => type === 'timeZoneName')!.value.slice('GMT'.length)
  return offset === '' ? '+00:00' : offset
}
