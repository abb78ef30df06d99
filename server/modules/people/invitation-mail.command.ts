/**
 * The mail with an invitation's link is sent at most once.
 *
 * waiting → sending, committed before anything is handed to the mail server → sent, failed, uncertain, or waiting again when
 * the server certainly did not take it. Whoever finds it sending took over from a process that ended in between: nobody knows
 * whether the server took it, so it becomes uncertain and is not sent again. An operator's further attempt begins at failed.
 */
import type { InvitationMail } from '../../../contract/people.ts'
import { hashSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import {
  lockInvitationMail,
  type MailState,
  type StoredInvitationMail,
  updateInvitationMail,
} from './invitation-mail.store.ts'
import { isOpen } from './member.ts'

export interface InvitationLetter {
  readonly email: string
  readonly organization: string
  readonly language: string
  readonly token: string
  readonly expiresAt: Date
}

/** Takes the mail in hand; null when there is nothing to send. Must be followed by `noteInvitationMail`. */
export const takeInvitationMail = (
  context: Context,
  invitationId: string,
  makeToken: (tenantId: string, invitationId: string) => string,
): Promise<InvitationLetter | null> =>
  inTransaction(context, async (tx) => {
    const mail = await lockInvitationMail(tx, invitationId)
    if (!mail) return null
    const token = makeToken(tx.tenantId, invitationId)
    const state = nextState(mail, { isLinkValid: hashSecret(token) === mail.token_hash, now: context.clock.now() })
    if (state !== mail.state) await updateInvitationMail(tx, invitationId, state, context.clock.now())
    if (state !== 'sending' || mail.email === null) return null
    const { email, organization, language, expires_at } = mail
    return { email, organization, language, token, expiresAt: expires_at }
  })

interface Circumstances {
  /** False when the server's secret has changed since: the link would open nothing. */
  readonly isLinkValid: boolean
  readonly now: Date
}

function nextState(mail: StoredInvitationMail, { isLinkValid, now }: Circumstances): MailState {
  if (mail.state === 'sending') return 'uncertain'
  if (mail.state !== 'waiting' && mail.state !== 'failed') return mail.state
  if (!isOpen(mail, now)) return 'not_sent'
  return isLinkValid ? 'sending' : 'failed'
}

export const noteInvitationMail = (context: Context, invitationId: string, state: InvitationMail): Promise<number> =>
  inTransaction(context, (tx) => updateInvitationMail(tx, invitationId, state, context.clock.now()))
