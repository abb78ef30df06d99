/** One pool's goods among its claims by the policy: what each gets on which day, and who has what another would have had. */
import {
  type Allotment,
  allot,
  decidedBy,
  type Given,
  NEVER,
  type RankPart,
  type Reason,
  type ShortagePolicy,
  type ShortClaim,
} from '../../../engines/allocation/index.ts'
import type { StockPool } from '../../modules/inventory/index.ts'
import type { AllocationInForce } from '../../modules/policies/index.ts'
import type { OpenClaim } from './claims.store.ts'
import { type Setting, shortClaim } from './short-claim.ts'

export interface PlannedClaim {
  readonly claim: OpenClaim
  readonly short: ShortClaim
  readonly given: readonly Given[]
  /** Place among all who want the same goods, from 1, and how many they are. */
  readonly place: number
  readonly of: number
}

export interface PoolPlan {
  readonly pool: StockPool
  /** Best rank first. */
  readonly claims: readonly PlannedClaim[]
  readonly rankOrder: Allotment['rankOrder']
}

export interface PlanSetting extends Setting {
  readonly lastDay: number
  readonly policy: AllocationInForce
  /** Claims that stay on their day whatever the policy would give them. */
  readonly settled?: ReadonlySet<OpenClaim>
}

export const enginePolicy = ({ kind, tiers }: AllocationInForce): ShortagePolicy => ({
  kind,
  tiers: tiers.map(({ tier, protection_percent, floor_percent }) => ({
    tier,
    protectedShare: Number(protection_percent) / 100,
    floorShare: Number(floor_percent) / 100,
  })),
})

/** Who is named to the one that gives way, at most: enough to answer "why not me?". */
const NAMED_MAX = 5

/** Goods are reckoned on to the last day; who needs them after it is left as he is. */
export function planPool(pool: StockPool, claims: readonly OpenClaim[], setting: PlanSetting): PoolPlan {
  const { today, lastDay, policy, settled } = setting
  const within = claims.filter((claim) => claim.need_day <= lastDay)
  const shorts = within.map((claim) =>
    shortClaim(claim, settled?.has(claim) ? { ...setting, isAsWished: false } : setting),
  )
  const { given, order, rankOrder } = allot({ onHandMilli: pool.onHandMilli, arrivals: pool.supplies }, shorts, {
    policy: enginePolicy(policy),
    horizon: { firstDay: today, lastDay },
  })
  return {
    pool,
    rankOrder,
    claims: order.map((at, place) => ({
      claim: within[at]!,
      short: shorts[at]!,
      given: given[at]!,
      place: place + 1,
      of: within.length,
    })),
  }
}

/** The last day on which a claim gets goods; null: some of it has nothing in sight. */
export function completeDay({ given }: Pick<PlannedClaim, 'given'>): number | null {
  const last = given.at(-1)
  return last === undefined || last.day === NEVER ? null : last.day
}

/** Thousandths that a claim gets by a day. */
export const gotBy = ({ given }: Pick<PlannedClaim, 'given'>, day: number): number =>
  given.reduce((sum, one) => sum + (one.day !== NEVER && one.day <= day ? one.quantityMilli : 0), 0)

/** By which rule a claim gets what it gets: that of its first goods. */
export const reasonOf = ({ given }: Pick<PlannedClaim, 'given'>): Reason => given[0]?.reason ?? 'rank'

export interface Rival {
  readonly other: PlannedClaim
  readonly decided_by: RankPart | 'policy'
}

/** Those ahead of `own` who have goods on a day on which it does not have all of its own yet, the nearest in rank last. */
export function gaveWayTo(plan: PoolPlan, own: PlannedClaim): Rival[] {
  const until = (completeDay(own) ?? Number.POSITIVE_INFINITY) - 1
  const ahead = plan.claims.filter((other) => other !== own && gotBy(other, until) > 0 && isAhead(other, own))
  return ahead.slice(-NAMED_MAX).map((other) => ({ other, decided_by: decisionOf(plan, other, own) }))
}

/** Those who wanted the goods that `own` has, and do not have all of theirs in time, best rank first. */
export function cameBefore(plan: PoolPlan, own: PlannedClaim): Rival[] {
  const day = completeDay(own)
  if (day === null) return []
  const behind = plan.claims.filter(
    (other) =>
      other !== own &&
      isAhead(own, other) &&
      gotBy(own, Math.max(other.short.needDay, day)) > 0 &&
      gotBy(other, other.short.needDay) < other.short.quantityMilli,
  )
  return behind.slice(0, NAMED_MAX).map((other) => ({ other, decided_by: decisionOf(plan, own, other) }))
}

const STRENGTH: readonly Reason[] = ['bound', 'regulatory', 'waited', 'floor', 'protected', 'share', 'rank']
const strength = (one: PlannedClaim): number => STRENGTH.indexOf(reasonOf(one))

/** Served by a stronger rule, or by the same one from a better place. */
const isAhead = (a: PlannedClaim, b: PlannedClaim): boolean =>
  strength(a) < strength(b) || (strength(a) === strength(b) && a.place < b.place)

const decisionOf = ({ rankOrder }: PoolPlan, a: PlannedClaim, b: PlannedClaim): Rival['decided_by'] =>
  a.place < b.place ? decidedBy(a.short.rank, b.short.rank, rankOrder) : 'policy'
