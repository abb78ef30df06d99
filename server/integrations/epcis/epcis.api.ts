/** EPCIS 2.0 both ways: one order's events for whoever captures them, and the capture of what others tell. */
import { z } from 'zod'
import { MessageTaken } from '../../../contract/tracking.ts'
import { Code } from '../../../contract/values.ts'
import { textOf } from '../../modules/tracking/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { getOrderFacts } from '../../views/visibility/order-facts.ts'
import { captureDocument } from './capture-document.command.ts'
import { epcisDocument } from './document.ts'

export const epcisEndpoints = [
  endpoint({
    method: 'GET',
    path: '/epcis/events',
    tag: 'exports',
    permission: 'exports.run',
    summary: 'The events of one order as an EPCIS 2.0 document',
    query: z.object({ order_id: Code }),
    answer: null,
    handle: async (context, { query }) => {
      const facts = await inSnapshot(context, (tx) => getOrderFacts(tx, query.order_id, context.principal))
      const document = epcisDocument(facts, context.principal.tenantId, context.clock.now())
      const text = `${JSON.stringify(document, null, 2)}\n`
      return new Download(`${query.order_id}.epcis.jsonld`, 'application/ld+json; charset=utf-8', Buffer.from(text))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/epcis/capture',
    tag: 'tracking',
    permission: 'shipments.write',
    summary:
      'Take in an EPCIS 2.0 document, JSON-LD or XML: what it tells of our shipments is observed, the rest waits',
    query: z.object({ source: Code.default('epcis') }),
    rawTypes: ['application/ld+json', 'application/json', 'application/xml', 'text/xml'],
    answer: MessageTaken,
    handle: (context, { query, body }) => captureDocument(context, textOf(body), query.source),
  }),
]
