/** The names of what a recurring order brings, to whom, and of the customer's places. */
import sql from 'sql-template-tag'
import type { RecurringFile, RecurringOrder } from '../../../contract/recurring-orders.ts'
import type { Tx } from '../../platform/database/database.ts'

type Names = Pick<RecurringFile, 'customer_name' | 'product_names' | 'places'>

/** In one statement. A service has its name under its own code. */
export async function namesIn(
  tx: Tx,
  { customer_id, terms }: Pick<RecurringOrder, 'customer_id' | 'terms'>,
): Promise<Names> {
  const codes = [...new Set(terms.flatMap((one) => one.lines.map((line) => line.product_id)))]
  const [names] = await tx.query<Names>(sql`SELECT
    (SELECT name FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customer_id})
      AS customer_name,
    (SELECT coalesce(jsonb_object_agg(code, name), '{}') FROM (
      SELECT product_id AS code, name FROM products.product
        WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ANY (${codes}::platform.code[])
      UNION ALL SELECT service_id, name FROM policies.added_service
        WHERE tenant_id = ${tx.tenantId}::uuid AND service_id = ANY (${codes}::platform.code[])) n) AS product_names,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('location_id', location_id, 'name', name) ORDER BY location_id), '[]')
      FROM locations.location WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customer_id}) AS places`)
  return names!
}
