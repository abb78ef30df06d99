/** Consignments of the last two years: when they left, or were to leave, and when they came. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'

/** The youngest ones are learned from. */
const CONSIGNMENTS_MAX = 50_000
const YEARS_BACK = '2 years'

export interface Consignment {
  readonly carrier_id: string
  readonly service: string | null
  readonly site_id: string | null
  readonly site_country: string | null
  readonly location_id: string | null
  readonly country: string | null
  readonly postal_code: string | null
  /** As promised. Null: promised by hand or brought in by a file. */
  readonly lane_id: string | null
  /** The departure that the promise counted on, else the real one. */
  readonly departs_on: string
  readonly delivered_on: string | null
}

/**
 * What was shipped, and what was promised to leave by now and has not been. A consignment that left later than promised
 * took longer: the promise counted from the departure it named.
 */
export function listConsignments(tx: Tx, today: string): Promise<Consignment[]> {
  return tx.query<Consignment>(sql`WITH promised AS (
      SELECT DISTINCT ON (order_id, line_number) order_id, line_number, lane_id, carrier_id, service, site_id, departs_on
      FROM promises.promise WHERE tenant_id = ${tx.tenantId}::uuid
        AND departs_on BETWEEN ${today}::date - ${YEARS_BACK}::interval AND ${today}::date
      ORDER BY order_id, line_number, version DESC),
    planned AS (
      SELECT l.shipment_id, min(p.lane_id) AS lane_id, min(p.departs_on) AS departs_on
      FROM shipments.shipment_line l JOIN promised p USING (order_id, line_number)
      WHERE l.tenant_id = ${tx.tenantId}::uuid GROUP BY l.shipment_id),
    destination AS (
      SELECT l.shipment_id, min(o.location_id) AS location_id
      FROM shipments.shipment_line l JOIN orders.customer_order o USING (tenant_id, order_id)
      WHERE l.tenant_id = ${tx.tenantId}::uuid GROUP BY l.shipment_id),
    came AS (
      SELECT shipment_id, min(delivered_on) AS delivered_on FROM delivery.delivery
      WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id IS NOT NULL GROUP BY shipment_id),
    consignment AS (
      SELECT s.carrier_id, s.service, s.from_location_id AS site_id, coalesce(s.to_location_id, d.location_id) AS location_id,
        p.lane_id, coalesce(p.departs_on, s.shipped_on) AS departs_on, c.delivered_on
      FROM shipments.shipment s LEFT JOIN planned p USING (shipment_id) LEFT JOIN destination d USING (shipment_id)
        LEFT JOIN came c USING (shipment_id)
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.carrier_id IS NOT NULL
        AND s.shipped_on BETWEEN ${today}::date - ${YEARS_BACK}::interval AND ${today}::date
      UNION ALL
      SELECT DISTINCT p.carrier_id, p.service, p.site_id, o.location_id, p.lane_id, p.departs_on, NULL::date
      FROM promised p JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = p.order_id
        JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = p.order_id AND l.line_number = p.line_number
      WHERE p.carrier_id IS NOT NULL AND l.cancelled_quantity < l.quantity
        AND NOT EXISTS (SELECT 1 FROM shipments.shipment_line s
          WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id AND s.line_number = l.line_number)
        AND NOT EXISTS (SELECT 1 FROM delivery.delivery_line d
          WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number))
    SELECT c.carrier_id, c.service, c.site_id, f.country AS site_country, c.location_id, t.country, t.postal_code,
      c.lane_id, c.departs_on::text, c.delivered_on::text
    FROM consignment c
      LEFT JOIN locations.location f ON f.tenant_id = ${tx.tenantId}::uuid AND f.location_id = c.site_id
      LEFT JOIN locations.location t ON t.tenant_id = ${tx.tenantId}::uuid AND t.location_id = c.location_id
    WHERE c.delivered_on IS NULL OR c.delivered_on <= ${today}::date
    ORDER BY c.departs_on DESC, c.carrier_id, c.location_id LIMIT ${CONSIGNMENTS_MAX}`)
}

export interface LearnedLane {
  readonly lane_id: string
  readonly carrier_id: string
  readonly service: string
  readonly from_location_id: string
  readonly site_country: string | null
  readonly to_location_id: string | null
  readonly to_country: string | null
  readonly to_postal_prefix: string | null
  readonly country: string | null
  readonly transit_days: number
  readonly distance_km: number | null
}

/** The lanes that can be promised by today or later. */
export function listLanes(tx: Tx, today: string): Promise<LearnedLane[]> {
  return tx.query<LearnedLane>(sql`SELECT l.lane_id, l.carrier_id, l.service, l.from_location_id, f.country AS site_country,
      l.to_location_id, l.to_country, l.to_postal_prefix, coalesce(l.to_country, t.country) AS country, l.transit_days,
      l.distance_km::float8
    FROM carriers.lane l
      LEFT JOIN locations.location f ON f.tenant_id = l.tenant_id AND f.location_id = l.from_location_id
      LEFT JOIN locations.location t ON t.tenant_id = l.tenant_id AND t.location_id = l.to_location_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND (l.valid_to IS NULL OR l.valid_to >= ${today}::date)
    ORDER BY l.lane_id`)
}

export interface Hours {
  readonly carrier_id: string
  readonly carrier_version: number
  readonly carrier_country: string | null
  readonly carrier_zone: string | null
  readonly carrier_openings: string | null
}

export const listCarrierHours = (tx: Tx): Promise<Hours[]> =>
  tx.query<Hours>(sql`SELECT carrier_id, subject_version AS carrier_version, country AS carrier_country,
      zone AS carrier_zone, openings AS carrier_openings
    FROM carriers.carrier WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY carrier_id`)
