/** What the year tells of the hours in which deliveries came: booked windows, the length of a day, how close doors lie. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Year } from './facts.store.ts'

export interface BookedHours {
  readonly segment_id: string
  /** Width of the promised window; null: a whole day was promised. */
  readonly hours: number | null
  readonly lines: number
}

/** Lines by the width of their last promise. */
export const hoursPromised = (tx: Tx, { from, to, currency }: Year): Promise<BookedHours[]> =>
  tx.query<BookedHours>(sql`WITH last AS (
      SELECT DISTINCT ON (p.order_id, p.line_number) c.segment_id, p.from_at, p.to_at
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      JOIN promises.promise p ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.currency = ${currency}
        AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      ORDER BY p.order_id, p.line_number, p.version DESC)
    SELECT segment_id, hours, count(*)::int AS lines FROM (SELECT segment_id,
      CASE WHEN to_at > from_at AND to_at - from_at < interval '1 day'
        THEN round(extract(epoch FROM to_at - from_at) / 1800)::float8 / 2 END AS hours FROM last) x
    GROUP BY segment_id, hours ORDER BY segment_id, hours`)

export interface StopFacts {
  readonly segment_id: string
  readonly stops: number
  readonly van_stops: number
  /** Doors that our own vans served from the same site on the day of such a stop; null: they served none. */
  readonly together: number | null
  /** Hours of the day, by the door's clock, in which nine of ten deliveries came; null: no hour was recorded. */
  readonly day_hours: number | null
}

export const stopsMade = (tx: Tx, { from, to, currency }: Year): Promise<StopFacts[]> =>
  tx.query<StopFacts>(sql`WITH stop AS MATERIALIZED (
      SELECT o.site_id, d.delivered_on, o.customer_id, o.location_id, max(o.currency) AS currency, max(c.segment_id) AS segment_id,
        bool_or(coalesce(s.mode, v.mode) = 'own_van') AS is_van,
        max(extract(epoch FROM (d.delivered_at AT TIME ZONE coalesce(l.zone, 'UTC'))::time)) / 3600 AS hour
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
      JOIN delivery.delivery_line n ON n.tenant_id = o.tenant_id AND n.order_id = o.order_id
      JOIN delivery.delivery d ON d.tenant_id = n.tenant_id AND d.delivery_id = n.delivery_id
      LEFT JOIN shipments.shipment s ON s.tenant_id = d.tenant_id AND s.shipment_id = d.shipment_id
      LEFT JOIN carriers.service v ON v.tenant_id = s.tenant_id AND v.carrier_id = s.carrier_id AND v.service = s.service
      LEFT JOIN locations.location l ON l.tenant_id = o.tenant_id AND l.location_id = o.location_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2, 3, 4
    ), busy AS (SELECT site_id, delivered_on, count(*) AS doors FROM stop WHERE is_van GROUP BY 1, 2)
    SELECT s.segment_id, count(*)::int AS stops, count(*) FILTER (WHERE s.is_van)::int AS van_stops,
      avg(b.doors) FILTER (WHERE s.is_van)::float8 AS together,
      (percentile_cont(0.95) WITHIN GROUP (ORDER BY s.hour) - percentile_cont(0.05) WITHIN GROUP (ORDER BY s.hour))::float8 AS day_hours
    FROM stop s LEFT JOIN busy b ON s.is_van AND b.site_id IS NOT DISTINCT FROM s.site_id AND b.delivered_on = s.delivered_on
    WHERE s.segment_id IS NOT NULL AND s.currency = ${currency}
    GROUP BY s.segment_id`)

export interface OnTheRoad {
  readonly legs: number
  /** Minutes between doors and at them. */
  readonly driving: number
  readonly standing: number
}

/** How our own vans spent their time between the first and the last door; legs longer than a day's work are gaps of the record. */
export async function timeOnTheRoad(tx: Tx, { from, to }: Year): Promise<OnTheRoad> {
  const [found] =
    await tx.query<OnTheRoad>(sql`SELECT count(*)::int AS legs, coalesce(sum(driving), 0)::float8 AS driving,
      coalesce(sum(standing), 0)::float8 AS standing
    FROM (SELECT extract(epoch FROM v.arrived_at - lag(v.left_at) OVER trip) / 60 AS driving,
        extract(epoch FROM v.left_at - v.arrived_at) / 60 AS standing
      FROM vehicles.stop_seen v WHERE v.tenant_id = ${tx.tenantId}::uuid
        AND v.arrived_at >= ${from}::date::timestamptz AND v.arrived_at < (${to}::date + 1)::timestamptz
      WINDOW trip AS (PARTITION BY v.trip_id ORDER BY v.arrived_at, v.stop_number)) leg
    WHERE driving BETWEEN 0 AND 600 AND standing BETWEEN 0 AND 600`)
  return found!
}
