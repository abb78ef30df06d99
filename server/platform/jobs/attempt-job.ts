/** One attempt at one job: whose it is, what it needs, what is said when it fails. */
import type { JobHelpers, Task as QueueTask } from 'graphile-worker'
import sql from 'sql-template-tag'
import { z } from 'zod'
import { type Runtime, systemContext } from '../context.ts'
import { describeFailure } from './failure.ts'
import type { Job } from './task.ts'

/** As the relay writes it. */
const Envelope = z.object({ tenant_id: z.uuid(), payload: z.unknown() })

/** The queue counts attempts, waits longer after each, and keeps a job whose attempts are used up. */
export const attempting =
  (runtime: Runtime, { task, run }: Job, stopping: AbortSignal): QueueTask =>
  async (kept, { job }: JobHelpers) => {
    if (stopping.aborted) return leave(runtime, job.id)
    const attempt = { number: job.attempts, isLast: job.attempts >= job.max_attempts, stopping }
    try {
      const { tenant_id, payload } = Envelope.parse(kept)
      await run(systemContext(runtime, tenant_id, 'jobs'), payload, attempt)
    } catch (error) {
      const failure = describeFailure(error)
      const about = { task: task.name, job: job.id, attempt: attempt.number, failure }
      if (attempt.isLast) runtime.log.error(about, 'job failed for good')
      else runtime.log.warn(about, 'job failed and will be tried again')
      // The queue keeps the message with the job.
      throw new Error(failure.reason)
    }
  }

/** A job that was being fetched as the server was asked to stop is left to another one, and the attempt does not count. */
async function leave({ database }: Runtime, jobId: string): Promise<never> {
  await database.pool.query(
    sql`UPDATE graphile_worker._private_jobs SET attempts = attempts - 1 WHERE id = ${jobId}::bigint`,
  )
  throw new Error('not begun, since its server stopped')
}
