/**
 * Reservations in bulk: writing, releasing and moving them, each with its day's sum, its pool and the ledger.
 * Whoever writes or moves has locked the pools (`lockPools`) and checked that the claims fit; nothing is checked here.
 */
import sql, { empty, type Sql } from 'sql-template-tag'
import { appending } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { freeExcessAllocations } from './allocations.store.ts'
import { type Claim, distinctPools, type PoolKey } from './pool.ts'
import { lockKnownPools, pairIdOf } from './pools.store.ts'

/** Which reservation; `quantity` absent means all of it. */
export type ClaimKey = Omit<Claim, 'quantity'> & { readonly quantity?: number }

export interface ClaimMove {
  readonly from: Claim
  readonly to: PoolKey & { readonly need_on: string }
}

/** One statement however many, since every taking of an offer pays for it. */
export async function writeReservations(context: Context, tx: Tx, claims: readonly Claim[]): Promise<void> {
  if (!claims.length) return
  const written = sql`reservation AS (INSERT INTO inventory.reservation
        (tenant_id, order_id, line_number, product_id, location_id, need_on, quantity, reserved_at)
      SELECT ${tx.tenantId}::uuid, c.order_id, c.line_number, c.product_id, c.location_id, c.need_on, sum(c.quantity),
        ${context.clock.now()}::timestamptz
      FROM c GROUP BY 2, 3, 4, 5, 6
      ON CONFLICT (tenant_id, order_id, line_number, product_id, location_id, need_on)
      DO UPDATE SET quantity = inventory.reservation.quantity + excluded.quantity),
    day AS (INSERT INTO inventory.reserved_day (tenant_id, product_id, location_id, need_on, quantity)
      SELECT ${tx.tenantId}::uuid, c.product_id, c.location_id, c.need_on, sum(c.quantity) FROM c GROUP BY 2, 3, 4
      ON CONFLICT (tenant_id, product_id, location_id, need_on)
      DO UPDATE SET quantity = inventory.reserved_day.quantity + excluded.quantity)`
  await movePools(context, tx, claims, { type: 'StockReserved', sign: sql`1`, cause: null, written })
}

/** The live reservations of these order lines, earliest need first. */
export async function findReservations(
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<Claim[]> {
  const rows = await tx.query<Claim>(sql`SELECT r.order_id, r.line_number, r.product_id, r.location_id, r.need_on,
      r.quantity::float8 AS quantity
    FROM unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
      k (order_id, line_number)
    JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = k.order_id
      AND r.line_number = k.line_number
    ORDER BY r.order_id, r.line_number, r.need_on`)
  return rows
}

/** Orders that a range of events may have made want less. `events` is a condition on `ledger.event e`. */
export const ordersTouched = (tx: Tx, events: Sql): Sql => sql`SELECT e.subject_id AS order_id FROM ledger.event e
    WHERE ${events} AND e.subject_type = 'customer_order' AND e.subject_version > 1
  UNION SELECT c.order_id FROM ledger.event e JOIN shipments.shipment_line c ON c.tenant_id = ${tx.tenantId}::uuid
      AND c.shipment_id = e.subject_id
    WHERE ${events} AND e.subject_type = 'shipment'`

/**
 * What is reserved beyond what the lines of some orders still want: ordered, less cancelled, less shipped. The reservations
 * needed last go first. `orders` selects one column, order_id.
 */
export const findUnwanted = (tx: Tx, orders: Sql): Promise<Claim[]> =>
  tx.query<Claim>(sql`WITH touched AS (${orders}),
    wanted AS (SELECT l.order_id, l.line_number, l.quantity - l.cancelled_quantity - (SELECT coalesce(sum(s.quantity), 0)
        FROM shipments.shipment_line s WHERE s.tenant_id = l.tenant_id AND s.order_id = l.order_id
          AND s.line_number = l.line_number) AS quantity
      FROM touched JOIN orders.order_line l ON l.tenant_id = ${tx.tenantId}::uuid AND l.order_id = touched.order_id),
    held AS (SELECT r.*, sum(r.quantity) OVER (PARTITION BY r.order_id, r.line_number ORDER BY r.need_on, r.location_id,
        r.product_id) - greatest(w.quantity, 0) AS beyond
      FROM wanted w JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = w.order_id
        AND r.line_number = w.line_number)
    SELECT order_id, line_number, product_id, location_id, need_on, least(quantity, beyond)::float8 AS quantity
    FROM held WHERE beyond > 0`)

/** Lets go at once of what some orders hold beyond what they still want. */
export const releaseUnwanted = async (context: Context, tx: Tx, orderIds: readonly string[]): Promise<Claim[]> =>
  releaseReservations(
    context,
    tx,
    await findUnwanted(tx, sql`SELECT unnest(${[...orderIds]}::text[]) AS order_id`),
    'not_wanted',
  )

/**
 * Releases reservations, at most what each holds, and returns what was released: releasing twice is a no-op.
 * `cause` tells the ledger why, such as `shipped` or `cancelled`.
 */
export async function releaseReservations(
  context: Context,
  tx: Tx,
  claims: readonly ClaimKey[],
  cause: string,
): Promise<Claim[]> {
  if (!claims.length) return []
  await lockKnownPools(tx, claims)
  const released = await takeClaims(tx, claims)
  if (!released.length) return []
  await tx.execute(sql`WITH delta AS (SELECT c.product_id, c.location_id, c.need_on, sum(c.quantity) AS quantity
      FROM ${rowsOf(released)} GROUP BY 1, 2, 3),
    gone AS (DELETE FROM inventory.reserved_day d USING delta WHERE ${sameDay(tx)} AND d.quantity = delta.quantity)
    UPDATE inventory.reserved_day d SET quantity = d.quantity - delta.quantity FROM delta
    WHERE ${sameDay(tx)} AND d.quantity <> delta.quantity`)
  await freeExcessAllocations(tx, released)
  await movePools(context, tx, released, { type: 'ReservationReleased', sign: sql`-1`, cause })
  return released
}

/** Moves reservations to another day or another pool; what a reservation no longer holds is not moved. */
export async function moveReservations(
  context: Context,
  tx: Tx,
  moves: readonly ClaimMove[],
  cause: string,
): Promise<void> {
  if (!moves.length) return
  await lockKnownPools(tx, [...moves.map((move) => move.from), ...moves.map((move) => move.to)])
  const held = new Map(
    (
      await findReservations(
        tx,
        moves.map((move) => move.from),
      )
    ).map((claim) => [claimId(claim), claim]),
  )
  const there = moves.flatMap(({ from, to }) => {
    const quantity = Math.min(from.quantity, held.get(claimId(from))?.quantity ?? 0)
    return quantity > 0 ? [{ from: { ...from, quantity }, to: { ...from, ...to, quantity } }] : []
  })
  // Written before released, so that goods allocated to a line stay with it when only its day changes.
  await writeReservations(
    context,
    tx,
    there.map((move) => move.to),
  )
  await releaseReservations(
    context,
    tx,
    there.map((move) => move.from),
    cause,
  )
}

const claimId = (claim: ClaimKey) =>
  JSON.stringify([claim.order_id, claim.line_number, claim.product_id, claim.location_id, claim.need_on])

type Line = PoolKey & Partial<Claim> & { readonly bin?: string; readonly lot_id?: string; readonly serial?: string }

/** One array a column: for some hundred rows several times faster than a list of records, whose columns have domains. */
function rowsOf(lines: readonly Line[]): Sql {
  const column = (name: keyof Line) => lines.map((line) => line[name] ?? null)
  return sql`unnest(${column('order_id')}::text[], ${column('line_number')}::int[], ${column('product_id')}::text[],
    ${column('location_id')}::text[], ${column('need_on')}::date[], ${column('bin')}::text[], ${column('lot_id')}::text[],
    ${column('serial')}::text[], ${column('quantity')}::numeric[])
    c (order_id, line_number, product_id, location_id, need_on, bin, lot_id, serial, quantity)`
}

const sameDay = (tx: Tx): Sql => sql`d.tenant_id = ${tx.tenantId}::uuid AND d.product_id = delta.product_id
  AND d.location_id = delta.location_id AND d.need_on = delta.need_on`

/** Lowers each reservation by what is asked of it, or by what it holds if that is less; an emptied one goes. */
function takeClaims(tx: Tx, claims: readonly ClaimKey[]): Promise<Claim[]> {
  const same = sql`r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = a.order_id AND r.line_number = a.line_number
    AND r.product_id = a.product_id AND r.location_id = a.location_id AND r.need_on = a.need_on`
  const columns = sql`r.order_id, r.line_number, r.product_id, r.location_id, r.need_on`
  return tx.query<Claim>(sql`WITH asked AS (SELECT c.order_id, c.line_number, c.product_id, c.location_id, c.need_on,
        CASE WHEN bool_or(c.quantity IS NULL) THEN NULL ELSE sum(c.quantity) END AS quantity
      FROM ${rowsOf(claims)} GROUP BY 1, 2, 3, 4, 5),
    gone AS (DELETE FROM inventory.reservation r USING asked a
      WHERE ${same} AND (a.quantity IS NULL OR a.quantity >= r.quantity) RETURNING ${columns}, r.quantity),
    less AS (UPDATE inventory.reservation r SET quantity = r.quantity - a.quantity FROM asked a
      WHERE ${same} AND a.quantity < r.quantity AND a.quantity > 0 RETURNING ${columns}, a.quantity)
    SELECT order_id, line_number, product_id, location_id, need_on, quantity::float8 AS quantity
    FROM (SELECT * FROM gone UNION ALL SELECT * FROM less) taken`)
}

interface PoolMove {
  readonly type: 'StockReserved' | 'ReservationReleased' | 'StockAllocated' | 'AllocationReleased'
  /** What a quantity does to the pool's reserved goods. */
  readonly sign: Sql
  readonly cause: string | null
  /** What is written of the lines (`c`) beside, in the same statement. */
  readonly written?: Sql
}

/** One event a pool, naming every line: sixty orders for the same product are one event, not sixty. */
export async function movePools(context: Context, tx: Tx, lines: readonly Line[], move: PoolMove): Promise<void> {
  const moved = await tx.execute(sql`WITH c AS MATERIALIZED (SELECT * FROM ${rowsOf(lines)}),
    ${move.written ? sql`${move.written},` : empty}
    moved AS (UPDATE inventory.balance b
      SET reserved = b.reserved + ${move.sign} * s.quantity, subject_version = b.subject_version + 1
      FROM (SELECT c.product_id, c.location_id, sum(c.quantity) AS quantity,
          jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - ARRAY['product_id', 'location_id'])) AS lines
        FROM c GROUP BY 1, 2) s
      WHERE b.tenant_id = ${tx.tenantId}::uuid AND b.product_id = s.product_id AND b.location_id = s.location_id
      RETURNING b.product_id, b.location_id, b.on_hand, b.reserved, b.subject_version, s.quantity, s.lines)
    ${appending(
      context,
      tx,
      'stock',
      sql`SELECT ${pairIdOf('b.product_id', 'b.location_id')} AS subject_id, b.subject_version, ${move.type} AS type,
        jsonb_build_object('product_id', b.product_id, 'location_id', b.location_id, 'on_hand', b.on_hand,
          'reserved', b.reserved, 'quantity', b.quantity, 'lines', b.lines, 'cause', ${move.cause}::text) AS data,
        ${context.clock.now()}::timestamptz AS event_time, ${context.principal.actor} AS actor, NULL AS caused_by
      FROM moved b`,
    )}`)
  if (moved !== distinctPools(lines).length) throw new Error('A pool was not locked before its reservations changed')
}
