import { z } from 'zod'
import {
  EditWords,
  MessageFile,
  MessageIds,
  MessageList,
  MessageQuery,
  MessagesDone,
  Receipt,
} from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { dropMessages, letThrough, retryMessages } from './let-through.command.ts'
import { readMessageFile } from './message-file.store.ts'
import { listMessages, lockMessages, updateWords } from './messages.store.ts'
import { noteReceipt } from './note-sending.command.ts'

const tag = 'messages'
const Id = z.object({ id: z.uuid() })

export const queueEndpoints = ({ baseUrl }: { readonly baseUrl: string }): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: '/messages',
    tag,
    permission: 'messages.read',
    summary: 'Messages to customers: those that wait, were sent, failed or were dropped',
    query: MessageQuery,
    answer: MessageList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listMessages(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/messages/:id',
    tag,
    permission: 'messages.read',
    summary: 'One message: its words in each language, who gets it by which way, and what became of that',
    params: Id,
    answer: MessageFile,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => readMessageFile(tx, params.id, { baseUrl, now: context.clock.now() })),
  }),
  endpoint({
    method: 'POST',
    path: '/messages/let-through',
    tag,
    permission: 'messages.write',
    summary: 'Let waiting messages through; those of another state are left as they are',
    body: MessageIds,
    answer: MessagesDone,
    handle: (context, { body }) => letThrough(context, body.message_ids),
  }),
  endpoint({
    method: 'POST',
    path: '/messages/drop',
    tag,
    permission: 'messages.write',
    summary: 'Drop waiting messages: nobody is told',
    body: MessageIds,
    answer: MessagesDone,
    handle: (context, { body }) => dropMessages(context, body.message_ids),
  }),
  endpoint({
    method: 'POST',
    path: '/messages/retry',
    tag,
    permission: 'messages.write',
    summary: 'Send failed messages again, and those of which nobody knows whether they arrived',
    body: MessageIds,
    answer: MessagesDone,
    handle: (context, { body }) => retryMessages(context, body.message_ids),
  }),
  endpoint({
    method: 'PUT',
    path: '/messages/:id/words',
    tag,
    permission: 'messages.write',
    summary: 'Edit the words of a waiting message in one language, or go back to the template',
    params: Id,
    body: EditWords,
    answer: MessageFile,
    handle: (context, { params, body }) =>
      inTransaction(context, async (tx) => {
        const [message] = await lockMessages(tx, [params.id], 'waiting')
        const at = { baseUrl, now: context.clock.now() }
        // Refuses a message that is not there before one that no longer waits.
        if (!message) {
          const { message: found } = await readMessageFile(tx, params.id, at)
          throw new Refusal('wrong_state', { message_id: params.id, state: found.state })
        }
        const { [body.language]: _, ...others } = { ...message.words }
        const words = body.words ? { ...others, [body.language]: body.words } : others
        await updateWords(tx, params.id, Object.keys(words).length ? words : null)
        return readMessageFile(tx, params.id, at)
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/message-receipts',
    tag,
    permission: 'messages.write',
    summary: 'What a gateway reports of a message it was handed',
    body: Receipt,
    answer: null,
    status: 204,
    handle: (context, { body }) => noteReceipt(context, body),
  }),
]
