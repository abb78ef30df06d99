/** Sets prices of one product on one list. */
import type { ListedProduct } from '../../../contract/prices.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { checkPeriod } from '../policies/index.ts'
import { requireProducts } from '../products/index.ts'
import { isListed } from './listed-products.store.ts'
import { requireList } from './named.store.ts'
import { requirePacks } from './packs.store.ts'
import { listedId, listedProduct } from './price-list.ts'

/** Refuses an unknown list or product, a unit that the product has no pack of, and two prices of one day and quantity. */
export function setPrices(context: Context, wish: ListedProduct): Promise<State> {
  const { list_id, product_id, prices } = wish
  for (const price of prices) checkPeriod(price)
  const keys = prices.map((price) => `${price.valid_from} ${price.from_quantity}`)
  if (new Set(keys).size < keys.length) throw new Refusal('invalid_input', { field: 'prices', reason: 'repeated' })
  return inTransaction(context, async (tx) => {
    await requireList(tx, list_id)
    await requireProducts(tx, [product_id])
    await requirePacks(tx, product_id, prices)
    const id = listedId(list_id, product_id)
    if (await isListed(tx, id)) return changeRecord(context, tx, listedProduct, id, () => ({ prices }))
    return createRecord(context, tx, listedProduct, { listed_id: id, list_id, product_id, prices })
  })
}
