/** SQL of allocations: particular released stock set aside for an order line's reservation. */
import sql, { type Sql } from 'sql-template-tag'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Chosen } from './choose-stock.ts'
import { type Claim, type PoolKey, poolId } from './pool.ts'
import type { StockKey } from './stock.store.ts'

/** Lets go of the allocations of lines that hold more stock than their reservations in the pool still claim. */
export async function freeExcessAllocations(tx: Tx, claims: readonly Claim[]): Promise<void> {
  await tx.execute(sql`WITH line AS (SELECT DISTINCT order_id, line_number, product_id, location_id
      FROM jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) AS c (order_id platform.code, line_number int,
        product_id platform.code, location_id platform.code)),
    over AS (SELECT line.* FROM line WHERE
      (SELECT coalesce(sum(a.quantity), 0) FROM inventory.allocation a WHERE ${sameLine(tx, sql`a`)})
      > (SELECT coalesce(sum(r.quantity), 0) FROM inventory.reservation r WHERE ${sameLine(tx, sql`r`)})),
    gone AS (DELETE FROM inventory.allocation a USING over line WHERE ${sameLine(tx, sql`a`)} RETURNING a.*)
    ${lowerAllocated(tx)}`)
}

const sameLine = (tx: Tx, table: Sql): Sql => sql`${table}.tenant_id = ${tx.tenantId}::uuid
  AND ${table}.order_id = line.order_id AND ${table}.line_number = line.line_number
  AND ${table}.product_id = line.product_id AND ${table}.location_id = line.location_id`

/** Over a list `gone` of allocations that ended. */
const lowerAllocated = (tx: Tx): Sql => sql`UPDATE inventory.stock s SET allocated = s.allocated - g.quantity
  FROM (SELECT product_id, location_id, bin, lot_id, serial, sum(quantity) AS quantity FROM gone GROUP BY 1, 2, 3, 4, 5) g
  WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = g.product_id AND s.location_id = g.location_id
    AND s.bin = g.bin AND s.lot_id = g.lot_id AND s.serial = g.serial AND s.state = 'released'`

/**
 * Lets go of allocations on stock of which so much is gone that they no longer fit, the latest first. The reservations
 * stay: other goods may serve them.
 */
export async function freeLostAllocations(
  tx: Tx,
  leaving: readonly (Omit<StockKey, 'state'> & { quantity: number })[],
): Promise<void> {
  await tx.execute(sql`WITH lost AS (SELECT product_id, location_id, bin, lot_id, serial, sum(quantity) AS quantity
      FROM jsonb_to_recordset(${JSON.stringify(leaving)}::jsonb) AS c (product_id platform.code, location_id platform.code,
        bin platform.code, lot_id platform.code, serial platform.code, quantity numeric) GROUP BY 1, 2, 3, 4, 5),
    ranked AS (SELECT a.*, s.quantity - lost.quantity AS left_over, sum(a.quantity) OVER (PARTITION BY a.product_id,
        a.location_id, a.bin, a.lot_id, a.serial ORDER BY a.allocated_at, a.order_id, a.line_number) AS running
      FROM lost JOIN inventory.stock s ON s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = lost.product_id
        AND s.location_id = lost.location_id AND s.bin = lost.bin AND s.lot_id = lost.lot_id
        AND s.serial = lost.serial AND s.state = 'released'
      JOIN inventory.allocation a ON a.tenant_id = s.tenant_id AND a.product_id = s.product_id
        AND a.location_id = s.location_id AND a.bin = s.bin AND a.lot_id = s.lot_id AND a.serial = s.serial),
    used AS (SELECT * FROM ranked WHERE running > left_over),
    gone AS (DELETE FROM inventory.allocation a USING used WHERE ${sameAllocation(tx)} RETURNING a.*)
    ${lowerAllocated(tx)}`)
}

/**
 * Ends the allocations that a shipment of these lines uses up, first expiry first, so that the goods may leave. Returns the
 * goods by `order/line/pool`, in thousandths.
 */
export async function consumeAllocations(
  tx: Tx,
  lines: readonly (PoolKey & { order_id: string; line_number: number; quantity: number })[],
): Promise<Map<string, Chosen[]>> {
  const rows = await tx.query<Chosen & PoolKey & { order_id: string; line_number: number }>(sql`WITH
    line AS (SELECT order_id, line_number, product_id, location_id, sum(quantity) AS wanted
      FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS c (order_id platform.code, line_number int,
        product_id platform.code, location_id platform.code, quantity numeric) GROUP BY 1, 2, 3, 4),
    ranked AS (SELECT a.*, line.wanted - coalesce(sum(a.quantity) OVER (PARTITION BY a.order_id, a.line_number, a.product_id,
          a.location_id ORDER BY l.expires_on NULLS LAST, a.bin, a.lot_id, a.serial
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS wanted
      FROM line JOIN inventory.allocation a ON ${sameLine(tx, sql`a`)}
      LEFT JOIN inventory.lot l ON l.tenant_id = a.tenant_id AND l.product_id = a.product_id AND l.lot_id = a.lot_id),
    used AS (SELECT r.*, least(r.quantity, r.wanted) AS taken FROM ranked r WHERE r.wanted > 0),
    ended AS (DELETE FROM inventory.allocation a USING used WHERE ${sameAllocation(tx)} AND a.quantity = used.taken),
    lowered AS (UPDATE inventory.allocation a SET quantity = a.quantity - used.taken FROM used
      WHERE ${sameAllocation(tx)} AND a.quantity > used.taken),
    gone AS (SELECT product_id, location_id, bin, lot_id, serial, taken AS quantity FROM used),
    freed AS (${lowerAllocated(tx)})
    SELECT order_id, line_number, product_id, location_id, bin, lot_id, serial, (taken * 1000)::float8 AS quantity FROM used`)
  const byLine = new Map<string, Chosen[]>()
  for (const { order_id, line_number, product_id, location_id, ...goods } of rows) {
    const id = `${order_id}/${line_number}/${poolId({ product_id, location_id })}`
    byLine.set(id, [...(byLine.get(id) ?? []), goods])
  }
  return byLine
}

const sameAllocation = (tx: Tx): Sql => sql`a.tenant_id = ${tx.tenantId}::uuid AND a.order_id = used.order_id
  AND a.line_number = used.line_number AND a.product_id = used.product_id AND a.location_id = used.location_id
  AND a.bin = used.bin AND a.lot_id = used.lot_id AND a.serial = used.serial`

export interface NewAllocation extends PoolKey {
  readonly order_id: string
  readonly line_number: number
  readonly bin: string
  readonly lot_id: string
  readonly serial: string
  readonly quantity: number
}

/** The caller has locked the pools and chosen free stock; a check on the rows keeps anybody from setting aside twice. */
export async function insertAllocations(
  context: Context,
  tx: Tx,
  allocations: readonly NewAllocation[],
): Promise<void> {
  if (!allocations.length) return
  const rows = sql`jsonb_to_recordset(${JSON.stringify(allocations)}::jsonb) AS c (order_id platform.code, line_number int,
    product_id platform.code, location_id platform.code, bin platform.code, lot_id platform.code, serial platform.code,
    quantity numeric)`
  await tx.execute(sql`INSERT INTO inventory.allocation (tenant_id, order_id, line_number, product_id, location_id, bin,
      lot_id, serial, quantity, allocated_at)
    SELECT ${tx.tenantId}::uuid, order_id, line_number, product_id, location_id, bin, lot_id, serial, sum(quantity),
      ${context.clock.now()}::timestamptz
    FROM ${rows} GROUP BY 2, 3, 4, 5, 6, 7, 8
    ON CONFLICT (tenant_id, order_id, line_number, product_id, location_id, bin, lot_id, serial)
    DO UPDATE SET quantity = inventory.allocation.quantity + excluded.quantity`)
  await tx.execute(sql`UPDATE inventory.stock s SET allocated = s.allocated + c.quantity
    FROM (SELECT product_id, location_id, bin, lot_id, serial, sum(quantity) AS quantity FROM ${rows} GROUP BY 1, 2, 3, 4, 5) c
    WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.product_id = c.product_id AND s.location_id = c.location_id
      AND s.bin = c.bin AND s.lot_id = c.lot_id AND s.serial = c.serial AND s.state = 'released'`)
}

/** Ends every allocation of these order lines and returns them. */
export async function freeAllocations(
  tx: Tx,
  lines: readonly { order_id: string; line_number: number }[],
): Promise<NewAllocation[]> {
  return tx.query<NewAllocation>(sql`WITH gone AS (DELETE FROM inventory.allocation a
      USING unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
        k (order_id, line_number)
      WHERE a.tenant_id = ${tx.tenantId}::uuid AND a.order_id = k.order_id AND a.line_number = k.line_number RETURNING a.*),
    freed AS (${lowerAllocated(tx)})
    SELECT order_id, line_number, product_id, location_id, bin, lot_id, serial, quantity::float8 AS quantity FROM gone`)
}
