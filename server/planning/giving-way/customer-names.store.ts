/** Names for those who may see whom an offer touches. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export async function customerNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{
    customer_id: string
    name: string
  }>(sql`SELECT customer_id, name FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ANY (${[...ids]}::platform.code[])`)
  return new Map(rows.map((row) => [row.customer_id, row.name]))
}
