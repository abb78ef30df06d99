/** Spending on service traced to who asked for it. */
import { z } from 'zod'
import { Spending, SpendingQuery } from '../../../contract/spending.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { spendingOfDraft, spendingToday } from './trace-spending.command.ts'

const tag = 'spending'
const permission = 'costs.read'

export const spendingEndpoints = [
  endpoint({
    method: 'GET',
    path: '/spending',
    tag,
    permission,
    summary: 'What service costs beyond the least that is offered, each with the need that asks for it; unasked first',
    query: SpendingQuery,
    answer: Spending,
    handle: (context, { query }) => spendingToday(context, query),
  }),
  endpoint({
    method: 'GET',
    path: '/package-drafts/:id/spending',
    tag,
    permission,
    summary: 'What a draft spends more or less, each with the need that asks for it',
    params: z.object({ id: Code }),
    answer: Spending,
    handle: (context, { params }) => spendingOfDraft(context, params.id),
  }),
]
