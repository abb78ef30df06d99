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

interface OpenLine extends LineKey {
  readonly quantity: number
}

/**
 * What a shipment carries and nobody has recorded at the door; a line signed for without a count is recorded. The shipment is
 * locked, so that two presses at once do not hand over the same goods twice.
 */
export async function openOfShipment(tx: Tx, shipmentId: string): Promise<OpenLine[]> {
  await tx.execute(sql`SELECT 1 FROM shipments.shipment WHERE tenant_id = ${tx.tenantId}::uuid
    AND shipment_id = ${shipmentId} FOR NO KEY UPDATE`)
  return tx.query<OpenLine>(sql`SELECT s.order_id, s.line_number,
      (s.quantity - coalesce(d.recorded, 0))::float8 AS quantity
    FROM shipments.shipment_line s LEFT JOIN LATERAL (SELECT sum(l.accepted_quantity + l.rejected_quantity) AS recorded,
        bool_or(l.accepted_quantity IS NULL) AS is_uncounted
      FROM delivery.delivery_line l JOIN delivery.delivery h USING (tenant_id, delivery_id)
      WHERE l.tenant_id = s.tenant_id AND l.order_id = s.order_id AND l.line_number = s.line_number
        AND h.shipment_id = s.shipment_id) d ON true
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = ${shipmentId}
      AND s.quantity > coalesce(d.recorded, 0) AND d.is_uncounted IS NOT TRUE
    ORDER BY s.order_id, s.line_number`)
}

export async function findLastDelivery(tx: Tx, shipmentId: string): Promise<string | null> {
  const [row] = await tx.query<{ delivery_id: string }>(sql`SELECT delivery_id FROM delivery.delivery
    WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ${shipmentId} ORDER BY delivered_on DESC, delivery_id DESC LIMIT 1`)
  return row?.delivery_id ?? null
}
