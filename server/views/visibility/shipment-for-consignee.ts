/**
 * What whoever receives a shipment may know of it. Open to every holder of the link: steps, towns, days. Only for who knows
 * the postcode: street, goods and by whom they were taken in. Names of other customers' orders are told to nobody.
 */
import sql from 'sql-template-tag'
import type { ShipmentOnTheWay } from '../../../contract/order-progress.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Expectation, readExpectation } from '../on-the-road/for-consignee.ts'
import { shipmentsOnTheWay } from './shipments-on-the-way.ts'

export interface SeenStep {
  readonly milestone: string
  readonly at: Date
  /** Only the day is known. */
  readonly is_day: boolean
  /** A town, never more. */
  readonly place: string | null
  readonly reason: string | null
}

export interface ShipmentForConsignee {
  readonly company: string
  readonly contact_line: string | null
  readonly accent_color: string | null
  /** The customer's; null where the shipment carries goods of several. */
  readonly language: string | null
  readonly zone: string
  /** Empty where the shipment carries goods of several customers. */
  readonly orders: readonly string[]
  readonly lines: number
  readonly carrier: string | null
  readonly tracking_number: string | null
  readonly from_city: string | null
  readonly to_city: string | null
  readonly shipped_at: Date | null
  readonly shipped_on: string | null
  readonly promised_from_at: Date | null
  readonly promised_to_at: Date | null
  readonly promised_on: string | null
  readonly delivered_at: Date | null
  readonly delivered_on: string | null
  readonly has_postcode: boolean
  readonly state: ShipmentOnTheWay
  /** Apart from what was promised. */
  readonly expectation: Expectation
  /** Newest first. */
  readonly steps: readonly SeenStep[]
}

export interface ConsigneeDetails {
  readonly place: string | null
  readonly street: string | null
  readonly postal_code: string | null
  readonly recipient: string | null
  readonly goods: readonly { readonly name: string; readonly quantity: string; readonly unit: string | null }[]
}

type Head = Omit<ShipmentForConsignee, 'state' | 'steps' | 'expectation'>

export async function readForConsignee(tx: Tx, shipmentId: string, now: Date): Promise<ShipmentForConsignee | null> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const [head] = await tx.query<Head>(sql`
    WITH line AS (SELECT l.order_id, l.line_number, o.customer_id FROM shipments.shipment_line l
        JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
        WHERE l.${tenant} AND l.shipment_id = ${shipmentId}),
      owner AS (SELECT min(customer_id::text) AS customer_id FROM line HAVING count(DISTINCT customer_id) = 1),
      promised AS (SELECT max(p.to_date) AS day, min(p.from_at) AS from_at, max(p.to_at) AS to_at, count(*) = count(p.to_at) AS has_hours
        FROM line JOIN LATERAL (SELECT to_date, from_at, to_at FROM promises.promise p WHERE p.${tenant}
          AND p.order_id = line.order_id AND p.line_number = line.line_number ORDER BY version DESC LIMIT 1) p ON true),
      handed AS (SELECT min(delivered_at) AS at, min(delivered_on) AS day FROM delivery.delivery WHERE ${tenant}
        AND shipment_id = ${shipmentId})
    SELECT (SELECT name FROM people.organization WHERE ${tenant}) AS company,
      (SELECT contact_line FROM messages.setting WHERE ${tenant}) AS contact_line,
      (SELECT accent_color FROM messages.setting WHERE ${tenant}) AS accent_color,
      (SELECT c.language FROM owner JOIN customers.customer c ON c.${tenant} AND c.customer_id = owner.customer_id) AS language,
      coalesce(t.zone, f.zone, 'UTC') AS zone,
      CASE WHEN EXISTS (SELECT 1 FROM owner) THEN (SELECT array_agg(DISTINCT order_id::text) FROM line) ELSE '{}' END AS orders,
      (SELECT count(*) FROM line) AS lines, c.name AS carrier, s.tracking_number,
      f.city AS from_city, t.city AS to_city, s.shipped_at, s.shipped_on,
      p.from_at AS promised_from_at, CASE WHEN p.has_hours THEN p.to_at END AS promised_to_at, p.day AS promised_on,
      h.at AS delivered_at, h.day AS delivered_on, coalesce(t.postal_code, '') <> '' AS has_postcode
    FROM shipments.shipment s CROSS JOIN promised p CROSS JOIN handed h
    LEFT JOIN locations.location f ON f.tenant_id = s.tenant_id AND f.location_id = s.from_location_id
    LEFT JOIN locations.location t ON t.tenant_id = s.tenant_id AND t.location_id = s.to_location_id
    LEFT JOIN carriers.carrier c ON c.tenant_id = s.tenant_id AND c.carrier_id = s.carrier_id
    WHERE s.${tenant} AND s.shipment_id = ${shipmentId}`)
  const [state] = await shipmentsOnTheWay(tx, { shipmentId }, now)
  if (!head || !state) return null
  const steps = await tx.query<SeenStep>(sql`
    SELECT o.milestone, coalesce(o.occurred_at, o.occurred_on::timestamp AT TIME ZONE coalesce(o.zone, ${head.zone})) AS at,
      o.occurred_at IS NULL AS is_day, l.city AS place, o.reason
    FROM tracking.observation o LEFT JOIN locations.location l ON l.tenant_id = o.tenant_id AND l.location_id = o.location_id
    WHERE o.${tenant} AND o.shipment_id = ${shipmentId} AND o.lifecycle = 'actual' AND o.retracts IS NULL
      AND NOT EXISTS (SELECT 1 FROM tracking.observation r WHERE r.tenant_id = o.tenant_id AND r.shipment_id = o.shipment_id
        AND r.source = o.source AND r.retracts = o.source_event_id)
    ORDER BY 2 DESC, o.source_event_id DESC LIMIT 200`)
  return { ...head, state, steps, expectation: await readExpectation(tx, shipmentId, now) }
}

/** Letters and digits alone: blanks and dashes are written in many ways. */
const plain = (postcode: string) => postcode.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Null for a wrong postcode. */
export async function readDetails(tx: Tx, shipmentId: string, postcode: string): Promise<ConsigneeDetails | null> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const [place] = await tx.query<{ name: string; street: string | null; postal_code: string | null }>(sql`
    SELECT l.name, l.street, l.postal_code FROM shipments.shipment s JOIN locations.location l ON l.tenant_id = s.tenant_id
      AND l.location_id = s.to_location_id WHERE s.${tenant} AND s.shipment_id = ${shipmentId}`)
  if (!place?.postal_code || plain(place.postal_code) !== plain(postcode)) return null
  const [taken] = await tx.query<{
    recipient: string | null
  }>(sql`SELECT string_agg(DISTINCT recipient, ', ') AS recipient
    FROM delivery.delivery WHERE ${tenant} AND shipment_id = ${shipmentId}`)
  const goods = await tx.query<ConsigneeDetails['goods'][number]>(sql`
    SELECT coalesce(p.name, l.product_id) AS name, p.unit, sum(l.quantity)::text AS quantity
    FROM shipments.shipment_line l LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    WHERE l.${tenant} AND l.shipment_id = ${shipmentId}
      AND (SELECT count(DISTINCT o.customer_id) FROM shipments.shipment_line x JOIN orders.customer_order o
        ON o.tenant_id = x.tenant_id AND o.order_id = x.order_id WHERE x.${tenant} AND x.shipment_id = ${shipmentId}) = 1
    GROUP BY 1, 2 ORDER BY 1 LIMIT 200`)
  return {
    place: place.name,
    street: place.street,
    postal_code: place.postal_code,
    recipient: taken?.recipient ?? null,
    goods,
  }
}
