/** Notes that a question could not be looked at, and when again; after several times it is left to a person. */
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { answerByItself } from './answer-by-itself.command.ts'
import { nextTry, TRIES_MAX } from './automatic-answer.ts'
import { countFailure, lockUndecided, putNextTry } from './automatic-answers.store.ts'

const LEFT = {
  ...{ verdict: 'left' as const, reason: 'failed' as const, order_id: null, language: null, text: null },
  ...{ certainty: null, right: null, cases: null, isOnlyOrder: false },
}

export const noteFailedAnswer = (context: Context, inquiry_id: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    // Somebody may have answered meanwhile.
    if (!(await lockUndecided(tx, inquiry_id))) return
    const now = context.clock.now()
    const failures = await countFailure(tx, inquiry_id, now)
    if (failures >= TRIES_MAX) await answerByItself({ ...context, tx }, { ...LEFT, inquiry_id })
    else await putNextTry(tx, inquiry_id, nextTry(now, failures))
  })
