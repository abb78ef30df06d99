/** Which quantities of which products a customer's package offers. */
import sql from 'sql-template-tag'
import type { QuantityRule } from '../../../contract/order-quantities.ts'
import type { PackageInForce } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export type QuantityTerms = Pick<PackageInForce, 'order_unit' | 'minimum_quantity'>

/** By product; one without the pack that the package names comes in any quantity above the least. */
export async function quantityRules(
  tx: Tx,
  terms: QuantityTerms,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, QuantityRule>> {
  const least = terms.minimum_quantity === null ? null : Number(terms.minimum_quantity)
  const multiples = terms.order_unit === null ? new Map() : await packsOf(tx, terms.order_unit, productIds)
  return new Map(productIds.map((id) => [id, { least, multiple: multiples.get(id) ?? null }]))
}

/** A pack that is no whole number of thousandths cannot be ordered exactly, so it binds nobody. */
async function packsOf(tx: Tx, unit: string, productIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ product_id: string; multiple: string }>(sql`SELECT product_id,
      numerator::numeric / denominator AS multiple FROM products.pack
    WHERE tenant_id = ${tx.tenantId}::uuid AND unit = ${unit} AND product_id = ANY (${[...new Set(productIds)]}::text[])
      AND numerator * 1000 % denominator = 0`)
  return new Map(rows.map((row) => [row.product_id, Number(row.multiple)]))
}
