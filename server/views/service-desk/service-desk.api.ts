/** What people see of inquiries, and customers of their own. */
import { z } from 'zod'
import {
  type Inquiry,
  InquiryFile,
  InquiryList,
  InquiryQuery,
  OwnInquiries,
  OwnInquiry,
  OwnInquiryQuery,
} from '../../../contract/inquiries.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code, Language } from '../../../contract/values.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { answerLanguage } from './answer-language.ts'
import { listEntries, listInquiries, listOthers, listOwnInquiries, showInquiry } from './inquiry-list.ts'
import { loadOrderFacts } from './order-facts.ts'
import { suggestAnswer } from './suggest-answer.ts'

const tag = 'inquiries'

/** Only who belongs to a customer has questions of its own. */
function customerOf({ principal }: Context): string {
  if (principal.customerId === null) throw new Refusal('not_allowed', { reason: 'no_customer' })
  return principal.customerId
}

async function inquiryFile(tx: Tx, id: string, now: Date): Promise<InquiryFile> {
  const inquiry = await showInquiry(tx, id, now)
  const facts = inquiry.order_id ? await loadOrderFacts(tx, inquiry.order_id, now) : null
  return {
    inquiry,
    entries: await listEntries(tx, id),
    facts,
    suggestion: facts && isAboutArrival(inquiry) ? await suggestionFor(tx, inquiry, { facts, now }) : null,
    others: inquiry.customer_id ? await listOthers(tx, inquiry) : [],
  }
}

/** Where nobody has sorted it, a person still sees what could be said of the order. */
const isAboutArrival = ({ topic, state }: Inquiry) =>
  state === 'open' && (topic === null || topic === 'arrival' || topic === 'change')

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
    path: '/portal/inquiries',
    tag: 'portal',
    permission: 'portal.read',
    summary: "The customer's own questions with the answers",
    query: OwnInquiryQuery,
    answer: OwnInquiries,
    handle: (context, { query }) => {
      const customer_id = customerOf(context)
      return inSnapshot(context, (tx) => listOwnInquiries(tx, { ...query, customer_id }))
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
      const customer_id = customerOf(context)
      return inSnapshot(context, async (tx) => {
        const asked = { customer_id, inquiry_id: params.id, limit: 1, offset: 0 }
        const [own] = (await listOwnInquiries(tx, asked)).inquiries
        if (!own) throw new Refusal('not_found', { inquiry_id: params.id })
        return own
      })
    },
  }),
]
