/** Whose goods and hands an offer takes: as the policy shares the goods out, and as few hands as are enough. */
import { whoGivesWay } from '../../../engines/allocation/index.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Offer as EngineOffer } from '../../../engines/promising/index.ts'
import type { HeldHands } from '../../modules/capacity/index.ts'
import { poolId } from '../../modules/inventory/index.ts'
import type { WishFacts } from '../promising/facts.command.ts'
import { isOnItsDay } from '../proposals/change.ts'
import type { OpenClaim } from '../proposals/claims.store.ts'
import { completeDay, planPool } from '../proposals/pool-plan.ts'
import { type Holders, lineKey } from './holders.command.ts'
import { newcomerRank } from './newcomer.ts'

export type Takes = 'goods' | 'hands'
/** By `lineKey`. */
export type GivingWay = ReadonlyMap<string, ReadonlySet<Takes>>

interface Ask {
  readonly facts: WishFacts
  readonly holders: Holders
  readonly newcomers: ReadonlyMap<number, OpenClaim>
}

/**
 * Lines that the published policy would serve after the offer's own. Null: by the policy the offer does not get its goods in
 * time, somebody of better standing would have to move, or the pool is short already, which is for a proposal to settle.
 */
export function whoseGoods({ plan }: EngineOffer, ask: Ask): Set<string> | null {
  const wanted = plan.consignments.flatMap(({ site, shares, passage }) =>
    shares.map(
      (share): OpenClaim => ({
        ...ask.newcomers.get(share.lineNumber)!,
        product_id: share.productId,
        location_id: site.siteId,
        quantity: share.quantityMilli / 1000,
        need_day: passage.needDay,
        need_on: formatLocalDay(passage.needDay),
      }),
    ),
  )
  const moved = new Set<string>()
  for (const id of new Set(wanted.map(poolId))) {
    const lines = movedIn(
      id,
      wanted.filter((one) => poolId(one) === id),
      ask,
    )
    if (lines === null) return null
    for (const line of lines) moved.add(line)
  }
  return moved
}

function movedIn(id: string, newcomers: readonly OpenClaim[], { facts, holders }: Ask): string[] | null {
  const pool = facts.pools.get(id)!
  const claims = holders.byPool.get(id) ?? []
  const { today } = holders.setting
  const lastDay = today + 366
  const setting = { ...holders.setting, lastDay, policy: facts.allocation }
  const isMoved = (one: ReturnType<typeof planPool>['claims'][number]) =>
    one.given.some(({ day }) => !isOnItsDay(one, day, today))
  if (planPool(pool, claims, setting).claims.some(isMoved)) return null
  const plan = planPool(pool, [...claims, ...newcomers], setting)
  const isNew = new Set(newcomers)
  const inTime = plan.claims
    .filter(({ claim }) => isNew.has(claim))
    .every((one) => (completeDay(one) ?? Number.POSITIVE_INFINITY) <= one.claim.need_day)
  const moved = plan.claims.filter((one) => !isNew.has(one.claim) && isMoved(one)).map(({ claim }) => lineKey(claim))
  return inTime && moved.every((line) => holders.below.has(line)) ? moved : null
}

export interface Booked {
  readonly line_number: number
  readonly resource_id: string
  readonly day: string
  readonly quantity: number
}

/** `freed`: hands of lines that give their goods already. Null: those of lower standing do not hold as many. */
export function whoseHands(
  bookings: readonly Booked[],
  { facts, holders, newcomers }: Ask,
  freed: readonly HeldHands[],
): Set<string> | null {
  const giving = new Set<string>()
  for (const { resource, own, needed } of byDay(bookings)) {
    const day = parseLocalDay(own.day)
    const found = facts.capacity.resources.find((one) => one.resourceId === resource)!
    const left = facts.capacity.free(found.siteId, found.kind, day)
    const isThere = (one: HeldHands) => one.resource_id === resource && one.day === own.day
    const given = [...freed, ...holders.hands.filter((one) => giving.has(lineKey(one)))].filter(isThere)
    const short = needed - left - given.reduce((sum, one) => sum + one.quantity, 0)
    const rest = holders.hands.filter((one) => isThere(one) && !given.some((known) => lineKey(known) === lineKey(one)))
    const chosen = whoGivesWay(
      rest.map((one) => ({ rank: holders.rankOf(holders.below.get(lineKey(one))![0]!), amount: one.quantity })),
      short,
      {
        newcomer: newcomerRank(newcomers.get(own.line_number)!, holders.setting),
        order: holders.setting.rankOrder,
      },
    )
    if (chosen === null) return null
    for (const at of chosen) giving.add(lineKey(rest[at]!))
  }
  return giving
}

function byDay(bookings: readonly Booked[]) {
  const days = new Map<string, { resource: string; own: Booked; needed: number }>()
  for (const own of bookings) {
    const key = `${own.day} ${own.resource_id}`
    const known = days.get(key)
    days.set(key, { resource: own.resource_id, own: known?.own ?? own, needed: (known?.needed ?? 0) + own.quantity })
  }
  return [...days.values()]
}
