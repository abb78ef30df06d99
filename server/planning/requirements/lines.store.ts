/** The lines of an order or a shipment as requirements are asked for them: whose, where to, what, and for which day. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Requirement } from '../../../contract/requirements.ts'
import type { RequirementLine } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface WorkedLine extends RequirementLine {
  readonly order_id: string
  readonly line_number: number
}

/** A requirement holds for a line on the day it is promised for; without a promise on the day wished, else today. */
const dayOf = (today: string): Sql => sql`coalesce((SELECT p.to_date FROM promises.promise p
    WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id AND p.line_number = l.line_number
    ORDER BY p.version DESC LIMIT 1), l.requested_to_date, ${today}::date) AS day`

/** Refuses `not_found`, also for another customer's order. */
export async function linesOfOrder(
  tx: Tx,
  orderId: string,
  { today, visibleTo }: { today: string; visibleTo: string | null },
): Promise<WorkedLine[]> {
  const lines = await tx.query<WorkedLine>(sql`SELECT l.order_id, l.line_number, o.customer_id, o.location_id,
      l.product_id, ${dayOf(today)}
    FROM orders.customer_order o JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = ${orderId}
      AND (${visibleTo}::text IS NULL OR o.customer_id = ${visibleTo}) ORDER BY l.line_number`)
  if (!lines.length) throw new Refusal('not_found', { order_id: orderId })
  return lines
}

/** On the day it was shipped, where that is known. Refuses `not_found`. */
export async function linesOfShipment(tx: Tx, shipmentId: string, today: string): Promise<WorkedLine[]> {
  const lines = await tx.query<WorkedLine>(sql`SELECT c.order_id, c.line_number, o.customer_id,
      coalesce(s.to_location_id, o.location_id) AS location_id, c.product_id,
      coalesce(s.shipped_on, ${today}::date) AS day
    FROM shipments.shipment s
    JOIN shipments.shipment_line c ON c.tenant_id = s.tenant_id AND c.shipment_id = s.shipment_id
    JOIN orders.customer_order o ON o.tenant_id = c.tenant_id AND o.order_id = c.order_id
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.shipment_id = ${shipmentId} ORDER BY c.order_id, c.line_number`)
  if (!lines.length) throw new Refusal('not_found', { shipment_id: shipmentId })
  return lines
}

/** All that was recorded for a customer or one of its places and is not over. */
export async function recordedFor(tx: Tx, customerId: string, today: string): Promise<Requirement[]> {
  const rows = await tx.query<{ state: Requirement }>(sql`
    SELECT jsonb_strip_nulls(to_jsonb(r) - ARRAY['tenant_id', 'subject_version']) AS state
    FROM policies.requirement r WHERE r.tenant_id = ${tx.tenantId}::uuid
      AND (r.valid_to IS NULL OR r.valid_to >= ${today}::date)
      AND (r.customer_id = ${customerId} OR r.customer_id IS NULL AND r.location_id IN (SELECT l.location_id
        FROM locations.location l WHERE l.tenant_id = r.tenant_id AND l.customer_id = ${customerId}))
    ORDER BY r.location_id NULLS FIRST, r.kind, r.requirement_id`)
  return rows.map((row) => row.state)
}
