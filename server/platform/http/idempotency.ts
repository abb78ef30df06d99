/**
 * The same request twice is one request: its key, its effect and its answer are committed together.
 *
 * The key row is inserted first, inside the command's own transaction, so a repetition that arrives meanwhile waits for
 * the first to end. A crash before the commit leaves neither key nor effect.
 */
import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { inTransaction } from '../database/transaction.ts'
import { defineTask } from '../jobs/task.ts'

export interface KeyedRequest {
  readonly key: string
  readonly endpoint: string
  readonly input: unknown
}

export type Kept = { readonly body: unknown; readonly isReplay: boolean } | { readonly mismatch: true }

export function once(
  context: Context,
  asked: KeyedRequest,
  run: (context: Context) => Promise<unknown>,
): Promise<Kept> {
  // One asker's key is not another's: the answer kept for one customer's contact must not go to the contact of another.
  const request = { ...asked, endpoint: `${context.principal.actor} ${asked.endpoint}` }
  const requestHash = createHash('sha256').update(JSON.stringify(request.input)).digest('hex')
  return inTransaction(context, async (tx) => {
    const inserted = await tx.execute(sql`INSERT INTO platform.idempotency_key
        (tenant_id, endpoint, idempotency_key, request_hash, created_at)
      VALUES (${tx.tenantId}::uuid, ${request.endpoint}, ${request.key}, ${requestHash}, ${context.clock.now()})
      ON CONFLICT DO NOTHING`)
    if (!inserted) return findKept(tx, request, requestHash)
    const body = (await run({ ...context, tx })) ?? null
    await tx.execute(sql`UPDATE platform.idempotency_key SET response = ${JSON.stringify(body)}::jsonb
      WHERE tenant_id = ${tx.tenantId}::uuid AND endpoint = ${request.endpoint} AND idempotency_key = ${request.key}`)
    return { body, isReplay: false }
  })
}

/** In the same transaction: a connection more for each waiting twin would empty the pool and stop them all for good. */
async function findKept(tx: Tx, request: KeyedRequest, requestHash: string): Promise<Kept> {
  const [kept] = await tx.query<{ request_hash: string; response: unknown }>(sql`SELECT request_hash, response
    FROM platform.idempotency_key
    WHERE tenant_id = ${tx.tenantId}::uuid AND endpoint = ${request.endpoint} AND idempotency_key = ${request.key}`)
  if (kept?.request_hash !== requestHash) return { mismatch: true }
  return { body: kept.response, isReplay: true }
}

const KEPT_DAYS = 7

/** Every night. A request repeated after a week is a new one. */
export const forgetAnswersTask = defineTask({ name: 'platform.forget-answers', payload: z.object({}) })

export const forgetAnswers = (context: Context): Promise<number> =>
  inTransaction(context, (tx) =>
    tx.execute(sql`DELETE FROM platform.idempotency_key WHERE tenant_id = ${tx.tenantId}::uuid
      AND created_at < ${context.clock.now()}::timestamptz - ${KEPT_DAYS} * interval '1 day'`),
  )
