/** Makes an order with a promise of one day of a recurring order; what cannot be promised stays to be seen, with its reason. */
import type { Occurrence } from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { findOccurrences, getRecurring, saveOccurrence } from '../../modules/orders/index.ts'
import { takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { makeQuote } from '../promising/quote.command.ts'
import { plannedDays } from './planned-days.store.ts'

export interface DayWish {
  readonly recurringId: string
  readonly day: string
  /** Where the day wished cannot be kept: take the first offer of another day. */
  readonly acceptOtherDay: boolean
  /** A problem that is the same as before is not told again. */
  readonly isRetry: boolean
}

/** The same failure once more: everything of this attempt is let go. */
const AS_BEFORE = new Error('This day still cannot be promised')

/** Returns the state the day is in now. A day that is an order already, skipped or closed stays as it is. */
export async function orderOccurrence(context: Context, wish: DayWish): Promise<Occurrence['state']> {
  try {
    return await inTransaction(context, (tx) => orderWithin({ ...context, tx }, tx, wish))
  } catch (error) {
    if (error === AS_BEFORE) return 'failed'
    if (!(error instanceof Refusal) || error.code === 'not_found' || context.tx) throw error
    const { code } = error
    return inTransaction(context, (tx) => failWithin({ ...context, tx }, tx, wish, code))
  }
}

async function orderWithin(context: Context, tx: Tx, wish: DayWish): Promise<Occurrence['state']> {
  const { recurring, occurrence, stored, terms } = await loadDay(context, tx, wish)
  const { state, deliver_on, lines } = occurrence
  if (deliver_on === null || state === 'ordered') return state
  const quote = await makeQuote(context, wishOf({ recurring, terms, deliver_on, lines }), { isAgreed: true })
  const open = quote.offers.filter((offer) => !offer.lines.some((line) => line.needs_consent))
  const offer = open.find((one) => one.is_as_wished) ?? (wish.acceptOtherDay ? open[0] : undefined)
  const day = { recurring_id: recurring.recurring_id, regular_on: wish.day, deliver_on, lines: stored?.lines ?? null }
  if (!offer) {
    const problem = quote.offers.length > 0 ? 'only_another_day' : (quote.obstacles[0]?.reason ?? 'no_goods')
    if (wish.isRetry && stored?.state === 'failed' && stored.problem === problem) throw AS_BEFORE
    const quote_id = quote.offers.length > 0 ? quote.quote_id : null
    await saveOccurrence(context, tx, stored, { ...day, state: 'failed', order_id: null, problem, quote_id })
    return 'failed'
  }
  const order = orderOfDay(recurring, wish.day)
  const taking = { offer_number: offer.offer_number, customer_reference: recurring.customer_reference ?? null }
  const { order_id } = await takeOffer(context, quote.quote_id, taking, { order })
  const done = { state: 'ordered' as const, order_id, problem: null, quote_id: quote.quote_id }
  await saveOccurrence(context, tx, stored, { ...day, deliver_on: offer.complete_on, lines, ...done })
  return 'ordered'
}

interface DayLines {
  readonly recurring: Loaded['recurring']
  readonly terms: Loaded['terms']
  readonly deliver_on: string
  readonly lines: Occurrence['lines']
}

export const wishOf = ({ recurring, terms, deliver_on, lines }: DayLines) => ({
  customer_id: recurring.customer_id,
  location_id: terms.location_id,
  lines: lines.map((line) => ({ ...line, requested_from_date: deliver_on, requested_to_date: deliver_on })),
})

export const orderOfDay = ({ recurring_id, instructions }: Loaded['recurring'], day: string) => ({
  occurrence_id: `${recurring_id}@${day}`,
  instructions: instructions ?? null,
})

type Loaded = Awaited<ReturnType<typeof loadDay>>

async function failWithin(context: Context, tx: Tx, wish: DayWish, problem: string): Promise<Occurrence['state']> {
  const { occurrence, stored } = await loadDay(context, tx, wish)
  if (occurrence.deliver_on === null || occurrence.state === 'ordered') return occurrence.state
  if (wish.isRetry && stored?.state === 'failed' && stored.problem === problem) return 'failed'
  await saveOccurrence(context, tx, stored, {
    recurring_id: wish.recurringId,
    regular_on: wish.day,
    deliver_on: occurrence.deliver_on,
    lines: stored?.lines ?? null,
    state: 'failed',
    order_id: null,
    problem,
    quote_id: null,
  })
  return 'failed'
}

/** Refuses `not_found` for a day that the rhythm does not have. Locked, so that two who try the same day make one order. */
export async function loadDay(context: Context, tx: Tx, { recurringId, day }: Pick<DayWish, 'recurringId' | 'day'>) {
  const recurring = await getRecurring(tx, recurringId, context.principal.customerId, 'FOR UPDATE')
  const span = { from: day, to: day }
  const decided = await findOccurrences(tx, recurringId, span)
  const occurrence = (await plannedDays(tx, recurring, decided, span)).find((one) => one.regular_on === day)
  const terms = recurring.terms.filter((one) => one.valid_from <= day).at(-1)
  if (!occurrence || !terms) throw new Refusal('not_found', { recurring_id: recurringId, day })
  return { recurring, occurrence, stored: decided.get(day), terms }
}
