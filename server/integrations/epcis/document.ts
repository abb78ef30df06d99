/** The EPCIS 2.0 JSON-LD document around an order's events. */
import type { OrderFacts } from '../../views/visibility/order-facts.ts'
import { orderEvents } from './order-events.ts'

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

/** Facts known only by their day stand in `sevenfold:leftOut`: the standard lets a document carry names of one's own. */
export function epcisDocument(facts: OrderFacts, tenantId: string, documentTime: Date) {
  const { events, leftOut } = orderEvents(facts, tenantId)
  return {
    '@context': [CONTEXT, { sevenfold: 'urn:x-sevenfold:' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: documentTime.toISOString(),
    epcisBody: { eventList: events },
    ...(leftOut.length > 0 && { 'sevenfold:leftOut': leftOut }),
  }
}
