/** A new promise for an order's own lines: what they hold is given back first, so they may take it again. */
import type { TakenOffer } from '../../../contract/quotes.ts'
import { changeRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { releaseBookings, writeBookings } from '../capacity/index.ts'
import { findReservations, releaseReservations, writeReservations } from '../inventory/index.ts'
import { localDaysAt } from '../locations/index.ts'
import { customerOrder } from '../orders/index.ts'
import { lockRoom } from './lock-room.store.ts'
import { insertPromises, lockLastVersions, subjectId } from './promises.store.ts'
import { offerToTake, type StoredQuote, type Taking } from './quote.ts'
import { closeQuotes, currentBasis } from './quotes.store.ts'
import { answerOf, closingOf, promiseOf, type Taken, takeOne } from './taking.ts'

/** Refuses as a first taking does; then everything stays as it was, the old promise and its goods included. */
export async function promiseAnew(context: Context, tx: Tx, quote: StoredQuote, taking: Taking): Promise<TakenOffer> {
  offerToTake(quote, taking, context.clock.now())
  const order_id = quote.order_id!
  const lines = quote.wish.lines.map(({ line_number }) => ({ order_id, line_number }))
  const versions = await lockLastVersions(tx, lines)
  await releaseReservations(context, tx, await findReservations(tx, lines), 'promised anew')
  await releaseBookings(context, tx, lines)
  const { room, days: locked } = await lockRoom(tx, [taking], new Map([[quote.quote_id, quote]]))
  const taken = takeOne({
    quote,
    taking,
    room,
    basis: await currentBasis(tx, quote.basis),
    now: context.clock.now(),
    newOrderId: () => order_id,
  })
  await exchangeProducts(context, tx, taken)
  const now = context.clock.now()
  const days = await localDaysAt(tx, [quote.location_id], now)
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

/** Where the customer took a substitute, the order's line becomes it and keeps what was wished. */
async function exchangeProducts(context: Context, tx: Tx, taken: Taken): Promise<void> {
  const exchanged = taken.lines.filter(({ orderLine }) => orderLine.substitute_for !== null)
  if (exchanged.length === 0) return
  const change = (order: State): State => ({
    ...order,
    lines: (order.lines as State[]).map((line) => {
      const other = exchanged.find(({ orderLine }) => orderLine.line_number === line.line_number)
      if (!other) return line
      const { product_id, substitute_for, quantity, unit_price } = other.orderLine
      return { ...line, product_id, substitute_for, quantity, unit_price: unit_price ?? line.unit_price ?? null }
    }),
  })
  await changeRecord(context, tx, customerOrder, taken.orderId, change, { event: 'OrderLinesChanged' })
}
