/** Gives a member another role. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import {
  checkAdministratorRemains,
  checkOwnerRemains,
  checkReach,
  checkRole,
  type Holding,
  member,
  sortedRoles,
} from './member.ts'
import { lockContacts, lockMember, lockOwners } from './people.store.ts'

/**
 * Refuses `last_owner`, `last_administrator` of a customer unless that is meant, and `not_allowed` where the old or the new role
 * holds more than the one who asks.
 */
export async function changeRole(context: Context, userId: string, holding: Holding, isLastMeant = false) {
  checkRole(holding)
  checkReach(context.principal, holding.role)
  return inTransaction(context, async (tx) => {
    const owners = await lockOwners(tx)
    const before = await lockMember(tx, userId)
    if (!before || before.is_removed) throw new Refusal('not_found', { user_id: userId })
    checkReach(context.principal, before.role)
    checkOwnerRemains(owners, userId, holding.role === 'owner')
    const remains = holding.customer_id === before.customer_id && holding.portal_roles?.includes('administrator')
    if (before.customer_id && !remains && !isLastMeant)
      checkAdministratorRemains(await lockContacts(tx, before.customer_id), userId, before.customer_id)
    if (holding.customer_id) await requireCustomer(tx, holding.customer_id)
    const next = {
      role: holding.role,
      customer_id: holding.customer_id ?? null,
      portal_roles: sortedRoles(holding.portal_roles),
    }
    await changeRecord(context, tx, member, userId, () => next)
    return next
  })
}
