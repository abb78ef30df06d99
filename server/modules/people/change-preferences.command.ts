/** What a person chose for themselves: language, and the organization that opens first. No event: it is personal. */
import type { z } from 'zod'
import type { ChangePreferences } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { updatePreferences } from '../../platform/auth/users.store.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { userIdOf } from './member.ts'
import { findMemberships } from './people.store.ts'

/** Refuses `not_found` for an organization the person is not a member of. */
export async function changePreferences(context: Context, wish: z.output<typeof ChangePreferences>): Promise<void> {
  const userId = userIdOf(context.principal)
  const { language, organization_id: home } = wish
  if (home && !(await findMemberships(context, userId)).some((one) => one.tenant_id === home)) {
    throw new Refusal('not_found', { organization_id: home })
  }
  const change = { language: language ?? null, home_tenant_id: home ?? null }
  await inTransaction(context, (tx) => updatePreferences(tx, userId, change, context.clock.now()))
}
