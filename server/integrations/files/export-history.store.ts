/**
 * SQL of the flat export: one row an order line, as a company would take it out of its own program. Over several shipments,
 * deliveries or bills quantities and amounts are added up, and the last one gives its number and time; credits have no column.
 */
import sql, { type Sql } from 'sql-template-tag'

/** One part that was signed without a count leaves the sum unknown. */
const deliveries = (
  tenant: Sql,
) => sql`SELECT DISTINCT ON (c.order_id, c.line_number) c.order_id, c.line_number, h.delivery_id,
    h.shipment_id, h.location_id AS delivered_location_id, h.delivered_on, h.delivered_at, h.recipient,
    c.product_id AS delivered_product_id, c.reason,
    CASE WHEN count(c.accepted_quantity) OVER line = count(*) OVER line
      THEN sum(c.accepted_quantity) OVER line END AS accepted_quantity,
    sum(c.rejected_quantity) OVER line AS rejected_quantity,
    coalesce(min(c.condition) FILTER (WHERE c.condition <> 'OK') OVER line, c.condition) AS condition
  FROM delivery.delivery_line c JOIN delivery.delivery h USING (tenant_id, delivery_id)
  WHERE c.${tenant} WINDOW line AS (PARTITION BY c.order_id, c.line_number)
  ORDER BY c.order_id, c.line_number, h.delivered_on DESC, h.delivered_at DESC NULLS LAST, h.delivery_id DESC`

/** The shipment that the delivery told of arrived with, else the last one. */
const shipments = (
  tenant: Sql,
) => sql`SELECT DISTINCT ON (c.order_id, c.line_number) c.order_id, c.line_number, h.shipment_id,
    h.carrier_id, h.service, h.mode, h.tracking_number, h.shipped_on, h.shipped_at,
    sum(c.quantity) OVER (PARTITION BY c.order_id, c.line_number) AS shipped_quantity
  FROM shipments.shipment_line c JOIN shipments.shipment h USING (tenant_id, shipment_id)
  LEFT JOIN delivered d ON d.order_id = c.order_id AND d.line_number = c.line_number
  WHERE c.${tenant}
  ORDER BY c.order_id, c.line_number, (h.shipment_id = d.shipment_id) DESC NULLS LAST, h.shipped_on DESC NULLS LAST,
    h.shipped_at DESC NULLS LAST, h.shipment_id DESC`

/** A bill in another currency than the order's cannot be told in the order's. */
const bills = (
  tenant: Sql,
) => sql`SELECT DISTINCT ON (c.order_id, c.line_number) c.order_id, c.line_number, h.invoice_id,
    h.issued_on AS invoiced_on, h.issued_at AS invoiced_at, c.unit_price AS invoiced_unit_price,
    sum(c.quantity) OVER line AS invoiced_quantity, (sum(c.net_minor) OVER line)::bigint AS invoiced_net_minor,
    (sum(c.charges_minor) OVER line)::bigint AS invoiced_charges_minor
  FROM billing.invoice_line c JOIN billing.invoice h USING (tenant_id, invoice_id)
  JOIN orders.customer_order o ON o.tenant_id = c.tenant_id AND o.order_id = c.order_id AND o.currency = h.currency
  WHERE c.${tenant} AND h.invoice_kind = 'invoice' WINDOW line AS (PARTITION BY c.order_id, c.line_number)
  ORDER BY c.order_id, c.line_number, h.issued_on DESC, h.issued_at DESC NULLS LAST, h.invoice_id DESC`

const moved = (tenant: Sql) => sql`SELECT DISTINCT ON (order_id, line_number) order_id, line_number, quantity,
    from_date AS current_promised_from_date, from_at AS current_promised_from_at, to_date AS current_promised_to_date,
    to_at AS current_promised_to_at, promised_on AS current_promised_on, promised_at AS current_promised_at,
    cause AS current_promise_cause
  FROM promises.promise WHERE ${tenant} AND version > 1 ORDER BY order_id, line_number, version DESC`

/** A rating of the line itself, as a flat file brings it in, else the order's latest. */
const ratings = (tenant: Sql) => sql`SELECT DISTINCT ON (l.order_id, l.line_number) l.order_id, l.line_number,
    r.score AS rating, r.scale_max AS rating_max
  FROM needs.rating r JOIN orders.order_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id
  WHERE r.${tenant} AND (r.rating_id = l.order_id || '/' || l.line_number OR NOT starts_with(r.rating_id, l.order_id || '/'))
  ORDER BY l.order_id, l.line_number, (r.rating_id = l.order_id || '/' || l.line_number) DESC, r.given_on DESC NULLS LAST,
    r.rating_id DESC`

/**
 * A promise of another quantity than the order's stays out, and a line cancelled in part stays a whole one, as in the
 * orders' own file.
 */
export const historyRows = (tenant: Sql): Sql => sql`WITH delivered AS MATERIALIZED (${deliveries(tenant)}),
    shipped AS (${shipments(tenant)}), billed AS (${bills(tenant)}), moved AS (${moved(tenant)}), rated AS (${ratings(tenant)})
  SELECT l.*, o.customer_id, o.location_id, o.site_id, o.currency, o.ordered_on, o.ordered_at,
    c.name AS customer_name, p.name AS product_name, p.product_group, p.unit, a.name AS location_name, a.country,
    v.from_date AS promised_from_date, v.from_at AS promised_from_at, v.to_date AS promised_to_date,
    v.to_at AS promised_to_at, v.promised_on, v.promised_at, w.*, s.*, d.*, b.*, r.*, s.shipment_id, l.order_id, l.line_number,
    l.quantity,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_by END AS cancelled_by,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_on END AS cancelled_on,
    CASE WHEN l.cancelled_quantity >= l.quantity THEN l.cancelled_at END AS cancelled_at
  FROM orders.order_line l JOIN orders.customer_order o USING (tenant_id, order_id)
  LEFT JOIN customers.customer c ON c.tenant_id = l.tenant_id AND c.customer_id = o.customer_id
  LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
  LEFT JOIN locations.location a ON a.tenant_id = l.tenant_id AND a.location_id = o.location_id
  LEFT JOIN promises.promise v ON v.tenant_id = l.tenant_id AND v.order_id = l.order_id AND v.line_number = l.line_number
    AND v.version = 1 AND v.quantity = l.quantity AND v.cause = 'initial'
  LEFT JOIN moved w ON w.order_id = l.order_id AND w.line_number = l.line_number AND w.quantity = l.quantity
  LEFT JOIN shipped s ON s.order_id = l.order_id AND s.line_number = l.line_number
  LEFT JOIN delivered d ON d.order_id = l.order_id AND d.line_number = l.line_number
  LEFT JOIN billed b ON b.order_id = l.order_id AND b.line_number = l.line_number
  LEFT JOIN rated r ON r.order_id = l.order_id AND r.line_number = l.line_number
  WHERE l.${tenant} ORDER BY l.order_id, l.line_number`
