/** SQL of messages: each is kept once, whatever is tried. */
import sql from 'sql-template-tag'
import type { Message } from '../../../contract/messages.ts'
import { appendAll, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface NewMessage {
  readonly customer_id: string
  readonly kind: string
  /** The same key to the same customer is the same message. */
  readonly message_key: string
  readonly order_id: string | null
  /** Dates, quantities, codes and choices; the words come from the template, names from the customer's own record. */
  readonly content: Record<string, unknown>
}

/** Puts messages in the queue, where they wait until they may be sent. Returns how many were new. */
export async function queueMessages(context: Context, tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0
  const made_at = context.clock.now()
  const rows = messages.map((message) => ({
    ...message,
    message_id: context.ids.uuid(),
    made_at,
    tenant_id: tx.tenantId,
  }))
  const added = await tx.query<{ message_id: string; customer_id: string; kind: string; order_id: string | null }>(sql`
    INSERT INTO messages.message (tenant_id, message_id, customer_id, kind, message_key, order_id, content, made_at, subject_version)
    SELECT tenant_id, message_id, customer_id, kind, message_key, order_id, content, made_at, 1
    FROM jsonb_populate_recordset(NULL::messages.message, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (tenant_id, customer_id, message_key) DO NOTHING
    RETURNING message_id, customer_id, kind, order_id`)
  const { actor } = context.principal
  const entries = added.map(({ message_id, ...data }) => ({
    subject: { type: 'message', id: message_id },
    version: 1,
    type: 'MessageQueued',
    data: { ...data, state: 'waiting' },
    eventTime: made_at,
    actor,
  }))
  await appendAll(context, tx, entries)
  return added.length
}

export async function listMessages(
  tx: Tx,
  query: { state: string; customer_id?: string; limit: number; offset: number },
): Promise<{ messages: Message[]; total: number }> {
  const which = sql`FROM messages.message m WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.state = ${query.state}
    AND (${query.customer_id ?? null}::text IS NULL OR m.customer_id = ${query.customer_id ?? null}::text)`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const messages =
    await tx.query<Message>(sql`SELECT message_id, customer_id, kind, order_id, content, made_at, state ${which}
    ORDER BY made_at DESC, message_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { messages, total: count!.total }
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
