/** Settles what a file says lies there: the difference to what the records say is posted as goods from or to the opening. */
import sql, { type Sql } from 'sql-template-tag'
import type { SettleCount } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { freeLostAllocations } from './allocations.store.ts'
import { settleLots } from './lots.store.ts'
import { postSelected } from './movements.store.ts'
import { lockSelected } from './pools.store.ts'

export interface StockFile {
  /**
   * SELECT giving product_id, location_id, bin, lot_id, serial (empty where none), state, quantity, received_on, and of the
   * lot produced_on, expires_on, origin. Each place once.
   */
  readonly rows: Sql
  readonly causedBy: string
}

/** Places that the rows do not name stay as they are; the same rows twice change nothing. */
export async function settleStock(context: Context, tx: Tx, { rows, causedBy }: StockFile): Promise<SettleCount> {
  await tx.execute(sql`CREATE TEMP TABLE settle_stock ON COMMIT DROP AS
    SELECT r.*, gen_random_uuid() AS movement_id, 0::numeric AS lying FROM (${rows}) r`)
  await tx.execute(sql`CREATE INDEX ON settle_stock (product_id, location_id, bin, lot_id, serial, state)`)
  await tx.execute(sql`ANALYZE settle_stock`)
  await lockSelected(tx, sql`SELECT DISTINCT product_id, location_id FROM settle_stock`)
  await tx.execute(sql`UPDATE settle_stock n SET lying = s.quantity FROM inventory.stock s
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = n.product_id AND s.location_id = n.location_id
      AND s.bin = n.bin AND s.lot_id = n.lot_id AND s.serial = n.serial AND s.state = n.state`)
  await settleLots(context, tx, {
    lots: sql`SELECT product_id, lot_id, produced_on, expires_on, origin FROM settle_stock`,
    causedBy,
  })
  await freeLostAllocations(tx, await leavingReleased(tx))
  await postSelected(context, tx, 'StockAdjusted', DIFFERENCES, { causedBy })
  const [count] = await tx.query<SettleCount>(sql`SELECT
      (count(*) FILTER (WHERE lying = 0 AND quantity > 0))::int AS added,
      (count(*) FILTER (WHERE lying > 0 AND quantity <> lying))::int AS changed,
      (count(*) FILTER (WHERE quantity = lying))::int AS unchanged FROM settle_stock`)
  await tx.execute(sql`DROP TABLE settle_stock`)
  return count!
}

const leavingReleased = (tx: Tx) =>
  tx.query<{
    product_id: string
    location_id: string
    bin: string
    lot_id: string
    serial: string
    quantity: number
  }>(sql`SELECT product_id, location_id, bin, lot_id, serial, (lying - quantity)::float8 AS quantity
    FROM settle_stock WHERE quantity < lying AND state = 'released'`)

const DIFFERENCES = sql`SELECT movement_id, 'opening'::text AS type, product_id::platform.code, lot_id::platform.code,
    serial::platform.code, abs(quantity - lying) AS quantity,
    CASE WHEN quantity > lying THEN 'opening' ELSE 'site' END AS from_kind, location_id::platform.code AS from_at,
    (CASE WHEN quantity > lying THEN '' ELSE bin END)::platform.code AS from_bin,
    CASE WHEN quantity > lying THEN '' ELSE state END AS from_state,
    CASE WHEN quantity > lying THEN 'site' ELSE 'opening' END AS to_kind, location_id::platform.code AS to_at,
    (CASE WHEN quantity > lying THEN bin ELSE '' END)::platform.code AS to_bin,
    CASE WHEN quantity > lying THEN state ELSE '' END AS to_state, 'file'::text AS cause, NULL::platform.code AS document,
    NULL::platform.code AS order_id, NULL::int AS line_number, NULL::platform.code AS supply_id, NULL::int AS supply_line,
    NULL::uuid AS reversal_of, NULL::platform.code AS idempotency_key, NULL::timestamptz AS occurred_at, received_on
  FROM settle_stock WHERE quantity <> lying`
