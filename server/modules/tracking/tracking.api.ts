import { z } from 'zod'
import { MessageTaken, TrackingMessage, TrackingMessageList, TrackingMessageQuery } from '../../../contract/tracking.ts'
import { Code } from '../../../contract/values.ts'
import {
  AttemptReported,
  FailedAttempt,
  NewObservations,
  ObservationBatch,
  ObservationsTaken,
} from '../../../contract/work.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listMessages, readMessage } from './messages.store.ts'
import { recordMany, recordObservations } from './record-observations.command.ts'
import { type Reader, replayMessage } from './replay-message.command.ts'
import { reportFailedAttempt } from './report-failed-attempt.command.ts'

export const trackingEndpoints = [
  endpoint({
    method: 'POST',
    path: '/shipments/:id/observations',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Record what was observed of a shipment',
    params: z.object({ id: Code }),
    body: NewObservations,
    answer: z.object({ added: z.int(), known: z.int() }),
    handle: (context, { params, body }) => recordObservations(context, params.id, body.observations),
  }),
  endpoint({
    method: 'POST',
    path: '/shipments/:id/failed-attempts',
    tag: 'tracking',
    permission: 'deliveries.write',
    summary: 'Goods could not be handed over at the door, and why; the same report again changes nothing',
    params: z.object({ id: Code }),
    body: FailedAttempt,
    answer: AttemptReported,
    handle: (context, { params, body }) => reportFailedAttempt(context, params.id, body),
  }),
  endpoint({
    method: 'POST',
    path: '/observations',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Record what was observed of many shipments, up to 1,000 at once; the same ones again change nothing',
    body: ObservationBatch,
    answer: ObservationsTaken,
    handle: (context, { body }) => recordMany(context, body.observations),
  }),
  endpoint({
    method: 'GET',
    path: '/tracking-messages',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Messages in which carriers and partners told of shipments, newest first, with what became of each',
    query: TrackingMessageQuery,
    answer: TrackingMessageList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listMessages(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/tracking-messages/:id',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'One message as it came, with its problems and the acknowledgement its sender is owed',
    params: z.object({ id: Code }),
    answer: TrackingMessage,
    handle: (context, { params }) => inSnapshot(context, (tx) => readMessage(tx, params.id)),
  }),
]

export const replayEndpoints = (readers: Readonly<Record<string, Reader>>) => [
  endpoint({
    method: 'POST',
    path: '/tracking-messages/:id/replay',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Read a refused message again, such as after its mapping has been mended',
    params: z.object({ id: Code }),
    answer: MessageTaken,
    handle: (context, { params }) => replayMessage(context, params.id, readers),
  }),
]
