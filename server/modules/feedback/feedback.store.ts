/** SQL of feedback: the standard that holds, who was asked lately, and what a link opens. */
import sql from 'sql-template-tag'
import type { AskedAbout } from '../../../contract/feedback.ts'
import type { Tx } from '../../platform/database/database.ts'
import { ASKING_REST_DAYS } from './feedback.ts'

/** Working hours until the final answer by the customer's segment; null: no standard. */
export async function answerHours(tx: Tx, customerId: string, at: Date): Promise<number | null> {
  const [row] = await tx.query<{ hours: number }>(sql`SELECT s.target::float8 AS hours FROM customers.customer c
    JOIN policies.standard s ON s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id AND s.element = 'final_answer'
      AND s.target_unit = 'hours' AND s.valid_from <= ${at}::timestamptz::date
    WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customerId} ORDER BY s.valid_from DESC LIMIT 1`)
  return row?.hours ?? null
}

export async function findBySource(tx: Tx, sourceKey: string): Promise<string | null> {
  const [row] = await tx.query<{ feedback_id: string }>(sql`SELECT feedback_id FROM feedback.feedback
    WHERE tenant_id = ${tx.tenantId}::uuid AND source_key = ${sourceKey}`)
  return row?.feedback_id ?? null
}

/** What a report from the door was stored under, whoever's it is and whatever it said; null: it did not come yet. */
export async function findReport(tx: Tx, key: string): Promise<{ feedback_id: string; source_key: string } | null> {
  const [row] = await tx.query<{ feedback_id: string; source_key: string }>(sql`SELECT feedback_id, source_key
    FROM feedback.feedback WHERE tenant_id = ${tx.tenantId}::uuid AND channel = 'door' AND starts_with(source_key, ${key})
      AND substr(source_key, ${key.length + 1}) ~ '^~[A-Za-z0-9_-]{10}$'`)
  return row ?? null
}

/** Whether all of the orders were placed only after that time. Where the day alone is known, it begins with the earliest zone. */
export async function isBeforeOrders(tx: Tx, orderIds: readonly string[], at: Date): Promise<boolean> {
  const [row] = await tx.query<{ is_before: boolean }>(sql`SELECT coalesce(bool_and(coalesce(ordered_at,
      (ordered_on::timestamp - interval '14 hours') AT TIME ZONE 'UTC') > ${at}::timestamptz), false) AS is_before
    FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ANY(${[...orderIds]}::text[])`)
  return row!.is_before
}

/** Whether goods of the shipment or the order ride, or rode, on a trip of this driver. Trips live in another module; reading their tables is shared. */
export async function isOnOwnTrip(tx: Tx, door: OfDoor, driverId: string): Promise<boolean> {
  const shipment =
    'shipment_id' in door
      ? sql`s.shipment_id = ${door.shipment_id}`
      : sql`s.shipment_id IN (SELECT l.shipment_id FROM shipments.shipment_line l
          WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = ${door.order_id})`
  return (
    (await tx.execute(sql`SELECT 1 FROM vehicles.stop s JOIN vehicles.trip t USING (tenant_id, trip_id)
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND ${shipment} AND t.driver_id = ${driverId} LIMIT 1`)) > 0
  )
}
export type OfDoor = { readonly order_id: string } | { readonly shipment_id: string }

/** The orders whose goods a shipment carries. Shipments live in another module; reading their table is shared. */
export const ordersOfShipment = async (tx: Tx, shipmentId: string): Promise<string[]> =>
  (
    await tx.query<{ order_id: string }>(sql`SELECT DISTINCT order_id FROM shipments.shipment_line
      WHERE tenant_id = ${tx.tenantId}::uuid AND shipment_id = ${shipmentId} ORDER BY order_id`)
  ).map(({ order_id }) => order_id)

export async function customerOfOrder(tx: Tx, orderId: string): Promise<string | null> {
  const [row] = await tx.query<{ customer_id: string }>(sql`SELECT customer_id FROM orders.customer_order
    WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${orderId}`)
  return row?.customer_id ?? null
}

/** One at a time for each source, so that pressing twice is once. */
export const lockSource = (tx: Tx, sourceKey: string) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId} feedback ${sourceKey}`}, 0))`)

export interface Person {
  readonly customer_id: string
  readonly contact_id: string | null
}

/** Of a named contact its own askings count; where nobody is named, all of the customer. */
export async function wasAskedLately(tx: Tx, { customer_id, contact_id }: Person, now: Date): Promise<boolean> {
  const [row] = await tx.query<{ was: boolean }>(sql`SELECT EXISTS (SELECT FROM feedback.asking a
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.customer_id = ${customer_id} AND a.state <> 'not_asked'
      AND (${contact_id}::text IS NULL OR a.contact_id IS NULL OR a.contact_id = ${contact_id}::text)
      AND a.closed_at > ${now}::timestamptz - ${ASKING_REST_DAYS} * interval '1 day') AS was`)
  return row!.was
}

export async function findAsking(tx: Tx, about: AskedAbout, aboutId: string): Promise<string | null> {
  const [row] = await tx.query<{ ask_id: string }>(sql`SELECT ask_id FROM feedback.asking
    WHERE tenant_id = ${tx.tenantId}::uuid AND about = ${about} AND about_id = ${aboutId}`)
  return row?.ask_id ?? null
}

/** One at a time for each customer, so that two problems closed at once ask once. */
export const lockCustomer = (tx: Tx, customerId: string) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.tenantId} asking ${customerId}`}, 0))`)

export interface AskingForPage {
  readonly company: string
  readonly accent_color: string | null
  readonly language: string | null
  readonly order_id: string | null
  readonly is_open: boolean
}

/** What the page behind the link needs; null: there is no such question. */
export async function readAsking(tx: Tx, askId: string, now: Date): Promise<AskingForPage | null> {
  const [row] =
    await tx.query<AskingForPage>(sql`SELECT coalesce(o.name, '') AS company, s.accent_color, c.language, a.order_id,
      a.state = 'asked' AND a.closed_at > ${now}::timestamptz - ${ASKING_REST_DAYS} * interval '1 day' AS is_open
    FROM feedback.asking a LEFT JOIN customers.customer c ON c.tenant_id = a.tenant_id AND c.customer_id = a.customer_id
    LEFT JOIN people.organization o ON o.tenant_id = a.tenant_id
    LEFT JOIN messages.setting s ON s.tenant_id = a.tenant_id
    WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.ask_id = ${askId}`)
  return row ?? null
}
