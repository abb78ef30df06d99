import { z } from 'zod'
import { Code, LineNumber } from '../../../contract/values.ts'
import { HandedOver, HandOver, NewDelivery, ServiceProof } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { handOver } from './hand-over.command.ts'
import { proveService } from './prove-service.command.ts'
import { recordDelivery } from './record-delivery.command.ts'

export const deliveryEndpoints = [
  endpoint({
    method: 'POST',
    path: '/deliveries',
    tag: 'deliveries',
    permission: 'deliveries.write',
    summary: 'Record a delivery at the door',
    body: NewDelivery,
    answer: NewDelivery,
    status: 201,
    handle: (context, { body }) => recordDelivery(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/shipments/:id/hand-over',
    tag: 'deliveries',
    permission: 'deliveries.write',
    summary: 'All that a shipment still has for its door was handed over; once more changes nothing',
    params: z.object({ id: Code }),
    body: HandOver,
    answer: HandedOver,
    handle: (context, { params, body }) => handOver(context, params.id, body),
  }),
  endpoint({
    method: 'POST',
    path: '/orders/:id/lines/:line/service-proofs',
    tag: 'deliveries',
    permission: 'deliveries.write',
    summary: 'Prove that a service of an order was done: by whom, when, and by what the catalogue asks for',
    params: z.object({ id: Code, line: z.coerce.number().pipe(LineNumber) }),
    body: ServiceProof,
    answer: NewDelivery,
    status: 201,
    handle: (context, { params, body }) =>
      proveService(context, { order_id: params.id, line_number: params.line }, body),
  }),
]
