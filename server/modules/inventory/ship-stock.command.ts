/** Takes goods out for a shipment: what was allocated to the line first, then by first expiry. */
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import type { LineKey } from '../orders/index.ts'
import { consumeAllocations } from './allocations.store.ts'
import { type Chosen, chooseStock, takeFrom } from './choose-stock.ts'
import { findReservations, releaseReservations } from './claims.store.ts'
import { decideDeparture } from './dispatch.ts'
import type { Movement } from './movement.ts'
import { postMovements } from './movements.store.ts'
import { type Claim, milli, type PoolKey, poolId, type StockPool } from './pool.ts'
import { lockKnownPools } from './pools.store.ts'
import { loadCandidates } from './stock.store.ts'

export interface StockShipment extends LineKey, PoolKey {
  readonly quantity: number
  readonly document: string
}

/** A product of which no stock is kept at that location passes without a movement. Refuses `insufficient_stock`. */
export const shipStock = (context: Context, shipment: StockShipment): Promise<void> => shipLines(context, [shipment])

/** As `shipStock` for the lines of one or more shipments, in their order. */
export function shipLines(context: Context, shipments: readonly StockShipment[]): Promise<void> {
  return inTransaction(context, async (tx) => {
    const pools = new Map(await lockKnownPools(tx, shipments))
    const kept = shipments.filter((line) => (pools.get(poolId(line))?.version ?? 0) > 0)
    if (!kept.length) return
    const released = await decideDepartures(context, tx, kept, pools)
    const movements = await chooseGoods(context, tx, kept)
    await releaseReservations(context, tx, released, 'shipped')
    await postMovements(context, tx, 'StockShipped', movements)
  })
}

async function decideDepartures(
  context: Context,
  tx: Tx,
  shipments: readonly StockShipment[],
  pools: Map<string, StockPool>,
): Promise<Claim[]> {
  const claims = await findReservations(tx, shipments)
  const left = new Map(claims.map((claim) => [claim, claim.quantity]))
  const days = await todayAt(context, tx, shipments)
  return shipments.flatMap((line) => {
    const own = claims
      .filter((claim) => isOf(claim, line) && left.get(claim)! > 0)
      .map((claim) => ({ ...claim, quantity: left.get(claim)!, day: parseLocalDay(claim.need_on), source: claim }))
    const today = days.get(line.location_id)!
    const departure = decideDeparture(pools.get(poolId(line))!, own, { quantity: line.quantity, today })
    pools.set(poolId(line), departure.pool)
    for (const used of departure.claims as readonly (Claim & { source: Claim })[]) {
      left.set(used.source, left.get(used.source)! - used.quantity)
    }
    return departure.claims.map(({ order_id, line_number, product_id, location_id, need_on, quantity }) => ({
      order_id,
      line_number,
      product_id,
      location_id,
      need_on,
      quantity,
    }))
  })
}

const isOf = (claim: Claim, line: StockShipment) =>
  claim.order_id === line.order_id &&
  claim.line_number === line.line_number &&
  claim.product_id === line.product_id &&
  claim.location_id === line.location_id

/** A shipment leaves from one site, so this asks once. */
async function todayAt(context: Context, tx: Tx, shipments: readonly StockShipment[]): Promise<Map<string, number>> {
  const days = new Map<string, number>()
  for (const locationId of new Set(shipments.map((line) => line.location_id))) {
    days.set(locationId, parseLocalDay(await localDayAt(tx, locationId, context.clock.now())))
  }
  return days
}

async function chooseGoods(context: Context, tx: Tx, shipments: readonly StockShipment[]): Promise<Movement[]> {
  const lying = await loadCandidates(tx, shipments)
  const allocated = await consumeAllocations(tx, shipments)
  return shipments.flatMap((line) => {
    const own = allocated.get(`${line.order_id}/${line.line_number}/${poolId(line)}`) ?? []
    const missing = milli(line.quantity) - own.reduce((sum, one) => sum + one.quantity, 0)
    const free = lying.get(poolId(line)) ?? []
    const rest = chooseStock(free, missing)
    takeFrom(free, rest)
    const found = rest.reduce((sum, one) => sum + one.quantity, 0)
    // The pool has enough, yet what is free of it is not good: set aside for others, or recalled.
    if (found < missing) {
      throw new Refusal('insufficient_stock', { available: (milli(line.quantity) - missing + found) / 1000 })
    }
    return [...own, ...rest].map((goods) => toMovement(context, line, goods))
  })
}

const toMovement = (context: Context, line: StockShipment, goods: Chosen): Movement => ({
  movement_id: context.ids.uuid(),
  type: 'ship',
  product_id: line.product_id,
  lot_id: goods.lot_id,
  serial: goods.serial,
  quantity: goods.quantity / 1000,
  from: { kind: 'site', at: line.location_id, bin: goods.bin, state: 'released' },
  to: { kind: 'shipment', at: line.document },
  document: line.document,
  order_id: line.order_id,
  line_number: line.line_number,
})
