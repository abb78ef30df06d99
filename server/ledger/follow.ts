/**
 * Following the ledger without losing a slow writer's event.
 *
 * A transaction that started early may commit late, with a lower position than events already read. So a follower
 * remembers the pair (transaction id, position) and reads only events of transactions older than the oldest one still
 * running. That bound is read first, in a statement of its own, because on a distributed PostgreSQL it would otherwise be
 * evaluated on the workers. The price: one long transaction (a large import) holds every follower back until it ends.
 */
import sql from 'sql-template-tag'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { readBound } from './bound.ts'

export interface FollowedEvent {
  readonly transaction_id: string
  readonly position: number
  readonly subject_type: string
  readonly subject_id: string
  readonly subject_version: number
  readonly type: string
  readonly type_version: number
  readonly data: Record<string, unknown>
  readonly event_time: Date | null
  readonly record_time: Date
  readonly actor: string
}

export interface Follower {
  readonly name: string
  /** Does the follower's work for one batch, in the same transaction that moves its bookmark: each event exactly once. */
  handle(tx: Tx, events: FollowedEvent[]): Promise<void>
}

/** Reads and handles one batch. Returns how many events it held; 0 means the follower has caught up. */
export function followOnce(context: Context, follower: Follower, batchSize = 2_000): Promise<number> {
  return inTransaction(context, async (tx) => {
    const bookmark = await lockBookmark(context, tx, follower.name)
    const bound = await readBound(tx)
    const events = await tx.query<FollowedEvent>(sql`
      SELECT transaction_id::text, position, subject_type, subject_id, subject_version, type, type_version, data, event_time,
        record_time, actor
      FROM ledger.event
      WHERE tenant_id = ${tx.tenantId}::uuid
        AND (transaction_id, position) > (${bookmark.transaction_id}::xid8, ${bookmark.position}::bigint)
        AND transaction_id < ${bound}::xid8
      ORDER BY transaction_id, position LIMIT ${batchSize}`)
    const last = events.at(-1)
    if (!last) return 0
    await follower.handle(tx, events)
    await tx.execute(sql`UPDATE platform.follower
      SET transaction_id = ${last.transaction_id}::xid8, position = ${last.position}, moved_at = ${context.clock.now()}
      WHERE tenant_id = ${tx.tenantId}::uuid AND follower = ${follower.name}`)
    return events.length
  })
}

export interface Bookmark {
  readonly transaction_id: string
  readonly position: number
}

/** The row lock makes a second process of the same follower wait its turn. */
export async function lockBookmark(context: Context, tx: Tx, follower: string): Promise<Bookmark> {
  const find = sql`SELECT transaction_id::text, position FROM platform.follower
    WHERE tenant_id = ${tx.tenantId}::uuid AND follower = ${follower} FOR UPDATE`
  const [known] = await tx.query<Bookmark>(find)
  if (known) return known
  await tx.execute(sql`INSERT INTO platform.follower (tenant_id, follower, transaction_id, position, moved_at)
    VALUES (${tx.tenantId}::uuid, ${follower}, '0'::xid8, 0, ${context.clock.now()}) ON CONFLICT DO NOTHING`)
  const [fresh] = await tx.query<Bookmark>(find)
  return fresh!
}
