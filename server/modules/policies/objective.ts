/** What the company is after, and who comes first when there is not enough. */
import type { AllocationPolicy, GIVING_WAY, Objective } from '../../../contract/service-packages.ts'
import type { RecordType } from '../../ledger/index.ts'

export const objective: RecordType = {
  subjectType: 'objective',
  table: 'policies.objective',
  key: 'objective_id',
  columns: ['segment_id', 'valid_from', 'valid_to', 'objective', 'stock_percent', 'reason'],
  created: 'ObjectiveSet',
  changed: 'ObjectiveChanged',
}

export const allocationPolicy: RecordType = {
  subjectType: 'allocation_policy',
  table: 'policies.allocation_policy',
  key: 'policy_id',
  columns: ['name', 'valid_from', 'kind', 'starvation_factor', 'giving_way', 'reason'],
  children: [
    {
      name: 'tiers',
      table: 'policies.allocation_tier',
      keys: ['tier'],
      columns: ['name', 'protection_percent', 'floor_percent'],
      isWhole: true,
    },
  ],
  created: 'AllocationPolicyPublished',
  changed: 'AllocationPolicyCorrected',
}

export interface ObjectiveInForce {
  readonly objective: Objective['objective']
  readonly stock_percent: number | null
  /** Null: none was stated. */
  readonly objective_id: string | null
}

/** Among the ways that keep the promise the cheapest, until the company says otherwise. */
export const DEFAULT_OBJECTIVE: ObjectiveInForce = {
  objective: 'lowest_cost',
  stock_percent: null,
  objective_id: null,
}

export interface AllocationInForce {
  readonly policy_id: string | null
  readonly kind: AllocationPolicy['kind']
  readonly starvation_factor: number
  /** What a new promise of better standing may take from open ones. */
  readonly giving_way: (typeof GIVING_WAY)[number]
  readonly tiers: readonly {
    readonly tier: number
    readonly name: string
    readonly protection_percent: number
    readonly floor_percent: number
  }[]
}

/** No line waits more than twice its standard while newer ones are served. */
const STARVATION_FACTOR = 2

export const DEFAULT_ALLOCATION: AllocationInForce = {
  policy_id: null,
  kind: 'first_come',
  starvation_factor: STARVATION_FACTOR,
  giving_way: 'if_kept',
  tiers: [],
}
