/** Sends goods from one of our sites to another: they leave here, are in transit, and are expected there. */

import { Refusal } from '../../../contract/refusals.ts'
import type { Posted, TransferStock } from '../../../contract/stock.ts'
import type { Supply } from '../../../contract/supply.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { availableOrShort } from '../../../engines/promising/index.ts'
import { nextNumber } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { type Chosen, chooseStock, takeFrom } from './choose-stock.ts'
import { countLines } from './lateness.store.ts'
import { findTransfer } from './movements.store.ts'
import { milli, poolId } from './pool.ts'
import type { Pools } from './pools.store.ts'
import { type Draft, postGoods } from './post-goods.command.ts'
import { loadCandidates } from './stock.store.ts'
import { findSupply, insertSupply } from './supplies.store.ts'

/** Refuses `insufficient_stock` where reservations need the goods here, and `already_exists` for a number in use. */
export async function transferStock(context: Context, wish: TransferStock): Promise<Posted & { supply_id: string }> {
  const { from_location_id, to_location_id, lines } = wish
  if (from_location_id === to_location_id) throw new Refusal('invalid_input', { reason: 'same_location' })
  const supply_id = wish.supply_id ?? (await nextNumber(context, { subjectType: 'supply', prefix: 'TF' }))
  const posted = await postGoods(
    context,
    {
      ...wish,
      type: 'StockTransferred',
      product_ids: lines.map((line) => line.product_id),
      location_ids: [from_location_id, to_location_id],
      finish: (tx) => expectThere(context, tx, { ...wish, supply_id }),
    },
    async (tx, pools) => {
      if ((await findSupply(tx, supply_id)).length) throw new Refusal('already_exists', { supply_id })
      const today = parseLocalDay(await localDayAt(tx, from_location_id, context.clock.now()))
      refuseReserved(wish, pools, today)
      return chooseGoods(tx, { ...wish, supply_id })
    },
  )
  // Sent again, it is the supply of the first time.
  const [first] = posted.movements
  const known =
    posted.is_repeated && first ? await inTransaction(context, (tx) => findTransfer(tx, first.movement_id)) : null
  return { ...posted, supply_id: known ?? supply_id }
}

/** Only what nobody here needs may go. */
function refuseReserved({ lines, from_location_id }: TransferStock, pools: Pools, today: number): void {
  const wanted = sumByProduct(lines)
  for (const [product_id, quantity] of wanted) {
    const pool = pools.get(poolId({ product_id, location_id: from_location_id }))!
    const available = Math.min(pool.onHandMilli, availableOrShort(pool, today))
    if (quantity > available) {
      throw new Refusal('insufficient_stock', { product_id, available: Math.max(0, available) / 1000 })
    }
  }
}

const sumByProduct = (lines: TransferStock['lines']): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const { product_id, quantity } of lines) sums.set(product_id, (sums.get(product_id) ?? 0) + milli(quantity))
  return sums
}

type Transfer = TransferStock & { supply_id: string }

/** A line that names lot, serial number or bin gets just that; any other goes by first expiry. */
async function chooseGoods(tx: Tx, transfer: Transfer): Promise<Draft[]> {
  const { from_location_id: location_id, lines } = transfer
  const lying = await loadCandidates(
    tx,
    lines.map(({ product_id }) => ({ product_id, location_id })),
  )
  return lines.flatMap((line) => {
    const all = lying.get(poolId({ product_id: line.product_id, location_id })) ?? []
    const fits = all.filter(
      (one) =>
        (line.lot_id == null || one.lot_id === line.lot_id) &&
        (line.serial == null || one.serial === line.serial) &&
        (line.bin == null || one.bin === line.bin),
    )
    const chosen = chooseStock(fits, milli(line.quantity))
    const found = chosen.reduce((sum, one) => sum + one.quantity, 0)
    if (found < milli(line.quantity)) {
      throw new Refusal('insufficient_stock', { product_id: line.product_id, available: found / 1000 })
    }
    takeFrom(all, chosen)
    return chosen.map((goods) => toDraft(transfer, line.product_id, goods))
  })
}

const toDraft = (transfer: Transfer, product_id: string, { bin, lot_id, serial, quantity }: Chosen): Draft => ({
  type: 'transfer_out',
  product_id,
  lot_id,
  serial,
  quantity: quantity / 1000,
  from: { kind: 'site', at: transfer.from_location_id, bin, state: 'released' },
  to: { kind: 'transfer', at: transfer.supply_id },
  cause: transfer.cause,
  supply_id: transfer.supply_id,
})

/** One line a product, whatever the lots: what the other site waits for. */
async function expectThere(context: Context, tx: Tx, transfer: Transfer): Promise<void> {
  const ordered_on = await localDayAt(tx, transfer.from_location_id, context.clock.now())
  const lines = [...sumByProduct(transfer.lines)].map(
    ([product_id, quantity], at): Supply => ({
      supply_id: transfer.supply_id,
      line_number: at + 1,
      kind: 'transfer',
      supplier_id: null,
      from_location_id: transfer.from_location_id,
      product_id,
      location_id: transfer.to_location_id,
      quantity: quantity / 1000,
      received: 0,
      state: 'in_transit',
      ordered_on,
      due_on: transfer.due_on,
      counted_on: transfer.due_on,
      is_count_given: false,
      received_on: null,
      late_days: null,
      closed_cause: null,
    }),
  )
  await insertSupply(context, tx, await countLines(context, tx, lines))
}
