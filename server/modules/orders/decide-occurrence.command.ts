/** Skips or changes one day of a recurring order, or lets it be as the rhythm says. */
import type { z } from 'zod'
import type { DecideOccurrence } from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { occurrenceId, type StoredOccurrence } from './occurrences.ts'
import { regularDays } from './recurring-days.ts'
import { checkRecurringLines } from './recurring-lines.store.ts'
import { recurringOccurrence } from './recurring-order.ts'
import { findOccurrences, getRecurring } from './recurring-orders.store.ts'

/** Refuses `not_found` for a day that the rhythm does not have, and `wrong_state` where it is an order already: then that is changed. */
export function decideOccurrence(
  context: Context,
  { recurringId, day }: { recurringId: string; day: string },
  { decision, deliver_on, lines }: z.output<typeof DecideOccurrence>,
): Promise<void> {
  return inTransaction(context, async (tx) => {
    const recurring = await getRecurring(tx, recurringId, context.principal.customerId, 'FOR UPDATE')
    if (regularDays(recurring, { from: day, to: day }).length === 0) throw new Refusal('not_found', { day })
    const stored = (await findOccurrences(tx, recurringId, { from: day, to: day })).get(day)
    if (stored?.state === 'ordered') throw new Refusal('wrong_state', { state: 'ordered', order_id: stored.order_id })
    const today = context.clock.now().toISOString().slice(0, 10)
    if (deliver_on && deliver_on < today) throw new Refusal('time_order', { from: today, to: deliver_on })
    if (decision === 'change' && !deliver_on && !lines) {
      throw new Refusal('invalid_input', { field: 'lines', reason: 'nothing_to_change' })
    }
    if (lines) await checkRecurringLines(tx, lines, { customerId: recurring.customer_id, day })
    const asRhythm = { deliver_on: day, lines: null }
    const state = { change: 'changed', skip: 'skipped', restore: 'planned' } as const
    await saveOccurrence(context, tx, stored, {
      recurring_id: recurringId,
      regular_on: day,
      ...(decision === 'change' ? { deliver_on: deliver_on ?? day, lines: lines ?? stored?.lines ?? null } : asRhythm),
      state: state[decision],
      order_id: null,
      problem: null,
      quote_id: null,
    })
  })
}

export async function saveOccurrence(
  context: Context,
  tx: Tx,
  stored: StoredOccurrence | undefined,
  next: Omit<StoredOccurrence, 'occurrence_id'>,
): Promise<void> {
  const id = occurrenceId(next.recurring_id, next.regular_on)
  const state: State = { ...next, occurrence_id: id }
  if (stored) await changeRecord(context, tx, recurringOccurrence, id, () => state)
  else await createRecord(context, tx, recurringOccurrence, state)
}
