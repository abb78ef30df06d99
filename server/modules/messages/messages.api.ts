import { MessageList, MessageQuery } from '../../../contract/messages.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listMessages } from './messages.store.ts'

export const messageEndpoints = [
  endpoint({
    method: 'GET',
    path: '/messages',
    tag: 'messages',
    permission: 'messages.read',
    summary: 'Messages to customers: those that wait, or those in another state',
    query: MessageQuery,
    answer: MessageList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listMessages(tx, query)),
  }),
]
