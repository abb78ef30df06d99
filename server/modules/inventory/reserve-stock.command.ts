/** Sets goods aside for an order line today, if that breaks no other reservation. */
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { type LineKey, requireLines } from '../orders/index.ts'
import { writeReservations } from './claims.store.ts'
import { milli, poolId } from './pool.ts'
import { lockPools } from './pools.store.ts'
import { loadBalance } from './stock.store.ts'

/** Refuses `insufficient_stock`, and `quantity_exceeded` when the line does not want that much. */
export function reserveStock(context: Context, request: LineKey & { location_id: string; quantity: number }) {
  return inTransaction(context, async (tx) => {
    const [line] = await requireLines(tx, [request])
    if (request.quantity > line!.quantity) throw new Refusal('quantity_exceeded', { wanted: line!.quantity })
    const key = { product_id: line!.product_id, location_id: request.location_id }
    const today = await localDayAt(tx, key.location_id, context.clock.now())
    const pool = (await lockPools(tx, [key])).get(poolId(key))!
    const sure = { ...pool, supplies: pool.supplies.filter((supply) => supply.state !== 'planned') }
    const available = availableOrShort(sure, parseLocalDay(today))
    if (milli(request.quantity) > available) {
      throw new Refusal('insufficient_stock', { available: Math.max(0, available) / 1000 })
    }
    const { order_id, line_number, quantity } = request
    await writeReservations(context, tx, [{ order_id, line_number, ...key, need_on: today, quantity }])
    return loadBalance(tx, key)
  })
}
