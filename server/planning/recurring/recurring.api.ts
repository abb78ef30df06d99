/** Recurring orders for staff, and the customer's own ones in the portal. */
import { z } from 'zod'
import { Quote } from '../../../contract/quotes.ts'
import {
  ChangeRecurringOrder,
  DecideOccurrence,
  NewRecurringOrder,
  OccurrenceQuery,
  Occurrences,
  OrderOccurrence,
  RecurringFile,
  RecurringList,
  RecurringProblems,
  RecurringQuery,
  TakeForDay,
} from '../../../contract/recurring-orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Day } from '../../../contract/values.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import {
  agreeRecurringOrder,
  changeRecurringOrder,
  decideOccurrence,
  findOccurrences,
  getRecurring,
  listFailedDays,
  listRecurring,
} from '../../modules/orders/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { orAskAgain, shown } from '../promising/shown-quote.ts'
import { requireAgreeable } from './agreed-quantities.ts'
import { offersForDay, takeForDay } from './day-offers.command.ts'
import { namesIn } from './names.store.ts'
import { orderDue } from './order-due.command.ts'
import { orderOccurrence } from './order-occurrence.command.ts'
import { plannedDays } from './planned-days.store.ts'

const id = z.object({ id: Code })
const dayOf = z.object({ id: Code, day: Day })
const DAYS_MAX = 400

/** What is near enough becomes an order at once; where the request has a transaction of its own, the next hour does it. */
const orderNow = async (context: Context, recurringId: string): Promise<void> => {
  if (!context.tx) await orderDue(context, recurringId)
}

const one = (context: Context, recurringId: string) =>
  inSnapshot(context, async (tx) => {
    const recurring = await getRecurring(tx, recurringId, context.principal.customerId)
    return { ...recurring, ...(await namesIn(tx, recurring)) }
  })

function days(context: Context, recurringId: string, span: z.output<typeof OccurrenceQuery>) {
  if (span.to < span.from) throw new Refusal('time_order', span)
  if (parseLocalDay(span.to) - parseLocalDay(span.from) >= DAYS_MAX) {
    throw new Refusal('invalid_input', { days_max: DAYS_MAX })
  }
  return inSnapshot(context, async (tx) => {
    const recurring = await getRecurring(tx, recurringId, context.principal.customerId)
    return { rows: await plannedDays(tx, recurring, await findOccurrences(tx, recurringId, span), span) }
  })
}

/** A contact agrees for the own customer only. */
function requireOwn({ principal }: Context, customerId: string): void {
  if (principal.customerId !== null && principal.customerId !== customerId) {
    throw new Refusal('unknown_customer', { customer_id: customerId })
  }
}

interface Door {
  readonly prefix: string
  readonly read: string
  readonly write: string
}

const endpointsOf = ({ prefix, read, write }: Door): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: `${prefix}/recurring-orders`,
    tag: 'recurring orders',
    permission: read,
    summary: 'List recurring orders, with what waits for a decision',
    query: RecurringQuery,
    answer: RecurringList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listRecurring(tx, query, context.principal.customerId)),
  }),
  endpoint({
    method: 'GET',
    path: `${prefix}/recurring-orders/:id`,
    tag: 'recurring orders',
    permission: read,
    summary: 'One recurring order with its terms from each day on',
    params: id,
    answer: RecurringFile,
    handle: (context, { params }) => one(context, params.id),
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders`,
    tag: 'recurring orders',
    permission: write,
    summary: 'Agree on a recurring order; its next days become orders',
    body: NewRecurringOrder,
    answer: RecurringFile,
    status: 201,
    handle: async (context, { body }) => {
      requireOwn(context, body.customer_id)
      await requireAgreeable(context, body.lines)
      const { recurring_id } = await agreeRecurringOrder(context, body)
      await orderNow(context, String(recurring_id))
      return one(context, String(recurring_id))
    },
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders/:id/changes`,
    tag: 'recurring orders',
    permission: write,
    summary: 'Change all days from one on, or end it',
    params: id,
    body: ChangeRecurringOrder,
    answer: RecurringFile,
    handle: async (context, { params, body }) => {
      await requireAgreeable(context, body.lines)
      await changeRecurringOrder(context, params.id, body)
      await orderNow(context, params.id)
      return one(context, params.id)
    },
  }),
  endpoint({
    method: 'GET',
    path: `${prefix}/recurring-orders/:id/occurrences`,
    tag: 'recurring orders',
    permission: read,
    summary: 'Its days between two days: what is planned, skipped, ordered, or could not be promised',
    params: id,
    query: OccurrenceQuery,
    answer: Occurrences,
    handle: (context, { params, query }) => days(context, params.id, query),
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders/:id/occurrences/:day`,
    tag: 'recurring orders',
    permission: write,
    summary: 'Skip or change one day, or let it be as the rhythm says',
    params: dayOf,
    body: DecideOccurrence,
    answer: Occurrences,
    handle: async (context, { params, body }) => {
      await requireAgreeable(context, body.lines)
      await decideOccurrence(context, { recurringId: params.id, day: params.day }, body)
      await orderNow(context, params.id)
      return days(context, params.id, { from: params.day, to: params.day })
    },
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders/:id/occurrences/:day/order`,
    tag: 'recurring orders',
    permission: write,
    summary: 'Order one day now, if need be for another day',
    params: dayOf,
    body: OrderOccurrence,
    answer: Occurrences,
    handle: async (context, { params, body }) => {
      const wish = { recurringId: params.id, day: params.day, acceptOtherDay: body.accept_other_day, isRetry: false }
      await orderOccurrence(context, wish)
      return days(context, params.id, { from: params.day, to: params.day })
    },
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders/:id/occurrences/:day/offers`,
    tag: 'recurring orders',
    permission: write,
    summary: 'The next best offers for a day that is not an order yet',
    params: dayOf,
    body: z.object({}),
    answer: Quote,
    status: 201,
    handle: async (context, { params }) => shown(context, await offersForDay(context, keyOf(params))),
  }),
  endpoint({
    method: 'POST',
    path: `${prefix}/recurring-orders/:id/occurrences/:day/take`,
    tag: 'recurring orders',
    permission: write,
    summary: 'Take one of the offers for a day: it becomes the order of that day',
    params: dayOf,
    body: TakeForDay,
    answer: Occurrences,
    handle: async (context, { params, body }) => {
      await orAskAgain(
        context,
        () => takeForDay(context, keyOf(params), body),
        () => offersForDay(context, keyOf(params)),
      )
      return days(context, params.id, { from: params.day, to: params.day })
    },
  }),
]

const keyOf = ({ id: recurringId, day }: z.output<typeof dayOf>) => ({ recurringId, day })

const problems = endpoint({
  method: 'GET',
  path: '/recurring-problems',
  tag: 'recurring orders',
  permission: 'orders.read',
  summary: 'Days of recurring orders that could not be promised and wait for a decision',
  answer: RecurringProblems,
  handle: (context) => inSnapshot(context, async (tx) => ({ rows: await listFailedDays(tx) })),
})

export const recurringEndpoints: AnyEndpoint[] = [
  problems,
  ...endpointsOf({ prefix: '', read: 'orders.read', write: 'orders.write' }),
  ...endpointsOf({ prefix: '/portal', read: 'portal.read', write: 'portal.order' }),
]
