/** Added services that segments get for nothing or for less, and what was used of them. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Year } from '../balance/facts.store.ts'

export interface GivenService {
  readonly segment_id: string
  readonly segment_name: string
  readonly service_id: string
  readonly name: string
  readonly element_id: string | null
  /** Orders of the year with it. */
  readonly uses: number
  /** At its list price less what was asked for it, in whole money; null: it has no price in the currency. */
  readonly given: number | null
}

export const givenServices = (tx: Tx, { from, to, currency }: Year): Promise<GivenService[]> =>
  tx.query<GivenService>(sql`WITH entitled AS (
      SELECT DISTINCT ON (e.segment_id, e.service_id) e.segment_id, e.service_id, e.entitlement,
        coalesce(e.discount_percent, 0) AS discount FROM policies.entitlement e
      WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.valid_from <= ${to}::date
      ORDER BY e.segment_id, e.service_id, e.valid_from DESC),
    listed AS (SELECT DISTINCT ON (service_id) service_id, unit_price FROM policies.service_price
      WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND valid_from <= ${to}::date
      ORDER BY service_id, valid_from DESC),
    used AS (SELECT c.segment_id, l.product_id AS service_id, count(DISTINCT o.order_id)::int AS uses,
        sum((l.quantity - l.cancelled_quantity) * greatest(0, p.unit_price - coalesce(l.unit_price, 0)))::float8 AS given
      FROM orders.order_line l
      JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id AND o.currency = ${currency}
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      LEFT JOIN listed p ON p.service_id = l.product_id
      WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.kind = 'service' AND c.segment_id IS NOT NULL
      GROUP BY 1, 2)
    SELECT e.segment_id, g.name AS segment_name, e.service_id, s.name, s.element_id, coalesce(u.uses, 0) AS uses,
      CASE WHEN p.service_id IS NULL THEN NULL ELSE coalesce(u.given, 0) END AS given
    FROM entitled e
    JOIN policies.added_service s ON s.tenant_id = ${tx.tenantId}::uuid AND s.service_id = e.service_id
    JOIN policies.segment g ON g.tenant_id = ${tx.tenantId}::uuid AND g.segment_id = e.segment_id
    LEFT JOIN used u ON u.segment_id = e.segment_id AND u.service_id = e.service_id
    LEFT JOIN listed p ON p.service_id = e.service_id
    WHERE e.entitlement = 'included' OR e.discount > 0
    ORDER BY e.segment_id, e.service_id`)
