/** Which pools are short, and the open claims on some with all that decides their rank: promises, terms, duties, waiting. */
import sql, { empty, type Sql } from 'sql-template-tag'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface OpenClaim {
  readonly product_id: string
  readonly location_id: string
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly segment_id: string | null
  /** Where to; null: an order without a place. */
  readonly destination: string | null
  /** False: the line waits for goods and holds no reservation. */
  readonly is_reserved: boolean
  readonly need_on: string
  readonly need_day: number
  readonly quantity: number
  /** Of it, set aside by lot or bin. */
  readonly bound: number
  /** Of the line, sent before. */
  readonly had: number
  readonly tier: number
  readonly is_contracted: boolean
  readonly is_whole: boolean
  readonly parts_max: number
  /** Of the line. */
  readonly least_part_percent: number
  /** 0: without a promise. */
  readonly promise_version: number
  readonly to_date: string | null
  readonly lane_id: string | null
  readonly first_to_date: string | null
  readonly requested_to_date: string | null
  readonly promised_at: Date | null
  readonly ordered_at: Date | null
  /** The longest a line of its segment is to take from order to delivery; null: none stated. */
  readonly standard: number | null
  readonly standard_unit: 'hours' | 'business_days' | null
  readonly is_regulatory: boolean
  readonly is_safety_critical: boolean
  readonly kind: 'goods' | 'service'
  /** A wish that is not an order yet: no promise of it can be at risk. */
  readonly is_new?: boolean
}

export interface Span {
  /** Days from 1970-01-01; goods needed or expected before today count for today. */
  readonly today: number
  readonly lastDay: number
}

/**
 * The pools that cannot serve all their claims on their days, and how many claims were looked at. Where, on every day, what
 * has come by then covers what is needed by then, everybody is served on their day in whatever order, so only short pools
 * need their claims one by one. Without `keys` every pool with reservations is looked at.
 */
export async function findShortPools(
  tx: Tx,
  keys: readonly PoolKey[] | null,
  { today, lastDay }: Span,
): Promise<{ claims: number; short: PoolKey[] }> {
  const wanted = keys
    ? sql`SELECT DISTINCT product_id, location_id FROM unnest(${keys.map((key) => key.product_id)}::text[],
        ${keys.map((key) => key.location_id)}::text[]) u (product_id, location_id)`
    : sql`SELECT product_id, location_id FROM inventory.balance WHERE tenant_id = ${tx.tenantId}::uuid AND reserved > 0`
  const same = sql`t.tenant_id = ${tx.tenantId}::uuid AND t.product_id = k.product_id AND t.location_id = k.location_id`
  const [row] = await tx.query<{ claims: number; products: string[] | null; locations: string[] | null }>(sql`
    WITH k AS MATERIALIZED (${wanted}),
    flow AS (SELECT k.product_id, k.location_id, ${today}::int AS day, t.on_hand AS quantity
        FROM k JOIN inventory.balance t ON ${same}
      UNION ALL SELECT k.product_id, k.location_id, greatest(t.counted_on - DATE '1970-01-01', ${today}::int),
          t.quantity - t.received
        FROM k JOIN inventory.supply t ON ${same} AND t.state <> 'closed' AND t.received < t.quantity
      UNION ALL SELECT k.product_id, k.location_id, greatest(t.need_on - DATE '1970-01-01', ${today}::int), -t.quantity
        FROM k JOIN inventory.reserved_day t ON ${same}),
    level AS (SELECT product_id, location_id,
        sum(quantity) OVER (PARTITION BY product_id, location_id ORDER BY day) AS left_over
      FROM flow WHERE day <= ${lastDay}::int),
    short AS (SELECT DISTINCT product_id, location_id FROM level WHERE left_over < 0)
    SELECT (SELECT count(*) FROM k JOIN inventory.reservation t ON ${same}) AS claims,
      (SELECT array_agg(product_id::text ORDER BY product_id, location_id) FROM short) AS products,
      (SELECT array_agg(location_id::text ORDER BY product_id, location_id) FROM short) AS locations`)
  const locations = row!.locations ?? []
  const short = (row!.products ?? []).map((product_id, at) => ({ product_id, location_id: locations[at]! }))
  return { claims: row!.claims, short }
}

export interface ClaimScope {
  /** Null: every pool. */
  readonly pools: readonly PoolKey[] | null
  /** Also lines that wait without a reservation. */
  readonly withWaiting: boolean
  /** Local day, such as 2026-03-16, of which the terms hold. */
  readonly day: string
  /** Tier of customers without a package. */
  readonly usualTier: number
  /** Only these lines, services among them; they hold hands or goods, whatever the pools. */
  readonly lines?: readonly { readonly order_id: string; readonly line_number: number }[]
}

/** A line that nobody has sent or promised anew for so long is an old record, not somebody who waits. */
const WAITING_DAYS = 182

const DAY_OF = (column: Sql): Sql => sql`(${column} - DATE '1970-01-01')`

/** By pool; within it by order, line and day, so that a replay gives the same result. */
export function openClaims(tx: Tx, scope: ClaimScope): Promise<OpenClaim[]> {
  const { day, usualTier } = scope
  const held = scope.lines
    ? heldBy(tx, scope.lines)
    : sql`SELECT r.product_id, r.location_id, r.order_id, r.line_number, r.need_on, r.quantity, true AS is_reserved
        FROM inventory.reservation r ${among(scope.pools, sql`r`)} WHERE r.tenant_id = ${tx.tenantId}::uuid`
  const claims = scope.withWaiting ? sql`${held} UNION ALL ${waitingLines(tx, scope)}` : held
  return tx.query<OpenClaim>(sql`
    WITH claim AS MATERIALIZED (${claims}),
    pack AS (SELECT DISTINCT ON (segment_id) segment_id, coalesce(allocation_tier, ${usualTier}) AS tier,
        coalesce(is_contracted, false) AS is_contracted, coalesce(ship_complete, false) AS is_whole,
        coalesce(max_parts, 2) AS parts_max, coalesce(min_part_percent, 0)::float8 AS least_part_percent, lead_time_days
      FROM policies.service_package WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date
      ORDER BY segment_id, valid_from DESC),
    cycle AS (SELECT DISTINCT ON (segment_id) segment_id, target::float8 AS target, target_unit
      FROM policies.standard WHERE tenant_id = ${tx.tenantId}::uuid AND element = 'order_cycle_time'
        AND target_unit IN ('hours', 'business_days') AND valid_from <= ${day}::date ORDER BY segment_id, valid_from DESC),
    aside AS (SELECT order_id, line_number, product_id, location_id, sum(quantity) AS quantity
      FROM inventory.allocation WHERE tenant_id = ${tx.tenantId}::uuid GROUP BY 1, 2, 3, 4),
    duty AS (SELECT customer_id, location_id, product_id, need FROM policies.requirement
      WHERE tenant_id = ${tx.tenantId}::uuid AND kind = 'priority' AND valid_from <= ${day}::date
        AND (valid_to IS NULL OR valid_to >= ${day}::date))
    SELECT r.product_id, r.location_id, r.order_id, r.line_number, o.customer_id, c.segment_id,
      o.location_id AS destination, r.is_reserved, r.need_on, ${DAY_OF(sql`r.need_on`)} AS need_day,
      r.quantity::float8 AS quantity, l.kind, least(coalesce(a.quantity, 0), r.quantity)::float8 AS bound,
      (SELECT coalesce(sum(s.quantity), 0)::float8 FROM shipments.shipment_line s WHERE s.tenant_id = ${tx.tenantId}::uuid
        AND s.order_id = r.order_id AND s.line_number = r.line_number) AS had,
      coalesce(t.tier, ${usualTier}) AS tier, coalesce(t.is_contracted, false) AS is_contracted,
      coalesce(t.is_whole, false) OR coalesce(t.parts_max, 2) = 1 AS is_whole, coalesce(t.parts_max, 2) AS parts_max,
      coalesce(t.least_part_percent, 0) AS least_part_percent, coalesce(p.version, 0) AS promise_version, p.to_date, p.lane_id,
      f.to_date AS first_to_date, l.requested_to_date, coalesce(f.promised_at, f.promised_on::timestamptz) AS promised_at,
      coalesce(o.ordered_at, o.ordered_on::timestamptz) AS ordered_at,
      coalesce(y.target, t.lead_time_days)::float8 AS standard,
      CASE WHEN y.target IS NOT NULL THEN y.target_unit WHEN t.lead_time_days IS NOT NULL THEN 'business_days' END AS standard_unit,
      EXISTS (SELECT 1 FROM duty d WHERE d.need = 'regulatory' AND ${meets}) AS is_regulatory,
      EXISTS (SELECT 1 FROM duty d WHERE d.need = 'safety_critical' AND ${meets}) AS is_safety_critical
    FROM claim r
    JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = r.order_id
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = r.order_id AND l.line_number = r.line_number
    LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
    LEFT JOIN pack t ON t.segment_id = c.segment_id
    LEFT JOIN cycle y ON y.segment_id = c.segment_id
    LEFT JOIN aside a ON r.is_reserved AND a.order_id = r.order_id AND a.line_number = r.line_number
      AND a.product_id = r.product_id AND a.location_id = r.location_id
    LEFT JOIN LATERAL (SELECT version, to_date, lane_id FROM promises.promise
      WHERE tenant_id = o.tenant_id AND order_id = r.order_id AND line_number = r.line_number
      ORDER BY version DESC LIMIT 1) p ON true
    LEFT JOIN promises.promise f ON f.tenant_id = o.tenant_id AND f.order_id = r.order_id
      AND f.line_number = r.line_number AND f.version = 1
    ORDER BY r.product_id, r.location_id, r.order_id, r.line_number, r.need_on`)
}

/** What some lines hold: their reservations, and of a service what is still wanted of it on its day. */
const heldBy = (tx: Tx, lines: NonNullable<ClaimScope['lines']>): Sql => sql`
  SELECT coalesce(r.product_id, l.product_id) AS product_id, coalesce(r.location_id, p.site_id) AS location_id, l.order_id,
    l.line_number, coalesce(r.need_on, p.need_on) AS need_on, coalesce(r.quantity, l.quantity - l.cancelled_quantity) AS quantity,
    true AS is_reserved
  FROM unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
    k (order_id, line_number)
  JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = k.order_id AND l.line_number = k.line_number
  JOIN LATERAL (SELECT site_id, need_on FROM promises.promise WHERE tenant_id = l.tenant_id AND order_id = l.order_id
    AND line_number = l.line_number ORDER BY version DESC LIMIT 1) p ON p.need_on IS NOT NULL AND p.site_id IS NOT NULL
  LEFT JOIN inventory.reservation r ON r.tenant_id = l.tenant_id AND r.order_id = l.order_id AND r.line_number = l.line_number
  WHERE r.order_id IS NOT NULL OR (l.kind = 'service' AND l.quantity > l.cancelled_quantity)`

const meets = sql`(d.customer_id IS NULL OR d.customer_id = o.customer_id)
  AND (d.location_id IS NULL OR d.location_id = o.location_id) AND (d.product_id IS NULL OR d.product_id = r.product_id)`

const among = (pools: readonly PoolKey[] | null, rows: Sql): Sql =>
  pools
    ? sql`JOIN (SELECT DISTINCT * FROM unnest(${pools.map((pool) => pool.product_id)}::text[],
        ${pools.map((pool) => pool.location_id)}::text[]) u (product_id, location_id)) k
        ON k.product_id = ${rows}.product_id AND k.location_id = ${rows}.location_id`
    : empty

/**
 * Lines of which nothing was sent, delivered or reserved, and that somebody still waits for. Without a day of need in the
 * promise the goods are needed the day before it.
 */
const waitingLines = (tx: Tx, { pools, day }: ClaimScope): Sql => sql`
  SELECT w.product_id, w.location_id, w.order_id, w.line_number,
    coalesce(p.need_on, p.departs_on, p.to_date - 1, w.requested_to_date - 1, ${day}::date) AS need_on, w.quantity,
    false AS is_reserved
  FROM (SELECT l.product_id, o.site_id AS location_id, l.order_id, l.line_number, l.requested_to_date,
      l.quantity - l.cancelled_quantity AS quantity, l.tenant_id
    FROM orders.customer_order o JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on >= ${day}::date - ${WAITING_DAYS}::int
      AND l.kind = 'goods' AND l.exclusion IS NULL AND l.quantity > l.cancelled_quantity) w ${among(pools, sql`w`)}
  LEFT JOIN LATERAL (SELECT need_on, departs_on, to_date FROM promises.promise
    WHERE tenant_id = w.tenant_id AND order_id = w.order_id AND line_number = w.line_number
    ORDER BY version DESC LIMIT 1) p ON true
  WHERE w.location_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM inventory.reservation r WHERE r.tenant_id = w.tenant_id AND r.order_id = w.order_id
      AND r.line_number = w.line_number)
    AND NOT EXISTS (SELECT 1 FROM shipments.shipment_line s WHERE s.tenant_id = w.tenant_id AND s.order_id = w.order_id
      AND s.line_number = w.line_number)
    AND NOT EXISTS (SELECT 1 FROM delivery.delivery_line d WHERE d.tenant_id = w.tenant_id AND d.order_id = w.order_id
      AND d.line_number = w.line_number)`

/** What each customer usually takes of a product in one line, by `customer product`: what inflated orders are measured by. */
export async function usualQuantities(
  tx: Tx,
  claims: readonly OpenClaim[],
  day: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ customer_id: string; product_id: string; usual: number }>(sql`
    SELECT o.customer_id, l.product_id, avg(l.quantity)::float8 AS usual
    FROM (SELECT DISTINCT * FROM unnest(${claims.map((claim) => claim.customer_id)}::text[],
        ${claims.map((claim) => claim.product_id)}::text[]) u (customer_id, product_id)) k
    JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.customer_id = k.customer_id
      AND o.ordered_on >= ${day}::date - ${WAITING_DAYS}::int
    JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id AND l.product_id = k.product_id
    WHERE EXISTS (SELECT 1 FROM shipments.shipment_line s WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id
      AND s.line_number = l.line_number)
    GROUP BY 1, 2 HAVING count(*) >= ${CASES_MIN}`)
  return new Map(rows.map((row) => [usualKey(row), row.usual]))
}

/** Fewer deliveries say nothing of what is usual. */
const CASES_MIN = 3
export const usualKey = ({ customer_id, product_id }: { customer_id: string; product_id: string }): string =>
  `${customer_id} ${product_id}`
