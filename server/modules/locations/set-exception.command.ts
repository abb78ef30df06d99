/** Closes a place on a day, gives it an extra shift, or lets the day be as any other again. */
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { location } from './location.ts'

interface Exception {
  readonly day: string
  readonly openings: string | null
  readonly reason: string
}

/** Null takes the exception of the day back. Refuses `not_found` for a place that is not registered, or a day without one. */
export function setException(context: Context, id: string, day: string, wish: Omit<Exception, 'day'> | null) {
  return inTransaction(context, async (tx) => {
    await changeRecord(context, tx, location, id, (state) => {
      const before = state.exceptions as readonly Exception[]
      const others = before.filter((one) => one.day !== day)
      if (wish === null && others.length === before.length) throw new Refusal('not_found', { location_id: id, day })
      return { exceptions: wish === null ? others : [...others, { day, ...wish }] }
    })
  })
}
