/** Jobs whose attempts are used up: they stay in the queue until an operator tries them again or lets them go. */
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'

export interface FailedJob {
  readonly job_id: number
  readonly task: string
  readonly tenant_id: string | null
  readonly attempts: number
  /** Why the last attempt failed, in words that quote nothing. */
  readonly reason: string | null
  readonly created_at: Date
}

const LISTED_MAX = 1_000

export async function listFailedJobs({ pool }: Database): Promise<FailedJob[]> {
  const { rows } = await pool.query<FailedJob>(sql`SELECT j.id AS job_id, t.identifier AS task,
      j.payload->>'tenant_id' AS tenant_id, j.attempts, j.last_error AS reason, j.created_at
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE NOT j.is_available AND j.locked_at IS NULL ORDER BY j.id LIMIT ${LISTED_MAX}`)
  return rows
}

/** Gives failed jobs all their attempts anew, from now on. Returns how many there were. */
export async function retryFailedJobs({ pool }: Database, jobIds: readonly number[]): Promise<number> {
  const { rowCount } = await pool.query(sql`UPDATE graphile_worker._private_jobs SET attempts = 0, run_at = now()
    WHERE id = ANY (${jobIds}::bigint[]) AND NOT is_available AND locked_at IS NULL`)
  return rowCount ?? 0
}

/** Returns how many there were. */
export async function discardFailedJobs({ pool }: Database, jobIds: readonly number[]): Promise<number> {
  const { rowCount } = await pool.query(sql`DELETE FROM graphile_worker._private_jobs
    WHERE id = ANY (${jobIds}::bigint[]) AND NOT is_available AND locked_at IS NULL`)
  return rowCount ?? 0
}
