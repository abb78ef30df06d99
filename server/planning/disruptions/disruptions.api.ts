import { z } from 'zod'
import { DisruptionChecked } from '../../../contract/disruptions.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { checkDisruption } from './check-disruption.command.ts'

export const disruptionCheckEndpoints = [
  endpoint({
    method: 'POST',
    path: '/disruptions/:id/check',
    tag: 'disruptions',
    permission: 'promises.write',
    summary: 'See every promise a disruption touches, and propose how each goes on',
    params: z.object({ id: Code }),
    body: z.object({}),
    answer: DisruptionChecked,
    handle: (context, { params }) => checkDisruption(context, params.id),
  }),
]
