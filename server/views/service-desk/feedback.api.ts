/** What people see of feedback and of how problems were handled, and customers of their own. */
import { z } from 'zod'
import {
  AskingList,
  AskingQuery,
  Feedback,
  FeedbackFigures,
  FeedbackFiguresQuery,
  FeedbackList,
  FeedbackQuery,
  HandledFigures,
  HandledQuery,
  OwnAskings,
  OwnFeedbackList,
  Satisfaction,
} from '../../../contract/feedback.ts'
import { OwnInquiryQuery } from '../../../contract/inquiries.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { feedbackFigures } from './feedback-figures.ts'
import { listFeedback, listOwnFeedback, showFeedback } from './feedback-list.ts'
import { handledFigures, listAskings, listOwnAskings } from './how-handled.ts'
import { satisfaction } from './satisfaction.ts'

const tag = 'feedback'
const PERIOD_DAYS = 90
const dayBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)
function spanOf(query: { from?: string | undefined; to?: string | undefined }, now: Date) {
  const [from, to] = [query.from ?? dayBefore(now, PERIOD_DAYS), query.to ?? dayBefore(now, 0)]
  if (from > to) throw new Refusal('time_order', { from, to })
  return { from, to }
}

export const feedbackViewEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/feedback',
    tag,
    permission: 'inquiries.read',
    summary: 'Feedback, what waits for an answer on top',
    query: FeedbackQuery,
    answer: FeedbackList,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => listFeedback(tx, query, { asker: context.principal, now: context.clock.now() })),
  }),
  endpoint({
    method: 'GET',
    path: '/feedback/:id',
    tag,
    permission: 'inquiries.read',
    summary: 'One piece of feedback',
    params: z.object({ id: Code }),
    answer: Feedback,
    handle: (context, { params }) => inSnapshot(context, (tx) => showFeedback(tx, params.id, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/feedback-figures',
    tag,
    permission: 'scorecard.read',
    summary: 'What customers think by kind, with n, mean and a 95 % interval, and what became of it',
    query: FeedbackFiguresQuery,
    answer: FeedbackFigures,
    handle: (context, { query }) => {
      const now = context.clock.now()
      return inSnapshot(context, (tx) => feedbackFigures(tx, spanOf(query, now), now))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/satisfaction',
    tag,
    permission: 'scorecard.read',
    summary: 'How content customers say they are, by the way they said it, with n, mean and a 95 % interval',
    query: FeedbackFiguresQuery,
    answer: Satisfaction,
    handle: (context, { query }) => inSnapshot(context, (tx) => satisfaction(tx, spanOf(query, context.clock.now()))),
  }),
  endpoint({
    method: 'GET',
    path: '/how-handled',
    tag,
    permission: 'scorecard.read',
    summary: 'How customers say their problems were handled: owned, explained, made good, with n and a 95 % interval',
    query: HandledQuery,
    answer: HandledFigures,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) =>
        handledFigures(tx, { ...spanOf(query, context.clock.now()), customer_id: query.customer_id }),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/how-handled/answers',
    tag,
    permission: 'inquiries.read',
    summary: 'What was asked after each problem, and what the customer answered',
    query: AskingQuery,
    answer: AskingList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listAskings(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/feedback',
    tag: 'portal',
    permission: 'portal.read',
    summary: "The customer's own feedback, what we said to it, and what changed because of it",
    query: OwnInquiryQuery,
    answer: OwnFeedbackList,
    handle: (context, { query }) => {
      const customer_id = ownCustomer(context)
      return inSnapshot(context, (tx) => listOwnFeedback(tx, { ...query, customer_id, reader: context.principal }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/portal/how-handled',
    tag: 'portal',
    permission: 'portal.read',
    summary: 'Resolved problems of the own company of which we would like to know how they were handled',
    answer: OwnAskings,
    handle: (context) => {
      const customer_id = ownCustomer(context)
      return inSnapshot(context, async (tx) => ({
        askings: await listOwnAskings(tx, customer_id, context.clock.now()),
      }))
    },
  }),
]
