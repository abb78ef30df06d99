/** A new promise for an order's own lines: what they hold is given back first, so they may take it again. */
import type { TakenOffer } from '../../../contract/quotes.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { releaseBookingsOf, writeBookings } from '../capacity/index.ts'
import { findReservations, releaseReservations, writeReservations } from '../inventory/index.ts'
import { localDaysAt } from '../locations/index.ts'
import { customerOrder } from '../orders/index.ts'
import { changedOrder } from './changed-order.ts'
import { lockRoom } from './lock-room.store.ts'
import { lockOrder, optionsOf, type PromisedOrder } from './order-options.store.ts'
import { requireChangeable } from './order-options.ts'
import { insertPromises, lockLastVersions, subjectId } from './promises.store.ts'
import { offerToTake, type StoredQuote, type Taking } from './quote.ts'
import { closeQuotes, currentBasis } from './quotes.store.ts'
import { answerOf, closingOf, promiseOf, type Taken, takeOne } from './taking.ts'

/**
 * Refuses as a first taking does, and `cutoff_passed` and `wrong_state` where the lines may no longer be changed; then
 * everything stays as it was, the old promise and its goods included.
 */
export async function promiseAnew(context: Context, tx: Tx, quote: StoredQuote, taking: Taking): Promise<TakenOffer> {
  const now = context.clock.now()
  offerToTake(quote, taking, now)
  const order_id = quote.order_id!
  const order = await lockOrder(tx, order_id, quote.customer_id)
  await requireLinesChangeable(tx, { order, quote, taking, now })
  const lines = quote.wish.lines.map(({ line_number }) => ({ order_id, line_number }))
  const versions = await lockLastVersions(tx, lines)
  await releaseReservations(context, tx, await findReservations(tx, lines), 'promised anew')
  await releaseBookingsOf(context, tx, lines)
  const { room, days: locked } = await lockRoom(tx, [taking], new Map([[quote.quote_id, quote]]))
  const taken = takeOne({
    quote,
    taking,
    room,
    basis: await currentBasis(tx, quote.basis),
    now,
    newOrderId: () => order_id,
  })
  const days = await localDaysAt(tx, [quote.location_id], now)
  await changeOrder(context, tx, { taken, order, on: days.get(quote.location_id ?? '') ?? null, now })
  const promises = taken.lines.map((line) => {
    const last = versions.get(subjectId({ order_id, line_number: Number(line.orderLine.line_number) }))
    const stamp = { version: (last?.version ?? 0) + 1, subject_version: (last?.subject_version ?? 0) + 1 }
    return promiseOf(taken, line, { now, days, ...stamp })
  })
  await insertPromises(context, tx, promises)
  await writeReservations(context, tx, taken.claims)
  await writeBookings(context, tx, locked, taken.bookings)
  await closeQuotes(context, tx, [closingOf(taken)])
  const answer = answerOf(taken)
  return { ...answer, lines: answer.lines.map((line, at) => ({ ...line, version: Number(promises[at]!.version) })) }
}

interface Asked {
  readonly order: PromisedOrder
  readonly quote: StoredQuote
  readonly taking: Taking
  readonly now: Date
}

/** Lines that the order does not have yet are added to it, which its other lines' cut-offs do not hinder. */
async function requireLinesChangeable(tx: Tx, { order, quote, taking, now }: Asked): Promise<void> {
  const wanted = new Set(quote.wish.lines.map((line) => line.line_number))
  const options = (await optionsOf(tx, order, now)).filter((line) => wanted.has(line.line_number))
  const despiteCutOff = taking.wish.cause === 'company' || taking.wish.despite_cutoff === true
  requireChangeable(options, { despiteCutOff })
}

interface Change {
  readonly taken: Taken
  readonly order: PromisedOrder
  /** The day at the destination. */
  readonly on: string | null
  readonly now: Date
}

async function changeOrder(context: Context, tx: Tx, { taken, order, on, now }: Change): Promise<void> {
  const isCustomers = taken.taking.wish.cause !== 'company'
  const changed = changedOrder(order, taken, { isCustomers, on, at: now.toISOString() })
  if (changed === null) return
  await changeRecord(context, tx, customerOrder, taken.orderId, changed, { event: 'OrderLinesChanged' })
}
