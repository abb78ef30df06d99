/** Whose goods leave which sites. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

/** By customer, the sites that they were served from within so many days. */
export async function customersOf(
  tx: Tx,
  { siteIds, today, days }: { siteIds: readonly string[]; today: string; days: number },
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ customer_id: string; sites: string[] }>(sql`SELECT o.customer_id,
      array_agg(DISTINCT o.site_id::text) AS sites
    FROM orders.customer_order o
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on >= ${today}::date - ${days}::int
      AND o.site_id = ANY (${[...siteIds]}::platform.code[])
    GROUP BY o.customer_id ORDER BY o.customer_id`)
  return new Map(rows.map((row) => [row.customer_id, row.sites]))
}
