/** Which open promises lie on the way of a disruption. */
import sql, { type Sql } from 'sql-template-tag'
import type { OpenDisruption } from '../../modules/problems/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface TouchedLine {
  readonly order_id: string
  readonly line_number: number
  readonly customer_id: string
  readonly location_id: string | null
  readonly product_id: string
  /** Base units still reserved: not yet on their way. */
  readonly quantity: number
  readonly requested_from_date: string | null
  readonly requested_to_date: string | null
  readonly promise_version: number
  readonly site_id: string | null
  readonly lane_id: string | null
  readonly need_on: string | null
  readonly to_date: string
}

/** Lines whose goods have not left and would leave, or arrive, while the disruption lasts; by order and line. */
export const touchedLines = (tx: Tx, disruption: OpenDisruption): Promise<TouchedLine[]> =>
  tx.query<TouchedLine>(sql`SELECT r.order_id, r.line_number, o.customer_id, o.location_id, r.product_id,
      r.quantity::float8 AS quantity, l.requested_from_date, l.requested_to_date, p.version AS promise_version,
      r.location_id AS site_id, p.lane_id, r.need_on, p.to_date
    FROM inventory.reservation r
    JOIN orders.customer_order o ON o.tenant_id = r.tenant_id AND o.order_id = r.order_id
    JOIN orders.order_line l ON l.tenant_id = r.tenant_id AND l.order_id = r.order_id AND l.line_number = r.line_number
    LEFT JOIN locations.location d ON d.tenant_id = o.tenant_id AND d.location_id = o.location_id
    JOIN LATERAL (SELECT version, lane_id, carrier_id, departs_on, to_date FROM promises.promise
      WHERE tenant_id = r.tenant_id AND order_id = r.order_id AND line_number = r.line_number
      ORDER BY version DESC LIMIT 1) p ON true
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND ${isHit(disruption)}
      AND coalesce(p.departs_on, r.need_on) <= ${disruption.last_day}::date AND p.to_date >= ${disruption.first_day}::date
    ORDER BY r.order_id, r.line_number`)

function isHit({ site_id, carrier_id, country, postal_prefix }: OpenDisruption): Sql {
  if (site_id !== null) return sql`r.location_id = ${site_id}`
  if (carrier_id !== null) return sql`p.carrier_id = ${carrier_id}`
  return sql`d.country = ${country} AND replace(upper(coalesce(d.postal_code, '')), ' ', '') LIKE ${`${postal_prefix ?? ''}%`}`
}

/** Open supply lines of a supplier that are counted for days of the disruption or later while it lasts. */
export const touchedSupplies = (tx: Tx, disruption: OpenDisruption) =>
  tx.query<{ supply_id: string; line_number: number; counted_on: string }>(sql`SELECT supply_id, line_number, counted_on
    FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND supplier_id = ${disruption.supplier_id}
      AND state <> 'closed' AND counted_on BETWEEN ${disruption.first_day}::date AND ${disruption.last_day}::date
    ORDER BY supply_id, line_number`)
