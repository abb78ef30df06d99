/** Where a lot came from, lies and went; and which lots a shipment, an order, a customer or a place got. */
import sql, { join, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { TraceQuery } from '../../../contract/stock-views.ts'
import type { Tx } from '../../platform/database/database.ts'

const ROWS_MAX = 5_000

/** Forward, in one statement. Refuses `not_found`. */
export async function traceLot(tx: Tx, { productId, lotId }: { productId: string; lotId: string }) {
  const list = (rows: Sql) => sql`coalesce((SELECT jsonb_agg(x) FROM (${rows}) x), '[]'::jsonb)`
  const moved = sql`m.tenant_id = l.tenant_id AND m.product_id = l.product_id AND m.lot_id = l.lot_id`
  const [trace] = await tx.query<Record<string, unknown>>(sql`SELECT
      to_jsonb(l) - ARRAY['tenant_id', 'subject_version'] || jsonb_build_object('product_name', coalesce((SELECT p.name
        FROM products.product p WHERE p.tenant_id = l.tenant_id AND p.product_id = l.product_id), l.product_id)) AS lot,
      ${list(sql`SELECT nullif(m.from_at, '') AS supplier_id, m.supply_id, m.document, m.to_at AS location_id, m.occurred_at,
          m.quantity FROM inventory.movement m WHERE ${moved} AND m.to_kind = 'site' AND m.from_kind IN ('supplier', 'production', 'opening')
        ORDER BY m.occurred_at`)} AS received,
      ${list(sql`SELECT s.location_id, nullif(s.bin, '') AS bin, nullif(s.serial, '') AS serial, s.state, s.quantity
        FROM inventory.stock s WHERE s.tenant_id = l.tenant_id AND s.product_id = l.product_id AND s.lot_id = l.lot_id
        ORDER BY s.location_id, s.bin, s.serial, s.state`)} AS lying,
      ${list(sql`SELECT t.supply_id, max(y.location_id) AS location_id, sum(t.quantity) AS quantity FROM (
          SELECT m.to_at AS supply_id, m.quantity FROM inventory.movement m WHERE ${moved} AND m.to_kind = 'transfer'
          UNION ALL SELECT m.from_at, -m.quantity FROM inventory.movement m WHERE ${moved} AND m.from_kind = 'transfer') t
        LEFT JOIN inventory.supply y ON y.tenant_id = l.tenant_id AND y.supply_id = t.supply_id AND y.product_id = l.product_id
        GROUP BY 1 HAVING sum(t.quantity) > 0`)} AS in_transit,
      ${list(sql`SELECT m.to_at AS shipment_id, h.shipped_on, m.order_id, m.line_number, o.customer_id, c.name AS customer_name,
          coalesce(h.to_location_id, o.location_id) AS location_id, p.name AS location_name, nullif(m.serial, '') AS serial,
          m.quantity
        FROM inventory.movement m ${CONSIGNEE} WHERE ${moved} AND m.to_kind = 'shipment'
        ORDER BY h.shipped_on, m.to_at, m.order_id, m.line_number`)} AS shipped
    FROM inventory.lot l
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.product_id = ${productId} AND l.lot_id = ${lotId}`)
  if (!trace) throw new Refusal('not_found', { product_id: productId, lot_id: lotId })
  return trace
}

const CONSIGNEE = sql`LEFT JOIN shipments.shipment h ON h.tenant_id = m.tenant_id AND h.shipment_id = m.to_at
  LEFT JOIN orders.customer_order o ON o.tenant_id = m.tenant_id AND o.order_id = m.order_id
  LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
  LEFT JOIN locations.location p ON p.tenant_id = m.tenant_id AND p.location_id = coalesce(h.to_location_id, o.location_id)`

/** Backward. Refuses a question that names nobody. */
export async function traceShipped(tx: Tx, query: TraceQuery) {
  const found = conditions(query)
  if (!found.length) throw new Refusal('invalid_input', { reason: 'name_a_shipment_order_customer_or_location' })
  if (query.from) found.push(sql`h.shipped_on >= ${query.from}::date`)
  if (query.to) found.push(sql`h.shipped_on <= ${query.to}::date`)
  const rows = await tx.query(sql`SELECT m.product_id, coalesce(g.name, m.product_id) AS product_name,
      nullif(m.lot_id, '') AS lot_id, nullif(m.serial, '') AS serial, m.to_at AS shipment_id, h.shipped_on, o.customer_id,
      coalesce(h.to_location_id, o.location_id) AS location_id, m.order_id, sum(m.quantity)::float8 AS quantity,
      max(t.expires_on) AS expires_on, max(t.recalled_on) AS recalled_on
    FROM inventory.movement m ${CONSIGNEE}
    LEFT JOIN products.product g ON g.tenant_id = m.tenant_id AND g.product_id = m.product_id
    LEFT JOIN inventory.lot t ON t.tenant_id = m.tenant_id AND t.product_id = m.product_id AND t.lot_id = m.lot_id
    WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.to_kind = 'shipment' AND ${join(found, ' AND ')}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY h.shipped_on DESC NULLS LAST, m.to_at, m.product_id, 3, 4 LIMIT ${ROWS_MAX + 1}`)
  return { rows: rows.slice(0, ROWS_MAX), is_cut: rows.length > ROWS_MAX }
}

function conditions(query: TraceQuery): Sql[] {
  const found: Sql[] = []
  if (query.shipment_id) found.push(sql`m.to_at = ${query.shipment_id}`)
  if (query.order_id) found.push(sql`m.order_id = ${query.order_id}`)
  if (query.customer_id) found.push(sql`o.customer_id = ${query.customer_id}`)
  if (query.location_id) found.push(sql`coalesce(h.to_location_id, o.location_id) = ${query.location_id}`)
  return found
}
