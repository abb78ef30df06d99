import { z } from 'zod'
import { OrderFile, OrderList, OrderListQuery } from '../../../contract/order-file.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { getOrderFile } from './order-file.ts'
import { listOrders } from './order-list.ts'

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
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => getOrderFile(tx, params.id, context.principal.customerId)),
  })

export const orderViewEndpoints = [
  list('/orders', 'orders.read', 'List orders'),
  file('/orders/:id', 'orders.read', 'The file of one order'),
  list('/portal/orders', 'portal.read', "List the customer's own orders"),
  file('/portal/orders/:id', 'portal.read', "The file of one of the customer's own orders"),
]
