/** Asks which promises still hold after something was learned of a supply: its day moved, it was called off or came otherwise. */
import { Refusal } from '../../../contract/refusals.ts'
import { findSupply } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type Checked, checkPromises } from '../proposals/check-promises.command.ts'

/** The watch asks the same a moment later and finds it said already. Refuses `not_found`. */
export function checkSupply(context: Context, supply_id: string): Promise<Checked> {
  return inTransaction(context, async (tx) => {
    const lines = await findSupply(tx, supply_id)
    if (!lines.length) throw new Refusal('not_found', { supply_id })
    const pools = lines.map(({ product_id, location_id }) => ({ product_id, location_id }))
    return checkPromises({ ...context, tx }, { pools, kind: 'supply', cause: { supply_ids: [supply_id] } })
  })
}
