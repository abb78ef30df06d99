/** Puts work for later into the outbox, inside the transaction that causes it: it is done if and only if that commits. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { Tx } from '../database/database.ts'
import type { Task } from './task.ts'

export interface Wanted<Payload extends z.ZodType> {
  readonly payload: z.input<Payload>
  /** Absent: at once. */
  readonly runAt?: Date
}

/** Without `runAt`, at once. Example: `await enqueue(tx, mailInvitation, { invitation_id })`. */
export const enqueue = <Payload extends z.ZodType>(
  tx: Tx,
  task: Task<Payload>,
  payload: z.input<Payload>,
  runAt?: Date,
): Promise<void> => enqueueAll(tx, task, [{ payload, ...(runAt && { runAt }) }])

/** The same work about many things, in one statement. */
export async function enqueueAll<Payload extends z.ZodType>(
  tx: Tx,
  task: Task<Payload>,
  wanted: readonly Wanted<Payload>[],
): Promise<void> {
  if (wanted.length === 0) return
  const queue = task.isOneAtATime ? `${task.name} ${tx.tenantId}` : null
  await tx.execute(sql`INSERT INTO platform.outbox (tenant_id, task, payload, run_at, attempts_max, queue)
    SELECT ${tx.tenantId}::uuid, ${task.name}, k.payload, k.run_at, ${task.attemptsMax}::smallint, ${queue}::text
    FROM unnest(${wanted.map(({ payload }) => JSON.stringify(task.payload.parse(payload)))}::jsonb[],
      ${wanted.map(({ runAt }) => runAt?.toISOString() ?? null)}::timestamptz[]) k (payload, run_at)`)
}
