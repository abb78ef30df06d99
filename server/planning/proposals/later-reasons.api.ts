/** Why an order comes later: for staff with everybody concerned, for its customer without the others. */
import { z } from 'zod'
import { LaterReasons } from '../../../contract/later-reasons.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { laterReasons } from './later-reasons.store.ts'

const reasons = (path: string, permission: string, summary: string): AnyEndpoint =>
  endpoint({
    method: 'GET',
    path,
    tag: 'proposals',
    permission,
    summary,
    params: z.object({ id: Code }),
    answer: LaterReasons,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => ({ rows: await laterReasons(tx, params.id, context.principal.customerId) })),
  })

export const laterReasonEndpoints: AnyEndpoint[] = [
  reasons(
    '/orders/:id/later-reasons',
    'orders.read',
    'Why lines of an order come later: which policy, which rank, what was short, who had the goods',
  ),
  reasons('/portal/orders/:id/later-reasons', 'portal.read', "Why lines of the customer's own order come later"),
]
