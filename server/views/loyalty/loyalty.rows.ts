/** What customers did week by week and customer by customer around a day, by segment and in one currency. */
import sql from 'sql-template-tag'
import type { Loyalty } from '../../../contract/loyalty.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Around {
  readonly from: string
  /** Weeks are counted from it. */
  readonly since: string
  readonly to: string
  readonly currency: string
}

export interface LoyaltyWeek {
  readonly segment_id: string
  readonly week: string
  readonly orders: number
  readonly revenue: number
  /** Null: no order line of the week has a cost of goods. */
  readonly margin: number | null
  readonly rating: number | null
  readonly ratings: number
}

/** An order counts in the week in which it came, with its worth as ordered; a rating in the week of its order. */
export const loyaltyWeeks = (tx: Tx, { from, since, to, currency }: Around): Promise<LoyaltyWeek[]> =>
  tx.query<LoyaltyWeek>(sql`WITH cost AS (
      SELECT DISTINCT ON (product_id) product_id, unit_cost FROM costs.product_cost
      WHERE tenant_id = ${tx.tenantId}::uuid AND currency = ${currency} AND valid_from <= ${to}::date
      ORDER BY product_id, valid_from DESC
    ), placed AS (
      SELECT o.order_id, c.segment_id, (${since}::date + 7 * floor((o.ordered_on - ${since}::date) / 7.0)::int)::text AS week
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency} AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
    ), worth AS (
      SELECT p.segment_id, p.week, count(DISTINCT p.order_id)::int AS orders,
        coalesce(sum((l.quantity - l.cancelled_quantity) * l.unit_price), 0)::float8 AS revenue,
        sum((l.quantity - l.cancelled_quantity) * (l.unit_price - k.unit_cost))::float8 AS margin
      FROM placed p JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = p.order_id AND l.exclusion IS NULL
      LEFT JOIN cost k ON k.product_id = l.product_id GROUP BY 1, 2
    ), told AS (
      SELECT p.segment_id, p.week, avg(r.score / r.scale_max)::float8 AS rating, count(*)::int AS ratings
      FROM placed p JOIN needs.rating r ON r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = p.order_id GROUP BY 1, 2
    )
    SELECT w.*, t.rating, coalesce(t.ratings, 0) AS ratings FROM worth w LEFT JOIN told t USING (segment_id, week)
    ORDER BY segment_id, week`)

export interface LoyalCustomers {
  readonly segment_id: string
  readonly name: string
  readonly before: number
  readonly after: number
  readonly lost: number
  readonly won: number
  readonly again_before: number
  readonly again_after: number
}

/** Again: ordered on two days at least, of those who ordered. */
export const loyalCustomers = (tx: Tx, { from, since, to, currency }: Around): Promise<LoyalCustomers[]> =>
  tx.query<LoyalCustomers>(sql`SELECT x.segment_id, s.name, count(*) FILTER (WHERE early > 0)::int AS before,
      count(*) FILTER (WHERE late > 0)::int AS after, count(*) FILTER (WHERE early > 0 AND late = 0)::int AS lost,
      count(*) FILTER (WHERE early = 0 AND late > 0)::int AS won, count(*) FILTER (WHERE early > 1)::int AS again_before,
      count(*) FILTER (WHERE late > 1)::int AS again_after
    FROM (SELECT c.segment_id, o.customer_id, count(DISTINCT o.ordered_on) FILTER (WHERE o.ordered_on < ${since}::date) AS early,
        count(DISTINCT o.ordered_on) FILTER (WHERE o.ordered_on >= ${since}::date) AS late
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency} AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2) x
    JOIN policies.segment s ON s.tenant_id = ${tx.tenantId}::uuid AND s.segment_id = x.segment_id
    GROUP BY 1, 2 ORDER BY s.name`)

/** Packages that have begun, but for the first of a segment, and steps that are done; one for a site is for no segment to tell apart. */
export const changesBefore = (tx: Tx, today: string): Promise<Loyalty['changes']> =>
  tx.query<Loyalty['changes'][number]>(sql`SELECT * FROM (
      SELECT 'package' AS kind, p.package_id AS id, p.name, p.segment_id, p.valid_from::text AS since
      FROM policies.service_package p WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.valid_from <= ${today}::date
        AND EXISTS (SELECT 1 FROM policies.service_package e WHERE e.tenant_id = p.tenant_id AND e.segment_id = p.segment_id
          AND e.valid_from < p.valid_from)
      UNION ALL SELECT 'action', a.action_id, a.title, a.segment_id, a.done_on::text FROM planning.action a
      WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.state = 'done' AND a.site_id IS NULL AND a.done_on <= ${today}::date) x
    ORDER BY since DESC, id LIMIT 100`)

export const orderCurrencies = async (tx: Tx, { from, to }: Pick<Around, 'from' | 'to'>): Promise<string[]> =>
  (
    await tx.query<{ currency: string }>(sql`SELECT currency FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid AND currency IS NOT NULL AND ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY currency ORDER BY count(*) DESC, currency`)
  ).map(({ currency }) => currency)

/** Refuses `unknown_segment`. */
export async function requireSegment(tx: Tx, segmentId: string): Promise<void> {
  const found = await tx.execute(sql`SELECT 1 FROM policies.segment
    WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = ${segmentId}`)
  if (!found) throw new Refusal('unknown_segment', { segment_id: segmentId })
}
