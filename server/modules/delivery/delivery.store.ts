/** What a proof of service needs to know of its order line. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { LineKey } from '../orders/index.ts'

export interface ServiceLine {
  readonly kind: 'goods' | 'service'
  readonly location_id: string | null
  /** Ordered, less cancelled, less done. */
  readonly open: number
  /** As the catalogue has it now; null: the service is no longer in it. */
  readonly proof: string | null
}

/** Locked, so that two proofs at once do not prove more than was ordered. */
export async function findService(tx: Tx, { order_id, line_number }: LineKey): Promise<ServiceLine | undefined> {
  await tx.execute(sql`SELECT 1 FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${order_id}
    FOR UPDATE`)
  const [row] = await tx.query<ServiceLine>(sql`SELECT l.kind, o.location_id, s.proof,
      (l.quantity - l.cancelled_quantity - coalesce((SELECT sum(coalesce(d.accepted_quantity, 0)) FROM delivery.delivery_line d
        WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number), 0))::float8 AS open
    FROM orders.order_line l JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
    LEFT JOIN policies.added_service s ON s.tenant_id = l.tenant_id AND s.service_id = l.product_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${order_id} AND l.line_number = ${line_number}`)
  return row
}
