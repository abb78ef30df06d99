/** What is overdue, gathered; and who knew first of what was broken. */
import {
  ExceptionFigures,
  ExceptionLines,
  ExceptionLinesQuery,
  ExceptionQuery,
  OverdueGroups,
  OverdueLines,
  OverdueLinesQuery,
  OverdueQuery,
} from '../../../contract/exceptions.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { exceptionFigures, exceptionLines, type Period } from './known-first.ts'
import { overdueGroups, overdueLines } from './overdue.ts'

const DAYS_SHOWN = 90
const dayOf = (now: Date) => now.toISOString().slice(0, 10)

function periodOf({ from, to }: Pick<ExceptionQuery, 'from' | 'to'>, now: Date): Period {
  const last = to ?? dayOf(now)
  const first = from ?? new Date(Date.parse(last) - (DAYS_SHOWN - 1) * 86_400_000).toISOString().slice(0, 10)
  if (first > last) throw new Refusal('time_order', { from: first, to: last })
  return { from: first, to: last }
}

const shared = { method: 'GET', tag: 'exceptions' } as const

export const exceptionEndpoints: AnyEndpoint[] = [
  endpoint({
    ...shared,
    path: '/exceptions',
    permission: 'scorecard.read',
    summary: 'Broken promises: found by us first against told by the customer, by cause, carrier, customer or week',
    query: ExceptionQuery,
    answer: ExceptionFigures,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => exceptionFigures(tx, query.by, periodOf(query, context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/exceptions/lines',
    permission: 'scorecard.read',
    summary: 'The lines behind these figures, with when we and when the customer first spoke',
    query: ExceptionLinesQuery,
    answer: ExceptionLines,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => exceptionLines(tx, query, periodOf(query, context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/overdue',
    permission: 'orders.read',
    summary: 'Open lines past their promised day, gathered by cause or customer, most harm first',
    query: OverdueQuery,
    answer: OverdueGroups,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => overdueGroups(tx, query.by, dayOf(context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/overdue/lines',
    permission: 'orders.read',
    summary: 'These lines, newest day first',
    query: OverdueLinesQuery,
    answer: OverdueLines,
    handle: (context, { query }) => inSnapshot(context, (tx) => overdueLines(tx, query, dayOf(context.clock.now()))),
  }),
]
