/** Work that comes round by the clock, once for every tenant, however many servers there are. */
import sql from 'sql-template-tag'
import { type Runtime, systemContext } from '../context.ts'
import { inTransaction } from '../database/transaction.ts'
import { enqueue } from './enqueue.ts'
import type { Task } from './task.ts'

export interface Recurring {
  readonly task: Task
  /** The same for every tenant. */
  readonly payload: unknown
  /** The latest moment, up to now, at which it was to be done. */
  latest(now: Date): Date
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Once a day at a full hour of UTC. */
export const everyNight =
  (hour: number) =>
  (now: Date): Date =>
    new Date(Math.floor((now.getTime() - hour * HOUR_MS) / DAY_MS) * DAY_MS + hour * HOUR_MS)

/** At every full hour. */
export const everyHour = (now: Date): Date => new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)

export interface Planner {
  /** Puts into the outbox what has become due since; asks the database only then. Returns how much that was. */
  plan(): Promise<number>
}

/**
 * A moment missed while no server ran is made up for once. A tenant seen for the first time is only noted, unless the moment
 * came while this server was running: then the tenant was there when it did.
 */
export function createPlanner(
  runtime: Runtime,
  recurring: readonly Recurring[],
  listTenantIds: () => Promise<readonly string[]>,
): Planner {
  const startedAt = runtime.clock.now()
  const planned = new Map<Recurring, number>()
  return {
    async plan() {
      let count = 0
      for (const one of recurring) {
        const moment = one.latest(runtime.clock.now())
        if (planned.get(one) === moment.getTime()) continue
        for (const tenantId of await listTenantIds()) {
          if (await planFor(runtime, tenantId, one, { moment, isSeen: moment > startedAt })) count++
        }
        planned.set(one, moment.getTime())
      }
      return count
    },
  }
}

interface Moment {
  readonly moment: Date
  readonly isSeen: boolean
}

const planFor = (runtime: Runtime, tenantId: string, { task, payload }: Recurring, { moment, isSeen }: Moment) =>
  inTransaction(systemContext(runtime, tenantId, 'jobs'), async (tx) => {
    const isFirst = await tx.execute(sql`INSERT INTO platform.recurring (tenant_id, task, planned_for)
      VALUES (${tx.tenantId}::uuid, ${task.name}, ${moment}) ON CONFLICT DO NOTHING`)
    // Two servers meet at the row: the second finds it moved.
    const isDue = isFirst
      ? isSeen
      : await tx.execute(sql`UPDATE platform.recurring SET planned_for = ${moment}
          WHERE tenant_id = ${tx.tenantId}::uuid AND task = ${task.name} AND planned_for < ${moment}::timestamptz`)
    if (isDue) await enqueue(tx, task, payload)
    return Boolean(isDue)
  })
