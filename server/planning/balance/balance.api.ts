/** The trade-off desk. */
import { Weighed, WeighRequest } from '../../../contract/trade-offs.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { weigh } from './weigh.command.ts'

export const balanceEndpoints = [
  endpoint({
    method: 'POST',
    path: '/trade-offs',
    tag: 'trade-offs',
    permission: 'costs.read',
    summary:
      'What each level of service costs and brings, the mix worth choosing, its risk and what decides it; nothing is kept',
    body: WeighRequest,
    answer: Weighed,
    handle: (context, { body }) => weigh(context, body),
  }),
]
