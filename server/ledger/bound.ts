/**
 * The transaction id below which every writer of this database has ended, so that no event can still appear there.
 *
 * The server's own bound (pg_snapshot_xmin) spans all its databases: a long import of a neighbor would hold our
 * followers back. So a running transaction is left out when its lock proves that it belongs to another database. One
 * without a lock, which has just begun or is just ending, counts as ours.
 */
import sql from 'sql-template-tag'
import type { Tx } from '../platform/database/database.ts'

export async function readBound(tx: Tx): Promise<string> {
  const [snapshot] = await tx.query<{ running: string[]; next: string }>(sql`
    SELECT array(SELECT pg_snapshot_xip(pg_current_snapshot())::text) AS running,
      pg_snapshot_xmax(pg_current_snapshot())::text AS next`)
  const { running, next } = snapshot!
  if (running.length === 0) return next
  // Lock tables know the lower 32 bits only; ids still running are far less than one round apart.
  const foreign = await tx.query<{ id: string }>(sql`
    SELECT r.id FROM unnest(${running}::text[]) r (id)
    JOIN pg_locks l ON l.locktype = 'transactionid' AND l.granted AND l.mode = 'ExclusiveLock'
      AND l.transactionid = (r.id::numeric % 4294967296)::text::xid
    JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname <> current_database()`)
  const others = new Set(foreign.map((row) => row.id))
  const ours = running.filter((id) => !others.has(id)).map(BigInt)
  return ours.reduce((least, id) => (id < least ? id : least), BigInt(next)).toString()
}
