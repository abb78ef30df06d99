/** What is known of an order, line by line, beside the question about it. */
import sql from 'sql-template-tag'
import type { OrderFacts } from '../../../contract/inquiries.ts'
import type { Tx } from '../../platform/database/database.ts'
import { getOrderProgress } from '../visibility/order-progress.ts'

/** Null where the order is not there. */
export async function loadOrderFacts(tx: Tx, orderId: string, now: Date): Promise<OrderFacts | null> {
  const [head] = await tx.query<{ ordered_on: string | null }>(sql`SELECT ordered_on FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`)
  if (!head) return null
  const lines = await tx.query<
    OrderFacts['lines'][number]
  >(sql`SELECT l.line_number, l.product_id, p.name AS product_name,
      (l.quantity - l.cancelled_quantity)::float8 AS quantity, coalesce(d.delivered, 0)::float8 AS delivered, d.delivered_on,
      v.from_date AS promised_from, v.to_date AS promised_to, f.to_date AS first_promised_to, s.carrier_name,
      s.tracking_number, s.shipped_on
    FROM orders.order_line l
    LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    LEFT JOIN LATERAL (SELECT sum(d.accepted_quantity) AS delivered, max(h.delivered_on) AS delivered_on
      FROM delivery.delivery_line d JOIN delivery.delivery h USING (tenant_id, delivery_id)
      WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number) d ON true
    LEFT JOIN LATERAL (SELECT v.from_date, v.to_date FROM promises.promise v WHERE v.tenant_id = l.tenant_id
      AND v.order_id = l.order_id AND v.line_number = l.line_number ORDER BY v.version DESC LIMIT 1) v ON true
    LEFT JOIN promises.promise f ON f.tenant_id = l.tenant_id AND f.order_id = l.order_id
      AND f.line_number = l.line_number AND f.version = 1
    LEFT JOIN LATERAL (SELECT c.name AS carrier_name, h.tracking_number, h.shipped_on
      FROM shipments.shipment_line s JOIN shipments.shipment h USING (tenant_id, shipment_id)
      LEFT JOIN carriers.carrier c ON c.tenant_id = h.tenant_id AND c.carrier_id = h.carrier_id
      WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id AND s.line_number = l.line_number
      ORDER BY h.shipped_on DESC NULLS LAST LIMIT 1) s ON true
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${orderId} ORDER BY l.line_number`)
  const progress = await getOrderProgress(tx, orderId, { visibleTo: null, now })
  return { order_id: orderId, ordered_on: head.ordered_on, lines, progress }
}
