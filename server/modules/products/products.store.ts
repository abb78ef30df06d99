/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_product` naming the first product that is not registered. */
export async function requireProducts(tx: Tx, productIds: readonly string[]): Promise<void> {
  const [unknown] = await tx.query<{ product_id: string }>(sql`SELECT wanted AS product_id
    FROM unnest(${productIds}::text[]) wanted
    WHERE NOT EXISTS (SELECT 1 FROM products.product WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = wanted) LIMIT 1`)
  if (unknown) throw new Refusal('unknown_product', unknown)
}
