/** The next best offers for a day of a recurring order that could not be promised as wished, and taking one of them. */
import type { z } from 'zod'
import type { Quote } from '../../../contract/quotes.ts'
import type { TakeForDay } from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { saveOccurrence } from '../../modules/orders/index.ts'
import { findQuote } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { takeEither } from '../giving-way/take-by-priority.command.ts'
import { makeQuote } from '../promising/quote.command.ts'
import { loadDay, orderOfDay, wishOf } from './order-occurrence.command.ts'

interface DayKey {
  readonly recurringId: string
  readonly day: string
}

/** Asked anew each time: what was offered when the day failed has long expired. Refuses `wrong_state` where nothing is to be ordered. */
export function offersForDay(context: Context, key: DayKey): Promise<z.infer<typeof Quote>> {
  return inTransaction(context, async (tx) => {
    const loaded = await openDay(context, tx, key)
    return makeQuote({ ...context, tx }, wishOf(loaded), { mayTouch: true, isAgreed: true })
  })
}

/** The offer becomes the order of that day. Refuses what taking refuses, and an offer that was made for another wish. */
export function takeForDay(context: Context, key: DayKey, wish: z.output<typeof TakeForDay>): Promise<void> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const loaded = await openDay(context, tx, key)
    const { quote_id, ...taking } = wish
    const quote = await findQuote(tx, quote_id, context.principal.customerId)
    requireSameWish(quote, wishOf(loaded))
    const { recurring, stored, deliver_on, lines } = loaded
    const reference = recurring.customer_reference ?? null
    const order = orderOfDay(recurring, key.day)
    const taken = await takeEither(within, quote_id, { ...taking, customer_reference: reference }, { order })
    const days = taken.lines.map((line) => line.to_date).sort()
    await saveOccurrence(within, tx, stored, {
      ...{ recurring_id: recurring.recurring_id, regular_on: key.day, deliver_on: days.at(-1) ?? deliver_on, lines },
      ...{ state: 'ordered', order_id: taken.order_id, problem: null, quote_id },
    })
  })
}

async function openDay(context: Context, tx: Tx, key: DayKey) {
  const { recurring, occurrence, stored, terms } = await loadDay(context, tx, key)
  const { state, deliver_on, lines, order_id } = occurrence
  if (deliver_on === null || state === 'ordered') throw new Refusal('wrong_state', { state, order_id })
  return { recurring, stored, terms, deliver_on, lines }
}

type Wish = ReturnType<typeof wishOf>

function requireSameWish(quote: Awaited<ReturnType<typeof findQuote>>, wish: Wish): void {
  const said = (lines: readonly { line_number: number; product_id: string; quantity: number }[]) =>
    lines.map((line) => `${line.line_number} ${line.product_id} ${line.quantity}`).join()
  const isSame =
    quote.order_id === null &&
    quote.customer_id === wish.customer_id &&
    quote.location_id === wish.location_id &&
    said(quote.wish.lines) === said(wish.lines)
  if (!isSame) throw new Refusal('invalid_input', { field: 'quote_id', reason: 'another_wish' })
}
