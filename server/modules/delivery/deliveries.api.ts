import { NewDelivery } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
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
]
