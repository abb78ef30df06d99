/** Makes a key for a program. */
import type { z } from 'zod'
import type { NewApiKey } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord } from '../../ledger/index.ts'
import { hashSecret, hintOf, makeSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { apiKey, checkKeyReach } from './member.ts'

/** The key is in the answer and nowhere else. Refuses `not_allowed` for more than its maker holds. */
export async function createApiKey(context: Context, wish: z.output<typeof NewApiKey>) {
  checkKeyReach(context.principal, wish.permissions)
  if (wish.expires_at && new Date(wish.expires_at) <= context.clock.now()) {
    throw new Refusal('time_order', { expires_at: wish.expires_at })
  }
  const key = makeSecret('sf')
  const state = {
    api_key_id: context.ids.uuid(),
    name: wish.name,
    key_hash: hashSecret(key),
    hint: hintOf(key),
    permissions: [...new Set(wish.permissions)],
    created_by: context.principal.actor,
    expires_at: wish.expires_at ?? null,
  }
  return inTransaction(context, async (tx) => {
    await createRecord(context, tx, apiKey, state)
    return { api_key_id: state.api_key_id, key }
  })
}
