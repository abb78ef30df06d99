/** Takes down what a customer said it will need more or less of, and lets a person decide whether the forecast obeys it. */

import { Refusal } from '../../../contract/refusals.ts'
import type { DecideChange, DecidedChange, StatedChange } from '../../../contract/stated-changes.ts'
import { changeRecord, createRecord, getRecord } from '../../ledger/index.ts'
import { requireContact, requireCustomer } from '../../modules/customers/index.ts'
import { statedChange } from '../../modules/needs/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireGoods } from './stated-changes.store.ts'

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10)

/** Refuses `time_order`, `unknown_customer`, `unknown_product`, and `invalid_input` for a product and a group together. */
export const stateChange = (context: Context, wish: StatedChange): Promise<DecidedChange> =>
  inTransaction(context, async (tx) => {
    const { valid_from, valid_to, told_on } = wish
    if (valid_to < valid_from) throw new Refusal('time_order', { valid_from, valid_to })
    if (told_on > dayOf(context.clock.now())) throw new Refusal('time_order', { told_on })
    if (wish.product_id != null && wish.product_group != null)
      throw new Refusal('invalid_input', { field: 'product_group', reason: 'both' })
    await requireCustomer(tx, wish.customer_id)
    if (wish.contact_id != null) await requireContact(tx, wish.contact_id, wish.customer_id)
    await requireGoods(tx, wish)
    await createRecord(context, tx, statedChange, { ...wish, state: 'stated' })
    return (await getRecord(tx, statedChange, wish.change_id)).state as unknown as DecidedChange
  })

/** Refuses `time_order` once the time is over: what came cannot be foretold any more. */
export const decideChange = (context: Context, id: string, wish: DecideChange): Promise<DecidedChange> =>
  inTransaction(context, async (tx) => {
    const today = dayOf(context.clock.now())
    await changeRecord(context, tx, statedChange, id, (state) => {
      const { valid_to, change_percent } = state as unknown as DecidedChange
      if (valid_to < today) throw new Refusal('time_order', { valid_to, today })
      return {
        state: wish.decision,
        accepted_percent: wish.decision === 'accepted' ? (wish.percent ?? change_percent) : null,
        ...{ decided_by: context.principal.actor, decided_on: today, reason: wish.reason },
      }
    })
    return (await getRecord(tx, statedChange, id)).state as unknown as DecidedChange
  })
