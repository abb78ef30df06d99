/** Notes what became of sendings: by the channel, later by a receipt, or by nothing having come. */
import type { z } from 'zod'
import { PERSONAL_KINDS, type Receipt } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue, enqueueAll } from '../../platform/jobs/index.ts'
import { findGivesReceipts } from './channels.store.ts'
import { changeStates, findMessages, getMessage } from './messages.store.ts'
import { checkReceipt, sendMessage } from './send-message.task.ts'
import {
  insertSendings,
  lockSendings,
  type NewSending,
  type SendingChange,
  type StoredSending,
  sumUp,
  updateSendings,
} from './sendings.store.ts'

export interface Outcome {
  readonly outcome: 'accepted' | 'refused' | 'postponed' | 'uncertain'
  /** A code and a number, never words of others. */
  readonly reason: string
  /** No further attempt will be made by itself. */
  readonly isLast: boolean
}

const STATES = { accepted: 'sent', refused: 'failed', uncertain: 'uncertain' } as const

/** How long a receipt or a further attempt is waited for before the next way is taken. */
const PATIENCE_MS = { urgent: 15 * 60_000, usual: 4 * 3_600_000 }
const patienceFor = (isUrgent: boolean) => (isUrgent ? PATIENCE_MS.urgent : PATIENCE_MS.usual)

/** True: it is due again, and the caller tries later. */
export const noteSendings = (context: Context, ids: readonly string[], outcome: Outcome): Promise<boolean> =>
  inTransaction(context, async (tx) => {
    const sendings = (await lockSendings(tx, { ids })).filter(({ state }) => state === 'sending')
    const [first] = sendings
    if (!first) return false
    if (outcome.outcome === 'postponed') return await notePostponed(context, tx, { sendings, outcome })
    const state = STATES[outcome.outcome]
    await settleSendings(context, tx, sendings, { state, reason: state === 'sent' ? null : outcome.reason })
    if (state === 'sent') await awaitReceipt(context, tx, first)
    return false
  })

async function notePostponed(
  context: Context,
  tx: Tx,
  { sendings, outcome }: { sendings: readonly StoredSending[]; outcome: Outcome },
): Promise<boolean> {
  const [first] = sendings as [StoredSending]
  const { is_urgent } = await getMessage(tx, first.message_id)
  const waited = context.clock.now().getTime() - first.due_at.getTime()
  const isGivenUp = outcome.isLast || (first.other_ways.length > 0 && waited > patienceFor(is_urgent))
  const state = isGivenUp ? 'failed' : first.digest_id ? 'digest' : 'due'
  await settleSendings(context, tx, sendings, { state, reason: outcome.reason })
  return !isGivenUp
}

/** Where a gateway reports arrivals, silence means that the next way is taken. */
async function awaitReceipt(context: Context, tx: Tx, { sending_id, message_id, way, other_ways }: StoredSending) {
  if (other_ways.length === 0 || !(await findGivesReceipts(tx, way))) return
  const { is_urgent } = await getMessage(tx, message_id)
  const runAt = new Date(context.clock.now().getTime() + patienceFor(is_urgent))
  await enqueue(tx, checkReceipt, { sending_id }, runAt)
}

export const giveUpWaiting = (context: Context, sendingId: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    const [sending] = await lockSendings(tx, { ids: [sendingId] })
    if (sending?.state === 'sent')
      await settleSendings(context, tx, [sending], { state: 'failed', reason: 'no_receipt' })
  })

/** Refuses `not_found`, and `wrong_state` for something that was not handed to a gateway. The same receipt twice is one. */
export const noteReceipt = (context: Context, receipt: z.output<typeof Receipt>): Promise<void> =>
  inTransaction(context, async (tx) => {
    const [sending] = await lockSendings(tx, { ids: [receipt.sending_id] })
    if (!sending) throw new Refusal('not_found', { sending_id: receipt.sending_id })
    if (sending.state === receipt.state) return
    if (!['sent', 'sending', 'uncertain', 'delivered'].includes(sending.state))
      throw new Refusal('wrong_state', { sending_id: receipt.sending_id, state: sending.state })
    if (sending.state === 'delivered') return
    await settleSendings(context, tx, [sending], { state: receipt.state, reason: receipt.reason ?? null })
  })

/** Changes the states, takes the next way where one has failed, and lets the messages follow. The rows are locked. */
export async function settleSendings(
  context: Context,
  tx: Tx,
  sendings: readonly StoredSending[],
  change: SendingChange,
): Promise<void> {
  if (sendings.length === 0) return
  await updateSendings(
    context,
    tx,
    sendings.map(({ sending_id }) => sending_id),
    change,
  )
  if (change.state === 'failed') await takeNextWay(context, tx, { sendings, reason: change.reason ?? null })
  await changeStates(context, tx, await sumUp(tx, [...new Set(sendings.map(({ message_id }) => message_id))]))
}

/** A server without mail is no reason to call it failed: what it had to say stands in the portal, unless it was for one person alone. */
async function takeNextWay(
  context: Context,
  tx: Tx,
  { sendings, reason }: { sendings: readonly StoredSending[]; reason: string | null },
): Promise<void> {
  const now = context.clock.now()
  const ids = sendings.map(({ message_id }) => message_id)
  const told = reason === NOT_SET_UP ? await findMessages(tx, ids) : []
  const inPortal = new Set(told.filter(({ kind }) => !isPersonal(kind)).map(({ message_id }) => message_id))
  const next = sendings.flatMap((sending): NewSending[] => {
    const [way, ...other_ways] = sending.other_ways
    const { message_id, customer_id, language, recipient_kind, recipient_id } = sending
    const same = { message_id, customer_id, language, due_at: now }
    if (way) return [{ ...same, recipient_kind, recipient_id, way, other_ways, state: 'due' }]
    if (!inPortal.has(message_id)) return []
    return [
      {
        ...same,
        recipient_kind: 'portal',
        recipient_id: customer_id,
        way: 'portal',
        other_ways: [],
        state: 'sent',
      },
    ]
  })
  const added = next.length ? await insertSendings(context, tx, next) : []
  const due = added.filter(({ state }) => state === 'due')
  await enqueueAll(
    tx,
    sendMessage,
    due.map(({ sending_id }) => ({ payload: { sending_id } })),
  )
}

const isPersonal = (kind: string) => (PERSONAL_KINDS as readonly string[]).includes(kind)

/** The reason given where the server has no such channel. */
export const NOT_SET_UP = 'not_set_up'
