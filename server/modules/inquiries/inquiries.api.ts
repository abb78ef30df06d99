/** What people and programs do with inquiries; what they see of them is a view. */
import { z } from 'zod'
import {
  AskQuestion,
  InquiryDone,
  MergeInquiry,
  NewAnswer,
  NewInquiry,
  NewReply,
  SortInquiry,
} from '../../../contract/inquiries.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Code } from '../../../contract/values.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { findOwnContact } from '../messages/index.ts'
import { answerInquiry } from './answer-inquiry.command.ts'
import {
  addNote,
  addReply,
  dismissInquiry,
  giveInquiry,
  mergeInquiry,
  reopenInquiry,
} from './continue-inquiry.command.ts'
import { receiveInquiry } from './receive-inquiry.command.ts'
import { sortInquiry } from './sort-inquiry.command.ts'

const tag = 'inquiries'
const Params = z.object({ id: Code })
const permission = 'inquiries.write'
const done = ({ inquiry_id, state }: State) => ({ inquiry_id, state })

/** A deed upon one inquiry that needs nothing said. */
const deed = (name: string, summary: string, handle: (context: Context, id: string) => Promise<State>) =>
  endpoint({
    method: 'POST',
    path: `/inquiries/:id/${name}`,
    tag,
    permission,
    summary,
    params: Params,
    answer: InquiryDone,
    handle: async (context, { params }) => done(await handle(context, params.id)),
  })

/** Who asks in the portal, as far as the login's address is a contact's: whoever asked is answered. */
async function asker(context: Context) {
  const customer_id = ownCustomer(context)
  const [kind, id = ''] = context.principal.actor.split(':')
  const contact_id = kind === 'user' ? await inSnapshot(context, (tx) => findOwnContact(tx, id, customer_id)) : null
  return { customer_id, contact_id }
}

export const inquiryEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    path: '/inquiries',
    tag,
    permission,
    summary: 'Take in a question: a telephone note, or what another program was asked',
    body: NewInquiry,
    answer: InquiryDone,
    status: 201,
    handle: async (context, { body }) => done(await receiveInquiry(context, body)),
  }),
  endpoint({
    method: 'PATCH',
    path: '/inquiries/:id',
    tag,
    permission,
    summary: 'Say what an inquiry is about, how urgent it is, whose it is and of which order',
    params: Params,
    body: SortInquiry,
    answer: InquiryDone,
    handle: async (context, { params, body }) => done(await sortInquiry(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/inquiries/:id/answers',
    tag,
    permission,
    summary: 'Answer an inquiry or ask back; goes out through the messages unless it was said by telephone',
    params: Params,
    body: NewAnswer,
    answer: InquiryDone,
    handle: async (context, { params, body }) => done(await answerInquiry(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/inquiries/:id/replies',
    tag,
    permission,
    summary: 'Note what the customer added, by telephone for instance; the clocks go on',
    params: Params,
    body: NewReply,
    answer: InquiryDone,
    handle: async (context, { params, body }) =>
      done(await addReply(context, { inquiry_id: params.id, text: body.text, channel: 'phone' })),
  }),
  endpoint({
    method: 'POST',
    path: '/inquiries/:id/notes',
    tag,
    permission,
    summary: 'Note something among ourselves; the customer never sees it',
    params: Params,
    body: NewReply,
    answer: InquiryDone,
    handle: async (context, { params, body }) => done(await addNote(context, params.id, body.text)),
  }),
  deed('take', 'Deal with an inquiry from now on', (context, id) => giveInquiry(context, id, context.principal.actor)),
  deed('release', 'Give an inquiry back to whoever comes first', (context, id) => giveInquiry(context, id, null)),
  deed('reopen', 'Open an answered, waiting or dismissed inquiry again', reopenInquiry),
  deed('dismiss', 'Set an inquiry aside that needs no answer', dismissInquiry),
  endpoint({
    method: 'POST',
    path: '/inquiries/:id/merge',
    tag,
    permission,
    summary: 'Go on with an inquiry in another one of the same customer',
    params: Params,
    body: MergeInquiry,
    answer: InquiryDone,
    handle: async (context, { params, body }) => done(await mergeInquiry(context, params.id, body.into)),
  }),
  endpoint({
    method: 'POST',
    path: '/portal/inquiries',
    tag: 'portal',
    permission: 'portal.read',
    summary: 'Ask something, about an order of the own company or in general',
    body: AskQuestion,
    answer: InquiryDone,
    status: 201,
    callsPerMinute: 30,
    handle: async (context, { body }) => {
      const asked = { ...(await asker(context)), channel: 'portal' as const }
      return done(await receiveInquiry(context, { ...body, ...asked }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/portal/inquiries/:id/replies',
    tag: 'portal',
    permission: 'portal.read',
    summary: 'Add something to an own question; an answered one is opened again',
    params: Params,
    body: NewReply,
    answer: InquiryDone,
    callsPerMinute: 30,
    handle: async (context, { params, body }) =>
      done(
        await addReply(context, {
          inquiry_id: params.id,
          text: body.text,
          channel: 'portal',
          customer_id: ownCustomer(context),
        }),
      ),
  }),
]
