/** What becomes of feedback: somebody takes it, the giver is answered, and told what changed because of it. */
import type { AnswerFeedback, FeedbackKind } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { queueMessages } from '../messages/index.ts'
import { feedback, teamOfKind } from './feedback.ts'

export const answerFeedback = (context: Context, id: string, { text, told_by }: AnswerFeedback): Promise<State> =>
  change(context, id, 'FeedbackAnswered', async (state, tx) => {
    if (state.answered_at) throw new Refusal('wrong_state', { feedback_id: id, state: 'answered' })
    if (told_by === 'message') await tell(context, tx, state, { text, key: 'answer' })
    return {
      ...{ state: 'answered', answer: text, answered_at: context.clock.now().toISOString() },
      owner: state.owner ?? userOf(context),
    }
  })

/** Recorded as often as there is something new to say; the giver is told each time. */
export const recordChange = (context: Context, id: string, text: string): Promise<State> =>
  change(context, id, 'FeedbackLedToChange', async (state, tx) => {
    const now = context.clock.now().toISOString()
    if (state.change === text) throw new Refusal('wrong_state', { feedback_id: id, reason: 'told_already' })
    await tell(context, tx, state, { text, key: `change ${now}` })
    // Who hears what changed has been answered.
    return { change: text, changed_at: now, state: 'answered', answered_at: state.answered_at ?? now }
  })

export const takeFeedback = (context: Context, id: string): Promise<State> =>
  change(context, id, 'FeedbackTaken', async () => ({ owner: userOf(context) }))

/** Needs no answer. */
export const noteFeedback = (context: Context, id: string): Promise<State> =>
  change(context, id, 'FeedbackNoted', async (state) => {
    if (state.state !== 'open') throw new Refusal('wrong_state', { feedback_id: id, state: state.state })
    return { state: 'noted', due_at: null }
  })

export const sortFeedback = (context: Context, id: string, kind: FeedbackKind): Promise<State> =>
  change(context, id, 'FeedbackSorted', async () => ({ kind, team: teamOfKind(kind) }))

const userOf = ({ principal }: Context) => (principal.actor.startsWith('user:') ? principal.actor : null)

function change(
  context: Context,
  id: string,
  event: string,
  decide: (state: State, tx: Tx) => Promise<State>,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, feedback, id, 'FOR UPDATE')
    const changed = await decide(state, tx)
    return changeRecord(context, tx, feedback, id, () => changed, { event })
  })
}

async function tell(context: Context, tx: Tx, state: State, { text, key }: { text: string; key: string }) {
  const order_id = (state.order_id as string | undefined) ?? null
  await queueMessages(context, tx, [
    {
      customer_id: state.customer_id as string,
      kind: 'feedback_answered',
      message_key: `feedback_answered ${state.feedback_id} ${key}`,
      order_id,
      content: { order_id, answer: text, lines: [], contact_id: (state.contact_id as string | undefined) ?? null },
      is_urgent: false,
    },
  ])
}
