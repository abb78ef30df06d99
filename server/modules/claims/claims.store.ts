/** SQL of claims: what was delivered, what the record tells of harm, what was billed, and photos. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type HarmFacts, type Rules, USUAL_RULES } from './claim.ts'

export interface Delivered {
  readonly line_number: number
  readonly product_id: string
  readonly ordered: number
  /** Null: signed without a count. */
  readonly accepted: number | null
  readonly rejected: number
  readonly delivered_on: string | null
  readonly shipment_id: string | null
  readonly carrier_id: string | null
  readonly site_id: string | null
  readonly claimed: number
}

export interface DeliveredOn {
  readonly line_number: number
  readonly delivered_on: string | null
}

/** When the lines of a customer's order were handed over. Refuses `not_found`, also for another customer's order. */
export async function loadDeliveredOn(tx: Tx, orderId: string, customerId: string): Promise<DeliveredOn[]> {
  const lines = await tx.query<DeliveredOn>(sql`SELECT l.line_number, max(h.delivered_on) AS delivered_on
    FROM orders.customer_order o JOIN orders.order_line l USING (tenant_id, order_id)
    LEFT JOIN delivery.delivery_line d ON d.tenant_id = l.tenant_id AND d.order_id = l.order_id
      AND d.line_number = l.line_number
    LEFT JOIN delivery.delivery h ON h.tenant_id = d.tenant_id AND h.delivery_id = d.delivery_id
    WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = ${orderId} AND o.customer_id = ${customerId}
    GROUP BY l.line_number ORDER BY l.line_number`)
  if (lines.length === 0) throw new Refusal('not_found', { order_id: orderId })
  return lines
}

/** The lines of an order with what was handed over and what is claimed of it already; locks the order, so that claims queue. */
export async function loadDelivered(tx: Tx, orderId: string): Promise<{ customer_id: string; lines: Delivered[] }> {
  const [head] = await tx.query<{ customer_id: string }>(sql`SELECT customer_id FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId} FOR UPDATE`)
  if (!head) throw new Refusal('unknown_order_line', { order_id: orderId })
  const lines = await tx.query<Delivered>(sql`SELECT l.line_number, l.product_id,
      (l.quantity - l.cancelled_quantity)::float8 AS ordered, d.accepted::float8, coalesce(d.rejected, 0)::float8 AS rejected,
      d.delivered_on, s.shipment_id, s.carrier_id, o.site_id,
      coalesce((SELECT sum(c.quantity) FROM claims.claim_line c JOIN claims.claim h USING (tenant_id, claim_id)
        WHERE c.tenant_id = l.tenant_id AND h.order_id = l.order_id AND c.line_number = l.line_number
          AND h.state NOT IN ('refused', 'withdrawn')), 0)::float8 AS claimed
    FROM orders.order_line l JOIN orders.customer_order o USING (tenant_id, order_id)
    LEFT JOIN LATERAL (SELECT sum(d.accepted_quantity) AS accepted, sum(d.rejected_quantity) AS rejected,
        max(h.delivered_on) AS delivered_on, max(h.shipment_id) AS shipment_id
      FROM delivery.delivery_line d JOIN delivery.delivery h USING (tenant_id, delivery_id)
      WHERE d.tenant_id = l.tenant_id AND d.order_id = l.order_id AND d.line_number = l.line_number) d ON true
    LEFT JOIN shipments.shipment s ON s.tenant_id = l.tenant_id AND s.shipment_id = d.shipment_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${orderId} ORDER BY l.line_number`)
  return { customer_id: head.customer_id, lines }
}

/** Of the customer's segment, else the company's, else the usual. */
export async function rulesOf(tx: Tx, customerId: string): Promise<Rules> {
  const [row] =
    await tx.query<Rules>(sql`SELECT p.visible_days, p.concealed_days, p.return_days, p.carrier_days, p.self_service, p.dispositions
    FROM claims.policy p LEFT JOIN customers.customer c ON c.tenant_id = p.tenant_id AND c.customer_id = ${customerId}
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND (p.segment_id IS NULL OR p.segment_id = c.segment_id)
    ORDER BY p.segment_id IS NULL LIMIT 1`)
  return row ?? USUAL_RULES
}

export interface HarmQuestion {
  readonly order_id: string
  readonly line_numbers: readonly number[]
  readonly shipment_id: string | null
  readonly site_id: string | null
}

export async function harmFacts(
  tx: Tx,
  { order_id, line_numbers, shipment_id, site_id }: HarmQuestion,
): Promise<HarmFacts> {
  const [row] = await tx.query<HarmFacts>(sql`SELECT
      EXISTS (SELECT FROM inventory.movement m JOIN orders.order_line l ON l.tenant_id = m.tenant_id
          AND l.product_id = m.product_id AND l.order_id = ${order_id} AND l.line_number = ANY (${line_numbers}::int[])
        LEFT JOIN shipments.shipment s ON s.tenant_id = m.tenant_id AND s.shipment_id = ${shipment_id}
        WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.type = 'state_change' AND m.to_state = 'damaged'
          AND m.from_at = ${site_id} AND m.recorded_at <= coalesce(s.shipped_at, m.recorded_at)
          AND m.recorded_at > coalesce(s.shipped_at, m.recorded_at) - interval '7 days') AS "wasMovedToDamaged",
      EXISTS (SELECT FROM orders.order_line l JOIN shipments.shipment_line s USING (tenant_id, order_id, line_number)
        WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${order_id} AND l.line_number = ANY (${line_numbers}::int[])
        GROUP BY l.line_number, l.quantity, l.cancelled_quantity
        HAVING sum(s.quantity) < l.quantity - l.cancelled_quantity) AS "leftShort",
      EXISTS (SELECT FROM tracking.observation o WHERE o.tenant_id = ${tx.tenantId}::uuid
        AND o.shipment_id = ${shipment_id} AND o.reason = 'damage') AS "carrierReported",
      coalesce(bool_or(d.condition NOT IN ('OK', 'PKG_MINOR') OR d.rejected_quantity > 0), false) AS "notedAtDoor",
      coalesce(bool_and(d.condition = 'OK'), false) AS "signedClean"
    FROM delivery.delivery_line d WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.order_id = ${order_id}
      AND d.line_number = ANY (${line_numbers}::int[])`)
  return row!
}

export interface Billed {
  readonly line_number: number
  readonly invoice_id: string
  readonly currency: string
  readonly quantity: number
  readonly net_minor: number
  readonly credited_minor: number
  readonly tax_percent: number | null
}

/** By line, its first bill and what was credited of the line so far. */
export async function loadBilled(tx: Tx, orderId: string): Promise<Map<number, Billed>> {
  const rows = await tx.query<Billed>(sql`SELECT DISTINCT ON (l.line_number) l.line_number, l.invoice_id, i.currency,
      l.quantity::float8, l.net_minor, l.tax_percent::float8,
      coalesce((SELECT sum(c.net_minor) FROM billing.invoice_line c JOIN billing.invoice n USING (tenant_id, invoice_id)
        WHERE c.tenant_id = l.tenant_id AND c.order_id = l.order_id AND c.line_number = l.line_number
          AND n.invoice_kind = 'credit'), 0)::bigint AS credited_minor
    FROM billing.invoice_line l JOIN billing.invoice i USING (tenant_id, invoice_id)
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${orderId} AND i.invoice_kind = 'invoice'
    ORDER BY l.line_number, i.issued_on, l.invoice_id`)
  return new Map(rows.map((row) => [row.line_number, row]))
}

const PHOTOS_MAX = 6

export interface NewPhoto {
  readonly claim_id: string
  readonly photo_id: string
  readonly media_type: string
  readonly content: Uint8Array
  readonly at: Date
}

/** Refuses `too_large` beyond a handful: the claim's row is locked, so nobody slips one in between. */
export async function insertPhoto(tx: Tx, photo: NewPhoto): Promise<void> {
  const [kept] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM claims.photo
    WHERE tenant_id = ${tx.tenantId}::uuid AND claim_id = ${photo.claim_id}`)
  if (kept!.count >= PHOTOS_MAX) throw new Refusal('too_large', { photos: PHOTOS_MAX })
  await tx.execute(sql`INSERT INTO claims.photo (tenant_id, claim_id, photo_id, media_type, content, taken_in_at)
    VALUES (${tx.tenantId}::uuid, ${photo.claim_id}, ${photo.photo_id}::uuid, ${photo.media_type},
      ${Buffer.from(photo.content)}::bytea, ${photo.at})`)
}

/** Refuses `not_found`; for a customer also where the claim is another's. */
export async function getPhoto(
  tx: Tx,
  { claim_id, photo_id, visibleTo }: { claim_id: string; photo_id: string; visibleTo: string | null },
): Promise<{ media_type: string; content: Buffer }> {
  const [row] = await tx.query<{ media_type: string; content: Buffer }>(sql`SELECT p.media_type, p.content
    FROM claims.photo p JOIN claims.claim c USING (tenant_id, claim_id)
    WHERE p.tenant_id = ${tx.tenantId}::uuid AND p.claim_id = ${claim_id} AND p.photo_id = ${photo_id}::uuid
      AND (${visibleTo}::text IS NULL OR c.customer_id = ${visibleTo}::text)`)
  if (!row) throw new Refusal('not_found', { photo_id })
  return row
}
