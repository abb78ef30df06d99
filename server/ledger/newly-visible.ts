/**
 * What has appeared on the ledger since a snapshot, for whoever only wants to be told: no bookmark, nothing is written, and
 * an event of a long transaction appears when that ends, without holding the others back.
 */
import sql, { type Sql } from 'sql-template-tag'
import type { Tx } from '../platform/database/database.ts'

/** The snapshot of this transaction, to be handed to `newlyVisible` later. */
export async function currentSnapshot(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ snapshot: string }>(sql`SELECT pg_current_snapshot()::text AS snapshot`)
  return row!.snapshot
}

/** A condition on `ledger.event e`, tenant included: to be seen now, not to be seen in the snapshot `since`. */
export const newlyVisible = (tx: Tx, since: string): Sql =>
  sql`e.tenant_id = ${tx.tenantId}::uuid AND e.transaction_id >= pg_snapshot_xmin(${since}::pg_snapshot)
    AND NOT pg_visible_in_snapshot(e.transaction_id, ${since}::pg_snapshot)`
