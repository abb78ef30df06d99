/** Answers an inquiry, or asks back; what is not said by telephone goes out through the messages. */
import type { NewAnswer } from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { askHow } from '../feedback/index.ts'
import { deskHours } from '../locations/index.ts'
import { queueMessages } from '../messages/index.ts'
import { type Clocked, stopClocks } from './answer-clock.ts'
import { insertEntry } from './inquiries.store.ts'
import { inquiry, requireTurn } from './inquiry.ts'

/**
 * Refuses `wrong_state`, and `unknown_customer` where a message should go to nobody known. Who answers owns it from then on.
 * `isAutomatic`: the program answers; it goes out as an answering machine's, and nobody is asked how it was handled.
 */
export function answerInquiry(
  context: Context,
  id: string,
  answer: NewAnswer,
  { isAutomatic = false }: { isAutomatic?: boolean } = {},
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, inquiry, id, 'FOR UPDATE')
    requireTurn(state, 'answer')
    const customer_id = (state.customer_id as string | undefined) ?? null
    if (customer_id === null && answer.told_by === 'message')
      throw new Refusal('unknown_customer', { inquiry_id: id, reason: 'link_first' })
    const now = context.clock.now()
    const hours = await deskHours(tx, customer_id, new Date(state.received_at as string))
    const entry_number = (state.entries as number) + 1
    const { actor } = context.principal
    await insertEntry(tx, {
      inquiry_id: id,
      entry_number,
      kind: 'answer',
      channel: answer.told_by,
      author: actor,
      written_at: now,
      text: answer.text,
      is_final: answer.is_final,
    })
    const order_id = (state.order_id as string | undefined) ?? null
    const contact_id = (state.contact_id as string | undefined) ?? null
    const resolved = { about: 'inquiry' as const, about_id: id, order_id, contact_id }
    const ask_id =
      customer_id !== null && answer.is_final && !isAutomatic
        ? await askHow(context, tx, { ...resolved, customer_id })
        : null
    if (customer_id !== null && answer.told_by === 'message') {
      await queueMessages(context, tx, [
        {
          customer_id,
          kind: 'inquiry_answered',
          message_key: `inquiry_answered ${id} ${entry_number}`,
          order_id,
          content: {
            ...{ order_id, answer: answer.text, lines: [], inquiry_id: id, contact_id },
            ...(ask_id && { ask_id }),
            ...(isAutomatic && { is_automatic: true }),
          },
          is_urgent: state.is_urgent as boolean,
        },
      ])
    }
    return changeRecord(
      context,
      tx,
      inquiry,
      id,
      () => ({
        ...stopClocks(hours, state as unknown as Clocked, { now, isFinal: answer.is_final }),
        state: answer.is_final ? 'answered' : 'waiting',
        owner: state.owner ?? (actor.startsWith('user:') ? actor : null),
        entries: entry_number,
      }),
      { event: answer.is_final ? 'InquiryAnswered' : 'InquiryAskedBack' },
    )
  })
}
