/** Keeps what was decided about a question, and answers it where it was decided so. */
import type { AnswerSetting, AutomaticAnswer } from '../../../contract/automatic-answers.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { answerInquiry } from './answer-inquiry.command.ts'
import { ANSWER_SETTING_ID, answerSetting, automaticAnswer } from './automatic-answer.ts'
import { lockAnswerSetting, readAnswerSetting } from './automatic-answers.store.ts'
import { inquiry } from './inquiry.ts'

export interface Decided extends Omit<AutomaticAnswer, 'decided_at'> {
  /** Of what is answered. */
  readonly text: string | null
  /** The question named no order, and the customer waits for this one only. */
  readonly isOnlyOrder: boolean
}

/** One transaction for decision, answer and message: whatever ends in between leaves none of them. */
export function answerByItself(context: Context, decided: Decided): Promise<void> {
  return inTransaction({ ...context }, async (tx) => {
    const { text, isOnlyOrder, right, ...kept } = decided
    const decided_at = context.clock.now().toISOString()
    await createRecord(context, tx, automaticAnswer, { ...kept, right_cases: right, decided_at })
    if (decided.verdict !== 'answered' || text === null) return
    await changeRecord(context, tx, inquiry, decided.inquiry_id, (state) => ({
      order_id: decided.order_id,
      ...(isOnlyOrder && { linked_by: 'only_order' }),
      ...(!state.topic && { topic: 'arrival', topic_by: 'rule', team: 'coordinator' }),
    }))
    const answer = { text, is_final: true, told_by: 'message' as const }
    await answerInquiry({ ...context, tx }, decided.inquiry_id, answer, { isAutomatic: true })
  })
}

/** Turned on, it answers what is asked from now on. */
export const changeAnswerSetting = (context: Context, wish: AnswerSetting): Promise<void> =>
  inTransaction(context, async (tx) => {
    const isKnown = await lockAnswerSetting(tx)
    const before = await readAnswerSetting(tx)
    const since = before.is_on ? before.on_since : context.clock.now()
    const state = { ...wish, on_since: wish.is_on ? since!.toISOString() : null }
    if (isKnown) await changeRecord(context, tx, answerSetting, ANSWER_SETTING_ID, () => state)
    else await createRecord(context, tx, answerSetting, { ...state, setting_id: ANSWER_SETTING_ID })
  })
