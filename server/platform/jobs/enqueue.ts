/** Puts work for later into the outbox, inside the transaction that causes it: it is done if and only if that commits. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { Tx } from '../database/database.ts'
import type { Task } from './task.ts'

/** Without `runAt`, at once. Example: `await enqueue(tx, mailInvitation, { invitation_id })`. */
export async function enqueue<Payload extends z.ZodType>(
  tx: Tx,
  task: Task<Payload>,
  payload: z.input<Payload>,
  runAt?: Date,
): Promise<void> {
  const queue = task.isOneAtATime ? `${task.name} ${tx.tenantId}` : null
  await tx.execute(sql`INSERT INTO platform.outbox (tenant_id, task, payload, run_at, attempts_max, queue)
    VALUES (${tx.tenantId}::uuid, ${task.name}, ${JSON.stringify(task.payload.parse(payload))}::jsonb,
      ${runAt ?? null}::timestamptz, ${task.attemptsMax}, ${queue})`)
}
