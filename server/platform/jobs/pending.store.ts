/** What a tenant still has waiting or under way of one task: in the outbox, or as a job with attempts left. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { Tx } from '../database/database.ts'
import type { Task } from './task.ts'

export async function listPending<Payload extends z.ZodType>(
  tx: Tx,
  task: Task<Payload>,
): Promise<z.output<Payload>[]> {
  const rows = await tx.query<{ payload: unknown }>(sql`SELECT payload FROM platform.outbox
      WHERE tenant_id = ${tx.tenantId}::uuid AND task = ${task.name}
    UNION ALL SELECT (j.payload->'payload')::jsonb FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = ${task.name} AND j.payload->>'tenant_id' = ${tx.tenantId}
        AND (j.is_available OR j.locked_at IS NOT NULL)`)
  return rows.map(({ payload }) => task.payload.parse(payload))
}
