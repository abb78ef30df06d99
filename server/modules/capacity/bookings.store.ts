/** Taking capacity for order lines and giving it back, under the lock of each resource's day. */
import sql, { type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { appendAll } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadPlaces, type Place } from '../locations/index.ts'
import { siteDays } from './capacity.store.ts'
import { type OvertimeAllowance, overtimeOn, quantityOn } from './day-quantity.ts'
import { slotCutOff } from './slot.ts'

export interface CapacityKey {
  readonly resource_id: string
  /** Local day of the site, such as 2026-03-16. */
  readonly day: string
}

export interface Booking extends CapacityKey {
  readonly order_id: string
  readonly line_number: number
  /** Whole units; several of one line, resource and day are added up. */
  readonly quantity: number
  /** In haste: also beyond the day's own quantity, as far as the resource's overtime goes. */
  readonly isInHaste?: boolean
}

export interface LockedDay extends CapacityKey {
  readonly location_id: string
  readonly kind: string
  /** What can be done that day at all. */
  readonly quantity: number
  readonly booked: number
  /** What wishes in haste may take beyond the quantity. */
  readonly overtime: number
  /** Of a slot: the last instant at which it can be booked; null: no such limit. */
  readonly bookableUntil: number | null
}

export type LockedDays = ReadonlyMap<string, LockedDay>

export const capacityKey = ({ resource_id, day }: CapacityKey): string => `${resource_id}@${day}`

/**
 * Locks the days of resources in the order of their keys, whatever order they are asked in, so that two writers never
 * wait for each other in a circle; and says what each can do and what of it is taken. Unknown resources are left out.
 */
export async function lockCapacity(tx: Tx, keys: readonly CapacityKey[]): Promise<LockedDays> {
  if (!keys.length) return new Map()
  const wanted = sql`SELECT DISTINCT r.tenant_id, r.resource_id, k.day
    FROM unnest(${keys.map((key) => key.resource_id)}::platform.code[], ${keys.map((key) => key.day)}::date[]) k (resource_id, day)
    JOIN capacity.resource r ON r.tenant_id = ${tx.tenantId}::uuid AND r.resource_id = k.resource_id`
  await tx.execute(sql`INSERT INTO capacity.day (tenant_id, resource_id, day)
    ${wanted} ORDER BY 2, 3 ON CONFLICT DO NOTHING`)
  const rows = await tx.query<LockedRow>(sql`SELECT d.resource_id, d.day, d.override, d.booked, r.location_id, r.kind,
      r.cutoff_days, r.cutoff_at, r.overtime_quantity, r.overtime_from, r.overtime_to,
      ARRAY[monday, tuesday, wednesday, thursday, friday, saturday, sunday] AS week
    FROM capacity.day d JOIN capacity.resource r USING (tenant_id, resource_id)
    WHERE (d.tenant_id, d.resource_id, d.day) IN (${wanted}) ORDER BY d.resource_id, d.day FOR UPDATE OF d`)
  return withQuantities(tx, rows)
}

interface LockedRow extends CapacityKey, OvertimeAllowance {
  readonly override: number | null
  readonly booked: number
  readonly location_id: string
  readonly kind: string
  readonly week: number[]
  /** Both of a slot, else null. */
  readonly cutoff_days: number | null
  readonly cutoff_at: string | null
}

async function withQuantities(tx: Tx, rows: readonly LockedRow[]): Promise<LockedDays> {
  const days = rows.map(({ day }) => day).sort()
  const siteIds = [...new Set(rows.map((row) => row.location_id))]
  const sites = rows.length
    ? await loadPlaces(tx, siteIds, { firstDay: days[0]!, lastDay: days.at(-1)! })
    : new Map<string, Place>()
  return new Map(rows.map((row) => [capacityKey(row), lockedDay(row, sites.get(row.location_id))]))
}

function lockedDay(row: LockedRow, site: Place | undefined): LockedDay {
  const { resource_id, location_id, kind, booked, week, override, cutoff_days, cutoff_at } = row
  const day = parseLocalDay(row.day)
  const isSlot = site && cutoff_days !== null && cutoff_at !== null
  return {
    resource_id,
    day: row.day,
    location_id,
    kind,
    booked,
    overtime: overtimeOn(row, day, site?.calendar.isBusinessDay(day) ?? false),
    quantity: override ?? (site ? quantityOn(week, siteDays(site), day) : 0),
    bookableUntil: isSlot ? slotCutOff({ cutoff_days, cutoff_at }, site.calendar.zone, day) : null,
  }
}

/**
 * Writes bookings on days locked in this transaction, however many in three statements. Refuses `insufficient_capacity`
 * when a day would be taken beyond what it can do, a slot after its cut-off, or a day that was not locked.
 */
export async function writeBookings(
  context: Context,
  tx: Tx,
  locked: LockedDays,
  bookings: readonly Booking[],
): Promise<void> {
  if (!bookings.length) return
  for (const [key, asked] of askedByDay(bookings)) {
    const day = locked.get(key)
    const isOver = day?.bookableUntil != null && context.clock.now().getTime() > day.bookableUntil
    requireRoom(key, asked, { day: isOver ? undefined : day, taken: 0 })
  }
  const rows = sql`SELECT tenant_id, order_id, line_number, resource_id, day, sum(quantity)::int AS quantity
    FROM (SELECT ${tx.tenantId}::uuid AS tenant_id, * FROM jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb)
      AS b (order_id platform.code, line_number int, resource_id platform.code, day date, quantity int)) given
    GROUP BY 1, 2, 3, 4, 5`
  await moveDays(context, tx, rows, { type: 'CapacityBooked', sign: 1 })
  await tx.execute(sql`INSERT INTO capacity.booking (tenant_id, order_id, line_number, resource_id, day, quantity) ${rows}
    ON CONFLICT (tenant_id, order_id, line_number, resource_id, day)
    DO UPDATE SET quantity = capacity.booking.quantity + excluded.quantity`)
}

export interface AskedOfDay {
  readonly usual: number
  readonly inHaste: number
}

/** By `capacityKey`, so many units. */
export function askedByDay(
  bookings: readonly (CapacityKey & Pick<Booking, 'quantity' | 'isInHaste'>)[],
): Map<string, AskedOfDay> {
  const sums = new Map<string, AskedOfDay>()
  for (const booking of bookings) {
    const { usual, inHaste } = sums.get(capacityKey(booking)) ?? { usual: 0, inHaste: 0 }
    const isInHaste = booking.isInHaste === true
    sums.set(capacityKey(booking), {
      usual: usual + (isInHaste ? 0 : booking.quantity),
      inHaste: inHaste + (isInHaste ? booking.quantity : 0),
    })
  }
  return sums
}

/**
 * Refuses `insufficient_capacity` where a day does not have what is asked of it beside what is taken: usual bookings keep to
 * its own quantity, those in haste may go as far beyond it as overtime does. A day that was not locked has nothing.
 */
export function requireRoom(
  key: string,
  { usual, inHaste }: AskedOfDay,
  { day, taken }: { day: Pick<LockedDay, 'quantity' | 'booked' | 'overtime'> | undefined; taken: number },
): void {
  const left = day ? day.quantity - day.booked - taken : 0
  const isFull = usual > 0 && usual > left
  const isBeyond = usual + inHaste > left + (day?.overtime ?? 0)
  if (isFull || (inHaste > 0 && isBeyond))
    throw new Refusal('insufficient_capacity', { resource: key, left: Math.max(0, left) })
}

/** Gives back everything that some order lines hold; lines without bookings pass. Returns what was given back. */
export async function releaseBookings(
  context: Context,
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<Booking[]> {
  if (!lines.length) return []
  const ofLines = sql`(b.order_id, b.line_number) IN (SELECT * FROM unnest(
    ${lines.map((line) => line.order_id)}::platform.code[], ${lines.map((line) => line.line_number)}::int[]))`
  const held = await tx.query<CapacityKey>(sql`SELECT DISTINCT b.resource_id, b.day FROM capacity.booking b
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND ${ofLines}`)
  await lockCapacity(tx, held)
  // What stands there now that the days are locked: a release at the same time may have been quicker.
  const released = await tx.query<Booking>(sql`DELETE FROM capacity.booking b WHERE b.tenant_id = ${tx.tenantId}::uuid
    AND ${ofLines} RETURNING b.order_id, b.line_number, b.resource_id, b.day, b.quantity`)
  if (!released.length) return released
  const rows = sql`SELECT ${tx.tenantId}::uuid AS tenant_id, * FROM jsonb_to_recordset(${JSON.stringify(released)}::jsonb)
    AS b (order_id platform.code, line_number int, resource_id platform.code, day date, quantity int)`
  await moveDays(context, tx, rows, { type: 'CapacityReleased', sign: -1 })
  return released
}

/** The slots that an order holds, with their prices; locked until the transaction ends. */
export const findSlotBookings = (tx: Tx, orderId: string) =>
  tx.query<Booking & { price_minor: number | null; currency: string | null }>(sql`SELECT b.order_id, b.line_number,
      b.resource_id, b.day, b.quantity, r.price_minor, r.currency
    FROM capacity.booking b JOIN capacity.resource r USING (tenant_id, resource_id)
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = ${orderId} AND r.kind = 'slot' ORDER BY b.resource_id, b.day`)

/** Gives back single bookings, on days locked in this transaction. */
export async function releaseSome(context: Context, tx: Tx, bookings: readonly Booking[]): Promise<void> {
  if (!bookings.length) return
  const rows = sql`SELECT ${tx.tenantId}::uuid AS tenant_id, * FROM jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb)
    AS b (order_id platform.code, line_number int, resource_id platform.code, day date, quantity int)`
  await tx.execute(sql`DELETE FROM capacity.booking b USING (${rows}) g WHERE (b.tenant_id, b.order_id, b.line_number,
    b.resource_id, b.day) = (g.tenant_id, g.order_id, g.line_number, g.resource_id, g.day)`)
  await moveDays(context, tx, rows, { type: 'CapacityReleased', sign: -1 })
}

export interface KeptPart {
  readonly order_id: string
  readonly line_number: number
  /** Of what the line held for, so much is still wanted. */
  readonly part: number
}

/**
 * Gives back the minutes of services that are wanted only in part any more, rounded in favor of the work. A pick, a stop and
 * a slot are one each however much of the line is left.
 */
export async function releasePart(context: Context, tx: Tx, kept: readonly KeptPart[]): Promise<number> {
  if (!kept.length) return 0
  const parts = sql`unnest(${kept.map((one) => one.order_id)}::platform.code[], ${kept.map((one) => one.line_number)}::int[],
    ${kept.map((one) => one.part)}::float8[]) k (order_id, line_number, part)`
  const held = await tx.query<CapacityKey>(sql`SELECT DISTINCT b.resource_id, b.day FROM ${parts}
    JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = k.order_id AND b.line_number = k.line_number
    JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id AND r.kind = 'service_minutes'`)
  await lockCapacity(tx, held)
  const less = await tx.query<Booking>(sql`UPDATE capacity.booking b SET quantity = n.keeps
    FROM (SELECT b.order_id, b.line_number, b.resource_id, b.day, b.quantity AS held,
        greatest(1, ceil(b.quantity * k.part - 1e-9)::int) AS keeps
      FROM ${parts} JOIN capacity.booking b ON b.tenant_id = ${tx.tenantId}::uuid AND b.order_id = k.order_id
        AND b.line_number = k.line_number
      JOIN capacity.resource r ON r.tenant_id = b.tenant_id AND r.resource_id = b.resource_id AND r.kind = 'service_minutes') n
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND (b.order_id, b.line_number, b.resource_id, b.day)
      = (n.order_id, n.line_number, n.resource_id, n.day) AND n.keeps < n.held
    RETURNING b.order_id, b.line_number, b.resource_id, b.day, n.held - n.keeps AS quantity`)
  if (!less.length) return 0
  const rows = sql`SELECT ${tx.tenantId}::uuid AS tenant_id, * FROM jsonb_to_recordset(${JSON.stringify(less)}::jsonb)
    AS b (order_id platform.code, line_number int, resource_id platform.code, day date, quantity int)`
  await moveDays(context, tx, rows, { type: 'CapacityReleased', sign: -1 })
  return less.length
}

/** Moves the counters by the rows' sums and appends one event a day with what moved it. */
async function moveDays(context: Context, tx: Tx, rows: Sql, { type, sign }: { type: string; sign: 1 | -1 }) {
  const moved = await tx.query<{ subject_id: string; subject_version: number; data: object }>(sql`
    WITH moves AS (SELECT tenant_id, resource_id, day, sum(quantity)::int AS quantity,
        jsonb_agg(jsonb_build_object('order_id', order_id, 'line_number', line_number, 'quantity', quantity)
          ORDER BY order_id, line_number) AS bookings
      FROM (${rows}) one GROUP BY 1, 2, 3)
    UPDATE capacity.day d SET booked = d.booked + ${sign} * m.quantity, subject_version = d.subject_version + 1
    FROM moves m WHERE (d.tenant_id, d.resource_id, d.day) = (m.tenant_id, m.resource_id, m.day)
    RETURNING d.resource_id || '@' || d.day AS subject_id, d.subject_version,
      jsonb_build_object('resource_id', d.resource_id, 'day', d.day, 'booked', d.booked, 'bookings', m.bookings) AS data`)
  const entries = moved.map(({ subject_id: id, subject_version: version, data }) => ({
    subject: { type: 'capacity_day', id },
    version,
    type,
    data,
    eventTime: context.clock.now(),
    actor: context.principal.actor,
  }))
  await appendAll(context, tx, entries)
}
