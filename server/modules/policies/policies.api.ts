import { OtifDefinition, Segment } from '../../../contract/policies.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { otifDefinition, segment } from './policy.ts'

const rights = { read: 'standards.read', write: 'standards.write' }

export const policyEndpoints = [
  ...recordEndpoints({
    ...rights,
    type: segment,
    path: '/segments',
    tag: 'segments',
    body: Segment,
    searched: ['segment_id', 'name'],
    filters: [],
  }),
  ...recordEndpoints({
    ...rights,
    type: otifDefinition,
    path: '/otif-definitions',
    tag: 'definitions of on time and in full',
    body: OtifDefinition,
    searched: ['definition_id', 'name'],
    filters: [],
  }),
]
