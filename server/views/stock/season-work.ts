/** Work that was done on past days, and how long goods were on the way: what capacity and promises of a season are learned from. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { PastDay } from './season-history.ts'

interface Span {
  readonly siteId: string | null
  readonly from: string
  readonly to: string
}

/** Lines that left by day, days without any counted as none; of one site or of the whole company. */
export const workByDay = (tx: Tx, { siteId, from, to }: Span): Promise<PastDay[]> =>
  tx.query<PastDay>(sql`SELECT d::date - DATE '1970-01-01' AS day, coalesce(w.lines, 0)::int AS lines
    FROM generate_series(${from}::date, ${to}::date, interval '1 day') d
    LEFT JOIN (SELECT s.shipped_on AS day, count(*) AS lines
      FROM shipments.shipment s JOIN shipments.shipment_line l USING (tenant_id, shipment_id)
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipped_on BETWEEN ${from}::date AND ${to}::date
        AND (${siteId}::text IS NULL OR s.from_location_id = ${siteId})
      GROUP BY 1) w ON w.day = d::date ORDER BY 1`)

export interface DoneOnDay {
  readonly site_id: string
  readonly day: number
  readonly lines: number
  readonly van_stops: number
}

/** By site and day what left it: the work of places that keep no book of it. */
export const workBySite = (tx: Tx, { from, to }: Omit<Span, 'siteId'>): Promise<DoneOnDay[]> =>
  tx.query<DoneOnDay>(sql`SELECT s.from_location_id AS site_id, s.shipped_on - DATE '1970-01-01' AS day,
      count(*)::int AS lines, count(DISTINCT s.to_location_id) FILTER (WHERE s.mode = 'own_van')::int AS van_stops
    FROM shipments.shipment s JOIN shipments.shipment_line l USING (tenant_id, shipment_id)
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipped_on BETWEEN ${from}::date AND ${to}::date
      AND s.from_location_id IS NOT NULL GROUP BY 1, 2`)

export interface WaysOfKind {
  readonly is_during: boolean
  /** Carrier, service, site and country together. */
  readonly kind: string
  readonly cases: number
  readonly mean: number
  readonly variance: number
}

interface WayQuestion extends Span {
  readonly during: { readonly from: string; readonly to: string }
  /** Other seasons, whose days teach nothing of usual ones. */
  readonly others: readonly { readonly first_day: string; readonly last_day: string }[]
}

/** Days from leaving to delivery of what was delivered, by kind of way, within the season and on the usual days around it. */
export const waysByKind = (tx: Tx, { siteId, from, to, during, others }: WayQuestion): Promise<WaysOfKind[]> =>
  tx.query<WaysOfKind>(sql`WITH came AS (SELECT shipment_id, min(delivered_on) AS delivered_on FROM delivery.delivery
        WHERE tenant_id = ${tx.tenantId}::uuid AND delivered_on >= ${from}::date GROUP BY 1),
      way AS (SELECT s.shipped_on BETWEEN ${during.from}::date AND ${during.to}::date AS is_during,
        concat_ws('/', s.carrier_id, s.service, s.from_location_id, t.country) AS kind, s.shipped_on,
        c.delivered_on - s.shipped_on AS days
      FROM shipments.shipment s JOIN came c USING (shipment_id) LEFT JOIN locations.location t ON t.tenant_id = s.tenant_id AND t.location_id = s.to_location_id
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipped_on BETWEEN ${from}::date AND ${to}::date
        AND (${siteId}::text IS NULL OR s.from_location_id = ${siteId}))
    SELECT is_during, kind, count(*)::int AS cases, avg(days)::float8 AS mean, coalesce(var_samp(days), 0)::float8 AS variance
    FROM way WHERE days >= 0 AND (is_during OR NOT EXISTS (SELECT 1 FROM unnest(${others.map((one) => one.first_day)}::date[],
      ${others.map((one) => one.last_day)}::date[]) o (first_day, last_day) WHERE shipped_on BETWEEN first_day AND last_day))
    GROUP BY 1, 2 ORDER BY 2, 1`)
