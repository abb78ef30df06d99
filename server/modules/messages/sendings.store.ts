/** SQL of sendings: a message on its way to one reader by one way. */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { MessageState, Sending, SendingState, Way } from '../../../contract/messages.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Recipient } from './recipients.ts'
import type { LanguageCode } from './words/index.ts'

export interface StoredSending {
  readonly sending_id: string
  readonly message_id: string
  readonly customer_id: string
  readonly recipient_kind: 'contact' | 'webhook' | 'portal'
  readonly recipient_id: string
  readonly way: Way
  readonly other_ways: readonly Way[]
  readonly language: LanguageCode
  readonly state: SendingState
  readonly due_at: Date
  readonly attempts: number
  readonly digest_id: string | null
  readonly sent_at: Date | null
}

export interface NewSending extends Recipient {
  readonly message_id: string
  readonly customer_id: string
  readonly state: SendingState
}

/** Returns the ids of those that were new; somebody who has it by that way already does not get it again. */
export async function insertSendings(context: Context, tx: Tx, sendings: readonly NewSending[]) {
  const now = context.clock.now()
  const rows = sendings.map((one) => ({
    ...one,
    tenant_id: tx.tenantId,
    sending_id: context.ids.uuid(),
    attempts: 0,
    changed_at: now,
    sent_at: one.state === 'sent' ? now : null,
  }))
  return tx.query<{ sending_id: string; due_at: Date; state: SendingState }>(sql`INSERT INTO messages.sending
    SELECT (jsonb_populate_recordset(NULL::messages.sending, ${JSON.stringify(rows)}::jsonb)).*
    ON CONFLICT (tenant_id, message_id, recipient_kind, recipient_id, way) DO NOTHING
    RETURNING sending_id, due_at, state`)
}

const STORED = sql`sending_id, message_id, customer_id, recipient_kind, recipient_id, way, other_ways, language, state,
  due_at, attempts, digest_id, sent_at`

/** With their messages, locked in one order everywhere: messages before their sendings. */
export async function lockSendings(tx: Tx, which: { ids: readonly string[] } | { digestId: string }) {
  const chosen =
    'ids' in which ? sql`sending_id = ANY (${which.ids}::uuid[])` : sql`digest_id = ${which.digestId}::uuid`
  await tx.execute(sql`SELECT 1 FROM messages.message WHERE tenant_id = ${tx.tenantId}::uuid AND message_id IN
    (SELECT message_id FROM messages.sending WHERE tenant_id = ${tx.tenantId}::uuid AND ${chosen})
    ORDER BY message_id FOR UPDATE`)
  return tx.query<StoredSending>(sql`SELECT ${STORED} FROM messages.sending
    WHERE tenant_id = ${tx.tenantId}::uuid AND ${chosen} ORDER BY sending_id FOR UPDATE`)
}

export interface SendingChange {
  readonly state: SendingState
  readonly reason?: string | null
  readonly due_at?: Date
  readonly digest_id?: string
  readonly isAttempt?: boolean
}

/** A state of `sent` is stamped with its time; a receipt later leaves that time. */
export const updateSendings = (context: Context, tx: Tx, ids: readonly string[], change: SendingChange) =>
  tx.execute(sql`UPDATE messages.sending SET state = ${change.state}, reason = ${change.reason ?? null}::text,
      changed_at = ${context.clock.now()}
      ${change.state === 'sent' ? sql`, sent_at = ${context.clock.now()}` : empty}
      ${change.due_at ? sql`, due_at = ${change.due_at}` : empty}
      ${change.digest_id ? sql`, digest_id = ${change.digest_id}::uuid` : empty}
      ${change.isAttempt ? sql`, attempts = attempts + 1` : empty}
    WHERE tenant_id = ${tx.tenantId}::uuid AND sending_id = ANY (${ids}::uuid[])`)

/** What has not left does not leave any more. */
export const stopSendings = (context: Context, tx: Tx, messageIds: readonly string[], reason: string) =>
  tx.execute(sql`UPDATE messages.sending SET state = 'stopped', reason = ${reason}, changed_at = ${context.clock.now()}
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY (${messageIds}::uuid[]) AND state IN ('due', 'digest')`)

/** Those of messages that nobody could be told, or of whom nobody knows. */
export const listFailed = (tx: Tx, messageIds: readonly string[]) =>
  tx.query<StoredSending>(sql`SELECT ${STORED} FROM messages.sending WHERE tenant_id = ${tx.tenantId}::uuid
    AND message_id = ANY (${messageIds}::uuid[]) AND state IN ('failed', 'uncertain') ORDER BY sending_id`)

/** Where each message stands after what became of its sendings. */
export const sumUp = (tx: Tx, messageIds: readonly string[]) =>
  tx.query<{ message_id: string; state: MessageState; reason: string | null }>(sql`SELECT message_id,
      CASE WHEN bool_or(state IN ('due', 'digest', 'sending')) THEN 'sending'
        WHEN bool_or(state IN ('sent', 'delivered')) THEN 'sent'
        WHEN bool_or(state IN ('failed', 'uncertain')) THEN 'failed' ELSE 'dropped' END AS state,
      CASE WHEN bool_or(state IN ('due', 'digest', 'sending', 'sent', 'delivered')) THEN NULL
        ELSE max(coalesce(reason, state)) END AS reason
    FROM messages.sending WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY (${messageIds}::uuid[])
    GROUP BY message_id`)

interface Reader {
  readonly recipient_kind: string
  readonly recipient_id: string
  readonly way: string
}

/** When the last few left for this reader, newest first, within an hour; one at a time may count and go on. */
export async function recentOf(tx: Tx, reader: Reader, since: Date): Promise<Date[]> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext(${`${tx.tenantId} ${reader.recipient_kind} ${reader.recipient_id}`}))`,
  )
  const rows = await tx.query<{ at: Date }>(sql`SELECT coalesce(sent_at, changed_at) AS at FROM messages.sending
    WHERE tenant_id = ${tx.tenantId}::uuid AND ${readerIs(reader)}
      AND (state IN ('sent', 'delivered') AND sent_at > ${since} OR state = 'sending') ORDER BY 1 DESC`)
  return rows.map(({ at }) => at)
}

export async function findOpenDigest(tx: Tx, reader: Reader): Promise<string | null> {
  const [row] = await tx.query<{ digest_id: string }>(sql`SELECT digest_id FROM messages.sending
    WHERE tenant_id = ${tx.tenantId}::uuid AND ${readerIs(reader)} AND state = 'digest' LIMIT 1`)
  return row?.digest_id ?? null
}

const readerIs = ({ recipient_kind, recipient_id, way }: Reader): Sql =>
  sql`recipient_kind = ${recipient_kind} AND recipient_id = ${recipient_id} AND way = ${way}`

/** When something about the promises of these orders last left, by `customer order`. */
export async function lastTold(
  tx: Tx,
  messages: readonly { customer_id: string; order_id: string | null }[],
  { kinds, since }: { kinds: readonly string[]; since: Date },
): Promise<Map<string, Date>> {
  const rows = await tx.query<{ customer_id: string; order_id: string; at: Date }>(sql`SELECT m.customer_id, m.order_id,
      max(s.sent_at) AS at
    FROM messages.message m JOIN messages.sending s USING (tenant_id, message_id)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.kind = ANY (${[...kinds]}::text[]) AND s.sent_at > ${since}
      AND m.order_id = ANY (${messages.map(({ order_id }) => order_id)}::text[]) GROUP BY 1, 2`)
  return new Map(rows.map(({ customer_id, order_id, at }) => [`${customer_id} ${order_id}`, at]))
}

export const listSendings = (tx: Tx, messageId: string) =>
  tx.query<Sending>(sql`SELECT s.sending_id, s.recipient_kind, s.recipient_id,
      CASE s.recipient_kind WHEN 'contact' THEN c.name WHEN 'portal' THEN u.name ELSE s.recipient_id END AS recipient_name,
      s.way, s.language, s.state, s.due_at, s.sent_at, s.reason, s.attempts
    FROM messages.sending s
    LEFT JOIN customers.contact c ON c.tenant_id = s.tenant_id AND s.recipient_kind = 'contact' AND c.contact_id = s.recipient_id
    LEFT JOIN customers.customer u ON u.tenant_id = s.tenant_id AND s.recipient_kind = 'portal' AND u.customer_id = s.recipient_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.message_id = ${messageId}::uuid
    ORDER BY s.recipient_kind, s.recipient_id, s.changed_at`)
