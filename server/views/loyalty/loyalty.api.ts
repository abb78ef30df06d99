/** Loyalty before a change and since. */
import { Loyalty, LoyaltyQuery, Standing, StandingQuery } from '../../../contract/loyalty.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { loyaltyOf } from './loyalty.ts'
import { standingOf } from './standing.ts'

export const loyaltyEndpoints = [
  endpoint({
    method: 'GET',
    path: '/loyalty/standing',
    tag: 'loyalty',
    permission: 'needs.read',
    summary: 'How we stand beside named competitors, and our share of what people buy, before a day and since',
    query: StandingQuery,
    answer: Standing,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => standingOf(tx, query, context.clock.now().toISOString().slice(0, 10))),
  }),
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
