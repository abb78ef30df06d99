/**
 * After each resolved problem the customer is asked how it was handled: once, and nobody more than once in thirty days.
 * Who is left alone for that reason is counted, so that the measure can say of how many it speaks.
 */
import type { AskedAbout, SayHowHandled } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findAsking, lockCustomer, wasAskedLately } from './feedback.store.ts'
import { ASKING_REST_DAYS, asking, isPoor } from './feedback.ts'
import { giveFeedback } from './give-feedback.command.ts'

export interface Resolved {
  readonly about: AskedAbout
  readonly about_id: string
  readonly customer_id: string
  readonly contact_id: string | null
  readonly order_id: string | null
}

const DAY_MS = 86_400_000

/** The id of the question, for the message that tells of the end; null: this person is left alone, or was asked before. */
export async function askHow(context: Context, tx: Tx, resolved: Resolved): Promise<string | null> {
  await lockCustomer(tx, resolved.customer_id)
  if (await findAsking(tx, resolved.about, resolved.about_id)) return null
  const now = context.clock.now()
  const isLeftAlone = await wasAskedLately(tx, resolved, now)
  const ask_id = context.ids.uuid()
  const state = isLeftAlone ? 'not_asked' : 'asked'
  await createRecord(context, tx, asking, { ask_id, ...resolved, closed_at: now.toISOString(), state })
  return isLeftAlone ? null : ask_id
}

/** `customer_id`: whose question it has to be; null: whoever has the link. */
export interface Answerer {
  readonly ask_id: string
  readonly customer_id: string | null
}

/** A poor answer is feedback that somebody follows up. Refuses `wrong_state` for one that was answered or has run out. */
export function sayHowHandled(
  context: Context,
  { ask_id, customer_id }: Answerer,
  said: SayHowHandled,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, asking, ask_id, 'FOR UPDATE')
    if (customer_id !== null && state.customer_id !== customer_id) throw new Refusal('not_found', { ask_id })
    const now = context.clock.now()
    if (state.state !== 'asked' || isOver(state, now)) throw new Refusal('wrong_state', { ask_id, state: state.state })
    const comment = said.comment?.trim() || null
    const followed = isPoor(said)
      ? await giveFeedback(
          { ...context, tx },
          {
            channel: customer_id === null ? 'link' : 'portal',
            customer_id: state.customer_id as string,
            contact_id: (state.contact_id as string | undefined) ?? null,
            order_id: (state.order_id as string | undefined) ?? null,
            kind: 'people',
            // No of three: somebody calls, whether or not there are words. No score: nobody gave one.
            isFollowed: true,
            comment,
            source_key: `asking ${ask_id}`,
          },
        )
      : null
    return changeRecord(context, tx, asking, ask_id, () => ({
      ...{ owned: said.owned, explained: said.explained, made_good: said.made_good, comment },
      ...{ state: 'answered', answered_at: now.toISOString(), feedback_id: followed?.feedback_id ?? null },
    }))
  })
}

export const isOver = ({ closed_at }: State, now: Date): boolean =>
  Date.parse(closed_at as string) + ASKING_REST_DAYS * DAY_MS < now.getTime()
