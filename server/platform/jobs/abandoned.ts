/** Jobs that were at hand when their process ended are given back, to be tried again after a pause. */
import { setTimeout as rest } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { PRESENCE } from './presence.ts'

/** Beyond the moment in which a living worker's connection may be broken and not yet replaced. */
const SECOND_LOOK_MS = 1_500

/** Looks twice, so that a worker whose connection just broke keeps its job. Returns how many jobs were given back. */
export async function releaseAbandoned(database: Database): Promise<number> {
  const first = await findAbsent(database)
  if (!first.length) return 0
  await rest(SECOND_LOOK_MS)
  const stillAbsent = new Set(await findAbsent(database))
  return giveBack(
    database,
    first.filter((workerId) => stillAbsent.has(workerId)),
  )
}

/** Workers that hold a job or a queue, and of whom nothing says that they live. */
async function findAbsent({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ worker_id: string }>(sql`SELECT worker_id FROM (
      SELECT locked_by AS worker_id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
      UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL) held
    WHERE NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND l.classid::bigint = ${PRESENCE}::bigint AND l.objid::bigint = (hashtext(worker_id)::bigint & 4294967295))`)
  return rows.map(({ worker_id }) => worker_id)
}

/** The attempt counts: a job that ends its process each time must not do so for ever. */
async function giveBack({ pool }: Database, workerIds: readonly string[]): Promise<number> {
  if (!workerIds.length) return 0
  const { rowCount } = await pool.query(sql`WITH freed AS (
      UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL WHERE locked_by = ANY (${workerIds}))
    UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, last_error = 'its process ended',
      run_at = now() + exp(least(attempts, 10)) * interval '1 second' WHERE locked_by = ANY (${workerIds})`)
  return rowCount ?? 0
}
