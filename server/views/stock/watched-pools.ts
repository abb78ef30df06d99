/** What the early warnings are worked out from, pool by pool, in one statement: demand, lead time, standard, and stock. */
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { WarningQuery } from '../../../contract/stock-views.ts'
import type { Tx } from '../../platform/database/database.ts'
import { poolsOf, todayAt } from './pool-rows.ts'

export interface OpenSupply {
  readonly supply_id: string
  readonly line_number: number
  readonly kind: string
  readonly state: string
  readonly day: number
  readonly quantity: number
}

export interface WatchedSeason {
  readonly season_id: string
  readonly name: string
  readonly firstDay: number
  readonly lastDay: number
  readonly demandPercent: number
  readonly targetPercent: number | null
  readonly extraLeadDays: number | null
}

export interface WatchedPool {
  readonly product_id: string
  readonly product_name: string
  readonly product_group: string | null
  readonly unit: string
  readonly location_id: string
  readonly location_name: string
  readonly today: number
  readonly on_hand: number
  readonly reserved: number
  /** Units a calendar day, over the window. */
  readonly mean: number
  readonly deviation: number
  /** Days that the mean is over. */
  readonly span: number
  /** Of the site and of the whole company: those the demand was seen in, and those ahead. */
  readonly seasons: readonly WatchedSeason[]
  readonly lead_days: number | null
  readonly lead_deviation: number | null
  readonly target_percent: number | null
  readonly supplies: readonly OpenSupply[]
  readonly needs: readonly { day: number; quantity: number }[]
}

/** Less than so many receipts say nothing of a product's own lead time; the supplier's or everybody's then stands for it. */
const CASES_MIN = 3
/** A pool that was sold from for less than this many days is averaged over these: a first order is no rate. */
const DAYS_MIN = 28

/** Pools that hold goods, wait for some, or were asked for within the window. */
export function loadWatched(tx: Tx, query: WarningQuery, now: Date): Promise<WatchedPool[]> {
  const filters = conditions(query)
  return tx.query<WatchedPool>(sql`WITH demand AS (${demandOf(tx, query, now)}), stated AS (${statedOf(tx, query, now)}), lead AS (${leadTimes(tx, now)}),
      usual AS (SELECT avg(days) AS days, coalesce(stddev_samp(days), 0) AS deviation, count(*) AS cases FROM lead)
    SELECT b.product_id, coalesce(p.name, b.product_id) AS product_name, p.product_group, coalesce(p.unit, 'C62') AS unit,
      b.location_id, coalesce(l.name, b.location_id) AS location_name, ${todayAt(now)} - DATE '1970-01-01' AS today,
      b.on_hand::float8 AS on_hand, b.reserved::float8 AS reserved, coalesce(d.mean, 0)::float8 AS mean,
      coalesce(d.deviation, 0)::float8 AS deviation, coalesce(d.span, 1)::int AS span, coalesce(season.seasons, '[]'::jsonb) || coalesce(said.changes, '[]'::jsonb) AS seasons, coalesce(own.days, usual.days)::float8 AS lead_days,
      coalesce(own.deviation, usual.deviation)::float8 AS lead_deviation, d.target_percent::float8 AS target_percent,
      coalesce(expected.supplies, '[]'::jsonb) AS supplies, coalesce(needed.needs, '[]'::jsonb) AS needs
    FROM (SELECT b.* FROM ${poolsOf(tx)} ${filters.length ? sql`AND ${join(filters, ' AND ')}` : empty}) b
    LEFT JOIN products.product p ON p.tenant_id = b.tenant_id AND p.product_id = b.product_id
    LEFT JOIN locations.location l ON l.tenant_id = b.tenant_id AND l.location_id = b.location_id
    LEFT JOIN demand d ON d.product_id = b.product_id AND d.location_id = b.location_id
    LEFT JOIN (SELECT product_id, location_id, avg(days) AS days, coalesce(stddev_samp(days), 0) AS deviation FROM lead
      GROUP BY 1, 2 HAVING count(*) >= ${CASES_MIN}) own ON own.product_id = b.product_id AND own.location_id = b.location_id
    CROSS JOIN usual
    LEFT JOIN (SELECT product_id, location_id, jsonb_agg(jsonb_build_object('supply_id', supply_id, 'line_number', line_number,
        'kind', kind, 'state', state, 'day', counted_on - DATE '1970-01-01', 'quantity', quantity - received) ORDER BY counted_on, supply_id, line_number) AS supplies
      FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND state <> 'closed' AND received < quantity GROUP BY 1, 2) expected
      ON expected.product_id = b.product_id AND expected.location_id = b.location_id
    LEFT JOIN (SELECT product_id, location_id, jsonb_agg(jsonb_build_object('day', need_on - DATE '1970-01-01', 'quantity', quantity)) AS needs
      FROM inventory.reserved_day WHERE tenant_id = ${tx.tenantId}::uuid GROUP BY 1, 2) needed
      ON needed.product_id = b.product_id AND needed.location_id = b.location_id
    LEFT JOIN LATERAL (${seasonsOf(tx, query, now)}) season ON true
    LEFT JOIN (SELECT product_id, location_id, jsonb_agg(change ORDER BY change->>'season_id') AS changes FROM stated GROUP BY 1, 2) said
      ON said.product_id = b.product_id AND said.location_id = b.location_id
    WHERE b.on_hand > 0 OR b.reserved > 0 OR d.mean > 0 OR expected.supplies IS NOT NULL`)
}

function conditions(query: WarningQuery): Sql[] {
  const found: Sql[] = []
  if (query.product_id) found.push(sql`b.product_id = ${query.product_id}`)
  if (query.product_group) found.push(sql`p.product_group = ${query.product_group}`)
  return found
}

/**
 * Demand is what was wanted, on the day it was wanted for, whether or not it could be met; lines that the customer took
 * back, and tests, are none. The standard of a pool is the strictest of the segments that order from it.
 */
function demandOf(tx: Tx, query: WarningQuery, now: Date): Sql {
  const first = sql`(${now}::timestamptz)::date - ${query.window_days}::int`
  return sql`SELECT product_id, location_id, max(span) AS span, sum(quantity) / max(span) AS mean,
      sqrt(greatest(sum(quantity * quantity) - sum(quantity) ^ 2 / max(span), 0) / (max(span) - 1)) AS deviation,
      max(target_percent) AS target_percent
    FROM (SELECT w.product_id, w.location_id, w.day, sum(w.quantity) AS quantity, max(s.in_stock_percent) AS target_percent,
        greatest(least(${query.window_days}::int, (${now}::timestamptz)::date - min(min(w.day)) OVER (PARTITION BY w.product_id, w.location_id)),
          ${DAYS_MIN}) AS span
      FROM (SELECT i.product_id, o.site_id AS location_id, coalesce(i.requested_to_date, o.ordered_on) AS day,
          i.quantity - CASE WHEN i.cancelled_by = 'customer' THEN i.cancelled_quantity ELSE 0 END AS quantity, c.segment_id
        FROM orders.customer_order o JOIN orders.order_line i ON i.tenant_id = o.tenant_id AND i.order_id = o.order_id
        LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.site_id IS NOT NULL AND i.exclusion IS NULL
          AND o.ordered_on >= ${first} - 60) w
      LEFT JOIN (SELECT DISTINCT ON (segment_id) segment_id, in_stock_percent FROM policies.service_package
        WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= (${now}::timestamptz)::date
        ORDER BY segment_id, valid_from DESC) s ON s.segment_id = w.segment_id
      WHERE w.quantity > 0 AND w.day >= ${first} AND w.day < (${now}::timestamptz)::date GROUP BY 1, 2, 3) days
    GROUP BY 1, 2`
}

/** Half a year ahead is as far as any lead time reaches. */
const AHEAD_DAYS = 183

const seasonsOf = (tx: Tx, query: WarningQuery, now: Date): Sql => sql`SELECT jsonb_agg(jsonb_build_object(
      'season_id', s.season_id, 'name', s.name, 'firstDay', s.first_day - DATE '1970-01-01',
      'lastDay', s.last_day - DATE '1970-01-01', 'demandPercent', s.demand_percent,
      'targetPercent', s.stock_target_percent, 'extraLeadDays', s.extra_lead_days) ORDER BY s.first_day, s.season_id) AS seasons
    FROM locations.season s WHERE s.tenant_id = ${tx.tenantId}::uuid
      AND (s.location_id IS NULL OR s.location_id = b.location_id)
      AND s.last_day >= (${now}::timestamptz)::date - ${query.window_days}::int
      AND s.first_day <= (${now}::timestamptz)::date + ${AHEAD_DAYS}::int`

/** [ours] As below: a first order of some days ago is no rate. */
const LOOKED_BACK = 365
/** What one customer says moves a pool at the most. */
const MOST_PERCENT = 1000

/**
 * Accepted changes that customers stated, as seasons of the pools they buy from: the pool's demand moved by the customer's
 * part of it. Example: half of what a pool gives goes to one customer, who will double: 150 percent.
 */
const statedOf = (tx: Tx, query: WarningQuery, now: Date): Sql => sql`SELECT x.product_id, x.location_id,
      jsonb_build_object('season_id', 'said:' || x.change_id, 'name', x.name, 'firstDay', x.valid_from - DATE '1970-01-01',
        'lastDay', x.valid_to - DATE '1970-01-01', 'targetPercent', NULL, 'extraLeadDays', NULL,
        'demandPercent', greatest(0, least(${MOST_PERCENT}::int, 100 + x.accepted_percent * least(1, x.rate / d.mean)))) AS change
    FROM (SELECT n.change_id, c.name, n.valid_from, n.valid_to, n.accepted_percent, i.product_id, o.site_id AS location_id,
        sum(i.quantity - CASE WHEN i.cancelled_by = 'customer' THEN i.cancelled_quantity ELSE 0 END)
          / greatest(${DAYS_MIN}::int, least(${LOOKED_BACK}::int, n.told_on - min(min(o.ordered_on)) OVER (PARTITION BY n.change_id))) AS rate
      FROM needs.stated_change n
      JOIN customers.customer c ON c.tenant_id = n.tenant_id AND c.customer_id = n.customer_id
      JOIN orders.customer_order o ON o.tenant_id = n.tenant_id AND o.customer_id = n.customer_id AND o.site_id IS NOT NULL
        AND o.ordered_on BETWEEN n.told_on - ${LOOKED_BACK}::int AND n.told_on - 1
      JOIN orders.order_line i ON i.tenant_id = o.tenant_id AND i.order_id = o.order_id AND i.exclusion IS NULL
      LEFT JOIN products.product g ON g.tenant_id = i.tenant_id AND g.product_id = i.product_id
      WHERE n.tenant_id = ${tx.tenantId}::uuid AND n.state = 'accepted'
        AND n.valid_to >= (${now}::timestamptz)::date - ${query.window_days}::int
        AND n.valid_from <= (${now}::timestamptz)::date + ${AHEAD_DAYS}::int
        AND (n.product_id IS NULL OR i.product_id = n.product_id)
        AND (n.product_group IS NULL OR g.product_group = n.product_group)
      GROUP BY n.change_id, c.name, n.valid_from, n.valid_to, n.accepted_percent, n.told_on, i.product_id, o.site_id) x
    JOIN demand d ON d.product_id = x.product_id AND d.location_id = x.location_id AND d.mean > 0`

const leadTimes = (tx: Tx, now: Date): Sql => sql`SELECT product_id, location_id, received_on - ordered_on AS days
  FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND kind <> 'transfer' AND late_days IS NOT NULL
    AND received_on > (${now}::timestamptz)::date - 365 AND received_on >= ordered_on`
