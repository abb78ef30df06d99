/** Takes an invitation up: the holder of the link joins, with a new login or the one there is. */
import type { z } from 'zod'
import type { AcceptInvitation, InvitationSeen } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import { hashSecret } from '../../platform/auth/secret-token.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { findCredential } from '../../platform/auth/users.store.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { addUser, join } from './add-member.command.ts'
import { invitation, isOpen } from './member.ts'
import { findInvitationHolder, findOrganizationName, lockInvitation, type StoredInvitation } from './people.store.ts'

type Acceptance = z.output<typeof AcceptInvitation>

/**
 * Refuses `invitation_invalid` for an unknown, used, withdrawn or expired one, without saying which, and `not_signed_in`
 * when the address has a login and the password is not its: nobody is made a member without wanting it.
 */
export async function acceptInvitation(
  runtime: Runtime,
  library: SignInLibrary,
  acceptance: Acceptance,
): Promise<void> {
  const { invitationId, context } = await findTenantOf(runtime, acceptance.token)
  // Hashing takes a while; it is done before any row is locked.
  const passwordHash = await library.hashPassword(acceptance.password)
  await inTransaction(context, async (tx) => {
    const { email, role, customer_id, portal_roles } = await lockOpen(context, tx, invitationId)
    const known = await findCredential(tx, { email })
    if (known && !(await library.isPassword(acceptance.password, known.password_hash)))
      throw new Refusal('not_signed_in')
    const userId = known?.user_id ?? (await addUser(context, tx, { ...acceptance, email, passwordHash }))
    const own = { ...context, principal: { ...context.principal, actor: `user:${userId}` } }
    await join(own, tx, userId, { role, customer_id, portal_roles })
    await changeRecord(own, tx, invitation, invitationId, () => ({
      email: null,
      accepted_at: context.clock.now().toISOString(),
    }))
  })
  library.recent.forget()
}

/** What the holder of the link may know before joining. */
export async function lookUpInvitation(runtime: Runtime, token: string): Promise<z.output<typeof InvitationSeen>> {
  const { invitationId, context } = await findTenantOf(runtime, token)
  return inTransaction(context, async (tx) => {
    const { email, role } = await lockOpen(context, tx, invitationId)
    const has_login = role === 'customer_contact' ? null : (await findCredential(tx, { email })) !== undefined
    return { organization: await findOrganizationName(tx), email, role, has_login }
  })
}

async function findTenantOf(runtime: Runtime, token: string): Promise<{ invitationId: string; context: Context }> {
  const holder = await findInvitationHolder(runtime, hashSecret(token))
  if (!holder) throw new Refusal('invitation_invalid')
  return {
    invitationId: holder.invitation_id,
    context: systemContext(runtime, holder.tenant_id, 'invitation'),
  }
}

async function lockOpen(context: Context, tx: Tx, invitationId: string): Promise<StoredInvitation> {
  const stored = await lockInvitation(tx, invitationId)
  if (!stored || !isOpen(stored, context.clock.now())) throw new Refusal('invitation_invalid')
  return stored
}
