/** What people, programs and customers do with feedback; what they see of it is a view. */
import { z } from 'zod'
import {
  AnswerFeedback,
  DoorFeedback,
  DoorFeedbackDone,
  FeedbackDone,
  GiveFeedback,
  NewFeedback,
  RecordChange,
  SayHowHandled,
  SortFeedback,
} from '../../../contract/feedback.ts'
import { ownCustomer } from '../../../contract/own-customer.ts'
import { Code } from '../../../contract/values.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { answerFeedback, noteFeedback, recordChange, sortFeedback, takeFeedback } from './answer-feedback.command.ts'
import { sayHowHandled } from './ask-how.command.ts'
import { giveFeedback } from './give-feedback.command.ts'
import { noteAtTheDoor } from './note-at-the-door.command.ts'

const tag = 'feedback'
const permission = 'inquiries.write'
const Params = z.object({ id: Code })
const done = ({ feedback_id, state }: State) => ({ feedback_id, state })

/** A deed upon one piece of feedback that needs nothing said. */
const deed = (name: string, summary: string, handle: (context: Context, id: string) => Promise<State>) =>
  endpoint({
    method: 'POST',
    path: `/feedback/:id/${name}`,
    tag,
    permission,
    summary,
    params: Params,
    answer: FeedbackDone,
    handle: async (context, { params }) => done(await handle(context, params.id)),
  })

export const feedbackEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    path: '/feedback',
    tag,
    permission,
    summary: 'Note what a customer thinks of us: told by telephone, at the door, or by another program',
    body: NewFeedback,
    answer: FeedbackDone,
    status: 201,
    handle: async (context, { body }) => done(await giveFeedback(context, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/orders/:id/door-feedback',
    tag,
    permission: 'deliveries.write',
    summary: 'Note what whoever took the goods in said to the driver',
    params: Params,
    body: DoorFeedback,
    answer: DoorFeedbackDone,
    status: 201,
    handle: (context, { params, body }) => noteAtTheDoor(context, { order_id: params.id }, body),
  }),
  endpoint({
    method: 'POST',
    path: '/shipments/:id/door-feedback',
    tag,
    permission: 'deliveries.write',
    summary:
      'Note what was said when a shipment was handed over or could not be; the same report once more changes nothing',
    params: Params,
    body: DoorFeedback,
    answer: DoorFeedbackDone,
    status: 201,
    handle: (context, { params, body }) => noteAtTheDoor(context, { shipment_id: params.id }, body),
  }),
  endpoint({
    method: 'POST',
    path: '/portal/feedback',
    tag: 'portal',
    permission: 'portal.read',
    summary: 'Say what you think of us, of one of your orders or of anything else',
    body: GiveFeedback,
    answer: FeedbackDone,
    status: 201,
    handle: async (context, { body }) =>
      done(await giveFeedback(context, { ...body, channel: 'portal', customer_id: ownCustomer(context) })),
  }),
  endpoint({
    method: 'POST',
    path: '/portal/how-handled/:id',
    tag: 'portal',
    permission: 'portal.read',
    summary: 'Say how a problem of the own company was handled',
    params: z.object({ id: z.uuid() }),
    body: SayHowHandled,
    answer: z.object({ ask_id: z.uuid() }),
    handle: async (context, { params, body }) => {
      await sayHowHandled(context, { ask_id: params.id, customer_id: ownCustomer(context) }, body)
      return { ask_id: params.id }
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/feedback/:id',
    tag,
    permission,
    summary: 'Say what feedback is about, and with it whose work it is',
    params: Params,
    body: SortFeedback,
    answer: FeedbackDone,
    handle: async (context, { params, body }) => done(await sortFeedback(context, params.id, body.kind)),
  }),
  endpoint({
    method: 'POST',
    path: '/feedback/:id/answer',
    tag,
    permission,
    summary: 'Answer whoever gave feedback; goes out through the messages unless it was said by telephone',
    params: Params,
    body: AnswerFeedback,
    answer: FeedbackDone,
    handle: async (context, { params, body }) => done(await answerFeedback(context, params.id, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/feedback/:id/change',
    tag,
    permission,
    summary: 'Record what changed because of feedback; whoever gave it is told',
    params: Params,
    body: RecordChange,
    answer: FeedbackDone,
    handle: async (context, { params, body }) => done(await recordChange(context, params.id, body.text)),
  }),
  deed('take', 'Deal with feedback from now on', takeFeedback),
  deed('note', 'Note feedback that needs no answer', noteFeedback),
]
