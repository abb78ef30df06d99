/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { COUNTED_UNITS } from '../../../contract/order-quantities.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses `unknown_product` naming the first product that is not registered. */
export async function requireProducts(tx: Tx, productIds: readonly string[]): Promise<void> {
  const [unknown] = await tx.query<{ product_id: string }>(sql`SELECT wanted AS product_id
    FROM unnest(${productIds}::text[]) wanted
    WHERE NOT EXISTS (SELECT 1 FROM products.product WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = wanted) LIMIT 1`)
  if (unknown) throw new Refusal('unknown_product', unknown)
}

interface Wanted {
  readonly line_number: number
  readonly product_id: string
  /** Base units. */
  readonly quantity: number
}

/** Refuses a part of what is counted in whole pieces. */
export async function requireWholeUnits(tx: Tx, lines: readonly Wanted[]): Promise<void> {
  const parts = lines.filter(({ quantity }) => !Number.isInteger(quantity))
  if (parts.length === 0) return
  const counted = await tx.query<{ product_id: string }>(sql`SELECT product_id FROM products.product
    WHERE tenant_id = ${tx.tenantId}::uuid AND unit = ANY (${COUNTED_UNITS}::text[])
      AND product_id = ANY (${parts.map((line) => line.product_id)}::text[])`)
  const found = parts.find((line) => counted.some((one) => one.product_id === line.product_id))
  if (!found) return
  const { line_number, product_id } = found
  throw new Refusal('invalid_input', { line_number, product_id, reason: 'whole_units_only' })
}
