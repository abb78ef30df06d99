/** What the company's own year tells of the levers of service, by segment and in one currency. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface Year {
  readonly from: string
  readonly to: string
  readonly currency: string
}

export interface SegmentDays {
  readonly segment_id: string
  /** Working days from the order to its last delivery. */
  readonly days: number
  readonly orders: number
}

const weekdaysTo = (column: string) =>
  `(5 * ((${column} - DATE '1970-01-05') / 7) + least((${column} - DATE '1970-01-05') % 7, 5))`

/** How long orders took, in weekdays. */
export const daysTaken = (tx: Tx, { from, to, currency }: Year): Promise<SegmentDays[]> =>
  tx.query<SegmentDays>(sql`SELECT segment_id, days, count(*)::int AS orders FROM (
      SELECT c.segment_id, o.order_id, ${sql([`max(${weekdaysTo('d.delivered_on')}) - max(${weekdaysTo('o.ordered_on')})`])} AS days
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      JOIN delivery.delivery_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
      JOIN delivery.delivery d ON d.tenant_id = l.tenant_id AND d.delivery_id = l.delivery_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency}
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY c.segment_id, o.order_id) x
    GROUP BY segment_id, days ORDER BY segment_id, days`)

export interface Door {
  readonly segment_id: string
  /** Orders of the year delivered at one place, and the days on which something was. */
  readonly orders: number
  readonly stops: number
}

export const doorsServed = (tx: Tx, { from, to, currency }: Year): Promise<Door[]> =>
  tx.query<Door>(sql`SELECT c.segment_id, count(DISTINCT o.order_id)::int AS orders,
      count(DISTINCT d.delivered_on)::int AS stops
    FROM orders.customer_order o
    JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
    JOIN delivery.delivery_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    JOIN delivery.delivery d ON d.tenant_id = l.tenant_id AND d.delivery_id = l.delivery_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency}
      AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
    GROUP BY c.segment_id, o.customer_id, o.location_id`)

export interface OrderValues {
  readonly segment_id: string
  readonly tenth: number
  readonly quarter: number
  readonly below_tenth: number
  readonly below_quarter: number
  /** Worth of the orders below each. */
  readonly worth_tenth: number
  readonly worth_quarter: number
}

/** The worth of orders as they were placed, in whole money: below which amounts the smallest tenth and quarter lie. */
export const orderValues = (tx: Tx, { from, to, currency }: Year): Promise<OrderValues[]> =>
  tx.query<OrderValues>(sql`WITH worth AS MATERIALIZED (
      SELECT c.segment_id, o.order_id, sum(l.quantity * l.unit_price) AS worth FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency}
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY c.segment_id, o.order_id HAVING sum(l.quantity * l.unit_price) > 0
    ), marks AS (
      SELECT segment_id, percentile_cont(0.1) WITHIN GROUP (ORDER BY worth) AS tenth,
        percentile_cont(0.25) WITHIN GROUP (ORDER BY worth) AS quarter FROM worth GROUP BY segment_id
    )
    SELECT m.segment_id, m.tenth, m.quarter,
      count(*) FILTER (WHERE w.worth < m.tenth)::int AS below_tenth, count(*) FILTER (WHERE w.worth < m.quarter)::int AS below_quarter,
      coalesce(sum(w.worth) FILTER (WHERE w.worth < m.tenth), 0)::float8 AS worth_tenth,
      coalesce(sum(w.worth) FILTER (WHERE w.worth < m.quarter), 0)::float8 AS worth_quarter
    FROM marks m JOIN worth w USING (segment_id) GROUP BY m.segment_id, m.tenth, m.quarter`)

export interface PoolShare {
  readonly segment_id: string
  readonly product_id: string
  readonly location_id: string
  /** Of everything asked of the pool. */
  readonly share: number
  readonly unit_cost: number
}

/** Whose demand a pool meets, and what a unit of it costs; pools whose goods have no cost on record are left out. */
export const poolShares = (tx: Tx, { from, to, currency }: Year): Promise<PoolShare[]> =>
  tx.query<PoolShare>(sql`WITH asked AS (
      SELECT o.site_id AS location_id, l.product_id, c.segment_id, o.currency, sum(l.quantity) AS quantity
      FROM orders.customer_order o
      JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id AND l.kind = 'goods'
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.site_id IS NOT NULL
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2, 3, 4
    ), whole AS (SELECT location_id, product_id, sum(quantity) AS quantity FROM asked GROUP BY 1, 2
    ), cost AS (
      SELECT DISTINCT ON (product_id) product_id, unit_cost::float8 AS unit_cost FROM costs.product_cost
      WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND valid_from <= ${to}::date
      ORDER BY product_id, valid_from DESC
    )
    SELECT a.segment_id, a.product_id, a.location_id, (a.quantity / w.quantity)::float8 AS share, k.unit_cost
    FROM asked a JOIN whole w USING (location_id, product_id) JOIN cost k USING (product_id)
    WHERE a.currency = ${currency} AND a.segment_id IS NOT NULL AND w.quantity > 0`)

export interface Kept {
  readonly segment_id: string
  /** Customers that ordered in the first half of the year, and those of them that did in the second. */
  readonly before: number
  readonly again: number
}

export const customersKept = (tx: Tx, { from, to, currency }: Year): Promise<Kept[]> =>
  tx.query<Kept>(sql`SELECT segment_id, count(*) FILTER (WHERE early)::int AS before,
      count(*) FILTER (WHERE early AND late)::int AS again
    FROM (SELECT c.segment_id, o.customer_id, bool_or(o.ordered_on < m.middle) AS early, bool_or(o.ordered_on >= m.middle) AS late
      FROM (SELECT ${from}::date + (${to}::date - ${from}::date) / 2 AS middle) m, orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency} AND c.segment_id IS NOT NULL
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY c.segment_id, o.customer_id) x
    GROUP BY segment_id`)
