/** SQL of mailboxes: their secrets, how far each has been read, and how each does. */
import sql from 'sql-template-tag'
import type { Mailbox, MailboxError, MailboxState } from '../../../contract/incoming-mail.ts'
import type { Runtime } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Whose mailbox has this door. Asked before any tenant is known. */
export async function findMailboxAt(
  { database }: Runtime,
  door: string,
): Promise<{ tenant_id: string; mailbox_id: string } | null> {
  const { rows } = await database.pool.query<{ tenant_id: string; mailbox_id: string }>(
    sql`SELECT * FROM inquiries.mailbox_at(${door}::uuid)`,
  )
  return rows[0] ?? null
}

export interface StoredMailbox extends Pick<Mailbox, 'mailbox_id' | 'address' | 'via' | 'is_active'> {
  readonly auth: 'signature' | 'token' | null
  readonly host: string | null
  readonly port: number | null
  readonly security: 'tls' | 'starttls' | 'none' | null
  readonly username: string | null
  readonly folder: string | null
  /** The one in force and, for as long as it still holds, the one before. */
  readonly sealed: readonly string[]
  readonly token_hashes: readonly string[]
  readonly uid_validity: number | null
  readonly last_uid: number | null
  readonly failures: number
}

export async function findMailbox(tx: Tx, mailboxId: string, now: Date): Promise<StoredMailbox | null> {
  const [row] =
    await tx.query<StoredMailbox>(sql`SELECT m.mailbox_id, m.address, m.via, m.is_active, m.auth, m.host, m.port,
      m.security, m.username, m.folder,
      array_remove(ARRAY[s.sealed, CASE WHEN s.older_until > ${now} THEN s.older_sealed END], NULL) AS sealed,
      array_remove(ARRAY[s.token_hash, CASE WHEN s.older_until > ${now} THEN s.older_token_hash END], NULL) AS token_hashes,
      s.uid_validity::float8 AS uid_validity, s.last_uid::float8 AS last_uid, coalesce(s.failures, 0) AS failures
    FROM inquiries.mailbox m LEFT JOIN inquiries.mailbox_state s USING (tenant_id, mailbox_id)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.mailbox_id = ${mailboxId}`)
  return row ?? null
}

export interface NewMailboxSecrets {
  readonly mailbox_id: string
  readonly door: string | null
  readonly sealed: string | null
  readonly token_hash: string | null
  readonly older_until: Date
}

/** Puts a secret in force; the door stays, and what failed with the one before is tried again at once. */
export async function putMailboxSecret(tx: Tx, secret: NewMailboxSecrets): Promise<string | null> {
  const [row] = await tx.query<{ door: string | null }>(sql`INSERT INTO inquiries.mailbox_state AS s
      (tenant_id, mailbox_id, door, sealed, token_hash)
    VALUES (${tx.tenantId}::uuid, ${secret.mailbox_id}, ${secret.door}::uuid, ${secret.sealed}, ${secret.token_hash})
    ON CONFLICT (tenant_id, mailbox_id) DO UPDATE SET door = coalesce(s.door, excluded.door), older_sealed = s.sealed,
      older_token_hash = s.token_hash, older_until = ${secret.older_until}, sealed = excluded.sealed,
      token_hash = excluded.token_hash, failures = 0, next_try_at = NULL, held_until = NULL
    RETURNING door`)
  return row!.door
}

/** Those whose turn it is, each held by one reader: a reader that ends in between lets go by the clock. */
export const holdDueMailboxes = (tx: Tx, { now, until }: { now: Date; until: Date }) =>
  tx.query<{ mailbox_id: string }>(sql`UPDATE inquiries.mailbox_state s SET held_until = ${until}
    FROM inquiries.mailbox m WHERE m.tenant_id = s.tenant_id AND m.mailbox_id = s.mailbox_id AND m.via = 'imap' AND m.is_active
      AND s.tenant_id = ${tx.tenantId}::uuid AND s.sealed IS NOT NULL
      AND coalesce(s.next_try_at <= ${now}, true) AND coalesce(s.held_until < ${now}, true)
    RETURNING s.mailbox_id`)

export interface Look {
  readonly mailbox_id: string
  readonly now: Date
  readonly next: Date
  readonly error: MailboxError | null
}

/** How a look into the mailbox ended, and when the next one is. */
export const noteLook = (tx: Tx, { mailbox_id, now, next, error }: Look) =>
  tx.execute(sql`UPDATE inquiries.mailbox_state SET held_until = NULL, next_try_at = ${next},
      failures = CASE WHEN ${error}::text IS NULL THEN 0 ELSE failures + 1 END,
      last_ok_at = CASE WHEN ${error}::text IS NULL THEN ${now} ELSE last_ok_at END,
      last_error = ${error}, last_error_at = CASE WHEN ${error}::text IS NULL THEN NULL ELSE ${now}::timestamptz END
    WHERE tenant_id = ${tx.tenantId}::uuid AND mailbox_id = ${mailbox_id}`)

export const noteReadTo = (
  tx: Tx,
  { mailbox_id, uid_validity, last_uid }: { mailbox_id: string; uid_validity: number; last_uid: number },
) =>
  tx.execute(sql`UPDATE inquiries.mailbox_state SET uid_validity = ${uid_validity}, last_uid = ${last_uid}
    WHERE tenant_id = ${tx.tenantId}::uuid AND mailbox_id = ${mailbox_id}`)

export const noteMailAt = (tx: Tx, mailboxId: string, at: Date) =>
  tx.execute(sql`UPDATE inquiries.mailbox_state SET last_mail_at = greatest(last_mail_at, ${at}::timestamptz),
      last_ok_at = greatest(last_ok_at, ${at}::timestamptz)
    WHERE tenant_id = ${tx.tenantId}::uuid AND mailbox_id = ${mailboxId}`)

/** Every address from which we write, in lower case. */
export async function ownAddresses(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{ address: string }>(
    sql`SELECT lower(address) AS address FROM inquiries.mailbox WHERE tenant_id = ${tx.tenantId}::uuid`,
  )
  return new Set(rows.map(({ address }) => address))
}

const DAYS_COUNTED = 30

export async function listMailboxStates(tx: Tx, now: Date): Promise<MailboxState[]> {
  const rows = await tx.query<Omit<MailboxState, 'path'> & { door: string | null }>(sql`SELECT m.mailbox_id,
      s.sealed IS NOT NULL OR s.token_hash IS NOT NULL AS has_secret, s.door, s.last_ok_at, s.last_mail_at, s.last_error,
      s.last_error_at, coalesce(s.failures, 0) AS failures, s.next_try_at, coalesce(sum.mails, 0) AS mails,
      coalesce(sum.unreadable, 0) AS unreadable
    FROM inquiries.mailbox m LEFT JOIN inquiries.mailbox_state s USING (tenant_id, mailbox_id)
    LEFT JOIN (SELECT mailbox_id, count(*) AS mails, count(*) FILTER (WHERE state = 'unreadable') AS unreadable
      FROM inquiries.mail WHERE tenant_id = ${tx.tenantId}::uuid
        AND received_at > ${now}::timestamptz - ${DAYS_COUNTED} * interval '1 day' GROUP BY mailbox_id) sum
      ON sum.mailbox_id = m.mailbox_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid ORDER BY m.mailbox_id`)
  return rows.map(({ door, ...row }) => ({ ...row, path: door && pathOfDoor(door) }))
}

export const pathOfDoor = (door: string) => `/api/v1/incoming-mail/doors/${door}`
