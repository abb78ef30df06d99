/** The yardstick of a rebuild: one SQL aggregation over the same tables, joined and grouped by order line. */
import type pg from 'pg'

const sameLine = (alias: string) =>
  `${alias}.tenant_id = l.tenant_id AND ${alias}.order_id = l.order_id AND ${alias}.line_number = l.line_number`

const AGGREGATION = `SELECT count(*), sum(lines.delivered_milli) FROM (
  SELECT l.order_id, l.line_number, o.customer_id, c.segment_id, p.product_group, d.country, l.quantity, l.unit_price,
    min(pr.to_date) AS first_promised, max(pr.to_date) AS current_promised, min(sh.carrier_id) AS carrier_id,
    max(sh.shipped_at) AS shipped_at, max(de.delivered_on) AS delivered_on, max(de.delivered_at) AS delivered_at,
    sum(dl.accepted_quantity) AS delivered_milli, max(dl.condition) AS condition, sum(il.net_minor) AS net_minor,
    min(i.currency) AS currency, max(ob.occurred_at) AS observed_at, max(r.score) AS score
  FROM orders.order_line l
  JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
  LEFT JOIN customers.customer c ON c.tenant_id = l.tenant_id AND c.customer_id = o.customer_id
  LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
  LEFT JOIN locations.location d ON d.tenant_id = l.tenant_id AND d.location_id = o.location_id
  LEFT JOIN promises.promise pr ON ${sameLine('pr')}
  LEFT JOIN shipments.shipment_line sl ON ${sameLine('sl')}
  LEFT JOIN shipments.shipment sh ON sh.tenant_id = l.tenant_id AND sh.shipment_id = sl.shipment_id
  LEFT JOIN tracking.observation ob ON ob.tenant_id = l.tenant_id AND ob.shipment_id = sl.shipment_id
  LEFT JOIN delivery.delivery_line dl ON ${sameLine('dl')}
  LEFT JOIN delivery.delivery de ON de.tenant_id = l.tenant_id AND de.delivery_id = dl.delivery_id
  LEFT JOIN billing.invoice_line il ON ${sameLine('il')}
  LEFT JOIN billing.invoice i ON i.tenant_id = l.tenant_id AND i.invoice_id = il.invoice_id
  LEFT JOIN needs.rating r ON r.tenant_id = l.tenant_id AND r.order_id = l.order_id
  WHERE l.tenant_id = $1
  GROUP BY l.order_id, l.line_number, o.customer_id, c.segment_id, p.product_group, d.country, l.quantity, l.unit_price
) lines`

/** Seconds the aggregation takes, in one process of the server. */
export async function timeAggregation(owner: pg.ClientBase, tenantId: string): Promise<number> {
  await owner.query('SET max_parallel_workers_per_gather = 0')
  const start = performance.now()
  await owner.query(AGGREGATION, [tenantId])
  return (performance.now() - start) / 1000
}
