import { z } from 'zod'
import { NewPromise } from '../../../contract/orders.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { makePromise } from './make-promise.command.ts'

export const promiseEndpoints = [
  endpoint({
    method: 'POST',
    path: '/orders/:id/lines/:line/promises',
    tag: 'promises',
    permission: 'promises.write',
    summary: 'Make or move the promise of an order line',
    params: z.object({ id: Code, line: z.coerce.number().int().min(1).max(2_147_483_647) }),
    body: NewPromise,
    answer: NewPromise,
    status: 201,
    handle: (context, { params, body }) =>
      makePromise(context, { order_id: params.id, line_number: params.line }, body),
  }),
]
