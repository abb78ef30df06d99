/** Recurring orders for staff, and the customer's own ones in the portal. */
import { z } from 'zod'
import {
  ChangeRecurringOrder,
  DecideOccurrence,
  NewRecurringOrder,
  OccurrenceQuery,
  Occurrences,
  OrderOccurrence,
  RecurringFile,
  RecurringList,
  RecurringQuery,
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
  listRecurring,
} from '../../modules/orders/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
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
]

export const recurringEndpoints: AnyEndpoint[] = [
  ...endpointsOf({ prefix: '', read: 'orders.read', write: 'orders.write' }),
  ...endpointsOf({ prefix: '/portal', read: 'portal.read', write: 'portal.order' }),
]
