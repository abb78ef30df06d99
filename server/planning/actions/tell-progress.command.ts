/**
 * The owner of a step says that it is begun or done. Whoever plans steps may say so as well; what the step is, stays theirs.
 *
 *   open → started → done      dropped and done ones stay as they are
 */
import type { Action, ActionProgress } from '../../../contract/actions.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { action } from './action.ts'

/** Refuses `not_found`, `not_allowed` to who neither owns nor plans it, `wrong_state`. */
export function tellProgress(context: Context, id: string, { state, done_on }: ActionProgress): Promise<Action> {
  const { actor, permissions } = context.principal
  return inTransaction(context, async (tx) => {
    const step = (await getRecord(tx, action, id, 'FOR UPDATE')).state as unknown as Action
    const isOwn = step.owner != null && actor === `user:${step.owner}`
    if (!isOwn && !permissions.has('standards.write') && !permissions.has('*'))
      throw new Refusal('not_allowed', { permission: 'standards.write' })
    if (step.state !== 'open' && !(step.state === 'started' && state === 'done'))
      throw new Refusal('wrong_state', { action_id: id, state: step.state })
    const day = done_on ?? context.clock.now().toISOString().slice(0, 10)
    await changeRecord(context, tx, action, id, () => ({ state, ...(state === 'done' && { done_on: day }) }))
    return (await getRecord(tx, action, id)).state as unknown as Action
  })
}
