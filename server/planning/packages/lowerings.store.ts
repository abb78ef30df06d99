/** Who may agree to lower a core element, and which customers it concerns. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

/** Members with one of the roles, but for one person. */
export const approversBut = (
  tx: Tx,
  { roles, user }: { roles: readonly string[]; user: string | null },
): Promise<{ user_id: string; name: string }[]> =>
  tx.query(sql`SELECT m.user_id, u.name FROM people.member m JOIN auth."user" u ON u.id = m.user_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND NOT m.is_removed AND m.role = ANY (${[...roles]}::text[])
      AND m.user_id IS DISTINCT FROM ${user} ORDER BY u.name, m.user_id`)

export async function customersIn(tx: Tx, segmentId: string): Promise<string[]> {
  const rows = await tx.query<{ customer_id: string }>(sql`SELECT customer_id FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segmentId} ORDER BY customer_id`)
  return rows.map(({ customer_id }) => customer_id)
}
