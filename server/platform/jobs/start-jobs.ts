/** Everything that turns work for later into work done: relay, planner, runner, and the one who clears up after a crash. */
import pg from 'pg'
import type { Runtime } from '../context.ts'
import { releaseAbandoned } from './abandoned.ts'
import { describeFailure } from './failure.ts'
import { type Loop, startLoop } from './loop.ts'
import { openPresence } from './presence.ts'
import { createPlanner, type Recurring } from './recurring.ts'
import { relayOutbox } from './relay.ts'
import { runLane } from './runner.ts'
import type { Job, Lane } from './task.ts'

export interface JobsSetting {
  readonly runtime: Runtime
  /** As the application's own role. */
  readonly databaseUrl: string
  readonly jobs: readonly Job[]
  readonly recurring: readonly Recurring[]
  listTenantIds(): Promise<readonly string[]>
}

export interface RunningJobs {
  /** Takes no new job and resolves when those at hand have ended. */
  stop(): Promise<void>
}

const RELAY_PAUSE_MS = 100
const UPKEEP_PAUSE_MS = 10_000
const AT_ONCE: Readonly<Record<Lane, number>> = { quick: 4, long: 2 }

export function startJobs(setting: JobsSetting): RunningJobs {
  const { runtime, databaseUrl, jobs } = setting
  const stopping = new AbortController()
  const pool = openPool(databaseUrl)
  const presence = openPresence({ databaseUrl, log: runtime.log, stopping: stopping.signal })
  const loops = startLoops(setting)
  const lanes = (['quick', 'long'] as const)
    .map((lane) => ({ atOnce: AT_ONCE[lane], jobs: jobs.filter(({ task }) => task.lane === lane) }))
    .filter((lane) => lane.jobs.length > 0)
    .map((lane) => runLane({ runtime, pool, presence, stopping: stopping.signal, ...lane }))
  return {
    async stop() {
      stopping.abort()
      await Promise.all([...loops.map((loop) => loop.stop()), ...lanes])
      await presence.close()
      await pool.end()
    },
  }
}

function startLoops({ runtime, recurring, listTenantIds }: JobsSetting): Loop[] {
  const { log, database } = runtime
  const planner = createPlanner(runtime, recurring, listTenantIds)
  const say = (message: string) => (error: unknown) => log.error({ failure: describeFailure(error) }, message)
  return [
    startLoop({
      round: () => relayOutbox(runtime),
      pauseMs: RELAY_PAUSE_MS,
      onError: say('the outbox could not be relayed'),
    }),
    startLoop({ round: planner.plan, pauseMs: UPKEEP_PAUSE_MS, onError: say('recurring work could not be planned') }),
    startLoop({
      round: () => releaseAbandoned(database),
      pauseMs: UPKEEP_PAUSE_MS,
      onError: say('abandoned jobs could not be given back'),
    }),
  ]
}

/** A lane listens on one connection and asks on another; the library handles broken ones by itself. */
function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, application_name: 'sevenfold jobs' })
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
