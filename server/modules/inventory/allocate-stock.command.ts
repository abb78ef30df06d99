/** Sets particular goods aside for reserved order lines: the first to expire among those that will still be good enough. */
import sql from 'sql-template-tag'
import type { AllocateStock } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type LineKey, requireLines } from '../orders/index.ts'
import { freeAllocations, insertAllocations } from './allocations.store.ts'
import { type Chosen, chooseStock, takeFrom } from './choose-stock.ts'
import { findReservations, movePools } from './claims.store.ts'
import { milli, type PoolKey, poolId } from './pool.ts'
import { lockKnownPools } from './pools.store.ts'
import { loadCandidates } from './stock.store.ts'

/** A line's reserved goods in a pool that nothing particular is set aside for yet. */
interface Waiting extends LineKey, PoolKey {
  /** Thousandths. */
  readonly missing: number
  readonly arrives_on: string
  readonly shelf_life_days: number
}

/** Lines are served in their order; what is reserved but does not lie there yet comes back as missing. */
export function allocateStock(context: Context, wish: AllocateStock) {
  return inTransaction(context, async (tx) => {
    await requireLines(tx, wish.lines)
    await lockKnownPools(tx, await findReservations(tx, wish.lines))
    const waiting = await findWaiting(tx, wish.lines)
    const lying = await loadCandidates(tx, waiting)
    const shareLeft = (wish.shelf_life_percent ?? 0) / 100
    const served = waiting.map((line) => {
      const free = lying.get(poolId(line)) ?? []
      const daysLeft = wish.shelf_life_days ?? line.shelf_life_days
      const chosen = chooseStock(free, line.missing, { arrivesOn: line.arrives_on, daysLeft, shareLeft })
      takeFrom(free, chosen)
      return { line, chosen }
    })
    const allocations = served.flatMap(({ line, chosen }) => chosen.map((goods) => toAllocation(line, goods)))
    await insertAllocations(context, tx, allocations)
    if (allocations.length) await explain(context, tx, 'StockAllocated', allocations)
    return {
      allocations: allocations.map(named),
      missing: served.flatMap(({ line, chosen }) => missingOf(line, chosen)),
    }
  })
}

/** Lets go of what is set aside for the lines; their reservations stay. */
export function releaseAllocations(context: Context, lines: readonly LineKey[]): Promise<void> {
  return inTransaction(context, async (tx) => {
    await requireLines(tx, lines)
    await lockKnownPools(tx, await findReservations(tx, lines))
    const freed = await freeAllocations(tx, lines)
    if (freed.length) await explain(context, tx, 'AllocationReleased', freed)
  })
}

/** What is reserved stays the same; only which goods it means is new. */
const explain = (context: Context, tx: Tx, type: 'StockAllocated' | 'AllocationReleased', lines: readonly PoolKey[]) =>
  movePools(context, tx, lines, { type, sign: sql`0`, cause: null })

const toAllocation = ({ order_id, line_number, product_id, location_id }: Waiting, goods: Chosen) => ({
  order_id,
  line_number,
  product_id,
  location_id,
  ...goods,
  quantity: goods.quantity / 1000,
})

const named = <T extends Chosen>({ bin, lot_id, serial, ...rest }: T) => ({
  ...rest,
  bin: bin || null,
  lot_id: lot_id || null,
  serial: serial || null,
})

function missingOf({ order_id, line_number, product_id, location_id, missing }: Waiting, chosen: readonly Chosen[]) {
  const left = missing - chosen.reduce((sum, goods) => sum + goods.quantity, 0)
  return left > 0 ? [{ order_id, line_number, product_id, location_id, quantity: left / 1000 }] : []
}

/** With the day the goods arrive by the promise, and how good the customer's service package wants them then. */
async function findWaiting(tx: Tx, lines: readonly LineKey[]): Promise<Waiting[]> {
  const rows = await tx.query<Waiting & { reserved: number; allocated: number }>(sql`
    SELECT r.order_id, r.line_number, r.product_id, r.location_id, sum(r.quantity)::float8 AS reserved,
      (SELECT coalesce(sum(a.quantity), 0)::float8 FROM inventory.allocation a WHERE a.tenant_id = ${tx.tenantId}::uuid
        AND a.order_id = r.order_id AND a.line_number = r.line_number AND a.product_id = r.product_id
        AND a.location_id = r.location_id) AS allocated,
      coalesce((SELECT p.to_date FROM promises.promise p WHERE p.tenant_id = ${tx.tenantId}::uuid
        AND p.order_id = r.order_id AND p.line_number = r.line_number ORDER BY p.version DESC LIMIT 1), max(r.need_on)) AS arrives_on,
      coalesce((SELECT s.min_shelf_life_days FROM orders.customer_order o
        JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id
        JOIN policies.service_package s ON s.tenant_id = c.tenant_id AND s.segment_id = c.segment_id
          AND s.valid_from <= max(r.need_on)
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = r.order_id ORDER BY s.valid_from DESC LIMIT 1), 0) AS shelf_life_days
    FROM unnest(${lines.map((line) => line.order_id)}::text[], ${lines.map((line) => line.line_number)}::int[])
      WITH ORDINALITY k (order_id, line_number, place)
    JOIN inventory.reservation r ON r.tenant_id = ${tx.tenantId}::uuid AND r.order_id = k.order_id
      AND r.line_number = k.line_number
    GROUP BY 1, 2, 3, 4 ORDER BY min(k.place), 3, 4`)
  return rows
    .map(({ reserved, allocated, ...line }) => ({ ...line, missing: milli(reserved) - milli(allocated) }))
    .filter((line) => line.missing > 0)
}
