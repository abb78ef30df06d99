/** Mails the link of an invitation: taken in hand, handed to the mail server, and what became of it noted. */
import { noteInvitationMail, takeInvitationMail } from '../../modules/people/index.ts'
import type { Context } from '../../platform/context.ts'
import { type Attempt, JobFailure } from '../../platform/jobs/index.ts'
import { writeInvitation } from './invitation-words.ts'
import type { MailSetting } from './mail-setting.ts'
import { type Delivery, deliver } from './smtp.client.ts'

export interface InvitationPost {
  /** Null: no mail server is set up. */
  readonly mail: MailSetting | null
  /** Where people reach the program. */
  readonly baseUrl: string
  makeToken(tenantId: string, invitationId: string): string
}

const STATES = { accepted: 'sent', refused: 'failed', uncertain: 'uncertain' } as const

/** A mail that the server certainly did not take is tried again; one that it took, or may have taken, never is. */
export async function sendInvitation(
  context: Context,
  invitationId: string,
  { mail, baseUrl, makeToken, isLast }: InvitationPost & Pick<Attempt, 'isLast'>,
): Promise<void> {
  if (!mail) {
    await noteInvitationMail(context, invitationId, 'not_sent')
    return
  }
  const letter = await takeInvitationMail(context, invitationId, makeToken)
  if (!letter) return
  const { email, organization, language, token, expiresAt } = letter
  // The token stands behind the number sign, so that it is never sent to or logged by a server on the way.
  const link = new URL(`/invitation#${token}`, baseUrl).href
  const messageId = `<invitation.${invitationId}@${new URL(baseUrl).hostname}>`
  const words = writeInvitation({ organization, link, expiresAt }, language)
  const delivery = await deliver(mail, { to: email, ...words, messageId, language })
  await note(context, invitationId, { ...delivery, isLast })
}

async function note(
  context: Context,
  invitationId: string,
  { outcome, reason, isLast }: Delivery & Pick<Attempt, 'isLast'>,
): Promise<void> {
  if (outcome !== 'postponed') {
    await noteInvitationMail(context, invitationId, STATES[outcome])
    if (outcome !== 'accepted') context.log.warn({ invitationId, outcome, reason }, 'an invitation was not mailed')
    return
  }
  await noteInvitationMail(context, invitationId, isLast ? 'failed' : 'waiting')
  throw new JobFailure(`the mail server did not take it: ${reason}`)
}
