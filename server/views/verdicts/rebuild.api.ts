import { Rebuild } from '../../../contract/rebuild.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { rebuildOf, startRebuild } from './rebuild-runner.ts'

export const rebuildEndpoints = [
  endpoint({
    method: 'POST',
    path: '/scorecard/rebuild',
    tag: 'scorecard',
    permission: 'standards.write',
    summary: 'Judge every order line again and count anew',
    answer: Rebuild,
    status: 202,
    callsPerMinute: 6,
    handle: async (context) => startRebuild(context),
  }),
  endpoint({
    method: 'GET',
    path: '/scorecard/rebuild',
    tag: 'scorecard',
    permission: 'scorecard.read',
    summary: 'How far the rebuild is',
    answer: Rebuild,
    handle: async (context) => rebuildOf(context),
  }),
]
