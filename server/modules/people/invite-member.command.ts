/** Invites a person: whoever holds the link may join with that role, once, within a week. Where mail is set up, it brings the link. */
import type { z } from 'zod'
import type { InvitationMail, NewInvitation } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord } from '../../ledger/index.ts'
import { hashSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { requireCustomer } from '../customers/index.ts'
import { findLanguageOf, insertInvitationMail } from './invitation-mail.store.ts'
import { mailInvitation } from './mail-invitation.task.ts'
import { checkReach, checkRole, invitation, sortedRoles } from './member.ts'
import { hasOpenInvitation, isContact } from './people.store.ts'

const VALID_MS = 7 * 86_400_000

export interface InvitationSetting {
  /** Whether a mail server is set up; without one the link is handed over by whoever invites. */
  readonly isMailed: boolean
  makeToken(tenantId: string, invitationId: string): string
}

type Wish = z.output<typeof NewInvitation>

/**
 * The token is in the answer and in the mail. Refuses `not_allowed` for a role that holds more than the one who asks, and
 * `already_exists` while an invitation to that address waits: of the same customer where its administrator asks, who must not
 * learn of others.
 */
export async function inviteMember(context: Context, wish: Wish, { isMailed, makeToken }: InvitationSetting) {
  checkRole(wish)
  checkReach(context.principal, wish.role)
  const mail: InvitationMail = isMailed ? 'waiting' : 'not_sent'
  const invited = {
    invitation_id: context.ids.uuid(),
    role: wish.role,
    customer_id: wish.customer_id ?? null,
    portal_roles: sortedRoles(wish.portal_roles),
    expires_at: new Date(context.clock.now().getTime() + VALID_MS).toISOString(),
  }
  const token = makeToken(context.principal.tenantId, invited.invitation_id)
  return inTransaction(context, async (tx) => {
    if (wish.customer_id) await requireCustomer(tx, wish.customer_id)
    const email = wish.email.toLowerCase()
    const customerId = context.principal.customerId
    const isKnown =
      (await hasOpenInvitation(tx, { email, customerId, now: context.clock.now() })) ||
      (wish.customer_id != null && (await isContact(tx, email, wish.customer_id)))
    if (isKnown) throw new Refusal('already_exists', { email })
    const kept = { ...invited, email, token_hash: hashSecret(token) }
    await createRecord(context, tx, invitation, kept)
    const language = await languageOf(context, tx, wish)
    await insertInvitationMail(tx, { ...invited, state: mail, language }, context.clock.now())
    if (isMailed) await enqueue(tx, mailInvitation, { invitation_id: invited.invitation_id })
    return { ...invited, mail, token }
  })
}

/** A person with a login has chosen one; anybody else is likely to understand whoever invites. */
async function languageOf(context: Context, tx: Tx, { email, language }: Wish): Promise<string> {
  const [, inviter] = context.principal.actor.split('user:')
  const chosen = (await findLanguageOf(tx, { email })) ?? language
  return chosen ?? (inviter ? await findLanguageOf(tx, { userId: inviter }) : null) ?? 'en'
}
