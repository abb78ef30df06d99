/** Takes a member's rights in this organization away; the person's login and other memberships stay. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { checkAdministratorRemains, checkOwnerRemains, checkReach, member } from './member.ts'
import { lockContacts, lockMember, lockOwners } from './people.store.ts'

/**
 * Refuses `last_owner`, `last_administrator` of a customer unless that is meant, and `not_allowed` for a member who holds more
 * than the one who asks.
 */
export const removeMember = (context: Context, userId: string, isLastMeant = false): Promise<void> =>
  inTransaction(context, async (tx) => {
    const owners = await lockOwners(tx)
    const before = await lockMember(tx, userId)
    if (!before || before.is_removed) throw new Refusal('not_found', { user_id: userId })
    checkReach(context.principal, before.role)
    checkOwnerRemains(owners, userId, false)
    if (before.customer_id && !isLastMeant)
      checkAdministratorRemains(await lockContacts(tx, before.customer_id), userId, before.customer_id)
    await changeRecord(context, tx, member, userId, () => ({ is_removed: true }), { event: 'MemberRemoved' })
  })
