/** Promises in danger: the list, its counts, that it has changed, and how each line of an order stands. */
import { z } from 'zod'
import { AtRiskList, AtRiskOrders, AtRiskQuery, CustomerRisk, DangerCounts, LineRisk } from '../../../contract/risk.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { EventStream, endpoint } from '../../platform/http/endpoint.ts'
import { withArrivals } from '../../views/on-the-road/live-arrivals.store.ts'
import { requireVisibleOrder } from '../../views/orders/order-file.ts'
import {
  choicesOfOrder,
  countDangers,
  lastListed,
  listAtRisk,
  listOrdersAtRisk,
  risksOfOrder,
} from './at-risk.store.ts'
import { forCustomer } from './for-customer.ts'
import { withReasonNames } from './reason-names.store.ts'
import { tellChanges } from './tell-changes.ts'

const id = z.object({ id: Code })
const OrderRisks = z.object({ lines: z.array(LineRisk) })

export const atRiskEndpoints = [
  endpoint({
    method: 'GET',
    path: '/at-risk',
    tag: 'risk',
    permission: 'orders.read',
    summary: 'Open promises in danger, by the harm to the customer',
    query: AtRiskQuery,
    answer: AtRiskList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listAtRisk(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/at-risk/orders',
    tag: 'risk',
    permission: 'orders.read',
    summary: 'The same, lines of one order with one main cause together and their harm summed',
    query: AtRiskQuery,
    answer: AtRiskOrders,
    handle: (context, { query }) => inSnapshot(context, (tx) => listOrdersAtRisk(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/at-risk/counts',
    tag: 'risk',
    permission: 'orders.read',
    summary: 'How many promises are in danger, and who found it first',
    answer: DangerCounts,
    handle: (context) => inSnapshot(context, (tx) => countDangers(tx, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/at-risk/changes',
    tag: 'risk',
    permission: 'orders.read',
    summary: 'Server-sent events: the list of promises in danger has changed',
    answer: null,
    isStream: true,
    handle: async (context) => {
      const look = () => inSnapshot(context, lastListed)
      const first = await look()
      return new EventStream((stopping) => tellChanges(look, first, stopping))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/orders/:id/risk',
    tag: 'risk',
    permission: 'orders.read',
    summary: 'The chance that each open line of an order is late, why, and when it is expected',
    params: id,
    answer: OrderRisks,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        await requireVisibleOrder(tx, params.id, context.principal.customerId)
        const found = { orderId: params.id, now: context.clock.now() }
        return { lines: await withArrivals(tx, found, await withReasonNames(tx, await risksOfOrder(tx, params.id))) }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/orders/:id/risk',
    tag: 'risk',
    permission: 'portal.read',
    summary: "When the lines of one of the customer's own orders are expected, and why they may be late",
    params: id,
    answer: z.object({ lines: z.array(CustomerRisk) }),
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        await requireVisibleOrder(tx, params.id, context.principal.customerId)
        const choices = await choicesOfOrder(tx, params.id)
        const found = { orderId: params.id, now: context.clock.now() }
        const risks = await withArrivals(tx, found, await risksOfOrder(tx, params.id))
        return { lines: risks.map((risk) => forCustomer(risk, choices)) }
      }),
  }),
]
