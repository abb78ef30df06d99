/** Floors of service. One that gets lower names a second person with the right to agree: never whoever writes it down. */
import { Approvers } from '../../../contract/lowerings.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { ServiceFloor } from '../../../contract/service-floors.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { localDayAt } from '../../modules/locations/index.ts'
import { checkFloor, formerFloor, requireSegments, serviceFloor } from '../../modules/policies/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { APPROVING, userOf } from './approving.ts'
import { approversBut } from './lowerings.store.ts'

const tag = 'floors of service'

export const floorEndpoints = [
  endpoint({
    method: 'GET',
    path: '/service-floors/approvers',
    tag,
    permission: 'standards.read',
    summary: 'Who may agree that a floor gets lower: everybody with the right but the reader',
    answer: Approvers,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({
        rows: await approversBut(tx, { roles: APPROVING, user: userOf(context) }),
      })),
  }),
  ...recordEndpoints({
    read: 'standards.read',
    write: 'standards.write',
    type: serviceFloor,
    path: '/service-floors',
    tag,
    body: ServiceFloor,
    searched: ['floor_id', 'reason', 'approved_by'],
    filters: ['segment_id', 'element'],
    dated: { hasEnd: false, within: ['segment_id', 'element'], today: (tx, now) => localDayAt(tx, null, now) },
    check: async (tx, state, _now, context) => {
      if (typeof state.segment_id === 'string') await requireSegments(tx, [state.segment_id])
      const named = checkFloor(state, await formerFloor(tx, state))
      if (named === null) return
      const approvers = await approversBut(tx, { roles: APPROVING, user: userOf(context) })
      if (!approvers.some(({ user_id }) => user_id === named))
        throw new Refusal('invalid_input', { field: 'approved_by', reason: 'may_not_agree' })
    },
  }),
]
