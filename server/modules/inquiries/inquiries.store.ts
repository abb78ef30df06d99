/** SQL of inquiries: entries, the desk's hours, the standard that holds, and whose order is named. */
import sql from 'sql-template-tag'
import type { ENTRY_KINDS } from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { buildCalendar, parseOpenings, type WorkingTime, walkedTime } from '../../../engines/calendars/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces } from '../locations/index.ts'
import type { Targets } from './answer-clock.ts'

export interface NewEntry {
  readonly inquiry_id: string
  readonly entry_number: number
  readonly kind: (typeof ENTRY_KINDS)[number]
  readonly channel: string
  readonly author: string
  readonly written_at: Date
  readonly text: string
  readonly is_final?: boolean | null
  readonly message_ref?: string | null
}

export const insertEntry = (tx: Tx, entry: NewEntry) =>
  tx.execute(sql`INSERT INTO inquiries.entry (tenant_id, inquiry_id, entry_number, kind, channel, author, written_at, text,
      is_final, message_ref)
    VALUES (${tx.tenantId}::uuid, ${entry.inquiry_id}, ${entry.entry_number}, ${entry.kind}, ${entry.channel},
      ${entry.author}, ${entry.written_at}, ${entry.text}, ${entry.is_final ?? null}, ${entry.message_ref ?? null})`)

/** Entries go to the other conversation, behind its own; notes of a merge say where they come from. */
export const moveEntries = (tx: Tx, from: string, into: { inquiry_id: string; after: number }) =>
  tx.execute(sql`UPDATE inquiries.entry e SET inquiry_id = ${into.inquiry_id}, entry_number = ${into.after} + e.entry_number
    WHERE e.tenant_id = ${tx.tenantId}::uuid AND e.inquiry_id = ${from}`)

/** Hours of the order desk of the customer's country, else of any, else of the first own site, else every weekday. */
export async function deskHours(tx: Tx, customerId: string | null, from: Date): Promise<WorkingTime> {
  const [desk] = await tx.query<{ location_id: string }>(sql`SELECT d.location_id FROM locations.location d
    LEFT JOIN customers.customer c ON c.tenant_id = d.tenant_id AND c.customer_id = ${customerId}
    WHERE d.tenant_id = ${tx.tenantId}::uuid AND d.kind IN ('order_desk', 'own_site')
    ORDER BY d.kind <> 'order_desk', d.country IS DISTINCT FROM c.country, d.location_id LIMIT 1`)
  if (!desk) return walkedTime(buildCalendar({ zone: 'UTC', weekly: parseOpenings(null), exceptions: [] }))
  const day = from.toISOString().slice(0, 10)
  const places = await loadPlaces(tx, [desk.location_id], { firstDay: day, lastDay: day })
  return places.get(desk.location_id)!.calendar
}

export interface Standing {
  readonly segment_id: string | null
  readonly targets: Targets
}

/** The customer's segment and the standards that hold on the day. */
export async function standingOf(tx: Tx, customerId: string | null, at: Date): Promise<Standing> {
  const [row] = await tx.query<{ segment_id: string | null; first: number | null; final: number | null }>(
    sql`SELECT c.segment_id, ${target('first_answer', at)} AS first, ${target('final_answer', at)} AS final
      FROM customers.customer c WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customerId}`,
  )
  return {
    segment_id: row?.segment_id ?? null,
    targets: { first: row?.first ?? null, final: row?.final ?? null },
  }
}

const target = (element: string, at: Date) => sql`(SELECT s.target::float8 FROM policies.standard s
  WHERE s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id AND s.element = ${element} AND s.target_unit = 'hours'
    AND s.valid_from <= ${at}::timestamptz::date ORDER BY s.valid_from DESC LIMIT 1)`

/** Refuses an order, line or contact that does not exist or is another customer's. Returns whose order it is. */
export async function requireLinks(
  tx: Tx,
  links: {
    customer_id?: string | null | undefined
    contact_id?: string | null | undefined
    order_id?: string | null | undefined
    line_number?: number | null | undefined
  },
): Promise<string | null> {
  const { customer_id = null, contact_id = null, order_id = null, line_number = null } = links
  const [row] = await tx.query<{
    orderer: string | null
    has_line: boolean
    contact_of: string | null
    known: boolean
  }>(
    sql`SELECT (SELECT customer_id FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid
          AND order_id = ${order_id}) AS orderer,
        EXISTS (SELECT FROM orders.order_line WHERE tenant_id = ${tx.tenantId}::uuid AND order_id = ${order_id}
          AND line_number = ${line_number}::int) AS has_line,
        (SELECT customer_id FROM customers.contact WHERE tenant_id = ${tx.tenantId}::uuid
          AND contact_id = ${contact_id}) AS contact_of,
        EXISTS (SELECT FROM customers.customer WHERE tenant_id = ${tx.tenantId}::uuid
          AND customer_id = ${customer_id}) AS known`,
  )
  if (customer_id !== null && !row!.known) throw new Refusal('unknown_customer', { customer_id })
  const isForeign = customer_id !== null && row!.orderer !== customer_id
  if (order_id !== null && (row!.orderer === null || isForeign)) throw new Refusal('unknown_order_line', { order_id })
  if (line_number !== null && !row!.has_line) throw new Refusal('unknown_order_line', { order_id, line_number })
  const customer = customer_id ?? row!.orderer
  if (contact_id !== null && (row!.contact_of === null || (customer !== null && row!.contact_of !== customer)))
    throw new Refusal('unknown_customer', { contact_id })
  return customer ?? row!.contact_of
}
