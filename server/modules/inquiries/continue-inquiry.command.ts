/** What goes on in a conversation beside answers: replies, notes, opening again, merging, setting aside. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { deskHours } from '../locations/index.ts'
import { type Clocked, resumeClocks } from './answer-clock.ts'
import { insertEntry, moveEntries } from './inquiries.store.ts'
import { type Deed, inquiry, requireTurn } from './inquiry.ts'

export interface Said {
  readonly inquiry_id: string
  readonly text: string
  readonly channel: string
  readonly message_ref?: string | null
  readonly written_at?: Date
  /** Whose inquiry it has to be: another customer's looks as if it were not there. */
  readonly customer_id?: string | null
}

const knownTo = (state: State, customerId: string | null | undefined) => {
  if (customerId && state.customer_id !== customerId) throw new Refusal('not_found', { inquiry_id: state.inquiry_id })
}

/** The customer adds something: it is our turn again, also after a final answer. */
export function addReply(context: Context, said: Said): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, inquiry, said.inquiry_id, 'FOR UPDATE')
    knownTo(state, said.customer_id)
    requireTurn(state, 'reply')
    const now = context.clock.now()
    const entry_number = (state.entries as number) + 1
    await insertEntry(tx, {
      ...said,
      entry_number,
      kind: 'reply',
      author: context.principal.actor,
      written_at: said.written_at ?? now,
    })
    const hours = await deskHours(tx, customerOf(state), new Date(state.received_at as string))
    const wasAnswered = state.state === 'answered'
    const turn = turnedAt(state, said.written_at ?? now)
    return changeRecord(
      context,
      tx,
      inquiry,
      said.inquiry_id,
      () => ({
        ...resumeClocks(hours, state as unknown as Clocked, turn),
        state: 'open',
        entries: entry_number,
        times_reopened: (state.times_reopened as number) + (wasAnswered ? 1 : 0),
      }),
      { event: 'InquiryReplied' },
    )
  })
}

/** When it arrived, even if we looked later; what was written before our answer reached them counts from the answer on. */
const turnedAt = ({ waiting_since }: State, arrived: Date): Date =>
  new Date(Math.max(arrived.getTime(), waiting_since ? Date.parse(waiting_since as string) : 0))

export function addNote(context: Context, id: string, text: string): Promise<State> {
  return change(context, id, { deed: 'note', event: 'InquiryNoted' }, async (state, tx) => {
    const entries = (state.entries as number) + 1
    const written_at = context.clock.now()
    const author = context.principal.actor
    await insertEntry(tx, {
      ...{ inquiry_id: id, entry_number: entries, kind: 'note', channel: 'console' },
      ...{ author, written_at, text },
    })
    return { entries }
  })
}

/** Somebody deals with it from now on; null: whoever comes first. */
export const giveInquiry = (context: Context, id: string, owner: string | null): Promise<State> =>
  change(context, id, { deed: 'take', event: owner ? 'InquiryTaken' : 'InquiryReleased' }, async () => ({ owner }))

/** Nothing to answer: advertising, a repetition, a thank-you. */
export const dismissInquiry = (context: Context, id: string): Promise<State> =>
  change(context, id, { deed: 'dismiss', event: 'InquiryDismissed' }, async () => ({
    state: 'dismissed',
    waiting_since: context.clock.now().toISOString(),
  }))

export const reopenInquiry = (context: Context, id: string): Promise<State> =>
  change(context, id, { deed: 'reopen', event: 'InquiryReopened' }, async (state, tx) => ({
    ...resumeClocks(
      await deskHours(tx, customerOf(state), new Date(state.received_at as string)),
      state as unknown as Clocked,
      context.clock.now(),
    ),
    state: 'open',
    times_reopened: (state.times_reopened as number) + 1,
  }))

/** Everything that was said goes on in `into`. Refuses to merge inquiries of different customers, or one into itself. */
export function mergeInquiry(context: Context, id: string, into: string): Promise<State> {
  if (id === into) throw new Refusal('invalid_input', { field: 'into', reason: 'itself' })
  return inTransaction({ ...context }, async (tx) => {
    // Locked in the order of their keys, so that two merges cannot wait for each other.
    for (const key of [id, into].toSorted()) await getRecord(tx, inquiry, key, 'FOR UPDATE')
    const { state: kept } = await getRecord(tx, inquiry, into)
    const { state: gone } = await getRecord(tx, inquiry, id)
    requireTurn(gone, 'merge')
    requireTurn(kept, 'merge')
    if (gone.customer_id && gone.customer_id !== kept.customer_id)
      throw new Refusal('invalid_input', { field: 'into', reason: 'other_customer' })
    await moveEntries(tx, id, { inquiry_id: into, after: kept.entries as number })
    await changeRecord(context, tx, inquiry, into, () => ({
      entries: (kept.entries as number) + (gone.entries as number),
      is_urgent: Boolean(kept.is_urgent) || Boolean(gone.is_urgent),
      order_id: kept.order_id ?? gone.order_id ?? null,
    }))
    return changeRecord(
      context,
      tx,
      inquiry,
      id,
      () => ({ state: 'merged', merged_into: into, entries: 0, waiting_since: null }),
      { event: 'InquiryMerged' },
    )
  })
}

const customerOf = (state: State) => (state.customer_id as string | undefined) ?? null

type Tx = Parameters<typeof insertEntry>[0]

function change(
  context: Context,
  id: string,
  { deed, event }: { deed: Deed; event: string },
  decide: (state: State, tx: Tx) => Promise<State>,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, inquiry, id, 'FOR UPDATE')
    requireTurn(state, deed)
    const changed = await decide(state, tx)
    return changeRecord(context, tx, inquiry, id, () => changed, { event })
  })
}
