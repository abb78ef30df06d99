import { NewShipment } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { dispatchShipment } from './dispatch-shipment.command.ts'

export const shipmentEndpoints = [
  endpoint({
    method: 'POST',
    path: '/shipments',
    tag: 'shipments',
    permission: 'shipments.write',
    summary: 'Dispatch a shipment',
    body: NewShipment,
    answer: NewShipment,
    status: 201,
    handle: (context, { body }) => dispatchShipment(context, body),
  }),
]
