/** A member says whose work they do. */
import type { Department } from '../../../contract/process-words.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { member, userIdOf } from './member.ts'
import { lockMember } from './people.store.ts'

/** Refuses a program, which has no department. */
export function chooseDepartment(context: Context, department: Department | null) {
  const userId = userIdOf(context.principal)
  return inTransaction(context, async (tx) => {
    const held = await lockMember(tx, userId)
    if (!held || held.is_removed) throw new Refusal('not_found', { user_id: userId })
    await changeRecord(context, tx, member, userId, () => ({ department }), { event: 'DepartmentChosen' })
    return { department }
  })
}
