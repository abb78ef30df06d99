/** Sends goods in the place of claimed ones. */
import { z } from 'zod'
import { PlacedReplacement, ReplaceGoods } from '../../../contract/claims.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { replaceGoods } from './replace-goods.command.ts'

export const replacingEndpoints = [
  endpoint({
    method: 'POST',
    path: '/claims/:id/replacement',
    tag: 'claims',
    permission: 'orders.write',
    summary: 'Place an order at no price for the goods of an accepted claim, with a promise of its own',
    params: z.object({ id: Code }),
    body: ReplaceGoods,
    answer: PlacedReplacement,
    status: 201,
    handle: (context, { params, body }) => replaceGoods(context, params.id, body),
  }),
]
