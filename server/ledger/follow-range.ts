/**
 * Following in bulk: the follower is handed the range of new events as SQL instead of the events themselves.
 * What needs only to know which subjects were touched can then ask the database, and a hundred thousand events of an
 * import become a few statements.
 */
import sql, { type Sql } from 'sql-template-tag'
import type { Context } from '../platform/context.ts'
import type { Tx } from '../platform/database/database.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { readBound } from './bound.ts'
import { lockBookmark } from './follow.ts'

export interface EventRange {
  readonly count: number
  /** A condition on `ledger.event e`, tenant included. */
  readonly condition: Sql
}

export interface RangeFollower {
  readonly name: string
  /** Does the work for one range, in the same transaction that moves the bookmark: each event exactly once. */
  handle(tx: Tx, range: EventRange): Promise<void>
}

/** Handles at most `limit` new events. Returns how many there were; 0 means the follower has caught up. */
export function followRange(context: Context, follower: RangeFollower, limit = 1_000_000): Promise<number> {
  return inTransaction(context, async (tx) => {
    const from = await lockBookmark(context, tx, follower.name)
    const bound = await readBound(tx)
    const fresh = sql`e.tenant_id = ${tx.tenantId}::uuid
      AND (e.transaction_id, e.position) > (${from.transaction_id}::xid8, ${from.position}::bigint)
      AND e.transaction_id < ${bound}::xid8`
    const [last] = await tx.query<{ count: number; transaction_id: string; position: number }>(sql`
      WITH batch AS (SELECT e.transaction_id, e.position FROM ledger.event e WHERE ${fresh}
        ORDER BY e.transaction_id, e.position LIMIT ${limit})
      SELECT (SELECT count(*) FROM batch) AS count, transaction_id::text, position FROM batch
      ORDER BY batch.transaction_id DESC, batch.position DESC LIMIT 1`)
    if (!last) return 0
    const condition = sql`${fresh}
      AND (e.transaction_id, e.position) <= (${last.transaction_id}::xid8, ${last.position}::bigint)`
    await follower.handle(tx, { count: last.count, condition })
    await tx.execute(sql`UPDATE platform.follower
      SET transaction_id = ${last.transaction_id}::xid8, position = ${last.position}, moved_at = ${context.clock.now()}
      WHERE tenant_id = ${tx.tenantId}::uuid AND follower = ${follower.name}`)
    return last.count
  })
}
