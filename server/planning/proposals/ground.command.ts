/** What every planning of short goods stands on: claims by pool, the pools, the policy in force, and the sites' calendars. */
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import { loadPoolsOf, type PoolKey, type Pools, poolId } from '../../modules/inventory/index.ts'
import { loadPlaces } from '../../modules/locations/index.ts'
import { type AllocationInForce, allocationPolicyAt } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type OpenClaim, openClaims, type Span, usualQuantities } from './claims.store.ts'
import { groupBy } from './group-by.ts'
import { type PoolPlan, planPool } from './pool-plan.ts'
import type { Setting } from './short-claim.ts'

const DAY_MS = 86_400_000
export const HORIZON_DAYS = 366
/** As the default package has it. */
const USUAL_TIER = 2
/** Calendars reach back as far as a line can have waited. */
const BACK_DAYS = 400

export interface Ground {
  readonly today: number
  readonly lastDay: number
  readonly now: number
  readonly policy: AllocationInForce
  readonly claims: readonly OpenClaim[]
  /** By pool. */
  readonly byPool: ReadonlyMap<string, readonly OpenClaim[]>
  readonly pools: Pools
  readonly setting: Omit<Setting, 'isAsWished' | 'mayCut'>
}

/** The days looked at. */
export function spanFrom(instant: Date): Span {
  const today = Math.floor(instant.getTime() / DAY_MS)
  return { today, lastDay: today + HORIZON_DAYS }
}

export async function gatherGround(
  tx: Tx,
  instant: Date,
  { pools: wanted, withWaiting }: { pools: readonly PoolKey[] | null; withWaiting: boolean },
): Promise<Ground> {
  const now = instant.getTime()
  const { today, lastDay } = spanFrom(instant)
  const day = formatLocalDay(today)
  const policy = await allocationPolicyAt(tx, day)
  const claims = await openClaims(tx, { pools: wanted, withWaiting, day, usualTier: USUAL_TIER })
  const byPool = groupBy(claims, poolId)
  const pools = await loadPoolsOf(
    tx,
    [...byPool.values()].map(([first]) => first!),
  )
  const places = await loadPlaces(tx, [...new Set(claims.map((claim) => claim.location_id))], {
    firstDay: formatLocalDay(today - BACK_DAYS),
    lastDay: formatLocalDay(lastDay),
  })
  const usual = policy.kind === 'proportional' ? await usualQuantities(tx, claims, day) : new Map<string, number>()
  const setting = {
    today,
    now,
    starvationFactor: Number(policy.starvation_factor),
    calendarOf: (id: string) => places.get(id)?.calendar,
    usual,
  }
  return { today, lastDay, now, policy, claims, byPool, pools, setting }
}

export interface Aim {
  /** Goods are wanted for the day wished, and lines may be cut where their terms allow it; else each keeps day and whole. */
  readonly isAsWished: boolean
  readonly settled?: ReadonlySet<OpenClaim>
}

export const planAll = (ground: Ground, { isAsWished, settled }: Aim): PoolPlan[] =>
  [...ground.byPool].map(([id, claims]) =>
    planPool(ground.pools.get(id)!, claims, {
      ...ground.setting,
      lastDay: ground.lastDay,
      policy: ground.policy,
      isAsWished,
      mayCut: isAsWished,
      ...(settled && { settled }),
    }),
  )
