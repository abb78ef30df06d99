/** What a remedy has put in the queue of messages. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export async function findQueued(
  tx: Tx,
  customerId: string,
  key: string,
): Promise<{ message_id: string; state: string } | undefined> {
  const [row] = await tx.query<{ message_id: string; state: string }>(sql`SELECT message_id, state FROM messages.message
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId} AND message_key = ${key}
    ORDER BY made_at DESC LIMIT 1`)
  return row
}
