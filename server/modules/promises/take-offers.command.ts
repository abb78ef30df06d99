/**
 * Taking offers: the order, its promises, the goods and the hands behind them, in one transaction for all who wait.
 *
 * Pools, capacity days and quotes are locked in key order; each taking is decided in its order of arrival against what the
 * earlier ones left; then the rows of all that were not refused are written by one statement a table.
 */
import type { TakenOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecords, nextNumbers } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { type Tx, together } from '../../platform/database/database.ts'
import type { Outcome } from '../../platform/database/grouped.ts'
import { inPipeline } from '../../platform/database/transaction.ts'
import { type LockedDays, writeBookings } from '../capacity/index.ts'
import { writeReservations } from '../inventory/index.ts'
import { localDaysAt } from '../locations/index.ts'
import { customerOrder, ORDER_NUMBERS } from '../orders/index.ts'
import { lockRoom } from './lock-room.store.ts'
import { promiseAnew } from './promise-anew.command.ts'
import { insertPromises } from './promises.store.ts'
import { isTakenAlready, type StoredQuote, type Taking } from './quote.ts'
import { closeQuotes, currentBasis, lockQuotes } from './quotes.store.ts'
import { answerAgain, answerOf, closingOf, orderOf, promiseOf, type Taken, takeOne } from './taking.ts'

/** A quote of an order's own lines gives back what these hold before it takes anew: it is carried out alone. */
const APART = new Error('A new promise for an order is taken in a transaction of its own')

export function takeOffers(context: Context, takings: readonly Taking[]): Promise<Outcome<TakenOffer>[]> {
  return inPipeline(context, async (tx) => {
    const quotes = await lockQuotes(tx, [...new Set(takings.map((taking) => taking.quoteId))].sort())
    const anew = [...quotes.values()].find((quote) => quote.order_id !== null && quote.state === 'open')
    if (anew && takings.length > 1) throw APART
    if (anew) return [{ result: await promiseAnew({ ...context, tx }, tx, anew, takings[0]!) }]
    const decided = await decide(context, tx, takings, quotes)
    await write(context, tx, decided)
    return decided.outcomes
  })
}

interface Decided {
  readonly taken: readonly Taken[]
  readonly outcomes: Outcome<TakenOffer>[]
  readonly locked: LockedDays
  /** The local day at each place that orders and promises name. */
  readonly days: ReadonlyMap<string, string>
  readonly now: Date
}

async function decide(
  context: Context,
  tx: Tx,
  takings: readonly Taking[],
  quotes: Map<string, StoredQuote>,
): Promise<Decided> {
  const now = context.clock.now()
  const asked = [...quotes.values()]
  const places = asked.flatMap((quote) => [quote.location_id, ...quote.offers.map((offer) => offer.lines[0]!.site_id)])
  const [{ room, days: locked }, basis, days, numbers] = await together(
    tx,
    () => lockRoom(tx, takings, quotes),
    () =>
      currentBasis(
        tx,
        asked.flatMap((quote) => quote.basis),
      ),
    () => localDaysAt(tx, places, now),
    () => nextNumbers(context, ORDER_NUMBERS, takings.filter((one) => isUnnumbered(one, quotes)).length),
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
        now,
        newOrderId: () => numbers.shift()!,
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
  return { taken, outcomes, locked, days, now }
}

const isUnnumbered = ({ quoteId, wish, orderId }: Taking, quotes: ReadonlyMap<string, StoredQuote>): boolean =>
  quotes.get(quoteId)?.state === 'open' && !(wish.order_id ?? orderId)

async function write(context: Context, tx: Tx, { taken, locked, days, now }: Decided): Promise<void> {
  if (taken.length === 0) return
  const orders = taken.map((one) => ({ state: orderOf(one, now, days), actor: one.taking.actor }))
  const promised = taken.flatMap((one) =>
    one.lines.map((line) => promiseOf(one, line, { now, days, version: 1, subject_version: 1 })),
  )
  const claims = taken.flatMap((one) => one.claims)
  const bookings = taken.flatMap((one) => one.bookings)
  await writeBookings(context, tx, locked, bookings)
  await tx.leave(createRecords(context, tx, customerOrder, orders))
  await tx.leave(insertPromises(context, tx, promised))
  await tx.leave(writeReservations(context, tx, claims))
  await tx.leave(closeQuotes(context, tx, taken.map(closingOf)))
}
