/**
 * Shares the goods of some pools out anew among all who wait for them, by the policy in force: who gets them sooner, who
 * gives way, who goes on waiting, with figures before and after. A proposal; nothing changes until it is carried out.
 */
import type { AllocationFigures, ProposedChange } from '../../../contract/proposals.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import type { PoolKey } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type ChangeSetting, changesOf, type MovedPart, movedParts, waitingChange } from './change.ts'
import { type Checked, changeSetting } from './check-promises.command.ts'
import type { OpenClaim } from './claims.store.ts'
import { figuresOf } from './figures.ts'
import { type Ground, gatherGround, planAll } from './ground.command.ts'
import { gotBy, type PoolPlan } from './pool-plan.ts'
import { keepProposal, lockAllocations } from './proposals.store.ts'
import { milli, wantedDay } from './short-claim.ts'
import { shortPools } from './short-pools.store.ts'

/** How often it is planned anew without those whom sooner goods would not help: each round settles some of them. */
const ROUNDS_MAX = 5

export interface SharedOut {
  readonly ground: Ground
  readonly plans: readonly PoolPlan[]
  readonly changes: readonly ProposedChange[]
  readonly figures: AllocationFigures
}

/** Refuses nothing: a product or site without a shortage gives no proposal. */
export function proposeAllocation(
  context: Context,
  wish: { product_id?: string | undefined; location_id?: string | undefined },
): Promise<Checked> {
  return inTransaction(context, async (tx) => {
    const pools = await shortPools(tx, { ...wish, day: context.clock.now().toISOString().slice(0, 10) })
    return proposeFor(context, tx, { pools, cause: wish })
  })
}

export async function proposeFor(
  context: Context,
  tx: Tx,
  { pools, cause }: { pools: readonly PoolKey[]; cause: Record<string, unknown> },
): Promise<Checked> {
  const ended = await lockAllocations(tx, pools)
  const { ground, changes, figures } = await shareOut(tx, pools, context.clock.now())
  const isNews = changes.some((change) => change.effect !== 'waits')
  const proposal = { kind: 'allocation' as const, cause, changes: isNews ? changes : [], figures }
  const proposal_id = await keepProposal(context, tx, proposal, ended)
  return {
    proposal_id,
    lines_checked: ground.claims.length,
    lines_touched: changes.filter((change) => change.effect !== 'waits').length,
  }
}

/** Reckoned only; nothing is kept. */
export async function shareOut(tx: Tx, pools: readonly PoolKey[], instant: Date): Promise<SharedOut> {
  const ground = await gatherGround(tx, instant, { pools, withWaiting: true })
  const settled = new Set<OpenClaim>()
  for (let round = 1; ; round++) {
    const plans = planAll(ground, { isAsWished: true, settled })
    const parts = movedParts(plans, ground.today)
    const setting = await changeSetting(tx, ground, parts)
    const helpless = parts.filter((part) => isNoHelp(part, setting)).map(({ planned }) => planned.claim)
    if (helpless.length === 0 || round === ROUNDS_MAX) {
      const changes = [...changesOf(parts, plans, setting), ...waitingOn(plans, parts, { ground, setting })]
      return {
        ground,
        plans,
        changes,
        figures: figuresOf(plans, changes, { setting: ground.setting, policy: ground.policy }),
      }
    }
    for (const claim of helpless) settled.add(claim)
  }
}

/** Goods on an earlier day that arrive no earlier help nobody, and others could have them. */
function isNoHelp(part: MovedPart, { ways }: ChangeSetting): boolean {
  const { claim } = part.planned
  if (!claim.is_reserved || part.day < 0 || part.day >= claim.need_day || claim.to_date === null) return false
  const way = ways.get(part)
  return !way || formatLocalDay(way.arrivalDay) >= claim.to_date
}

/** Those who wanted goods sooner and get none of them. */
function waitingOn(
  plans: readonly PoolPlan[],
  parts: readonly MovedPart[],
  { ground, setting }: { ground: Ground; setting: ChangeSetting },
): ProposedChange[] {
  const moved = new Set(parts.map(({ planned }) => `${planned.claim.order_id}/${planned.claim.line_number}`))
  const seen = new Set<string>()
  return plans.flatMap((plan) =>
    plan.claims.flatMap((planned) => {
      const { claim } = planned
      const id = `${claim.order_id}/${claim.line_number}`
      const isShort = gotBy(planned, wantedDay(claim, ground.today)) < milli(claim.quantity)
      if (!isShort || moved.has(id) || seen.has(id)) return []
      seen.add(id)
      return [waitingChange(planned, plan, setting)]
    }),
  )
}
