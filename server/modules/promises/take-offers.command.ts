/**
 * Taking offers: the order, its promises, the goods and the hands behind them, in one transaction for all who wait.
 *
 * Pools, capacity days and quotes are locked in key order; each taking is decided in its order of arrival against what the
 * earlier ones left; then the rows of all that were not refused are written by one statement a table.
 */
import type { TakenOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecords } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Outcome } from '../../platform/database/grouped.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type LockedDays, writeBookings } from '../capacity/index.ts'
import { writeReservations } from '../inventory/index.ts'
import { localDaysAt } from '../locations/index.ts'
import { customerOrder } from '../orders/index.ts'
import { lockRoom } from './lock-room.store.ts'
import { promiseAnew } from './promise-anew.command.ts'
import { insertPromises } from './promises.store.ts'
import { isTakenAlready, type StoredQuote, type Taking } from './quote.ts'
import { closeQuotes, currentBasis, lockQuotes } from './quotes.store.ts'
import { answerAgain, answerOf, closingOf, orderOf, promiseOf, type Taken, takeOne } from './taking.ts'

/** A quote of an order's own lines gives back what these hold before it takes anew: it is carried out alone. */
const APART = new Error('A new promise for an order is taken in a transaction of its own')

export function takeOffers(context: Context, takings: readonly Taking[]): Promise<Outcome<TakenOffer>[]> {
  return inTransaction(context, async (tx) => {
    const quotes = await lockQuotes(tx, [...new Set(takings.map((taking) => taking.quoteId))].sort())
    const anew = [...quotes.values()].find((quote) => quote.order_id !== null && quote.state === 'open')
    if (anew && takings.length > 1) throw APART
    if (anew) return [{ result: await promiseAnew({ ...context, tx }, tx, anew, takings[0]!) }]
    const decided = await decide(context, tx, takings, quotes)
    await write(context, tx, decided.taken, decided.days)
    return decided.outcomes
  })
}

async function decide(
  context: Context,
  tx: Tx,
  takings: readonly Taking[],
  quotes: Map<string, StoredQuote>,
): Promise<{ taken: Taken[]; outcomes: Outcome<TakenOffer>[]; days: LockedDays }> {
  const { room, days } = await lockRoom(tx, takings, quotes)
  const basis = await currentBasis(
    tx,
    [...quotes.values()].flatMap((quote) => quote.basis),
  )
  const taken: Taken[] = []
  const answers = new Map<string, TakenOffer>()
  const outcomes = takings.map((taking): Outcome<TakenOffer> => {
    const quote = quotes.get(taking.quoteId)
    try {
      const known = answers.get(taking.quoteId)
      if (known && known.offer_number === taking.wish.offer_number) return { result: known }
      if (known) throw new Refusal('wrong_state', { quote_id: taking.quoteId, state: 'taken' })
      if (isTakenAlready(quote, taking)) return { result: answerAgain(quote) }
      const one = takeOne({
        quote,
        taking,
        room,
        basis,
        now: context.clock.now(),
        newOrderId: () => context.ids.code('SO'),
      })
      taken.push(one)
      const answer = answerOf(one)
      answers.set(taking.quoteId, answer)
      return { result: answer }
    } catch (error) {
      if (error instanceof Refusal) return { error }
      throw error
    }
  })
  return { taken, outcomes, days }
}

async function write(context: Context, tx: Tx, taken: readonly Taken[], locked: LockedDays): Promise<void> {
  if (taken.length === 0) return
  const now = context.clock.now()
  const places = taken.flatMap(({ quote, lines }) => [quote.location_id, String(lines[0]!.promise.site_id)])
  const days = await localDaysAt(tx, places, now)
  await createRecords(
    context,
    tx,
    customerOrder,
    taken.map((one) => ({ state: orderOf(one, now, days), actor: one.taking.actor })),
  )
  const promised = taken.flatMap((one) =>
    one.lines.map((line) => promiseOf(one, line, { now, days, version: 1, subject_version: 1 })),
  )
  await insertPromises(context, tx, promised)
  await writeReservations(
    context,
    tx,
    taken.flatMap((one) => one.claims),
  )
  await writeBookings(
    context,
    tx,
    locked,
    taken.flatMap((one) => one.bookings),
  )
  await closeQuotes(context, tx, taken.map(closingOf))
}
