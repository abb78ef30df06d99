/** Posting movements in bulk: goods leave their rows, enter others, and pools and ledger follow, one statement a table. */
import sql, { raw, type Sql } from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { appendSelected } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Movement, toMovementRow } from './movement.ts'
import { pairIdOf } from './pools.store.ts'

export type StockEvent =
  | 'StockReceived'
  | 'StockMoved'
  | 'StockTransferred'
  | 'StockShipped'
  | 'StockCounted'
  | 'StockAdjusted'
  | 'StockScrapped'
  | 'MovementReversed'

const COLUMNS = `movement_id uuid, type text, product_id platform.code, lot_id platform.code, serial platform.code,
  quantity numeric, from_kind text, from_at platform.code, from_bin platform.code, from_state text, to_kind text,
  to_at platform.code, to_bin platform.code, to_state text, cause text, document platform.code, order_id platform.code,
  line_number int, supply_id platform.code, supply_line int, reversal_of uuid, idempotency_key platform.code, occurred_at timestamptz,
  received_on date`

/** The caller has locked the pools of every site touched (`lockPools`). */
export function postMovements(
  context: Context,
  tx: Tx,
  type: StockEvent,
  movements: readonly Movement[],
): Promise<void> {
  const rows = JSON.stringify(movements.map(toMovementRow))
  return postSelected(context, tx, type, sql`SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS m (${raw(COLUMNS)})`)
}

/** As `postMovements` for the rows of a query, which gives all columns of a movement up to `received_on`. */
export async function postSelected(
  context: Context,
  tx: Tx,
  type: StockEvent,
  movements: Sql,
  options: { causedBy?: string } = {},
): Promise<void> {
  await takeOut(tx, movements)
  await putIn(context, tx, movements)
  await insertMovements(context, tx, movements)
  await moveBalances(context, tx, type, movements, options)
}

const STOCK_KEY = ['product_id', 'location_id', 'bin', 'lot_id', 'serial', 'state']
const sameStock = raw(STOCK_KEY.map((column) => `s.${column} = t.${column}`).join(' AND '))

const leaving = (movements: Sql): Sql => sql`SELECT product_id, from_at AS location_id, from_bin AS bin, lot_id, serial,
    from_state AS state, sum(quantity) AS quantity FROM (${movements}) m WHERE from_kind = 'site' GROUP BY 1, 2, 3, 4, 5, 6`

/** Refuses `insufficient_stock` where less lies there than leaves, or where the rest is set aside for others. */
async function takeOut(tx: Tx, movements: Sql): Promise<void> {
  const own = sql`s.tenant_id = ${tx.tenantId}::uuid AND ${sameStock}`
  const [row] = await tx.query<{ missing: number }>(sql`WITH t AS (${leaving(movements)}),
    gone AS (DELETE FROM inventory.stock s USING t WHERE ${own} AND s.quantity = t.quantity AND s.allocated = 0 RETURNING 1),
    less AS (UPDATE inventory.stock s SET quantity = s.quantity - t.quantity FROM t
      WHERE ${own} AND s.quantity > t.quantity AND s.quantity - s.allocated >= t.quantity RETURNING 1)
    SELECT (SELECT count(*) FROM t) - (SELECT count(*) FROM gone) - (SELECT count(*) FROM less) AS missing`)
  if (row!.missing > 0) await refuseShort(tx, movements)
}

async function refuseShort(tx: Tx, movements: Sql): Promise<never> {
  const [short] = await tx.query<
    Record<string, unknown>
  >(sql`SELECT t.product_id, t.location_id, t.bin, t.lot_id, t.serial,
      t.state, coalesce(s.quantity - s.allocated, 0)::float8 AS available
    FROM (${leaving(movements)}) t LEFT JOIN inventory.stock s ON s.tenant_id = ${tx.tenantId}::uuid AND ${sameStock}
    ORDER BY (coalesce(s.quantity - s.allocated, 0) >= t.quantity), t.product_id LIMIT 1`)
  throw new Refusal('insufficient_stock', short ?? {})
}

/** Refuses `already_exists` for a serial number that lies somewhere already. */
async function putIn(context: Context, tx: Tx, movements: Sql): Promise<void> {
  try {
    await tx.execute(sql`INSERT INTO inventory.stock (tenant_id, product_id, location_id, bin, lot_id, serial, state, quantity, received_on)
      SELECT ${tx.tenantId}::uuid, m.product_id, m.to_at, m.to_bin, m.lot_id, m.serial, m.to_state, sum(m.quantity),
        min(coalesce(m.received_on, (coalesce(m.occurred_at, ${context.clock.now()}::timestamptz)
          AT TIME ZONE coalesce(l.zone, 'UTC'))::date))
      FROM (${movements}) m LEFT JOIN locations.location l ON l.tenant_id = ${tx.tenantId}::uuid AND l.location_id = m.to_at
      WHERE m.to_kind = 'site' GROUP BY 2, 3, 4, 5, 6, 7
      ON CONFLICT (tenant_id, product_id, location_id, bin, lot_id, serial, state)
      DO UPDATE SET quantity = inventory.stock.quantity + excluded.quantity`)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '23505' || code === '23514') throw new Refusal('already_exists', { reason: 'serial' })
    throw error
  }
}

const insertMovements = (context: Context, tx: Tx, movements: Sql) =>
  tx.execute(sql`INSERT INTO inventory.movement (tenant_id, movement_id, type, product_id, lot_id, serial, quantity, from_kind,
      from_at, from_bin, from_state, to_kind, to_at, to_bin, to_state, cause, document, order_id, line_number, supply_id,
      supply_line, reversal_of, idempotency_key, occurred_at, recorded_at, actor)
    SELECT ${tx.tenantId}::uuid, movement_id, type, product_id, lot_id, serial, quantity, from_kind, from_at, from_bin,
      from_state, to_kind, to_at, to_bin, to_state, cause, document, order_id, line_number, supply_id, supply_line,
      reversal_of, idempotency_key, coalesce(occurred_at, ${context.clock.now()}::timestamptz),
      ${context.clock.now()}::timestamptz, ${context.principal.actor}
    FROM (${movements}) m`)

/** One event a pool, naming every movement that touched it, with the pool's figures after them. */
async function moveBalances(
  context: Context,
  tx: Tx,
  type: StockEvent,
  movements: Sql,
  options: { causedBy?: string },
): Promise<void> {
  const line = sql`jsonb_strip_nulls(jsonb_build_object('movement_id', m.movement_id, 'type', m.type, 'quantity', m.quantity,
    'lot_id', nullif(m.lot_id, ''), 'serial', nullif(m.serial, ''), 'from', m.from_kind, 'from_bin', nullif(m.from_bin, ''),
    'from_state', nullif(m.from_state, ''), 'to', m.to_kind, 'to_bin', nullif(m.to_bin, ''), 'to_state', nullif(m.to_state, ''),
    'cause', m.cause, 'document', m.document))`
  const touched = sql`(SELECT product_id, location_id, sum(delta) AS delta, jsonb_agg(DISTINCT line) AS lines,
      max(occurred_at) AS occurred_at
    FROM (SELECT m.product_id, m.from_at AS location_id, ${line} AS line, m.occurred_at,
          CASE WHEN m.from_state = 'released' THEN -m.quantity ELSE 0 END AS delta
        FROM (${movements}) m WHERE m.from_kind = 'site'
      UNION ALL SELECT m.product_id, m.to_at, ${line}, m.occurred_at,
          CASE WHEN m.to_state = 'released' THEN m.quantity ELSE 0 END
        FROM (${movements}) m WHERE m.to_kind = 'site') sides
    GROUP BY 1, 2) t`
  await tx.execute(sql`UPDATE inventory.balance b SET on_hand = b.on_hand + t.delta, subject_version = b.subject_version + 1
    FROM ${touched}
    WHERE b.tenant_id = ${tx.tenantId}::uuid AND b.product_id = t.product_id AND b.location_id = t.location_id`)
  const events = sql`SELECT ${pairIdOf('b.product_id', 'b.location_id')} AS subject_id, b.subject_version,
      jsonb_build_object('product_id', b.product_id, 'location_id', b.location_id, 'on_hand', b.on_hand,
        'reserved', b.reserved, 'movements', t.lines) AS data,
      coalesce(t.occurred_at, ${context.clock.now()}::timestamptz) AS event_time
    FROM ${touched} JOIN inventory.balance b ON b.tenant_id = ${tx.tenantId}::uuid AND b.product_id = t.product_id
      AND b.location_id = t.location_id`
  await appendSelected(context, tx, { subjectType: 'stock', type, events }, options)
}

/** The transfer under which goods left; null: they did not. */
export async function findTransfer(tx: Tx, movementId: string): Promise<string | null> {
  const [row] = await tx.query<{ to_at: string }>(sql`SELECT to_at FROM inventory.movement
    WHERE tenant_id = ${tx.tenantId}::uuid AND movement_id = ${movementId}::uuid AND to_kind = 'transfer'`)
  return row?.to_at ?? null
}
