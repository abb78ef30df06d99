/** What the record counts of serving customers: drivers, value and goods, by customer, site and time between changes of rates. */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface ServedQuestion {
  readonly from: string
  readonly to: string
  readonly currency: string
  /** First days of rates, in order: between two of them a rate stands. */
  readonly changes: readonly string[]
  /** Only this order, or only this customer's. */
  readonly orderId?: string
  readonly customerId?: string
  /** Only the customers of this segment, as it is now. */
  readonly segmentId?: string
}

export interface ServedWork {
  readonly customer_id: string
  /** Empty: no site is known. */
  readonly site_id: string
  /** How many of the changes have passed. */
  readonly epoch: number
  readonly last_order: string | null
  readonly orders: number
  readonly lines: number
  readonly services: number
  readonly picks: number
  readonly stops: number
  readonly attempts: number
  readonly repacks: number
  readonly returns: number
  readonly kilograms: number
  /** Lines shipped whose product has no weight; lines shipped of which no stock is known. */
  readonly unweighed: number
  readonly uncovered: number
  readonly kilogram_days: number
  readonly problems: number
  readonly inquiries: number
  readonly claims: number
  readonly invoices: number
  readonly credit_notes: number
  readonly billed_shipments: number
  /** Shipments billed in another currency than the order's. */
  readonly foreign_bills: number
  readonly freight_minor: number
  readonly unbilled: number
  readonly value_minor: number
  readonly charges_minor: number
  readonly goods_major: number
  readonly goods_unknown: number
  readonly value_unknown_minor: number
}

/** Ninety days tell how fast stock moves now; what lies longer than a year counts as a year. */
const STOCK_DAYS = 90
const LONGEST_DAYS = 365

/**
 * One statement over the orders of the period. Work that several orders share (a stop, a shipment with a freight bill) is
 * shared equally by the orders in it, or by weight where all of it is known. Questions without an order count on the day
 * they came.
 */
export async function servedWork(tx: Tx, asked: ServedQuestion): Promise<ServedWork[]> {
  const tenant = sql`${tx.tenantId}::uuid`
  const only = asked.orderId
    ? sql`AND h.order_id = ${asked.orderId}`
    : asked.customerId
      ? sql`AND h.customer_id = ${asked.customerId}`
      : asked.segmentId
        ? sql`AND h.customer_id IN (SELECT customer_id FROM customers.customer
            WHERE tenant_id = ${tenant} AND segment_id = ${asked.segmentId})`
        : empty
  return tx.query<ServedWork>(sql`WITH o AS MATERIALIZED (
      SELECT h.order_id, h.customer_id, coalesce(h.site_id, '') AS site_id, h.ordered_on,
        width_bucket(h.ordered_on, ${[...asked.changes]}::date[]) AS epoch
      FROM orders.customer_order h WHERE h.tenant_id = ${tenant} AND h.currency = ${asked.currency}
        AND h.ordered_on BETWEEN ${asked.from}::date AND ${asked.to}::date ${only}
    ), ${lines(tenant)}, ${shipped(tenant, asked)}, ${freight(tenant, asked)}, ${stops(tenant)}, ${attempts(tenant)}, ${billed(tenant, asked)},
    ${cases(tenant)},
    work AS (
      SELECT o.customer_id, o.site_id, o.epoch, max(o.ordered_on)::text AS last_order, count(*)::int AS orders,
        ${sums(['lines', 'services', 'repack_lines'], 'l')}, ${sums(['picks', 'kilograms', 'unweighed', 'uncovered', 'kilogram_days'], 's')},
        ${sums(['billed_shipments', 'foreign_bills', 'freight_minor', 'billed_kilograms'], 'f')}, ${sums(['stops'], 'd')}, ${sums(['attempts'], 'a')},
        ${sums(['problems', 'inquiries', 'claims', 'repacked', 'returns'], 'c')},
        ${sums(['invoices', 'credit_notes', 'value_minor', 'charges_minor', 'goods_major', 'goods_unknown', 'value_unknown_minor'], 'b')},
        count(*) FILTER (WHERE b.order_id IS NULL)::int AS unbilled
      FROM o LEFT JOIN l USING (order_id) LEFT JOIN s USING (order_id) LEFT JOIN f USING (order_id)
      LEFT JOIN d USING (order_id) LEFT JOIN a USING (order_id) LEFT JOIN b USING (order_id) LEFT JOIN c USING (order_id)
      GROUP BY o.customer_id, o.site_id, o.epoch
    )
    SELECT customer_id, site_id, epoch, last_order, orders, lines, services, picks, stops,
      attempts, repack_lines + repacked AS repacks, returns,
      greatest(0, kilograms - billed_kilograms) AS kilograms, unweighed, uncovered, kilogram_days, problems, inquiries,
      claims, invoices, credit_notes, billed_shipments, foreign_bills, freight_minor, unbilled, value_minor, charges_minor,
      goods_major, goods_unknown, value_unknown_minor
    FROM work ${asked.orderId ? empty : sql`UNION ALL ${unlinked(tenant, asked)}`}`)
}

const sums = (names: readonly string[], from: string): Sql => {
  const told = names.map((name) => `coalesce(sum(${from}.${name}), 0)::double precision AS ${name}`)
  return sqlText(told.join(', '))
}
const sqlText = (text: string): Sql => sql([text])

const lines = (tenant: Sql): Sql => sql`l AS (
  SELECT o.order_id, count(*) FILTER (WHERE l.kind = 'goods') AS lines,
    count(*) FILTER (WHERE l.kind = 'service' AND v.resource_kind IS DISTINCT FROM 'repacking') AS services,
    count(*) FILTER (WHERE l.kind = 'service' AND v.resource_kind = 'repacking') AS repack_lines
  FROM o JOIN orders.order_line l ON l.tenant_id = ${tenant} AND l.order_id = o.order_id
  LEFT JOIN policies.added_service v ON l.kind = 'service' AND v.tenant_id = ${tenant} AND v.service_id = l.product_id
  GROUP BY o.order_id)`

/** A line's time in storage: what lies there of the product, at the speed at which it left in the last ninety days. */
const shipped = (tenant: Sql, { to }: ServedQuestion): Sql => sql`pace AS (
    SELECT s.from_location_id AS location_id, l.product_id, sum(l.quantity) / ${STOCK_DAYS}::numeric AS a_day
    FROM shipments.shipment s JOIN shipments.shipment_line l ON l.tenant_id = s.tenant_id AND l.shipment_id = s.shipment_id
    WHERE s.tenant_id = ${tenant} AND s.shipped_on BETWEEN ${to}::date - ${STOCK_DAYS}::int AND ${to}::date
    GROUP BY 1, 2
  ), cover AS (
    SELECT k.location_id, k.product_id, least(${LONGEST_DAYS}::numeric, sum(k.quantity) / p.a_day) AS days
    FROM inventory.stock k JOIN pace p ON p.location_id = k.location_id AND p.product_id = k.product_id AND p.a_day > 0
    WHERE k.tenant_id = ${tenant} GROUP BY k.location_id, k.product_id, p.a_day
  ), out AS MATERIALIZED (
    SELECT o.order_id, l.shipment_id, l.quantity * p.weight_grams / 1000 AS kilograms, v.days
    FROM o JOIN shipments.shipment_line l ON l.tenant_id = ${tenant} AND l.order_id = o.order_id
    JOIN shipments.shipment h ON h.tenant_id = ${tenant} AND h.shipment_id = l.shipment_id
    LEFT JOIN products.product p ON p.tenant_id = ${tenant} AND p.product_id = l.product_id
    LEFT JOIN cover v ON v.location_id = h.from_location_id AND v.product_id = l.product_id
  ), s AS (
    SELECT order_id, count(*) AS picks, sum(kilograms) AS kilograms, count(*) FILTER (WHERE kilograms IS NULL) AS unweighed,
      count(*) FILTER (WHERE days IS NULL OR kilograms IS NULL) AS uncovered, sum(kilograms * days) AS kilogram_days
    FROM out GROUP BY order_id)`

const freight = (tenant: Sql, { currency }: ServedQuestion): Sql => sql`bill AS (
    SELECT b.shipment_id, sum(b.amount_minor) FILTER (WHERE b.currency = ${currency}) AS amount_minor
    FROM costs.freight_bill b WHERE b.tenant_id = ${tenant} AND b.shipment_id IN (SELECT shipment_id FROM out)
    GROUP BY b.shipment_id
  ), whole AS (
    SELECT l.shipment_id, count(DISTINCT l.order_id) AS orders, sum(l.quantity * p.weight_grams / 1000) AS kilograms,
      bool_or(p.weight_grams IS NULL) AS is_unweighed
    FROM bill JOIN shipments.shipment_line l ON l.tenant_id = ${tenant} AND l.shipment_id = bill.shipment_id
    LEFT JOIN products.product p ON p.tenant_id = ${tenant} AND p.product_id = l.product_id GROUP BY l.shipment_id
  ), part AS (SELECT order_id, shipment_id, sum(kilograms) AS kilograms FROM out GROUP BY 1, 2
  ), f AS (
    SELECT part.order_id, count(bill.amount_minor) AS billed_shipments,
      count(*) FILTER (WHERE bill.amount_minor IS NULL) AS foreign_bills,
      sum(part.kilograms) FILTER (WHERE bill.amount_minor IS NOT NULL) AS billed_kilograms,
      sum(bill.amount_minor * CASE WHEN whole.is_unweighed OR whole.kilograms = 0 THEN 1.0 / whole.orders
        ELSE part.kilograms / whole.kilograms END) AS freight_minor
    FROM part JOIN bill USING (shipment_id) JOIN whole USING (shipment_id) GROUP BY part.order_id)`

const stops = (tenant: Sql): Sql => sql`door AS (
    SELECT DISTINCT o.order_id, l.delivery_id FROM o
    JOIN delivery.delivery_line l ON l.tenant_id = ${tenant} AND l.order_id = o.order_id
    JOIN delivery.delivery h ON h.tenant_id = ${tenant} AND h.delivery_id = l.delivery_id
    WHERE NOT EXISTS (SELECT 1 FROM bill WHERE bill.shipment_id = h.shipment_id AND bill.amount_minor IS NOT NULL)
  ), d AS (
    SELECT door.order_id, sum(1.0 / n.orders) AS stops FROM door
    JOIN LATERAL (SELECT count(DISTINCT x.order_id) AS orders FROM delivery.delivery_line x
      WHERE x.tenant_id = ${tenant} AND x.delivery_id = door.delivery_id) n ON true
    GROUP BY door.order_id)`

const attempts = (tenant: Sql): Sql => sql`a AS (
  SELECT p.order_id, count(*) AS attempts FROM (SELECT DISTINCT order_id, shipment_id FROM out) p
  JOIN tracking.observation t ON t.tenant_id = ${tenant} AND t.shipment_id = p.shipment_id
    AND t.milestone = 'attempt_failed' AND t.retracts IS NULL
  GROUP BY p.order_id)`

/** A credit lessens the value; what its goods had cost is spent. */
const billed = (tenant: Sql, { currency }: ServedQuestion): Sql => sql`b AS (
  SELECT x.order_id, count(DISTINCT x.invoice_id) FILTER (WHERE x.sign > 0) AS invoices,
    count(DISTINCT x.invoice_id) FILTER (WHERE x.sign < 0) AS credit_notes,
    sum(x.sign * (x.net_minor + x.charges_minor)) AS value_minor, sum(x.sign * x.charges_minor) AS charges_minor,
    sum(x.quantity * x.unit_cost) FILTER (WHERE x.sign > 0) AS goods_major,
    count(*) FILTER (WHERE x.sign > 0 AND x.unit_cost IS NULL) AS goods_unknown,
    sum(x.sign * x.net_minor) FILTER (WHERE x.unit_cost IS NULL) AS value_unknown_minor
  FROM (
    SELECT o.order_id, i.invoice_id, i.quantity, i.net_minor, i.charges_minor,
      CASE h.invoice_kind WHEN 'credit' THEN -1 ELSE 1 END AS sign,
      CASE WHEN l.kind = 'service' THEN 0 ELSE k.unit_cost END AS unit_cost
    FROM o JOIN billing.invoice_line i ON i.tenant_id = ${tenant} AND i.order_id = o.order_id
    JOIN billing.invoice h ON h.tenant_id = ${tenant} AND h.invoice_id = i.invoice_id
    LEFT JOIN orders.order_line l ON l.tenant_id = ${tenant} AND l.order_id = i.order_id AND l.line_number = i.line_number
    LEFT JOIN LATERAL (SELECT c.unit_cost FROM costs.product_cost c WHERE c.tenant_id = ${tenant}
      AND c.product_id = l.product_id AND c.currency = ${currency} AND c.valid_from <= h.issued_on
      ORDER BY c.valid_from DESC LIMIT 1) k ON true
  ) x GROUP BY x.order_id)`

const cases = (tenant: Sql): Sql => sql`c AS (
  SELECT order_id, sum(problems) AS problems, sum(inquiries) AS inquiries, sum(claims) AS claims,
    sum(repacked) AS repacked, sum(returns) AS returns FROM (
    SELECT o.order_id, 1 AS problems, 0 AS inquiries, 0 AS claims, 0 AS repacked, 0 AS returns FROM o
      JOIN planning.trouble t ON t.tenant_id = ${tenant} AND t.order_id = o.order_id
    UNION ALL SELECT o.order_id, 0, 1, 0, 0, 0 FROM o
      JOIN inquiries.inquiry q ON q.tenant_id = ${tenant} AND q.order_id = o.order_id AND q.merged_into IS NULL
    UNION ALL SELECT o.order_id, 0, 0, 1, 0, 0 FROM o
      JOIN claims.claim m ON m.tenant_id = ${tenant} AND m.order_id = o.order_id
    UNION ALL SELECT o.order_id, 0, 0, 0, (n.disposition = 'repack')::int, 1 FROM o
      JOIN claims.claim m ON m.tenant_id = ${tenant} AND m.order_id = o.order_id
      JOIN claims.claim_line n ON n.tenant_id = ${tenant} AND n.claim_id = m.claim_id AND n.returned_quantity > 0
  ) x GROUP BY order_id)`

/** Questions that belong to no order of the period, by the customer's own currency. */
const unlinked = (tenant: Sql, { from, to, currency, changes, customerId, segmentId }: ServedQuestion): Sql => sql`
  SELECT q.customer_id, '', width_bucket(q.received_at::date, ${[...changes]}::date[]), NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    count(*)::double precision, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM inquiries.inquiry q JOIN customers.customer k ON k.tenant_id = q.tenant_id AND k.customer_id = q.customer_id
  WHERE q.tenant_id = ${tenant} AND k.currency = ${currency} AND q.order_id IS NULL AND q.merged_into IS NULL
    AND q.received_at >= ${from}::date::timestamptz AND q.received_at < (${to}::date + 1)::timestamptz
    ${customerId ? sql`AND q.customer_id = ${customerId}` : empty}
    ${segmentId ? sql`AND k.segment_id = ${segmentId}` : empty}
  GROUP BY 1, 3`
