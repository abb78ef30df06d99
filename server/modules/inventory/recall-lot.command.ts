/** Recalls a lot: the flag is set, and whatever lies of it with us is blocked at once. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import type { Posted } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { freeLostAllocations } from './allocations.store.ts'
import { type LotKey, lockLot, saveRecall } from './lots.store.ts'
import { type Draft, postGoods } from './post-goods.command.ts'
import type { StockRow } from './stock.store.ts'

/** Refuses `not_found`, and `wrong_state` for a lot that is recalled already. */
export function recallLot(context: Context, key: LotKey, reason: string): Promise<Posted> {
  return inTransaction(context, async (tx) => {
    const sites = [...new Set((await findLying(tx, key)).map((row) => row.location_id))].sort()
    const posting = { type: 'StockMoved', product_ids: [key.product_id], location_ids: sites } as const
    return postGoods({ ...context, tx }, posting, async () => {
      const lot = await lockLot(tx, key)
      if (!lot) throw new Refusal('not_found', { ...key })
      if (lot.recalled_on) throw new Refusal('wrong_state', { recalled_on: lot.recalled_on })
      const recalled_on = await localDayAt(tx, null, context.clock.now())
      await saveRecall(context, tx, key, { recalled_on, recall_reason: reason })
      const released = (await findLying(tx, key)).filter(
        (row) => row.state === 'released' && sites.includes(row.location_id),
      )
      await freeLostAllocations(tx, released)
      return released.map((row) => toBlocked(row, reason))
    })
  })
}

/** Lifts a recall. What was blocked stays blocked until somebody releases it. */
export function liftRecall(context: Context, key: LotKey): Promise<void> {
  return inTransaction(context, async (tx) => {
    const lot = await lockLot(tx, key)
    if (!lot) throw new Refusal('not_found', { ...key })
    if (!lot.recalled_on) throw new Refusal('wrong_state', { recalled_on: null })
    await saveRecall(context, tx, key, null)
  })
}

const findLying = (tx: Tx, key: LotKey): Promise<StockRow[]> =>
  tx.query<StockRow>(sql`SELECT product_id, location_id, bin, lot_id, serial, state, quantity::float8 AS quantity,
      allocated::float8 AS allocated, received_on
    FROM inventory.stock WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${key.product_id} AND lot_id = ${key.lot_id}
      AND lot_id <> ''`)

const toBlocked = (row: StockRow, reason: string): Draft => ({
  type: 'state_change',
  product_id: row.product_id,
  lot_id: row.lot_id,
  serial: row.serial,
  quantity: row.quantity,
  from: { kind: 'site', at: row.location_id, bin: row.bin, state: 'released' },
  to: { kind: 'site', at: row.location_id, bin: row.bin, state: 'blocked' },
  cause: reason,
  received_on: row.received_on,
})
