/** The figures of one pool on the board: by tier what is asked, in time now and by the policy, and what is kept for it. */
import type { BoardChange, BoardRow, BoardTier } from '../../../contract/allocation-board.ts'
import type { ProposedChange } from '../../../contract/proposals.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import type { AllocationInForce } from '../../modules/policies/index.ts'
import { gotAfter, gotBefore } from './figures.ts'
import type { Ground } from './ground.command.ts'
import { groupBy } from './group-by.ts'
import type { PlannedClaim, PoolPlan } from './pool-plan.ts'

export interface BoardSetting {
  readonly ground: Ground
  /** By pool: what would change there. */
  readonly changes: ReadonlyMap<string, readonly ProposedChange[]>
}

const units = (milli: number): number => milli / 1000
const total = (claims: readonly PlannedClaim[], milliOf: (one: PlannedClaim) => number): number =>
  units(claims.reduce((sum, one) => sum + milliOf(one), 0))

type Row = Omit<BoardRow, 'product_name' | 'unit' | 'location_name' | 'proposal_id'>

export function boardRow({ pool, claims }: PoolPlan, { ground, changes }: BoardSetting): Row {
  const { setting, policy, lastDay } = ground
  const counted = pool.supplies.filter((one) => one.day <= lastDay)
  const next = counted.reduce<number | null>((first, { day }) => (first === null || day < first ? day : first), null)
  return {
    product_id: pool.product_id,
    location_id: pool.location_id,
    on_hand: units(pool.onHandMilli),
    expected: units(counted.reduce((sum, one) => sum + one.quantityMilli, 0)),
    next_supply_on: next === null ? null : formatLocalDay(next),
    asked: total(claims, (one) => one.short.quantityMilli),
    lines: claims.length,
    before: total(claims, (one) => gotBefore(one, setting).gotMilli),
    after: total(claims, (one) => gotAfter(one, setting).gotMilli),
    tiers: [...groupBy(claims, ({ claim }) => String(claim.tier))]
      .map(([tier, own]) => tierOf(Number(tier), own, { onHandMilli: pool.onHandMilli, setting, policy }))
      .sort((a, b) => a.tier - b.tier),
    changes: (changes.get(`${pool.product_id} ${pool.location_id}`) ?? []).map(boardChange),
  }
}

interface TierSetting {
  readonly onHandMilli: number
  readonly setting: Ground['setting']
  readonly policy: AllocationInForce
}

function tierOf(
  tier: number,
  claims: readonly PlannedClaim[],
  { onHandMilli, setting, policy }: TierSetting,
): BoardTier {
  const rule = policy.tiers.find((one) => one.tier === tier)
  const [protection, floor] = [Number(rule?.protection_percent ?? 0), Number(rule?.floor_percent ?? 0)]
  const asked = total(claims, (one) => one.short.quantityMilli)
  const after = total(claims, (one) => gotAfter(one, setting).gotMilli)
  return {
    tier,
    name: rule?.name ?? null,
    segments: [...new Set(claims.flatMap(({ claim }) => claim.segment_id ?? []))].sort(),
    lines: claims.length,
    customers: new Set(claims.map(({ claim }) => claim.customer_id)).size,
    asked,
    before: total(claims, (one) => gotBefore(one, setting).gotMilli),
    after,
    protection_percent: protection,
    protected: units(Math.floor((Math.max(0, onHandMilli) * protection) / 100)),
    floor_percent: floor,
    floor: Math.round(asked * floor * 10) / 1000,
    is_floor_kept: after >= (asked * floor) / 100,
  }
}

const boardChange = (change: ProposedChange): BoardChange => ({
  order_id: change.order_id,
  line_number: change.line_number,
  customer_id: change.customer_id,
  customer_name: null,
  quantity: change.quantity,
  effect: change.effect,
  old_date: change.to_date,
  new_date: change.new_to_date,
  gives_way_to: (change.rank.gave_way_to ?? []).map(({ order_id, customer_id }) => ({
    order_id,
    customer_name: customer_id ?? null,
  })),
})
