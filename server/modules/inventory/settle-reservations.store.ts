/** Settles reservations from a file in the order of its rows: each must fit what the ones before it leave over. */
import sql, { type Sql } from 'sql-template-tag'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import type { SettleCount } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { releaseReservations, writeReservations } from './claims.store.ts'
import { type Claim, distinctPools, milli, poolId, type StockPool } from './pool.ts'
import { loadPoolsOf, lockSelected, type Pools } from './pools.store.ts'

interface Row extends Claim {
  readonly row_number: number
  /** What is reserved already for the same line, pool and day. */
  readonly held: number
  readonly day: number
}

/**
 * `rows` is a SELECT giving row_number, order_id, line_number, product_id, location_id, need_on, quantity: what shall be
 * reserved, 0 for nothing any more. Returns the numbers of the rows that do not fit.
 */
export async function settleReservations(
  context: Context,
  tx: Tx,
  { rows }: { rows: Sql },
): Promise<SettleCount & { refused: number[] }> {
  await tx.execute(sql`CREATE TEMP TABLE settle_reservation ON COMMIT DROP AS SELECT * FROM (${rows}) r`)
  await lockSelected(tx, sql`SELECT DISTINCT product_id, location_id FROM settle_reservation`)
  const said = await tx.query<Row>(sql`SELECT n.row_number, n.order_id, n.line_number, n.product_id, n.location_id,
      n.need_on, n.need_on - DATE '1970-01-01' AS day, n.quantity::float8 AS quantity, coalesce(r.quantity, 0)::float8 AS held
    FROM settle_reservation n LEFT JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid
      AND r.order_id = n.order_id AND r.line_number = n.line_number AND r.product_id = n.product_id
      AND r.location_id = n.location_id AND r.need_on = n.need_on
    ORDER BY n.row_number`)
  await tx.execute(sql`DROP TABLE settle_reservation`)
  const less = said.filter((row) => row.quantity < row.held)
  await releaseReservations(
    context,
    tx,
    less.map((row) => toClaim(row, row.held - row.quantity)),
    'file',
  )
  const more = said.filter((row) => row.quantity > row.held)
  const fitting = keepFitting(
    more,
    await loadPoolsOf(tx, distinctPools(more)),
    parseLocalDay(context.clock.now().toISOString().slice(0, 10)),
  )
  await writeReservations(
    context,
    tx,
    fitting.map((row) => toClaim(row, row.quantity - row.held)),
  )
  const fits = new Set(fitting)
  const added = fitting.filter((row) => row.held === 0).length
  return {
    added,
    changed: fitting.length - added + less.length,
    unchanged: said.length - more.length - less.length,
    refused: more.filter((row) => !fits.has(row)).map((row) => row.row_number),
  }
}

/** Goods and sure supply less what is reserved, row by row; planned supply is no more than a plan. */
function keepFitting(rows: readonly Row[], pools: Pools, today: number): Row[] {
  const left = new Map<string, StockPool>()
  return rows.filter((row) => {
    const id = poolId(row)
    const pool = left.get(id) ?? sure(pools.get(id)!)
    const quantityMilli = milli(row.quantity) - milli(row.held)
    if (quantityMilli > availableOrShort(pool, Math.max(row.day, today))) return false
    left.set(id, { ...pool, reserved: added(pool.reserved, { day: row.day, quantityMilli }) })
    return true
  })
}

const sure = (pool: StockPool): StockPool => ({
  ...pool,
  supplies: pool.supplies.filter((supply) => supply.state !== 'planned'),
})

/** One step a day, however many rows: the check stays as quick at the end of the file as at its beginning. */
function added(steps: StockPool['reserved'], more: { day: number; quantityMilli: number }): StockPool['reserved'] {
  const at = steps.findIndex((step) => step.day === more.day)
  if (at < 0) return [...steps, more]
  const sum = { day: more.day, quantityMilli: steps[at]!.quantityMilli + more.quantityMilli }
  return steps.with(at, sum)
}

const toClaim = (row: Row, quantity: number): Claim => ({
  order_id: row.order_id,
  line_number: row.line_number,
  product_id: row.product_id,
  location_id: row.location_id,
  need_on: row.need_on,
  quantity: Math.round(quantity * 1000) / 1000,
})
