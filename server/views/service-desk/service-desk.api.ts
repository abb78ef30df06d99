/** What people see of inquiries, and customers of their own. */
import { z } from 'zod'
import { AutomaticAnswerList, AutomaticAnswerQuery } from '../../../contract/automatic-answers.ts'
import { IncomingMailList, IncomingMailQuery, IncomingMailText } from '../../../contract/incoming-mail.ts'
import {
  AnswerTimes,
  AnswerTimesQuery,
  type Inquiry,
  type InquiryEntry,
  InquiryFile,
  InquiryList,
  InquiryQuery,
  LeavingSigns,
  OwnInquiries,
  OwnInquiry,
  OwnInquiryQuery,
} from '../../../contract/inquiries.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Language } from '../../../contract/values.ts'
import { asksForArrival } from '../../../engines/sorting/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { answerLanguage } from './answer-language.ts'
import { answerTimes } from './answer-times.ts'
import { listAutomaticAnswers, showAnswerFailure, showAutomaticAnswer } from './automatic-answers.ts'
import { listEntries, listInquiries, listOthers, listOwnInquiries, showInquiry } from './inquiry-list.ts'
import { leavingSigns } from './leaving-signs.ts'
import { listMails, showMail } from './mail-list.ts'
import { loadOrderFacts } from './order-facts.ts'
import { suggestAnswer } from './suggest-answer.ts'
import { suggestTopic, suggestUrgency } from './topic-suggestion.ts'

const tag = 'inquiries'
const PERIOD_DAYS = 90
const dayBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)

async function inquiryFile(tx: Tx, id: string, now: Date): Promise<InquiryFile> {
  const inquiry = await showInquiry(tx, id, now)
  const facts = inquiry.order_id ? await loadOrderFacts(tx, inquiry.order_id, now) : null
  const entries = await listEntries(tx, id)
  return {
    inquiry,
    entries,
    facts,
    automatic: await showAutomaticAnswer(tx, id),
    automatic_failure: await showAnswerFailure(tx, id),
    suggestion: facts && isAboutArrival(inquiry, entries) ? await suggestionFor(tx, inquiry, { facts, now }) : null,
    topic_suggestion: inquiry.topic === null ? await suggestTopic(tx, asked(inquiry, entries)) : null,
    urgency_suggestion:
      inquiry.is_urgent || inquiry.state !== 'open' ? null : await suggestUrgency(tx, asked(inquiry, entries)),
    others: inquiry.customer_id ? await listOthers(tx, inquiry) : [],
  }
}

const asked = ({ subject }: Inquiry, [first]: readonly InquiryEntry[]) => `${subject} ${first?.text ?? ''}`

/** Where nobody has sorted it, its words are read; words about something else are not answered with a day. */
const isAboutArrival = (inquiry: Inquiry, entries: readonly InquiryEntry[]) =>
  inquiry.state === 'open' &&
  (inquiry.topic === null ? asksForArrival(asked(inquiry, entries)) : inquiry.topic === 'arrival')

async function suggestionFor(
  tx: Tx,
  inquiry: Inquiry,
  { facts, now }: { facts: NonNullable<InquiryFile['facts']>; now: Date },
) {
  const language = Language.catch('en').parse(await answerLanguage(tx, inquiry))
  return suggestAnswer(facts, { language, today: now.toISOString().slice(0, 10), line_number: inquiry.line_number })
}

export const serviceDeskEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/inquiries',
    tag,
    permission: 'inquiries.read',
    summary: 'Inquiries, what is due first on top',
    query: InquiryQuery,
    answer: InquiryList,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => listInquiries(tx, query, { asker: context.principal, now: context.clock.now() })),
  }),
  endpoint({
    method: 'GET',
    path: '/inquiries/:id',
    tag,
    permission: 'inquiries.read',
    summary: 'One inquiry: the conversation, the facts of its order, and a suggested answer',
    params: z.object({ id: Code }),
    answer: InquiryFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => inquiryFile(tx, params.id, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/automatic-answers',
    tag,
    permission: 'inquiries.read',
    summary: 'Which questions the program answered by itself, which it left to people, and why',
    query: AutomaticAnswerQuery,
    answer: AutomaticAnswerList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listAutomaticAnswers(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/incoming-mails',
    tag: 'incoming mail',
    permission: 'inquiries.read',
    summary: 'Mails that came in, newest first: questions, what machines wrote, and what could not be read',
    query: IncomingMailQuery,
    answer: IncomingMailList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listMails(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/incoming-mails/:id',
    tag: 'incoming mail',
    permission: 'inquiries.read',
    summary: 'One mail whole, as text, with its files',
    params: z.object({ id: Code }),
    answer: IncomingMailText,
    handle: (context, { params }) => inSnapshot(context, (tx) => showMail(tx, params.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/inquiries',
    tag: 'portal',
    permission: 'portal.read',
    summary: "The customer's own questions with the answers",
    query: OwnInquiryQuery,
    answer: OwnInquiries,
    handle: (context, { query }) => {
      const customer_id = ownCustomer(context)
      return inSnapshot(context, (tx) => listOwnInquiries(tx, { ...query, customer_id, reader: context.principal }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/portal/inquiries/:id',
    tag: 'portal',
    permission: 'portal.read',
    summary: "One of the customer's own questions",
    params: z.object({ id: Code }),
    answer: OwnInquiry,
    handle: (context, { params }) => {
      const customer_id = ownCustomer(context)
      return inSnapshot(context, async (tx) => {
        const asked = { customer_id, reader: context.principal, inquiry_id: params.id, limit: 1, offset: 0 }
        const [own] = (await listOwnInquiries(tx, asked)).inquiries
        if (!own) throw new Refusal('not_found', { inquiry_id: params.id })
        return own
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/answer-times',
    tag,
    permission: 'scorecard.read',
    summary: 'First and final answer times in working hours against the standard, with n, median and a 95 % interval',
    query: AnswerTimesQuery,
    answer: AnswerTimes,
    handle: (context, { query }) => {
      const now = context.clock.now()
      const days = { from: query.from ?? dayBefore(now, PERIOD_DAYS), to: query.to ?? dayBefore(now, 0) }
      return inSnapshot(context, (tx) => answerTimes(tx, days, now))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/leaving-signs',
    tag,
    permission: 'scorecard.read',
    summary: 'Customers who may be about to leave, with the reasons, and how such warnings did in the past',
    answer: LeavingSigns,
    handle: (context) => inSnapshot(context, (tx) => leavingSigns(tx, context.clock.now())),
  }),
]
