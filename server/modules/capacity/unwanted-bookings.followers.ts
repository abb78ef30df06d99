/** Gives back what is booked for lines that a file says were cancelled, as cancelling at a screen does at once. */
import { type EventRange, followRange } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { ordersChanged, releaseUnwantedOf } from './unwanted-bookings.store.ts'

/** Reads one range of events. Returns how many; 0 means nothing is booked for a cancelled line. */
export const followUnwantedBookings = (context: Context, eventsMax?: number): Promise<number> =>
  followRange(
    context,
    {
      name: 'bookings',
      handle: (tx, range) => releaseTouched({ ...context, tx }, tx, range),
    },
    eventsMax,
  )

async function releaseTouched(context: Context, tx: Tx, range: EventRange): Promise<void> {
  await releaseUnwantedOf(context, tx, ordersChanged(range.condition))
}
