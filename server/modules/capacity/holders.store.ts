/** Which order lines hold the hands of some days. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { Booking, CapacityKey } from './bookings.store.ts'

export interface HeldHands extends Booking {
  readonly location_id: string
  readonly kind: string
  /** The customer has chosen the hours at the door: they are not to be moved. */
  readonly has_slot: boolean
}

const COLUMNS = sql`b.order_id, b.line_number, b.resource_id, b.day, b.quantity, r.location_id, r.kind,
  EXISTS (SELECT 1 FROM capacity.booking s JOIN capacity.resource k ON k.tenant_id = s.tenant_id AND k.resource_id = s.resource_id
    WHERE s.tenant_id = b.tenant_id AND s.order_id = b.order_id AND k.kind = 'slot') AS has_slot`

/** Who holds hands on these days of resources, by day, order and line. */
export const holdersOf = (tx: Tx, keys: readonly CapacityKey[]): Promise<HeldHands[]> =>
  tx.query<HeldHands>(sql`SELECT ${COLUMNS}
    FROM unnest(${keys.map((key) => key.resource_id)}::text[], ${keys.map((key) => key.day)}::date[]) k (resource_id, day)
    JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.resource_id = k.resource_id AND b.day = k.day
    JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id
    ORDER BY b.resource_id, b.day, b.order_id, b.line_number`)

/** All that some lines hold. */
export const heldBy = (tx: Tx, lines: readonly { order_id: string; line_number: number }[]): Promise<HeldHands[]> =>
  tx.query<HeldHands>(sql`SELECT ${COLUMNS}
    FROM unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
      k (order_id, line_number)
    JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = k.order_id AND b.line_number = k.line_number
    JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id
    ORDER BY b.resource_id, b.day, b.order_id, b.line_number`)

/** The stops of the van that orders hold, on whichever of their lines. */
export const stopsHeldBy = (tx: Tx, orderIds: readonly string[]): Promise<(Booking & { location_id: string })[]> =>
  tx.query(sql`SELECT b.order_id, b.line_number, b.resource_id, b.day, b.quantity, r.location_id
    FROM capacity.booking b JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = ANY (${[...orderIds]}::platform.code[])
      AND r.kind = 'vehicle_stops'
    ORDER BY b.order_id, b.day, b.line_number`)

/** By `site kind` the resource of each kind, slots apart, at some sites. */
export async function resourcesAt(tx: Tx, siteIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ location_id: string; kind: string; resource_id: string }>(sql`
    SELECT location_id, kind, resource_id FROM capacity.resource
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY (${[...siteIds]}::platform.code[]) AND kind <> 'slot'`)
  return new Map(rows.map((row) => [`${row.location_id} ${row.kind}`, row.resource_id]))
}
