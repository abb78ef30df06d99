/** Ends a key. Ending it again changes nothing. */
import { changeRecord, getRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { apiKey } from './member.ts'

export const revokeApiKey = (context: Context, apiKeyId: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, apiKey, apiKeyId, 'FOR UPDATE')
    if (state.revoked_at) return
    await changeRecord(context, tx, apiKey, apiKeyId, () => ({ revoked_at: context.clock.now().toISOString() }))
  })
