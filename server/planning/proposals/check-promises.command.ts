/**
 * Asks which promises still hold: where some pools are short, their claims are served by the policy along what is there and
 * what will come; whose day has moved is proposed a new date. Nothing changes for anybody until the proposal is carried out.
 */
import type { ProposedChange } from '../../../contract/proposals.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type ChangeSetting, changesOf, type MovedPart, movedParts } from './change.ts'
import { findShortPools } from './claims.store.ts'
import { type Ground, gatherGround, planAll, spanFrom } from './ground.command.ts'
import { waysFor } from './passages.command.ts'
import type { PoolPlan } from './pool-plan.ts'
import { findSame, keepProposal, lockOverlap, type NewProposal } from './proposals.store.ts'

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
    const overlap = await lockOverlap(tx, keys)
    const wanted = keys && [...keys, ...overlap.pools]
    const instant = context.clock.now()
    const { claims, short } = await findShortPools(tx, wanted, spanFrom(instant))
    const changes = short.length > 0 ? await laterChanges(tx, short, instant) : []
    const proposal_id =
      (await findSame(tx, overlap.proposalIds, changes)) ??
      (await keepProposal(context, tx, { kind, cause, changes }, overlap.proposalIds))
    return { proposal_id, lines_checked: claims, lines_touched: changes.length }
  })
}

async function laterChanges(tx: Tx, pools: readonly PoolKey[], instant: Date): Promise<ProposedChange[]> {
  const ground = await gatherGround(tx, instant, { pools, withWaiting: false })
  const plans = planAll(ground, { isAsWished: false })
  const changes = await dated(tx, ground, { parts: movedParts(plans, ground.today), plans })
  // Goods shared out by another rule may come sooner for some; that is for an allocation to propose, not for a check.
  return changes.filter((change) => change.effect === 'later' || change.effect === 'never').map(byOneDay)
}

/** Nothing is cut here: all goods of the line go by its new day. */
const byOneDay = (change: ProposedChange): ProposedChange => ({ ...change, moves: [] })

/** The changes with the dates on which the moved goods arrive. */
export async function dated(
  tx: Tx,
  ground: Ground,
  { parts, plans }: { parts: readonly MovedPart[]; plans: readonly PoolPlan[] },
): Promise<ProposedChange[]> {
  const setting = await changeSetting(tx, ground, parts)
  return changesOf(parts, plans, setting)
}

export async function changeSetting(tx: Tx, ground: Ground, parts: readonly MovedPart[]): Promise<ChangeSetting> {
  const coming = parts.filter((part) => part.day >= 0)
  const ways = await waysFor(
    tx,
    coming.map(({ planned, day }) => ({ claim: planned.claim, day })),
    ground,
  )
  return {
    setting: ground.setting,
    policy: ground.policy,
    ways: new Map(coming.map((part, at) => [part, ways[at]!])),
  }
}
