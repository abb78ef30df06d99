/**
 * Lets go of what is reserved for lines that nobody wants any more, so that others can have it: cancelled ones, and those
 * that a file says have left.
 */
import { type EventRange, followRange } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { findUnwanted, ordersTouched, releaseReservations } from './claims.store.ts'

/** Reads one range of events. Returns how many; 0 means nothing is set aside for a cancelled line. */
export const followCancelledLines = (context: Context, eventsMax?: number): Promise<number> =>
  followRange(
    context,
    { name: 'reservations', handle: (tx, range) => releaseTouched({ ...context, tx }, tx, range) },
    eventsMax,
  )

async function releaseTouched(context: Context, tx: Tx, range: EventRange): Promise<void> {
  await releaseReservations(context, tx, await findUnwanted(tx, ordersTouched(tx, range.condition)), 'not_wanted')
}
