/** What serving customers costs, beside what they bring. */
import { z } from 'zod'
import { OrderCost, PackageResults, ServingCosts, ServingQuery } from '../../../contract/costs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { packageResults } from './package-results.ts'
import { orderCost, servingCosts } from './serving-costs.ts'

const tag = 'costs of serving'
const permission = 'costs.read'
const YEAR_DAYS = 365

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10)

export const servingCostEndpoints = [
  endpoint({
    method: 'GET',
    path: '/serving-costs',
    tag,
    permission,
    summary: 'Value, margin and cost of serving by customer and segment, and where each customer stands',
    query: ServingQuery,
    answer: ServingCosts,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => {
        const to = query.to ?? dayOf(context.clock.now())
        const from = query.from ?? dayOf(new Date(Date.parse(to) - (YEAR_DAYS - 1) * 86_400_000))
        if (from > to) throw new Refusal('invalid_input', { field: 'from', reason: 'after_to' })
        return servingCosts(tx, { from, to, currency: query.currency })
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/service-packages/:id/results',
    tag,
    permission,
    summary:
      'What became of a package: orders, value, margin, cost of serving, ratings, customers lost and won, before and since',
    params: z.object({ id: Code }),
    answer: PackageResults,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => packageResults(tx, params.id, dayOf(context.clock.now()))),
  }),
  endpoint({
    method: 'GET',
    path: '/orders/:id/costs',
    tag,
    permission,
    summary: 'What serving one order cost, part by part',
    params: z.object({ id: Code }),
    answer: OrderCost,
    handle: (context, { params }) => inSnapshot(context, (tx) => orderCost(tx, params.id)),
  }),
]
