/** A newer message about an order's promises takes the place of one that nobody has got yet. */
import sql from 'sql-template-tag'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { changeStates, type StoredMessage, updateContents } from './messages.store.ts'
import { afterUnsent, MOVING } from './moves.ts'
import { stopSendings } from './sendings.store.ts'

export interface Superseded {
  /** Those that still have something to tell. */
  readonly news: readonly StoredMessage[]
  /** All is again as people believe; a program that heard of what lay in between must hear of this too. */
  readonly forPrograms: readonly StoredMessage[]
}

export async function supersede(context: Context, tx: Tx, fresh: readonly StoredMessage[]): Promise<Superseded> {
  const moving = fresh.filter(({ kind, order_id }) => order_id !== null && (MOVING as readonly string[]).includes(kind))
  const unsent = moving.length ? await lockUnsent(tx, moving) : []
  if (unsent.length === 0) return { news: fresh, forPrograms: [] }
  const dropped = unsent.map(({ message_id }) => message_id)
  await stopSendings(context, tx, dropped, 'superseded')
  await changeStates(
    context,
    tx,
    dropped.map((message_id) => ({ message_id, state: 'dropped', reason: 'superseded' })),
  )
  const contents = new Map(
    moving.flatMap((message) => {
      const own = unsent.filter((old) => old.order_id === message.order_id && old.customer_id === message.customer_id)
      return own.length ? [[message.message_id, afterUnsent(message, own)] as const] : []
    }),
  )
  const isSilent = ({ message_id }: StoredMessage) => contents.get(message_id) === null
  const news = fresh
    .filter((message) => !isSilent(message))
    .map((message) => ({ ...message, content: contents.get(message.message_id) ?? message.content }))
  await updateContents(
    tx,
    news.filter(({ message_id }) => contents.has(message_id)),
  )
  return { news, forPrograms: fresh.filter(isSilent) }
}

/** Newest first. One that has left for a person stays: that person knows. */
const lockUnsent = (tx: Tx, fresh: readonly StoredMessage[]) =>
  tx.query<StoredMessage>(sql`SELECT m.message_id, m.customer_id, m.kind, m.order_id, m.content
    FROM messages.message m
    JOIN unnest(${fresh.map((one) => one.customer_id)}::text[], ${fresh.map((one) => one.order_id)}::text[])
      k (customer_id, order_id) ON m.customer_id = k.customer_id AND m.order_id = k.order_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.kind = ANY (${[...MOVING]}::text[]) AND m.state IN ('waiting', 'sending')
      AND NOT m.message_id = ANY (${fresh.map((one) => one.message_id)}::uuid[])
      AND NOT EXISTS (SELECT FROM messages.sending s WHERE s.tenant_id = m.tenant_id AND s.message_id = m.message_id
        AND s.recipient_kind <> 'webhook' AND s.state NOT IN ('due', 'digest', 'stopped'))
    ORDER BY m.made_at DESC, m.message_id FOR UPDATE OF m`)
