/**
 * Asks which promises still hold: where some pools are short, their claims are served in rank order along what is there and
 * what will come; whose day has moved is proposed a new date. Nothing changes for anybody until the proposal is carried out.
 */
import type { ProposedChange } from '../../../contract/proposals.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import type { Passage } from '../../../engines/promising/index.ts'
import { loadPoolsOf, type PoolKey, poolId } from '../../modules/inventory/index.ts'
import { type AllocationInForce, allocationPolicyAt } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findShortPools, type RankedClaim, rankedClaims } from './claims.store.ts'
import { passagesFor } from './passages.command.ts'
import { findSame, keepProposal, lockOverlap, type NewProposal } from './proposals.store.ts'
import { type MovedClaim, movedClaims } from './served.ts'

const DAY_MS = 86_400_000
export const HORIZON_DAYS = 366
/** As the default package has it. */
const USUAL_TIER = 2

export interface Check {
  /** Null: every pool with reservations. */
  readonly pools: readonly PoolKey[] | null
  readonly kind: NewProposal['kind']
  readonly cause: Record<string, unknown>
}

export interface Checked {
  readonly proposal_id: string | null
  readonly lines_checked: number
  readonly lines_touched: number
}

export function checkPromises(context: Context, { pools: keys, kind, cause }: Check): Promise<Checked> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime()
    const today = Math.floor(now / DAY_MS)
    const span = { today, lastDay: today + HORIZON_DAYS }
    const day = formatLocalDay(today)
    const policy = await allocationPolicyAt(tx, day)
    const byTier = policy.kind !== 'first_come'
    const overlap = await lockOverlap(tx, keys)
    const wanted = keys && [...keys, ...overlap.pools]
    const { claims, short } = await findShortPools(tx, wanted, span)
    const byPool = groupByPool(
      short.length ? await rankedClaims(tx, short, { byTier, day, usualTier: USUAL_TIER }) : [],
    )
    const pools = await loadPoolsOf(tx, short)
    const moved = [...byPool].flatMap(([id, own]) => movedClaims(pools.get(id)!, own, span))
    const passages = moved.length
      ? await passagesFor(tx, moved, { ...span, now })
      : new Map<MovedClaim, Passage | null>()
    const changes = latestOfEachLine(moved.map((one) => changeOf(one, passages.get(one) ?? null, policy)))
    const proposal_id =
      (await findSame(tx, overlap.proposalIds, changes)) ??
      (await keepProposal(context, tx, { kind, cause, changes }, overlap.proposalIds))
    return { proposal_id, lines_checked: claims, lines_touched: changes.length }
  })
}

function groupByPool(claims: readonly RankedClaim[]): Map<string, RankedClaim[]> {
  const groups = new Map<string, RankedClaim[]>()
  for (const claim of claims) {
    const id = poolId(claim)
    const group = groups.get(id)
    if (group) group.push(claim)
    else groups.set(id, [claim])
  }
  return groups
}

function changeOf(moved: MovedClaim, passage: Passage | null, policy: AllocationInForce): ProposedChange {
  const { claim } = moved
  const to_date = claim.to_date ?? claim.need_on
  const proposed = passage && {
    new_site_id: claim.location_id,
    new_lane_id: claim.lane_id,
    new_need_on: formatLocalDay(passage.needDay),
    new_departs_on: formatLocalDay(passage.departureDay),
    new_to_date: formatLocalDay(passage.arrivalDay),
  }
  const nothing = { new_site_id: null, new_lane_id: null, new_need_on: null, new_departs_on: null, new_to_date: null }
  return {
    order_id: claim.order_id,
    line_number: claim.line_number,
    customer_id: claim.customer_id,
    product_id: claim.product_id,
    quantity: claim.quantity,
    effect: proposed ? 'later' : 'never',
    promise_version: claim.promise_version,
    site_id: claim.location_id,
    lane_id: claim.lane_id,
    need_on: claim.need_on,
    to_date,
    ...(proposed ?? nothing),
    rank: {
      tier: claim.tier,
      place: moved.place,
      of: moved.of,
      policy_id: policy.policy_id,
      policy_kind: policy.kind,
      gave_way_to: moved.gaveWayTo.map(({ order_id, line_number, tier }) => ({ order_id, line_number, tier })),
    },
  }
}

/** A line may hold several claims (days, sites): its promise is as late as the last of them. */
function latestOfEachLine(changes: readonly ProposedChange[]): ProposedChange[] {
  const byLine = new Map<string, ProposedChange>()
  for (const change of changes) {
    const key = `${change.order_id}/${change.line_number}`
    const known = byLine.get(key)
    const isLater =
      !known || change.new_to_date === null || (known.new_to_date !== null && change.new_to_date > known.new_to_date)
    if (isLater) byLine.set(key, change)
  }
  return [...byLine.values()]
}
