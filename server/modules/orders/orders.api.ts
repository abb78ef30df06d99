import { NewOrder } from '../../../contract/orders.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { placeOrder } from './place-order.command.ts'

export const orderEndpoints = [
  endpoint({
    method: 'POST',
    path: '/orders',
    tag: 'orders',
    permission: 'orders.write',
    summary: 'Place an order',
    body: NewOrder,
    answer: NewOrder,
    status: 201,
    handle: (context, { body }) => placeOrder(context, body),
  }),
]
