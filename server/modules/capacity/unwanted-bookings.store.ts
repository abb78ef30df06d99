/** Hands booked for order lines that nobody wants any more: given back, or handed on to a line that comes the same way. */
import sql, { type Sql } from 'sql-template-tag'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Booking, lockCapacity, releaseBookings, writeBookings } from './bookings.store.ts'

/** What a line gives back. */
export interface Leaving extends Booking {
  readonly location_id: string
  readonly kind: string
  /** Of a slot. */
  readonly price_minor: number | null
  readonly currency: string | null
  /** A line of the same order that comes with the same stop or slot; null: nobody needs it any more. */
  readonly heir: number | null
}

/**
 * A stop of the van and a slot at the door are booked once for all lines that come together, on the first of them: when
 * that line goes, the next one takes them over. `leaving` selects order_id and line_number.
 */
const findLeaving = (tx: Tx, leaving: Sql): Promise<Leaving[]> =>
  tx.query<Leaving>(sql`WITH leaving AS MATERIALIZED (${leaving}),
    last AS (SELECT DISTINCT ON (p.order_id, p.line_number) p.order_id, p.line_number, p.site_id, p.departs_on, p.to_date
      FROM (SELECT DISTINCT order_id FROM leaving) o
      JOIN promises.promise p ON p.tenant_id = ${tx.tenantId}::uuid AND p.order_id = o.order_id
      ORDER BY p.order_id, p.line_number, p.version DESC),
    staying AS (SELECT last.* FROM last JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid
        AND l.order_id = last.order_id AND l.line_number = last.line_number
      WHERE l.cancelled_quantity < l.quantity
        AND NOT EXISTS (SELECT 1 FROM leaving g WHERE (g.order_id, g.line_number) = (l.order_id, l.line_number)))
    SELECT b.order_id, b.line_number, b.resource_id, b.day, b.quantity, r.location_id, r.kind, r.price_minor, r.currency,
      CASE WHEN r.kind IN ('vehicle_stops', 'slot') THEN (SELECT min(s.line_number) FROM staying s
        WHERE s.order_id = b.order_id AND s.site_id = r.location_id
          AND CASE r.kind WHEN 'slot' THEN s.to_date ELSE s.departs_on END = b.day) END AS heir
    FROM leaving g JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = g.order_id
      AND b.line_number = g.line_number
    JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id`)

/**
 * Gives back all that some lines hold, except what other lines of their orders need as much: that is handed on to these.
 * Twice is once.
 */
async function releaseLeaving(context: Context, tx: Tx, leaving: Sql): Promise<Leaving[]> {
  const found = await findLeaving(tx, leaving)
  if (!found.length) return []
  const known = new Map(found.map((one) => [keyOf(one), one]))
  const given = (await releaseBookings(context, tx, found)).flatMap((booking) => {
    const leaving = known.get(keyOf(booking))
    return leaving ? [{ ...leaving, quantity: booking.quantity }] : []
  })
  const handedOn = given.flatMap(({ heir, ...booking }) => (heir === null ? [] : [{ ...booking, line_number: heir }]))
  // What was just given back may be taken again, also after a slot's cut-off or on a day that was cut short since.
  const locked = await lockCapacity(tx, handedOn)
  const open = new Map(
    [...locked].map(([key, day]) => [key, { ...day, quantity: Number.POSITIVE_INFINITY, bookableUntil: null }]),
  )
  await writeBookings(context, tx, open, handedOn)
  return given
}

const keyOf = ({ order_id, line_number, resource_id, day }: Booking): string =>
  JSON.stringify([order_id, line_number, resource_id, day])

/** What lines take that were cancelled as a whole; what was sent before keeps it. `orders` selects one column, order_id. */
export const releaseUnwantedOf = (context: Context, tx: Tx, orders: Sql): Promise<Leaving[]> =>
  releaseLeaving(
    context,
    tx,
    sql`SELECT l.order_id, l.line_number FROM (${orders}) o JOIN orders.order_line l
        ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = o.order_id
      WHERE l.cancelled_quantity >= l.quantity AND NOT EXISTS (SELECT 1 FROM shipments.shipment_line s
        WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id AND s.line_number = l.line_number)`,
  )

/** Orders that a range of events changed. `events` is a condition on `ledger.event e`. */
export const ordersChanged = (events: Sql): Sql => sql`SELECT DISTINCT e.subject_id AS order_id FROM ledger.event e
  WHERE ${events} AND e.subject_type = 'customer_order' AND e.subject_version > 1`

export const releaseUnwantedBookings = (context: Context, tx: Tx, orderIds: readonly string[]): Promise<Leaving[]> =>
  releaseUnwantedOf(context, tx, sql`SELECT unnest(${[...orderIds]}::text[]) AS order_id`)

/** Before lines are promised anew: the others of their orders keep the stop and the slot they came with. */
export const releaseBookingsOf = (
  context: Context,
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<Leaving[]> =>
  releaseLeaving(
    context,
    tx,
    sql`SELECT * FROM unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
      g (order_id, line_number)`,
  )
