/** Loyalty before a change and since. */
import { Loyalty, LoyaltyQuery } from '../../../contract/loyalty.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { loyaltyOf } from './loyalty.ts'

export const loyaltyEndpoints = [
  endpoint({
    method: 'GET',
    path: '/loyalty',
    tag: 'loyalty',
    permission: 'costs.read',
    summary: 'Satisfaction, repeat orders, lost customers, revenue and margin by segment, before a change and since',
    query: LoyaltyQuery,
    answer: Loyalty,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => loyaltyOf(tx, query, context.clock.now().toISOString().slice(0, 10))),
  }),
]
