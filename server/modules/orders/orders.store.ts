/** Look-ups that other modules' commands need. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface LineKey {
  readonly order_id: string
  readonly line_number: number
}

export interface KnownLine extends LineKey {
  readonly ordered_on: string
  readonly product_id: string
  /** What is still wanted: ordered less cancelled. */
  readonly quantity: number
  readonly customer_id: string
  readonly location_id: string | null
  readonly site_id: string | null
}

/** The lines named, in their order. Refuses `unknown_order_line` naming the first that does not exist. */
export async function requireLines(tx: Tx, keys: readonly LineKey[]): Promise<KnownLine[]> {
  const rows = await tx.query<KnownLine & { quantity: string }>(sql`
    SELECT l.order_id, l.line_number, l.product_id, l.quantity - l.cancelled_quantity AS quantity,
      o.customer_id, o.location_id, o.site_id, o.ordered_on
    FROM unnest(${keys.map((key) => key.order_id)}::text[], ${keys.map((key) => key.line_number)}::int[]) k (order_id, line_number)
    JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = k.order_id AND l.line_number = k.line_number
    JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id`)
  const known = new Map(rows.map((row) => [`${row.order_id}/${row.line_number}`, row]))
  return keys.map((key) => {
    const row = known.get(`${key.order_id}/${key.line_number}`)
    if (!row) throw new Refusal('unknown_order_line', { ...key })
    return { ...row, quantity: Number(row.quantity) }
  })
}

/** The order's destination. Refuses `unknown_order_line`: an order without a line is no order. */
export async function requireOrder(tx: Tx, orderId: string): Promise<{ location_id: string | null }> {
  const [row] = await tx.query<{ location_id: string | null }>(sql`SELECT location_id FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`)
  if (!row) throw new Refusal('unknown_order_line', { order_id: orderId })
  return row
}
