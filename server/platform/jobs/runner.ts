/** Runs the jobs of one lane with the queue's library, and starts it anew should it end by itself. */
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import type pg from 'pg'
import type { Runtime } from '../context.ts'
import { attempting } from './attempt-job.ts'
import type { Presence } from './presence.ts'
import type { Job } from './task.ts'

export interface LaneSetting {
  readonly runtime: Runtime
  readonly pool: pg.Pool
  readonly presence: Presence
  readonly jobs: readonly Job[]
  readonly atOnce: number
  readonly stopping: AbortSignal
}

const RESTART_MS = 1_000
/** The library's own look for jobs that are due for another attempt; new ones are announced to it. */
const LOOK_EVERY_MS = 1_000

/** Runs until `stopping` aborts, then ends the jobs at hand; resolves when the last has ended. */
export async function runLane(setting: LaneSetting): Promise<void> {
  const { runtime, stopping } = setting
  while (!stopping.aborted) {
    try {
      await runOnce(setting)
    } catch (error) {
      if (stopping.aborted) return
      runtime.log.error({ code: (error as { code?: string }).code }, 'the queue ended by itself and is started anew')
      await pause(RESTART_MS)
    }
  }
}

async function runOnce({ runtime, pool, presence, jobs, atOnce, stopping }: LaneSetting): Promise<void> {
  const taskList = Object.fromEntries(jobs.map((job) => [job.task.name, attempting(runtime, job, stopping)]))
  const runner = await run(
    {
      pgPool: pool,
      taskList,
      concurrency: atOnce,
      noHandleSignals: true,
      pollInterval: LOOK_EVERY_MS,
      logger: quietLogger(runtime),
      preset: { plugins: [announcing(presence)] },
    },
    undefined,
    [],
  )
  const stop = () => void runner.stop().catch(() => undefined)
  stopping.addEventListener('abort', stop, { once: true })
  if (stopping.aborted) stop()
  await runner.promise.finally(() => stopping.removeEventListener('abort', stop))
}

const announcing = (presence: Presence): GraphileConfig.Plugin => ({
  name: 'SevenfoldPresence',
  version: '1.0.0',
  worker: { hooks: { startWorker: (_, { worker }) => presence.announce(worker.workerPool.id) } },
})

/** A failed job is logged by us, without what its message may quote. */
const quietLogger = ({ log }: Runtime) =>
  new Logger(() => (level, message, about) => {
    const isJob = (about as { failure?: boolean } | undefined)?.failure
    if (isJob || (level !== 'error' && level !== 'warning')) return
    log.warn({ queue: message }, 'the queue reports')
  })
