/** What assistants asked for and did, for whoever answers for it. */
import { AssistantCallQuery, AssistantCalls } from '../../../contract/assistant.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listCalls } from './calls.store.ts'

export const assistantEndpoints = [
  endpoint({
    method: 'GET',
    path: '/assistant-calls',
    tag: 'assistant',
    permission: 'audit.read',
    summary: 'What assistants asked for, prepared and did, newest first',
    query: AssistantCallQuery,
    answer: AssistantCalls,
    handle: (context, { query }) => inSnapshot(context, (tx) => listCalls(tx, query)),
  }),
]
