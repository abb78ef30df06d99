/** Agrees on a recurring order, and changes all its days from one on. */
import type { z } from 'zod'
import type { ChangeRecurringOrder, NewRecurringOrder, RecurringTerms } from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { checkRecurringLines } from './recurring-lines.store.ts'
import { recurringOrder } from './recurring-order.ts'
import { getRecurring, requireOwnPlace } from './recurring-orders.store.ts'

/** Refuses unknown customers, products and services, a place that is not the customer's, and a rhythm that is none or two. */
export function agreeRecurringOrder(context: Context, wish: z.output<typeof NewRecurringOrder>): Promise<State> {
  const { customer_id, name, starts_on, ends_on, horizon_days, customer_reference, instructions, ...terms } = wish
  const { recurring_id: given, ...rhythm } = terms
  if (ends_on && ends_on < starts_on) throw new Refusal('time_order', { from: starts_on, to: ends_on })
  return inTransaction(context, async (tx) => {
    await requireCustomer(tx, customer_id)
    const first = { valid_from: starts_on, ...withWeeks(rhythm) }
    await checkTerms(tx, customer_id, first)
    const recurring_id = given ?? (await nextNumber(context, { subjectType: recurringOrder.subjectType, prefix: 'RO' }))
    return createRecord(context, tx, recurringOrder, {
      ...{ recurring_id, customer_id, name, starts_on, ends_on, horizon_days, customer_reference, instructions },
      source: context.principal.customerId === null ? 'console' : 'portal',
      terms: [first],
    })
  })
}

/** Refuses what agreeing refuses, and a day before today: what has been is not changed. */
export function changeRecurringOrder(
  context: Context,
  recurringId: string,
  change: z.output<typeof ChangeRecurringOrder>,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const known = await getRecurring(tx, recurringId, context.principal.customerId, 'FOR UPDATE')
    const today = context.clock.now().toISOString().slice(0, 10)
    if (change.from < today) throw new Refusal('time_order', { from: change.from, today })
    const { from, ends_on, horizon_days, ...rhythm } = change
    if (ends_on && ends_on < known.starts_on) throw new Refusal('time_order', { from: known.starts_on, to: ends_on })
    const said = Object.fromEntries(Object.entries(rhythm).filter(([, value]) => value !== undefined && value !== null))
    const terms = Object.keys(said).length > 0 ? await changedTerms(tx, known, from, said) : known.terms
    return changeRecord(context, tx, recurringOrder, recurringId, () => ({
      ...(ends_on !== undefined && { ends_on }),
      ...(horizon_days !== undefined && { horizon_days }),
      terms: terms as unknown as State[],
    }))
  })
}

type Known = Awaited<ReturnType<typeof getRecurring>>

/** The terms that held go on until the day before; those agreed for later days than it are replaced. */
async function changedTerms(tx: Tx, known: Known, from: string, said: Partial<RecurringTerms>) {
  const earlier = known.terms.filter((one) => one.valid_from < from)
  const held = known.terms.filter((one) => one.valid_from <= from).at(-1) ?? known.terms[0]!
  const isOtherRhythm = said.weekdays !== undefined || said.every_days !== undefined
  const { weekdays, every_weeks, every_days, ...rest } = held
  const rhythm = isOtherRhythm ? {} : { weekdays, every_weeks, every_days }
  const next = withWeeks({ ...rest, ...rhythm, ...said, valid_from: from })
  if (!isOtherRhythm) requireInRhythm(held, from)
  await checkTerms(tx, known.customer_id, next)
  return [...earlier, next]
}

/** Every second week or third day must not begin anew: refused where the day is not one from which it could be counted on. */
function requireInRhythm(held: RecurringTerms, from: string): void {
  const days = Math.round((Date.parse(from) - Date.parse(held.valid_from)) / 86_400_000)
  if (held.every_days && days % held.every_days !== 0) {
    throw new Refusal('invalid_input', { field: 'from', reason: 'not_in_rhythm' })
  }
  const monday = (day: string) => Math.floor((Date.parse(day) / 86_400_000 + 3) / 7)
  if ((held.every_weeks ?? 1) > 1 && (monday(from) - monday(held.valid_from)) % held.every_weeks! !== 0) {
    throw new Refusal('invalid_input', { field: 'from', reason: 'not_in_rhythm' })
  }
}

const withWeeks = <Terms extends Partial<RecurringTerms>>(terms: Terms): Terms =>
  terms.weekdays ? { ...terms, every_weeks: terms.every_weeks ?? 1 } : terms

async function checkTerms(tx: Tx, customerId: string, terms: RecurringTerms): Promise<void> {
  if (Boolean(terms.weekdays) === Boolean(terms.every_days) || (terms.every_days && terms.every_weeks)) {
    throw new Refusal('invalid_input', { field: 'weekdays', reason: 'one_rhythm' })
  }
  await requireOwnPlace(tx, customerId, terms.location_id)
  await checkRecurringLines(tx, terms.lines, { customerId, day: terms.valid_from })
}
