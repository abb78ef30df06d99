import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { NewObservations } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { recordObservations } from './record-observations.command.ts'

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
]
