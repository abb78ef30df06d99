/** Whose an order, a line and a contact are that somebody names together. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Refuses an order, line or contact that does not exist or is another customer's. Returns whose order it is. */
export async function requireLinks(
  tx: Tx,
  links: {
    customer_id?: string | null | undefined
    contact_id?: string | null | undefined
    order_id?: string | null | undefined
    line_number?: number | null | undefined
  },
): Promise<string | null> {
  const { customer_id = null, contact_id = null, order_id = null, line_number = null } = links
  const [row] = await tx.query<{
    orderer: string | null
    has_line: boolean
    contact_of: string | null
    known: boolean
  }>(
    sql`SELECT (SELECT customer_id FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid
          AND order_id = ${order_id}) AS orderer,
        EXISTS (SELECT FROM orders.order_line WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${order_id}
          AND line_number = ${line_number}::int) AS has_line,
        (SELECT customer_id FROM customers.contact WHERE tenant_id = ${tx.tenantId}::uuid
          AND contact_id = ${contact_id}) AS contact_of,
        EXISTS (SELECT FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid
          AND customer_id = ${customer_id}) AS known`,
  )
  if (customer_id !== null && !row!.known) throw new Refusal('unknown_customer', { customer_id })
  const isForeign = customer_id !== null && row!.orderer !== customer_id
  if (order_id !== null && (row!.orderer === null || isForeign)) throw new Refusal('unknown_order_line', { order_id })
  if (line_number !== null && !row!.has_line) throw new Refusal('unknown_order_line', { order_id, line_number })
  const customer = customer_id ?? row!.orderer
  if (contact_id !== null && (row!.contact_of === null || (customer !== null && row!.contact_of !== customer)))
    throw new Refusal('unknown_customer', { contact_id })
  return customer ?? row!.contact_of
}
