/** What a changed or received supply means for promises, asked by whoever changed or received it. */
import { z } from 'zod'
import { CheckedPromises } from '../../../contract/proposals.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { checkSupply } from './check-supply.command.ts'

export const receivingEndpoints = [
  endpoint({
    method: 'POST',
    path: '/supplies/:id/check',
    tag: 'supply',
    permission: 'stock.write',
    summary: 'Ask which promises still hold with what is known of a supply now',
    params: z.object({ id: Code }),
    body: z.object({}),
    answer: CheckedPromises,
    handle: (context, { params }) => checkSupply(context, params.id),
  }),
]
