/** Everything known about a page of open promise lines, in a fixed number of statements. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

export interface LineFacts {
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly product_id: string
  readonly location_id: string | null
  readonly zone: string | null
  readonly country: string | null
  readonly postal_code: string | null
  /** Still to come, base units. */
  readonly wanted: number
  readonly unit_price: number | null
  readonly currency: string | null
  readonly tier: number | null
  readonly version: number
  readonly to_date: string
  readonly site_id: string | null
  readonly lane_id: string | null
  readonly carrier_id: string | null
  readonly need_on: string | null
  readonly departs_on: string | null
  /** The shipment that left last; null: nothing has left. */
  readonly shipment_id: string | null
  readonly shipped: number
  readonly shipment_carrier_id: string | null
  readonly shipped_on: string | null
  readonly crosses_border: boolean | null
}

export interface LineKey {
  readonly order_id: string
  readonly line_number: number
}

/** A page of `risk_line`, in the order of its key. */
export const readLines = (tx: Tx, after: LineKey, day: string, limit: number): Promise<LineFacts[]> =>
  tx.query<LineFacts>(sql`WITH page AS MATERIALIZED (SELECT order_id, line_number FROM risk_line
      WHERE (order_id, line_number) > (${after.order_id}, ${after.line_number}::int) ORDER BY order_id, line_number LIMIT ${limit}),
    tier AS MATERIALIZED (SELECT DISTINCT ON (segment_id) segment_id, allocation_tier FROM policies.service_package
      WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date ORDER BY segment_id, valid_from DESC)
    SELECT l.order_id, l.line_number, o.customer_id, l.product_id, o.location_id, d.zone, d.country, d.postal_code,
      (l.quantity - l.cancelled_quantity)::float8 AS wanted, l.unit_price::float8 AS unit_price, o.currency,
      tier.allocation_tier AS tier, p.version, p.to_date, coalesce(p.site_id, o.site_id) AS site_id, p.lane_id, p.carrier_id,
      p.need_on, p.departs_on, s.shipment_id, coalesce(s.shipped, 0)::float8 AS shipped, s.carrier_id AS shipment_carrier_id,
      s.shipped_on, s.crosses_border
    FROM page JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = page.order_id
        AND l.line_number = page.line_number
      JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
      LEFT JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      LEFT JOIN tier ON tier.segment_id = c.segment_id
      LEFT JOIN locations.location d ON d.tenant_id = o.tenant_id AND d.location_id = o.location_id
      JOIN LATERAL (SELECT version, to_date, site_id, lane_id, carrier_id, need_on, departs_on FROM promises.promise p
        WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id AND p.line_number = l.line_number
        ORDER BY version DESC LIMIT 1) p ON true
      LEFT JOIN LATERAL (SELECT h.shipment_id, h.carrier_id, h.shipped_on,
          sum(sl.quantity) OVER () AS shipped, f.country <> t.country AS crosses_border
        FROM shipments.shipment_line sl JOIN shipments.shipment h ON h.tenant_id = sl.tenant_id AND h.shipment_id = sl.shipment_id
          LEFT JOIN locations.location f ON f.tenant_id = h.tenant_id AND f.location_id = h.from_location_id
          LEFT JOIN locations.location t ON t.tenant_id = h.tenant_id AND t.location_id = h.to_location_id
        WHERE sl.tenant_id = l.tenant_id AND sl.order_id = l.order_id AND sl.line_number = l.line_number
        ORDER BY h.shipped_on DESC NULLS LAST, h.shipment_id DESC LIMIT 1) s ON true
    ORDER BY l.order_id, l.line_number`)

export interface ShortClaim extends LineKey {
  readonly product_id: string
  readonly location_id: string
  readonly need_on: string
  /** Reserved up to and with this claim, first needed first, beyond what lies there. */
  readonly missing_upto: number
  /** Of this claim itself. */
  readonly missing: number
}

const keysOf = (lines: readonly LineKey[]) => sql`unnest(${lines.map((line) => line.order_id)}::text[],
  ${lines.map((line) => line.line_number)}::int[]) k (order_id, line_number)`

/** Claims of the lines in pools that hold less than is reserved of them, with how much of each does not lie there. */
export const readShortClaims = (tx: Tx, lines: readonly LineKey[]): Promise<ShortClaim[]> =>
  tx.query<ShortClaim>(sql`WITH own AS (SELECT DISTINCT r.product_id, r.location_id FROM ${keysOf(lines)}
      JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = k.order_id AND r.line_number = k.line_number),
    pool AS (SELECT b.product_id, b.location_id, b.on_hand FROM own JOIN inventory.balance b ON b.tenant_id = ${tx.tenantId}::uuid
      AND b.product_id = own.product_id AND b.location_id = own.location_id WHERE b.reserved > b.on_hand),
    claim AS (SELECT r.order_id, r.line_number, r.product_id, r.location_id, r.need_on, r.quantity, pool.on_hand,
        sum(r.quantity) OVER (PARTITION BY r.product_id, r.location_id
          ORDER BY r.need_on, r.reserved_at, r.order_id, r.line_number ROWS UNBOUNDED PRECEDING) AS upto
      FROM pool JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.product_id = pool.product_id
        AND r.location_id = pool.location_id)
    SELECT c.order_id, c.line_number, c.product_id, c.location_id, c.need_on, (c.upto - c.on_hand)::float8 AS missing_upto,
      least(c.quantity, c.upto - c.on_hand)::float8 AS missing
    FROM claim c JOIN ${keysOf(lines)} ON k.order_id = c.order_id AND k.line_number = c.line_number
    WHERE c.upto > c.on_hand`)

export interface SupplyFacts {
  readonly supply_id: string
  readonly supplier_id: string | null
  readonly product_id: string
  readonly location_id: string
  readonly open: number
  readonly due_on: string
}

/** What is coming to some pools, soonest first. */
export const readSupply = (
  tx: Tx,
  pools: readonly { product_id: string; location_id: string }[],
): Promise<SupplyFacts[]> =>
  pools.length === 0
    ? Promise.resolve([])
    : tx.query<SupplyFacts>(sql`SELECT s.supply_id, s.supplier_id, s.product_id, s.location_id,
      (s.quantity - s.received)::float8 AS open, s.due_on
    FROM (SELECT DISTINCT product_id, location_id FROM unnest(${pools.map((pool) => pool.product_id)}::text[],
        ${pools.map((pool) => pool.location_id)}::text[]) k (product_id, location_id)) k
    JOIN inventory.supply s ON s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = k.product_id
      AND s.location_id = k.location_id AND s.state <> 'closed' AND s.quantity > s.received
    ORDER BY s.product_id, s.location_id, s.due_on, s.supply_id, s.line_number`)

export interface OverloadFacts extends LineKey {
  readonly resource_id: string
  readonly day: string
  readonly booked: number
  readonly capacity: number
}

/** Bookings of the lines on days on which more is booked than the site can do. */
export const readOverloads = (tx: Tx, lines: readonly LineKey[]): Promise<OverloadFacts[]> =>
  tx.query<OverloadFacts>(sql`SELECT * FROM (SELECT b.order_id, b.line_number, b.resource_id, b.day, d.booked,
      coalesce(d.override, (ARRAY[r.monday, r.tuesday, r.wednesday, r.thursday, r.friday, r.saturday, r.sunday])
        [extract(isodow FROM b.day)::int]) AS capacity
    FROM ${keysOf(lines)} JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = k.order_id
        AND b.line_number = k.line_number
      JOIN capacity.day d ON d.tenant_id = b.tenant_id AND d.resource_id = b.resource_id AND d.day = b.day
      JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id) o
    WHERE o.booked > o.capacity`)

export interface BreakerFacts {
  readonly deal_breaker_id: string
  readonly customer_id: string
  readonly forgiven_days: number
  readonly consequence: 'buys_less' | 'leaves'
}

/** What the customers of some lines do not forgive about time. */
export const readBreakers = (tx: Tx, day: string): Promise<BreakerFacts[]> =>
  tx.query<BreakerFacts>(sql`SELECT deal_breaker_id, customer_id, forgiven_days, consequence FROM needs.deal_breaker
    WHERE tenant_id = ${tx.tenantId}::uuid AND problem = 'late' AND valid_from <= ${day}::date
      AND (valid_to IS NULL OR valid_to >= ${day}::date) ORDER BY customer_id, forgiven_days, deal_breaker_id`)

export interface ElapsedRow {
  readonly kind: string
  readonly of: string
  readonly counts: number[]
}

export interface LearningRow {
  readonly said: number[]
  readonly held: number[]
  readonly outcomes: number
  readonly usual_values: Readonly<Record<string, number>>
}

export async function readLearned(tx: Tx): Promise<{ elapsed: ElapsedRow[]; learning: LearningRow | null }> {
  const elapsed = await tx.query<ElapsedRow>(sql`SELECT kind, of, counts FROM planning.elapsed_time
    WHERE tenant_id = ${tx.tenantId}::uuid`)
  const [learning] =
    await tx.query<LearningRow>(sql`SELECT said, held, outcomes, usual_values FROM planning.risk_learning
    WHERE tenant_id = ${tx.tenantId}::uuid`)
  return { elapsed, learning: learning ?? null }
}
