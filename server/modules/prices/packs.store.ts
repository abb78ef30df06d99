/** Units that prices may be for. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

type Units = readonly { readonly unit?: string | null | undefined }[]

/** Refuses `unknown_unit` for a unit that is neither the product's base unit nor one of its packs. */
export async function requirePacks(tx: Tx, productId: string, prices: Units): Promise<void> {
  const units = prices.flatMap(({ unit }) => (unit ? [unit] : []))
  if (!units.length) return
  const [unknown] = await tx.query<{ unit: string }>(sql`SELECT wanted AS unit FROM unnest(${units}::text[]) wanted
    WHERE NOT EXISTS (SELECT 1 FROM products.pack k WHERE k.tenant_id = ${tx.tenantId}::uuid
        AND k.product_id = ${productId} AND k.unit = wanted)
      AND NOT EXISTS (SELECT 1 FROM products.product p WHERE p.tenant_id = ${tx.tenantId}::uuid
        AND p.product_id = ${productId} AND p.unit = wanted) LIMIT 1`)
  if (unknown) throw new Refusal('unknown_unit', { product_id: productId, ...unknown })
}
