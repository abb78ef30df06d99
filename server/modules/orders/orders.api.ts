import { z } from 'zod'
import { CancelLines, NewOrder } from '../../../contract/orders.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { cancelOrderLines } from './cancel-order-lines.command.ts'
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
  endpoint({
    method: 'POST',
    path: '/orders/:id/cancellations',
    tag: 'orders',
    permission: 'orders.write',
    summary: 'Cancel quantities of order lines',
    params: z.object({ id: Code }),
    body: CancelLines,
    answer: NewOrder,
    handle: (context, { params, body }) =>
      cancelOrderLines(context, params.id, { lines: body.lines, by: body.cancelled_by }),
  }),
]
