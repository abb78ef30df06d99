/** Which order of the asking customer a question is about. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

/** Orders of that customer which a text names by our number or theirs; two are enough to know that it is not one. */
export const listNamedOrders = async (tx: Tx, customerId: string, codes: readonly string[]): Promise<string[]> => {
  if (codes.length === 0) return []
  const lower = codes.map((code) => code.toLowerCase())
  return (
    await tx.query<{ order_id: string }>(sql`SELECT DISTINCT order_id FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}
        AND (lower(order_id::text) = ANY (${lower}::text[]) OR lower(customer_reference) = ANY (${lower}::text[]))
      ORDER BY order_id LIMIT 2`)
  ).map(({ order_id }) => order_id)
}

/** What the customer still waits for, as far as two orders. */
export const listOpenOrders = async (tx: Tx, customerId: string, since: string): Promise<string[]> =>
  (
    await tx.query<{ order_id: string }>(sql`SELECT o.order_id FROM orders.customer_order o
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = ${customerId} AND o.ordered_on >= ${since}::date
        AND EXISTS (SELECT FROM orders.order_line l WHERE l.tenant_id = o.tenant_id AND l.order_id = o.order_id
          AND l.quantity - l.cancelled_quantity > coalesce((SELECT sum(d.accepted_quantity) FROM delivery.delivery_line d
            WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number), 0))
      ORDER BY o.order_id LIMIT 2`)
  ).map(({ order_id }) => order_id)

/** That it is the asking customer's own, and whether one of its open promises is in danger: then a person looks first. */
export async function readStanding(
  tx: Tx,
  { orderId, customerId, level }: { orderId: string; customerId: string; level: number },
): Promise<{ isTheirs: boolean; isInDanger: boolean }> {
  const [row] = await tx.query<{ is_theirs: boolean; is_in_danger: boolean }>(sql`SELECT
      EXISTS (SELECT FROM orders.customer_order o WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = ${orderId}
        AND o.customer_id = ${customerId}) AS is_theirs,
      EXISTS (SELECT FROM planning.promise_risk r WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = ${orderId}
        AND r.level >= ${level}) AS is_in_danger`)
  return { isTheirs: row!.is_theirs, isInDanger: row!.is_in_danger }
}
