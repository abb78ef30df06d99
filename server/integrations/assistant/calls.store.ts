/** The record of what assistants asked for and did. */
import sql, { join } from 'sql-template-tag'
import type { AssistantCall, AssistantCallQuery, CallOutcome } from '../../../contract/assistant.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

export interface NewCall {
  readonly tool: string
  readonly outcome: CallOutcome
  readonly code?: string | null
  readonly about: string | null
}

const KEPT_DAYS = 400
const LENGTH_MAX = 100

/** What is older than the year that is asked about goes with each new one. */
export const noteCall = (context: Context, { tool, outcome, code = null, about }: NewCall): Promise<unknown> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    await tx.execute(sql`INSERT INTO assistant.call (tenant_id, call_id, called_at, actor, tool, outcome, code, about)
      VALUES (${tx.tenantId}::uuid, ${context.ids.uuid()}::uuid, ${now}, ${context.principal.actor}, ${tool}, ${outcome},
        ${code}, ${about?.slice(0, LENGTH_MAX) ?? null})`)
    await tx.execute(sql`DELETE FROM assistant.call WHERE tenant_id = ${tx.tenantId}::uuid
      AND called_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)}`)
  })

export async function listCalls(tx: Tx, query: AssistantCallQuery): Promise<{ calls: AssistantCall[]; total: number }> {
  const pattern = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null
  const which = join(
    [
      sql`c.tenant_id = ${tx.tenantId}::uuid`,
      ...(query.outcome ? [sql`c.outcome = ${query.outcome}`] : []),
      ...(pattern ? [sql`(c.tool ILIKE ${pattern} OR c.about ILIKE ${pattern})`] : []),
    ],
    ' AND ',
  )
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total FROM assistant.call c WHERE ${which}`)
  const calls = await tx.query<AssistantCall>(sql`SELECT c.call_id, c.called_at, c.actor, k.name AS key_name, c.tool,
      c.outcome, c.code, c.about
    FROM assistant.call c LEFT JOIN people.api_key k ON k.tenant_id = c.tenant_id
      AND c.actor = 'key:' || k.api_key_id WHERE ${which}
    ORDER BY c.called_at DESC, c.call_id DESC LIMIT ${query.limit} OFFSET ${query.offset}`)
  return { calls, total: count!.total }
}
