/** Receives goods that nobody announced, as released stock without a bin. */
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireOwnSite } from '../locations/index.ts'
import { requireProducts } from '../products/index.ts'
import { postMovements } from './movements.store.ts'
import type { PoolKey } from './pool.ts'
import { lockPools } from './pools.store.ts'
import { loadBalance } from './stock.store.ts'

export function receiveStock(context: Context, receipt: PoolKey & { quantity: number; document?: string | null }) {
  const key = { product_id: receipt.product_id, location_id: receipt.location_id }
  return inTransaction(context, async (tx) => {
    await requireProducts(tx, [key.product_id])
    await requireOwnSite(tx, key.location_id)
    await lockPools(tx, [key])
    const { quantity, document } = receipt
    const to = { kind: 'site', at: key.location_id } as const
    const movement = { movement_id: context.ids.uuid(), type: 'receipt', ...key, quantity, document } as const
    await postMovements(context, tx, 'StockReceived', [{ ...movement, from: { kind: 'supplier' }, to }])
    return loadBalance(tx, key)
  })
}
