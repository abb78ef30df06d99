/** Deliveries of one customer: what comes, late and soonest first, and what was handed over, newest first, with its proof. */
import sql, { empty } from 'sql-template-tag'
import type { ComingDelivery, OwnDeliveries, OwnDeliveriesQuery, PastDelivery } from '../../../contract/portal.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Asked extends OwnDeliveriesQuery {
  readonly customer_id: string
  /** By the server's clock: the day that tells what is overdue. */
  readonly today: string
}

export const patternOf = (q: string | undefined) => (q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null)

export const listDeliveries = (tx: Tx, asked: Asked): Promise<OwnDeliveries> =>
  asked.when === 'coming' ? listComing(tx, asked) : listPast(tx, asked)

async function listComing(tx: Tx, asked: Asked): Promise<OwnDeliveries> {
  const text = patternOf(asked.q)
  const rows = await tx.query<ComingDelivery & { total: number }>(sql`WITH open AS (
      SELECT o.order_id, o.location_id, l.line_number, l.product_id, g.name AS product_name, g.unit,
        (l.quantity - l.cancelled_quantity)::float8 AS quantity, p.from_date, p.to_date, p.from_at, p.to_at, s.tracking_number,
        s.shipment_id IS NOT NULL AS is_on_its_way
      FROM orders.customer_order o JOIN orders.order_line l USING (tenant_id, order_id)
      JOIN LATERAL (SELECT v.from_date, v.to_date, v.from_at, v.to_at FROM promises.promise v WHERE v.tenant_id = l.tenant_id
        AND v.order_id = l.order_id AND v.line_number = l.line_number ORDER BY v.version DESC LIMIT 1) p ON true
      LEFT JOIN LATERAL (SELECT h.shipment_id, h.tracking_number FROM shipments.shipment_line c
        JOIN shipments.shipment h USING (tenant_id, shipment_id) WHERE c.tenant_id = l.tenant_id AND c.order_id = l.order_id
        AND c.line_number = l.line_number ORDER BY h.shipped_on DESC NULLS LAST LIMIT 1) s ON true
      LEFT JOIN products.product g ON g.tenant_id = l.tenant_id AND g.product_id = l.product_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = ${asked.customer_id} AND l.cancelled_quantity < l.quantity
        ${asked.location_id ? sql`AND o.location_id = ${asked.location_id}` : empty}
        AND (${text}::text IS NULL OR o.order_id ILIKE ${text} OR g.name ILIKE ${text} OR s.tracking_number ILIKE ${text})
        AND NOT EXISTS (SELECT FROM delivery.delivery_line d WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id
          AND d.line_number = l.line_number))
    SELECT n.order_id, n.location_id, a.name AS location_name, a.zone, n.from_date::text, n.to_date::text, n.from_at, n.to_at,
      n.to_date < ${asked.today}::date AS is_overdue, bool_or(n.is_on_its_way) AS is_on_its_way,
      max(n.tracking_number) AS tracking_number, jsonb_agg(jsonb_build_object('line_number', n.line_number,
        'product_id', n.product_id, 'product_name', n.product_name, 'unit', n.unit, 'quantity', n.quantity)
        ORDER BY n.line_number) AS lines, count(*) OVER ()::int AS total
    FROM open n LEFT JOIN locations.location a ON a.tenant_id = ${tx.tenantId}::uuid AND a.location_id = n.location_id
    GROUP BY 1, 2, 3, 4, n.from_date, n.to_date, 7, 8
    ORDER BY n.to_date, n.to_at NULLS LAST, n.order_id LIMIT ${asked.limit} OFFSET ${asked.offset}`)
  return { coming: rows.map(({ total: _, ...row }) => row), past: [], total: rows[0]?.total ?? 0 }
}

async function listPast(tx: Tx, asked: Asked): Promise<OwnDeliveries> {
  const text = patternOf(asked.q)
  // Of a delivery that brought goods of several customers only the own lines are told.
  const rows = await tx.query<PastDelivery & { total: number }>(sql`WITH own AS (
      SELECT d.delivery_id, jsonb_agg(jsonb_build_object('order_id', l.order_id, 'line_number', l.line_number,
          'product_id', l.product_id, 'product_name', g.name, 'unit', g.unit, 'quantity', l.accepted_quantity,
          'rejected_quantity', l.rejected_quantity, 'condition', l.condition) ORDER BY l.order_id, l.line_number) AS lines,
        bool_or(${text}::text IS NULL OR l.order_id ILIKE ${text} OR g.name ILIKE ${text} OR d.delivery_id ILIKE ${text})
          AS is_found
      FROM orders.customer_order o JOIN delivery.delivery_line l USING (tenant_id, order_id)
      JOIN delivery.delivery d USING (tenant_id, delivery_id)
      LEFT JOIN products.product g ON g.tenant_id = l.tenant_id AND g.product_id = l.product_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = ${asked.customer_id}
        ${asked.location_id ? sql`AND o.location_id = ${asked.location_id}` : empty}
      GROUP BY d.delivery_id)
    SELECT d.delivery_id, d.delivered_on::text, d.delivered_at, a.name AS location_name, a.zone, d.recipient,
      d.proof_reference, d.note, d.latitude IS NOT NULL AS has_position, h.tracking_number, own.lines,
      count(*) OVER ()::int AS total
    FROM own JOIN delivery.delivery d ON d.tenant_id = ${tx.tenantId}::uuid AND d.delivery_id = own.delivery_id
    LEFT JOIN locations.location a ON a.tenant_id = d.tenant_id AND a.location_id = d.location_id
    LEFT JOIN shipments.shipment h ON h.tenant_id = d.tenant_id AND h.shipment_id = d.shipment_id
    WHERE own.is_found
    ORDER BY d.delivered_on DESC, d.delivered_at DESC NULLS LAST, d.delivery_id LIMIT ${asked.limit} OFFSET ${asked.offset}`)
  return { coming: [], past: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
