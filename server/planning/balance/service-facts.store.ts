/** Added services by segment: how they are offered, what they were used, what was asked for them, and what one costs us. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Year } from './facts.store.ts'

export interface ServiceFacts {
  readonly segment_id: string
  readonly service_id: string
  readonly name: string
  readonly element_id: string | null
  readonly entitlement: 'included' | 'priced' | 'not_offered'
  readonly discount: number
  /** In whole money for a unit; null: none in the currency. */
  readonly price: number | null
  /** A line of it, by the rate for services or for repacking; null: there is no such rate. */
  readonly cost: number | null
  /** Lines of the year, units a line, and the customers that used it. */
  readonly lines: number
  readonly units: number
  readonly users: number
  /** Lines of an order, over all segments. */
  readonly usual: number
}

/** A segment that is not named gets a service at its price, or not at all where it has none. */
export const servicesOffered = (tx: Tx, { from, to, currency }: Year): Promise<ServiceFacts[]> =>
  tx.query<ServiceFacts>(sql`WITH listed AS (SELECT DISTINCT ON (service_id) service_id, unit_price FROM policies.service_price
      WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND valid_from <= ${to}::date
      ORDER BY service_id, valid_from DESC),
    entitled AS (SELECT DISTINCT ON (service_id, segment_id) service_id, segment_id, entitlement,
        coalesce(discount_percent, 0) AS discount FROM policies.entitlement
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${to}::date ORDER BY service_id, segment_id, valid_from DESC),
    rate AS (SELECT driver, avg(amount) AS amount FROM (SELECT DISTINCT ON (driver, site_id) driver, site_id, amount FROM costs.rate
        WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND valid_from <= ${to}::date
          AND driver IN ('service', 'repack') ORDER BY driver, site_id, valid_from DESC) r GROUP BY driver),
    placed AS (SELECT o.order_id, o.customer_id, c.segment_id FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency} AND o.ordered_on BETWEEN ${from}::date AND ${to}::date),
    used AS (SELECT p.segment_id, l.product_id AS service_id, count(*)::int AS lines,
        sum(l.quantity - l.cancelled_quantity)::float8 AS quantity, count(DISTINCT p.customer_id)::int AS users
      FROM placed p JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = p.order_id AND l.kind = 'service'
      GROUP BY 1, 2)
    SELECT g.segment_id, s.service_id, s.name, s.element_id,
      coalesce(e.entitlement, CASE WHEN p.unit_price IS NULL THEN 'not_offered' ELSE 'priced' END) AS entitlement,
      coalesce(e.discount, 0)::float8 AS discount, p.unit_price::float8 AS price, r.amount::float8 AS cost,
      coalesce(u.lines, 0) AS lines, CASE WHEN u.lines > 0 THEN u.quantity / u.lines ELSE 1 END::float8 AS units,
      coalesce(u.users, 0) AS users,
      coalesce((SELECT sum(a.lines) FROM used a WHERE a.service_id = s.service_id)::float8
        / nullif((SELECT count(*) FROM placed), 0), 0)::float8 AS usual
    FROM policies.segment g CROSS JOIN policies.added_service s
    LEFT JOIN entitled e ON e.service_id = s.service_id AND e.segment_id = g.segment_id
    LEFT JOIN listed p ON p.service_id = s.service_id
    LEFT JOIN rate r ON r.driver = CASE WHEN s.resource_kind = 'repacking' THEN 'repack' ELSE 'service' END
    LEFT JOIN used u ON u.service_id = s.service_id AND u.segment_id = g.segment_id
    WHERE g.tenant_id = ${tx.tenantId}::uuid AND s.tenant_id = ${tx.tenantId}::uuid
    ORDER BY g.segment_id, s.service_id`)
