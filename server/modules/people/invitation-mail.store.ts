/** What became of the mails with invitations' links, and what such a mail needs. */
import sql from 'sql-template-tag'
import type { InvitationMail } from '../../../contract/people.ts'
import type { Tx } from '../../platform/database/database.ts'

/** While it is `sending` nobody knows yet what becomes of it; a person is told that it waits. */
export type MailState = InvitationMail | 'sending'

export interface NewInvitationMail {
  readonly invitation_id: string
  readonly state: MailState
  readonly language: string
}

export const insertInvitationMail = (tx: Tx, mail: NewInvitationMail, now: Date) =>
  tx.execute(sql`INSERT INTO people.invitation_mail (tenant_id, invitation_id, state, language, changed_at)
    VALUES (${tx.tenantId}::uuid, ${mail.invitation_id}, ${mail.state}, ${mail.language}, ${now})`)

export interface StoredInvitationMail {
  readonly state: MailState
  readonly language: string
  /** Null once the invitation has ended. */
  readonly email: string | null
  readonly token_hash: string
  readonly organization: string
  readonly expires_at: Date
  readonly accepted_at: Date | null
  readonly withdrawn_at: Date | null
}

export async function lockInvitationMail(tx: Tx, invitationId: string): Promise<StoredInvitationMail | undefined> {
  const [row] = await tx.query<StoredInvitationMail>(sql`SELECT m.state, m.language, i.email, i.token_hash,
      o.name AS organization, i.expires_at, i.accepted_at, i.withdrawn_at
    FROM people.invitation_mail m JOIN people.invitation i USING (tenant_id, invitation_id)
    JOIN people.organization o USING (tenant_id)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.invitation_id = ${invitationId} FOR UPDATE OF m`)
  return row
}

export const updateInvitationMail = (tx: Tx, invitationId: string, state: MailState, now: Date) =>
  tx.execute(sql`UPDATE people.invitation_mail SET state = ${state}, changed_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND invitation_id = ${invitationId}`)

/** Null: nobody with a login, or one that has not chosen. */
export async function findLanguageOf(tx: Tx, by: { email: string } | { userId: string }): Promise<string | null> {
  const which = 'email' in by ? sql`email = ${by.email.toLowerCase()}` : sql`id = ${by.userId}`
  const [row] = await tx.query<{ language: string | null }>(sql`SELECT language FROM auth."user" WHERE ${which}`)
  return row?.language ?? null
}
