/** Deletes positions that are older than the company keeps them. */
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { deletePositions, readPositionSetting } from './positions.store.ts'

const DAY_MS = 86_400_000

export const forgetPositions = (context: Context): Promise<number> =>
  inTransaction(context, async (tx) => {
    const { retention_days } = await readPositionSetting(tx)
    return deletePositions(tx, new Date(context.clock.now().getTime() - retention_days * DAY_MS))
  })
