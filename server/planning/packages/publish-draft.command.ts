/** Publishes a draft and tells the customers of the segment what gets lower by it, in the same transaction. */
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import { type NewMessage, queueMessages } from '../../modules/messages/index.ts'
import { publishDraft } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { customersIn } from './lowerings.store.ts'

/** Refuses what `publishDraft` refuses, and `notice_needed` where customers could not be told at all. */
export const publishAndTell = (context: Context, draftId: string): Promise<State> =>
  inTransaction(context, async (tx) => {
    const { package: published, lowered } = await publishDraft(context, tx, draftId)
    if (lowered.length === 0) return published
    const customers = await customersIn(tx, String(published.segment_id))
    const service = {
      valid_from: String(published.valid_from),
      changes: lowered.map(({ element, before, after }) => ({ element, before, after })),
    }
    const messages = customers.map(
      (customer_id): NewMessage => ({
        ...{ customer_id, kind: 'service_lowered', order_id: null, content: { service } },
        message_key: `service_lowered ${draftId}`,
      }),
    )
    const queued = await queueMessages(context, tx, messages)
    if (queued < messages.length) throw new Refusal('notice_needed', { reason: 'turned_off' })
    return published
  })
