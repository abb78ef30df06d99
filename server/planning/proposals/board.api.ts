/** The allocation board. */
import { AllocationBoard, AllocationBoardQuery } from '../../../contract/allocation-board.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { allocationBoard } from './board.command.ts'

export const allocationBoardEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/allocation-board',
    tag: 'proposals',
    permission: 'orders.read',
    summary:
      'Goods that are short: by tier who asks, who gets how much by the published policy, and who gives way to whom',
    query: AllocationBoardQuery,
    answer: AllocationBoard,
    handle: (context, { query }) => inSnapshot(context, (tx) => allocationBoard(tx, query, context.clock.now())),
  }),
]
