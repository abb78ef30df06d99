/** SQL of messages: each is kept once, whatever is tried. */
import sql, { empty } from 'sql-template-tag'
import type { Message, MessageKind, MessageQuery, MessageState } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { appendAll, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Content } from './told.ts'

export interface NewMessage {
  readonly customer_id: string
  readonly kind: MessageKind
  /** The same key to the same customer is the same message. */
  readonly message_key: string
  readonly order_id: string | null
  /** Dates, quantities, codes and choices; the words come from the template, names from the customer's own record. */
  readonly content: Record<string, unknown>
  /** Something must be decided soon: may reach those who agreed at night. */
  readonly is_urgent?: boolean
}

export interface StoredMessage {
  readonly message_id: string
  readonly customer_id: string
  readonly kind: string
  readonly order_id: string | null
  readonly content: Content
  readonly words: Readonly<Record<string, { subject: string; body: string }>> | null
  readonly is_urgent: boolean
  readonly state: MessageState
  readonly made_at: Date
  readonly subject_version: number
}

const STORED = sql`message_id, customer_id, kind, order_id, content, words, is_urgent, state, made_at, subject_version`

/** Returns those that were new. */
export async function insertMessages(context: Context, tx: Tx, messages: readonly NewMessage[]) {
  const made_at = context.clock.now()
  const rows = messages.map((message) => ({
    is_urgent: false,
    ...message,
    message_id: context.ids.uuid(),
    made_at,
    tenant_id: tx.tenantId,
  }))
  const added = await tx.query<StoredMessage>(sql`
    INSERT INTO messages.message (tenant_id, message_id, customer_id, kind, message_key, order_id, content, is_urgent,
      made_at, changed_at, subject_version)
    SELECT tenant_id, message_id, customer_id, kind, message_key, order_id, content, is_urgent, made_at, made_at, 1
    FROM jsonb_populate_recordset(NULL::messages.message, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (tenant_id, customer_id, message_key) DO NOTHING
    RETURNING ${STORED}`)
  await appendStates(context, tx, 'MessageQueued', added)
  return added
}

const appendStates = (
  context: Context,
  tx: Tx,
  type: string,
  messages: readonly Pick<
    StoredMessage,
    'message_id' | 'customer_id' | 'kind' | 'order_id' | 'state' | 'subject_version'
  >[],
) =>
  appendAll(
    context,
    tx,
    messages.map(({ message_id, subject_version, customer_id, kind, order_id, state }) => ({
      subject: { type: 'message', id: message_id },
      version: subject_version,
      type,
      data: { customer_id, kind, order_id, state },
      eventTime: context.clock.now(),
      actor: context.principal.actor,
    })),
  )

const EVENTS: Readonly<Record<MessageState, string>> = {
  waiting: 'MessageQueued',
  sending: 'MessageReleased',
  sent: 'MessageSent',
  failed: 'MessageFailed',
  dropped: 'MessageDropped',
}

export interface StateChange {
  readonly message_id: string
  readonly state: MessageState
  readonly reason: string | null
}

/** Those already in that state are left as they are. */
export async function changeStates(context: Context, tx: Tx, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return
  const changed = await tx.query<StoredMessage>(sql`
    UPDATE messages.message m SET state = k.state, reason = k.reason, changed_at = ${context.clock.now()},
      subject_version = m.subject_version + 1
    FROM unnest(${changes.map((one) => one.message_id)}::uuid[], ${changes.map((one) => one.state)}::text[],
      ${changes.map((one) => one.reason)}::text[]) k (message_id, state, reason)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.message_id = k.message_id AND m.state <> k.state
    RETURNING m.message_id, m.customer_id, m.kind, m.order_id, m.state, m.subject_version`)
  for (const [state, type] of Object.entries(EVENTS)) {
    const own = changed.filter((message) => message.state === state)
    await appendStates(context, tx, type, own)
  }
}

/** Locked until the transaction ends, in the order of their keys. */
export const lockMessages = (tx: Tx, messageIds: readonly string[], state: MessageState) =>
  tx.query<StoredMessage>(sql`SELECT ${STORED} FROM messages.message
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY (${messageIds}::uuid[]) AND state = ${state}
    ORDER BY message_id FOR UPDATE`)

/** Refuses `not_found`. */
export async function getMessage(tx: Tx, messageId: string): Promise<StoredMessage> {
  const [row] = await tx.query<StoredMessage>(sql`SELECT ${STORED} FROM messages.message
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ${messageId}::uuid`)
  if (!row) throw new Refusal('not_found', { message_id: messageId })
  return row
}

export const findMessages = (tx: Tx, messageIds: readonly string[]) =>
  tx.query<StoredMessage>(sql`SELECT ${STORED} FROM messages.message
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY (${messageIds}::uuid[])`)

export const updateWords = (tx: Tx, messageId: string, words: StoredMessage['words']) =>
  tx.execute(sql`UPDATE messages.message SET words = ${words ? JSON.stringify(words) : null}::jsonb
    WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ${messageId}::uuid`)

export const updateContents = (tx: Tx, messages: readonly Pick<StoredMessage, 'message_id' | 'content'>[]) =>
  tx.execute(sql`UPDATE messages.message m SET content = k.content
    FROM unnest(${messages.map((one) => one.message_id)}::uuid[],
      ${messages.map((one) => JSON.stringify(one.content))}::jsonb[]) k (message_id, content)
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.message_id = k.message_id`)

/** With what became of it by whom; the columns of a `Message`. */
const SHOWN = sql`m.message_id, m.customer_id, c.name AS customer_name, m.kind, m.order_id, m.content, m.made_at, m.state,
  coalesce(m.reason, s.why) AS reason, coalesce(s.reached, 0) AS reached, coalesce(s.recipients, 0) AS recipients, coalesce(s.ways, '{}') AS ways`
const BESIDE = sql`LEFT JOIN customers.customer c USING (tenant_id, customer_id)
  LEFT JOIN LATERAL (SELECT count(DISTINCT (recipient_kind, recipient_id)) AS recipients,
      count(DISTINCT (recipient_kind, recipient_id)) FILTER (WHERE s.state IN ('sent', 'delivered')) AS reached,
      min(s.reason) FILTER (WHERE s.state = 'failed') AS why, array_agg(DISTINCT s.way) AS ways
    FROM messages.sending s WHERE s.tenant_id = m.tenant_id AND s.message_id = m.message_id) s ON true`

export async function listMessages(tx: Tx, query: MessageQuery): Promise<{ messages: Message[]; total: number }> {
  const { state = null, kind = null, customer_id = null, order_id = null, q } = query
  const found = q
    ? sql`AND (m.order_id ILIKE ${pattern(q)} OR m.customer_id ILIKE ${pattern(q)} OR EXISTS (SELECT FROM customers.customer f
        WHERE f.tenant_id = m.tenant_id AND f.customer_id = m.customer_id AND f.name ILIKE ${pattern(q)}))`
    : empty
  // A message about several orders names none of them in its column.
  const ofOrder = order_id
    ? sql`AND (m.order_id = ${order_id} OR (m.order_id IS NULL AND m.customer_id = (SELECT o.customer_id
        FROM orders.customer_order o WHERE o.tenant_id = m.tenant_id AND o.order_id = ${order_id})
        AND m.content->'lines' @> ${JSON.stringify([{ order_id }])}::jsonb))`
    : empty
  const which = sql`FROM messages.message m WHERE m.tenant_id = ${tx.tenantId}::uuid
    AND (${state}::text IS NULL OR m.state = ${state}::text) AND (${kind}::text IS NULL OR m.kind = ${kind}::text)
    AND (${customer_id}::text IS NULL OR m.customer_id = ${customer_id}::text) ${ofOrder} ${found}`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const messages = await tx.query<Message>(sql`SELECT ${SHOWN} FROM (SELECT m.* ${which}
      ORDER BY m.made_at DESC, m.message_id LIMIT ${query.limit} OFFSET ${query.offset}) m ${BESIDE}
    ORDER BY m.made_at DESC, m.message_id`)
  return { messages, total: count!.total }
}

const pattern = (q: string) => `%${q.replace(/[\\%_]/g, '\\$&')}%`

/** Refuses `not_found`. */
export async function showMessage(tx: Tx, messageId: string): Promise<Message> {
  const [row] = await tx.query<Message>(sql`SELECT ${SHOWN} FROM messages.message m ${BESIDE}
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.message_id = ${messageId}::uuid`)
  if (!row) throw new Refusal('not_found', { message_id: messageId })
  return row
}

const STATE = sql`jsonb_build_object('customer_id', customer_id, 'kind', kind, 'order_id', order_id, 'state', state)`

export const messageVerifiable: Verifiable = {
  subjectType: 'message',
  evolve: (_, event) => event.data,
  async loadStates(tx, ids) {
    const rows = await tx.query<{ message_id: string; state: State }>(sql`SELECT message_id, ${STATE} AS state
      FROM messages.message WHERE tenant_id = ${tx.tenantId}::uuid AND message_id = ANY (${ids}::uuid[])`)
    return new Map(rows.map((row) => [row.message_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(
      sql`SELECT count(*) AS count FROM messages.message WHERE tenant_id = ${tx.tenantId}::uuid`,
    )
    return row!.count
  },
}
