import { z } from 'zod'
import { OrderFile, OrderList, OrderListQuery } from '../../../contract/order-file.ts'
import { OrderProgress } from '../../../contract/order-progress.ts'
import { Code } from '../../../contract/values.ts'
import { OrderVerdicts } from '../../../contract/verdicts.ts'
import type { Principal } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { EventStream, endpoint } from '../../platform/http/endpoint.ts'
import { explainOrder } from '../verdicts/explain-order.ts'
import { getOrderProgress } from '../visibility/order-progress.ts'
import { watchOrder } from './order-changes.ts'
import { getOrderFile, requireVisibleOrder } from './order-file.ts'
import { listOrders } from './order-list.ts'
import { verdictsWithoutPrices, withoutPrices } from './without-prices.ts'

/** Staff see the prices of the orders they see; of a customer's people only who buys or pays does. */
const seesPrices = ({ customerId, permissions }: Principal) =>
  customerId === null || permissions.has('portal.prices') || permissions.has('*')

const list = (path: string, permission: string, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary,
    query: OrderListQuery,
    answer: OrderList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listOrders(tx, query, context.principal.customerId)),
  })
const file = (path: string, permission: string, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary,
    params: z.object({ id: Code }),
    answer: OrderFile,
    handle: async (context, { params }) => {
      const found = await inSnapshot(context, (tx) => getOrderFile(tx, params.id, context.principal))
      return seesPrices(context.principal) ? found : withoutPrices(found)
    },
  })
const verdicts = (path: string, permission: string, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary,
    params: z.object({ id: Code }),
    answer: OrderVerdicts,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        await requireVisibleOrder(tx, params.id, context.principal.customerId)
        const found = await explainOrder(tx, params.id, context.clock.now())
        return seesPrices(context.principal) ? found : verdictsWithoutPrices(found)
      }),
  })

const progress = (path: string, permission: string, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary,
    params: z.object({ id: Code }),
    answer: OrderProgress,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) =>
        getOrderProgress(tx, params.id, { visibleTo: context.principal.customerId, now: context.clock.now() }),
      ),
  })
const changes = (path: string, permission: string, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary,
    params: z.object({ id: Code }),
    answer: null,
    isStream: true,
    handle: async (context, { params }) => new EventStream(await watchOrder(context, params.id)),
  })

export const orderViewEndpoints = [
  list('/orders', 'orders.read', 'List orders'),
  file('/orders/:id', 'orders.read', 'The file of one order'),
  list('/portal/orders', 'portal.read', "List the customer's own orders"),
  file('/portal/orders/:id', 'portal.read', "The file of one of the customer's own orders"),
  progress('/orders/:id/progress', 'orders.read', 'Where an order is, from the supplier to the door, as of now'),
  progress('/portal/orders/:id/progress', 'portal.read', "Where one of the customer's own orders is"),
  changes('/orders/:id/changes', 'orders.read', 'Server-sent events: something of the order has changed'),
  changes('/portal/orders/:id/changes', 'portal.read', "The same for one of the customer's own orders"),
  verdicts('/orders/:id/verdicts', 'orders.read', 'The seven rights of each line of an order, with evidence'),
  verdicts('/portal/orders/:id/verdicts', 'portal.read', "The seven rights of each line of the customer's own order"),
]
