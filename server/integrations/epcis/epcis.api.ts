/** One order's events for whoever captures EPCIS 2.0. */
import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { getOrderFacts } from '../../views/visibility/order-facts.ts'
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
]
