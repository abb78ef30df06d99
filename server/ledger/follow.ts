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
