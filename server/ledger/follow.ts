/**
 * Following the ledger without losing a slow writer's event.
 *
 * A transaction that started early may commit late, with a lower position than events already read. So a follower
 * remembers the pair (transaction id, position) and reads only events of transactions older than the oldest one still
 * running. That bound is read first, in a statement of its own, because on a distributed PostgreSQL it would otherwise be
 * evaluated on the workers. The price: one long transaction (a large import) holds every follower back until it ends.
 */
import sql, { type Sql } from 'sql-template-tag'
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

/** Whether there are events that the follower has not taken in yet. */
export async function isBehind(tx: Tx, follower: string): Promise<boolean> {
  const bookmark = (column: Sql) => sql`(SELECT ${column} FROM platform.follower
    WHERE tenant_id = ${tx.tenantId}::uuid AND follower = ${follower})`
  const [row] = await tx.query<{ behind: boolean }>(sql`SELECT EXISTS (SELECT FROM ledger.event e
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND (e.transaction_id, e.position) >
      (coalesce(${bookmark(sql`transaction_id`)}, '0'::xid8), coalesce(${bookmark(sql`position`)}, 0))) AS behind`)
  return row!.behind
}
