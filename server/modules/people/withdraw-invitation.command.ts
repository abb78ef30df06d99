/** Takes an open invitation back. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { invitation, isOpen } from './member.ts'
import { lockInvitation } from './people.store.ts'

/** Refuses `wrong_state` for one that was accepted, withdrawn or has expired. */
export const withdrawInvitation = (context: Context, invitationId: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const before = await lockInvitation(tx, invitationId)
    if (!before) throw new Refusal('not_found', { invitation_id: invitationId })
    if (!isOpen(before, now)) throw new Refusal('wrong_state', { invitation_id: invitationId })
    const change = { email: null, withdrawn_at: now.toISOString() }
    await changeRecord(context, tx, invitation, invitationId, () => change, { event: 'InvitationWithdrawn' })
  })
