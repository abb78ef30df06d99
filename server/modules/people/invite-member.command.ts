/** Invites a person: whoever holds the link may join with that role, once, within a week. */
import type { z } from 'zod'
import type { NewInvitation } from '../../../contract/people.ts'
import { createRecord } from '../../ledger/index.ts'
import { hashSecret, makeSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { checkReach, checkRole, invitation } from './member.ts'

const VALID_MS = 7 * 86_400_000

/** The token is in the answer and nowhere else. Refuses `not_allowed` for a role that holds more than the one who asks. */
export async function inviteMember(context: Context, wish: z.output<typeof NewInvitation>) {
  checkRole(wish)
  checkReach(context.principal, wish.role)
  const token = makeSecret('si')
  const invited = {
    invitation_id: context.ids.uuid(),
    role: wish.role,
    customer_id: wish.customer_id ?? null,
    expires_at: new Date(context.clock.now().getTime() + VALID_MS).toISOString(),
  }
  return inTransaction(context, async (tx) => {
    if (wish.customer_id) await requireCustomer(tx, wish.customer_id)
    const kept = { ...invited, email: wish.email.toLowerCase(), token_hash: hashSecret(token) }
    await createRecord(context, tx, invitation, kept)
    return { ...invited, token }
  })
}
