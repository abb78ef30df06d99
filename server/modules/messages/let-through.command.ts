/**
 * Messages and what becomes of them.
 *
 * waiting → (let through) sending → sent, failed or dropped, by what became of its sendings:
 * due → sending, committed before anything leaves → sent → delivered where a gateway reports it; failed, and the next way is
 * taken; uncertain when the process or the connection ended in between. Mail, short messages and chat are sent at most once,
 * so an uncertain one is left to a person; a webhook is sent at least once under one id, by which its reader knows it again.
 */
import { type MessageKind, PERSONAL_KINDS } from '../../../contract/messages.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueueAll } from '../../platform/jobs/index.ts'
import { loadAudiences } from './audience.store.ts'
import { changeStates, lockMessages, type StoredMessage } from './messages.store.ts'
import { MOVING } from './moves.ts'
import { decideRecipients } from './recipients.ts'
import { sendMessage } from './send-message.task.ts'
import { insertSendings, lastTold, listFailed, stopSendings, updateSendings } from './sendings.store.ts'

export interface DoneCount {
  readonly done: number
  /** Those that were in another state meanwhile. */
  readonly left: number
}

const count = (ids: readonly string[], done: number): DoneCount => ({ done, left: new Set(ids).size - done })

export const letThrough = (context: Context, ids: readonly string[]): Promise<DoneCount> =>
  inTransaction(context, async (tx) => {
    const waiting = await lockMessages(tx, ids, 'waiting')
    await letThroughStored(context, tx, waiting)
    return count(ids, waiting.length)
  })

/** Customers hear of one order's changing promises at most this often. */
const CALM_MS = 30 * 60_000

/** `programs`: people need not hear of it. Without anybody to hear of it, it is dropped. */
export async function letThroughStored(
  context: Context,
  tx: Tx,
  messages: readonly StoredMessage[],
  to: 'everybody' | 'programs' = 'everybody',
): Promise<void> {
  if (messages.length === 0) return
  const now = context.clock.now()
  const audiences = await loadAudiences(tx, messages)
  const told = await lastTold(tx, messages, { kinds: MOVING, since: new Date(now.getTime() - CALM_MS) })
  const recipients = messages.flatMap((message) => {
    const isMoving = (MOVING as readonly string[]).includes(message.kind)
    const last = isMoving ? told.get(`${message.customer_id} ${message.order_id}`) : undefined
    const from = last ? new Date(last.getTime() + CALM_MS) : now
    const { contact_id: asker = null, is_automatic: isAwaited = false } = message.content
    const telling = { kind: message.kind as MessageKind, is_urgent: message.is_urgent, from, asker, isAwaited }
    const decided = decideRecipients(telling, audiences.get(message.message_id)!)
    const chosen = to === 'everybody' ? decided : decided.filter(({ recipient_kind }) => recipient_kind === 'webhook')
    return chosen.map((recipient) => ({
      ...recipient,
      message_id: message.message_id,
      customer_id: message.customer_id,
      state: recipient.way === 'portal' ? ('sent' as const) : ('due' as const),
    }))
  })
  const added = await insertSendings(context, tx, recipients)
  const jobs = added.filter(({ state }) => state === 'due')
  await enqueueAll(
    tx,
    sendMessage,
    jobs.map(({ sending_id, due_at }) => ({ payload: { sending_id }, ...(due_at > now && { runAt: due_at }) })),
  )
  await changeStates(
    context,
    tx,
    messages.map(({ message_id, kind }) => {
      const states = recipients.filter((one) => one.message_id === message_id).map(({ state }) => state)
      if (states.length === 0)
        return {
          message_id,
          state: 'dropped',
          reason: PERSONAL_KINDS.includes(kind as MessageKind) ? 'opted_out' : 'as_before',
        }
      return { message_id, state: states.includes('due') ? 'sending' : 'sent', reason: null }
    }),
  )
}

/** Only those that wait. */
export const dropMessages = (context: Context, ids: readonly string[]): Promise<DoneCount> =>
  inTransaction(context, async (tx) => {
    const waiting = await lockMessages(tx, ids, 'waiting')
    const dropped = waiting.map(({ message_id }) => message_id)
    await stopSendings(context, tx, dropped, 'dropped')
    await changeStates(
      context,
      tx,
      dropped.map((message_id) => ({ message_id, state: 'dropped', reason: 'by_hand' })),
    )
    return count(ids, dropped.length)
  })

/** Sends again what failed, and what nobody knows of: a person has decided that twice is better than never. */
export const retryMessages = (context: Context, ids: readonly string[]): Promise<DoneCount> =>
  inTransaction(context, async (tx) => {
    const failed = (await lockMessages(tx, ids, 'failed')).map(({ message_id }) => message_id)
    const sendings = (await listFailed(tx, failed)).map(({ sending_id }) => sending_id)
    await updateSendings(context, tx, sendings, { state: 'due', due_at: context.clock.now() })
    await enqueueAll(
      tx,
      sendMessage,
      sendings.map((sending_id) => ({ payload: { sending_id } })),
    )
    await changeStates(
      context,
      tx,
      failed.map((message_id) => ({ message_id, state: 'sending', reason: null })),
    )
    return count(ids, failed.length)
  })
