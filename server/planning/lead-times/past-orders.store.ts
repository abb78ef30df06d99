/** Orders of the last two years with their first promise and their delivery, for the back-test. */
import sql from 'sql-template-tag'
import type { PastOrder } from '../../../engines/promising/index.ts'
import type { Tx } from '../../platform/database/database.ts'

const ORDERS_MAX = 50_000
const YEARS_BACK = '2 years'

interface Row {
  readonly start_day: number
  readonly start_minute: number | null
  readonly promised_days: number
  /** Null: not everything has come. */
  readonly delivered_days: number | null
  readonly site_id: string | null
  readonly site_country: string | null
  readonly location_id: string | null
  readonly country: string | null
  readonly carrier_id: string | null
  readonly service: string | null
  readonly segment_id: string | null
  readonly product_group: string | null
  readonly grams: number | null
  readonly lines: number
}

/**
 * What was promised for one day of one order is one case: it was kept when everything came by then. Left out: services,
 * cancelled and excluded lines, and goods wished not before a later day, since their days are the customer's wish.
 */
export async function listPastOrders(tx: Tx, today: string): Promise<PastOrder[]> {
  const rows = await tx.query<Row>(sql`WITH line AS (
      SELECT o.order_id, l.line_number, o.ordered_on, o.ordered_at, o.customer_id, o.location_id,
        coalesce(p.site_id, o.site_id) AS site_id, p.carrier_id, p.service, p.to_date, t.product_group,
        l.quantity * t.weight_grams AS grams
      FROM orders.customer_order o JOIN orders.order_line l USING (tenant_id, order_id)
        JOIN promises.promise p ON p.tenant_id = l.tenant_id AND p.order_id = l.order_id
          AND p.line_number = l.line_number AND p.version = 1
        LEFT JOIN products.product t ON t.tenant_id = l.tenant_id AND t.product_id = l.product_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid
        AND o.ordered_on >= ${today}::date - ${YEARS_BACK}::interval AND o.ordered_on < ${today}::date
        AND p.to_date >= o.ordered_on AND l.cancelled_quantity = 0 AND l.exclusion IS NULL AND l.kind = 'goods'
        AND (l.requested_from_date IS NULL OR l.requested_from_date <= o.ordered_on)),
    came AS (
      SELECT l.order_id, l.line_number, max(d.delivered_on) AS delivered_on
      FROM delivery.delivery_line l JOIN delivery.delivery d USING (tenant_id, delivery_id)
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND d.delivered_on < ${today}::date GROUP BY 1, 2),
    sent AS (
      SELECT DISTINCT ON (l.order_id, l.line_number) l.order_id, l.line_number, s.carrier_id, s.service, s.from_location_id
      FROM shipments.shipment_line l JOIN shipments.shipment s USING (tenant_id, shipment_id)
      WHERE l.tenant_id = ${tx.tenantId}::uuid ORDER BY l.order_id, l.line_number, s.shipped_on),
    promised AS (
      SELECT l.order_id, l.to_date, min(l.ordered_on) AS ordered_on, min(l.ordered_at) AS ordered_at,
        min(l.customer_id) AS customer_id, min(l.location_id) AS location_id,
        min(coalesce(l.site_id, s.from_location_id)) AS site_id, min(coalesce(l.carrier_id, s.carrier_id)) AS carrier_id,
        min(coalesce(l.service, s.service)) AS service, min(l.product_group) AS product_group, sum(l.grams) AS grams,
        count(*)::int AS lines,
        CASE WHEN bool_and(c.delivered_on >= l.ordered_on) THEN max(c.delivered_on) END AS delivered_on,
        bool_or(c.delivered_on < l.ordered_on) AS is_impossible
      FROM line l LEFT JOIN came c USING (order_id, line_number) LEFT JOIN sent s USING (order_id, line_number)
      GROUP BY l.order_id, l.to_date)
    SELECT p.ordered_on - '1970-01-01'::date AS start_day,
      (extract(hour FROM p.ordered_at AT TIME ZONE 'UTC') * 60 + extract(minute FROM p.ordered_at AT TIME ZONE 'UTC'))::int AS start_minute,
      p.to_date - p.ordered_on AS promised_days, p.delivered_on - p.ordered_on AS delivered_days, p.site_id,
      f.country AS site_country, p.location_id, t.country, p.carrier_id, p.service, c.segment_id, p.product_group,
      p.grams::float8, p.lines
    FROM promised p LEFT JOIN customers.customer c ON c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = p.customer_id
      LEFT JOIN locations.location f ON f.tenant_id = ${tx.tenantId}::uuid AND f.location_id = p.site_id
      LEFT JOIN locations.location t ON t.tenant_id = ${tx.tenantId}::uuid AND t.location_id = p.location_id
    WHERE p.is_impossible IS NOT TRUE ORDER BY p.ordered_on DESC, p.order_id, p.to_date LIMIT ${ORDERS_MAX}`)
  const lastDay = Math.floor(Date.parse(`${today}T00:00:00Z`) / 86_400_000) - 1
  return rows.map((row) => pastOrder(row, lastDay))
}

const pastOrder = (row: Row, lastDay: number): PastOrder => ({
  origin: row.site_id,
  destination: row.location_id,
  originCountry: row.site_country,
  destinationCountry: row.country,
  carrier: row.carrier_id,
  service: row.service,
  segment: row.segment_id,
  productGroup: row.product_group,
  preparer: row.site_id,
  startDay: row.start_day,
  startMinute: row.start_minute,
  numbers: [row.grams, row.lines],
  days: row.delivered_days ?? lastDay - row.start_day,
  isOpen: row.delivered_days === null,
  givenDays: row.promised_days,
})
