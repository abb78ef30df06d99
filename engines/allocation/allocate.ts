/**
 * Who gets which goods on which day, by the published policy. Every policy is an order of giving; the curve of the pool does
 * the rest, so no policy can give out more than has arrived, and nobody is served later than goods and policy demand.
 *
 *   1 bound       goods set aside for a line by lot or bin stay with it
 *   2 regulatory  lines owed by law
 *   3 waited      lines that have waited longer than the policy allows, of whatever tier
 *   4 floor       each tier up to its floor, so that no better tier takes the rest before
 *   5 policy      first come · strict tier · protected goods of better tiers · proportional · the lowest first
 *   6 rest        what is left, in rank order
 *
 * A line is cut where it allows parts: it gets what is there on its day, and the rest on the first day that holds all of it.
 * One that takes only all of its goods at once is never cut.
 */
import { type Arrival, type Curve, curveOf, type Horizon, NEVER } from './curve.ts'
import { compareRank, type RankKey, type RankOrder } from './rank.ts'
import { sharesOf } from './shares.ts'

export const POLICIES = ['first_come', 'strict_tier', 'protection_levels', 'proportional', 'lowest_first'] as const

export interface ShortagePolicy {
  readonly kind: (typeof POLICIES)[number]
  readonly tiers: readonly {
    readonly tier: number
    /** Share of the goods at hand kept for this tier and those above it, 0 to 1. */
    readonly protectedShare: number
    /** Share of its demand that the tier gets before a better one takes the rest, 0 to 1. */
    readonly floorShare: number
  }[]
}

export interface ShortClaim {
  readonly rank: RankKey
  readonly needDay: number
  readonly quantityMilli: number
  /** Takes all at once or nothing. */
  readonly isWhole: boolean
  /** A part is at least so much; what is less waits for the rest. */
  readonly leastPartMilli: number
  /** Into so many parts at most. */
  readonly partsMax: number
  /** Of it, goods by lot or bin that are set aside already. */
  readonly boundMilli: number
  /** Of the same line, sent before. */
  readonly hadMilli: number
  /** What the customer usually takes, where orders grow as goods get short: shares go by it. */
  readonly usualMilli: number
}

export const REASONS = ['bound', 'regulatory', 'waited', 'floor', 'protected', 'share', 'rank'] as const
export type Reason = (typeof REASONS)[number]

export interface Given {
  /** `NEVER`: nothing in sight. */
  readonly day: number
  readonly quantityMilli: number
  readonly reason: Reason
}

export interface Allotment {
  /** What each claim gets, first day first; the sum is what was claimed. */
  readonly given: readonly (readonly Given[])[]
  /** Indices of the claims, best rank first. */
  readonly order: readonly number[]
  readonly rankOrder: RankOrder
}

export interface ShortPool {
  readonly onHandMilli: number
  readonly arrivals: readonly Arrival[]
}

/** Equal segments are served as they come, and what is shared out evenly knows no better tiers. */
export const rankOrderOf = (kind: ShortagePolicy['kind']): RankOrder =>
  kind === 'strict_tier' || kind === 'protection_levels' ? 'by_tier' : 'by_arrival'

/** Refuses claims needed after the horizon. The same claims in another order give the same result. */
export function allot(
  pool: ShortPool,
  claims: readonly ShortClaim[],
  { policy, horizon }: { policy: ShortagePolicy; horizon: Horizon },
): Allotment {
  const rankOrder = rankOrderOf(policy.kind)
  const order = claims.map((_, at) => at).sort((a, b) => compareRank(claims[a]!.rank, claims[b]!.rank, rankOrder))
  const giving = startGiving(claims, curveOf(pool.onHandMilli, pool.arrivals, horizon), order)
  giveFirst(giving)
  giveFloors(giving, policy)
  if (policy.kind === 'protection_levels') giveProtected(giving, policy, pool)
  if (policy.kind === 'proportional' || policy.kind === 'lowest_first') giveShares(giving, policy.kind)
  const rest = policy.kind === 'protection_levels' ? inOrder(claims, 'by_arrival') : order
  for (const at of rest) giving.give(at, giving.left[at]!, 'rank')
  return { given: giving.given.map((given, at) => inParts(inDays(given), claims[at]!.partsMax)), order, rankOrder }
}

const inOrder = (claims: readonly ShortClaim[], rankOrder: RankOrder): number[] =>
  claims.map((_, at) => at).sort((a, b) => compareRank(claims[a]!.rank, claims[b]!.rank, rankOrder))

interface Giving {
  readonly claims: readonly ShortClaim[]
  readonly order: readonly number[]
  readonly curve: Curve
  readonly given: Given[][]
  /** Not given yet, by claim. */
  readonly left: number[]
  /** A whole claim is given whole as soon as any of it is due. */
  give(at: number, quantityMilli: number, reason: Reason): number
}

function startGiving(claims: readonly ShortClaim[], curve: Curve, order: readonly number[]): Giving {
  const given: Given[][] = claims.map(() => [])
  const left = claims.map((claim) => claim.quantityMilli)
  const stepMilli = stepOf(claims)
  const note = (at: number, quantityMilli: number, reason: Reason) => {
    given[at]!.push({ day: curve.give(claims[at]!.needDay, quantityMilli), quantityMilli, reason })
    left[at]! -= quantityMilli
  }
  return {
    claims,
    order,
    curve,
    given,
    left,
    give(at, wanted, reason) {
      const claim = claims[at]!
      const quantityMilli = dueOf(claim, left[at]!, { wanted, reason })
      if (quantityMilli <= 0) return 0
      const there = Math.floor((curve.most(claim.needDay) + 1e-6) / stepMilli) * stepMilli
      const isPart = there < quantityMilli && there > 0 && there >= claim.leastPartMilli && !claim.isWhole
      if (isPart) note(at, there, reason)
      note(at, quantityMilli - (isPart ? there : 0), reason)
      return quantityMilli
    },
  }
}

/** A whole line is due whole as soon as any of it is; a part too small to be sent is made as large as it must be, or is none. */
function dueOf(claim: ShortClaim, left: number, { wanted, reason }: { wanted: number; reason: Reason }): number {
  if (wanted <= 0) return 0
  if (claim.isWhole) return left
  const isTooSmall = wanted < Math.min(left, claim.leastPartMilli)
  if (isTooSmall && reason === 'share') return 0
  return Math.min(left, Math.max(wanted, isTooSmall ? claim.leastPartMilli : 0))
}

function giveFirst({ claims, order, give }: Giving): void {
  for (const at of order) give(at, claims[at]!.boundMilli, 'bound')
  for (const at of order)
    if (claims[at]!.rank.commitment === 'regulatory') give(at, Number.POSITIVE_INFINITY, 'regulatory')
  for (const at of order) if (claims[at]!.rank.hasWaited) give(at, Number.POSITIVE_INFINITY, 'waited')
}

/** Of what a tier asks for in all; what its lines got before counts. Whole units, rounded up: a floor is a floor. */
function giveFloors({ claims, order, left, give }: Giving, policy: ShortagePolicy): void {
  const stepMilli = stepOf(claims)
  const owed = new Map<number, number>()
  for (const { tier, floorShare } of policy.tiers) {
    const own = order.filter((at) => claims[at]!.rank.tier === tier)
    const asked = own.reduce((sum, at) => sum + claims[at]!.quantityMilli, 0)
    const got = own.reduce((sum, at) => sum + claims[at]!.quantityMilli - left[at]!, 0)
    owed.set(tier, Math.ceil((asked * floorShare - 1e-6) / stepMilli) * stepMilli - got)
  }
  for (const at of order) {
    const { tier } = claims[at]!.rank
    const due = owed.get(tier) ?? 0
    if (due > 0) owed.set(tier, due - give(at, due, 'floor'))
  }
}

/** Nested: what is kept for a tier is for all above it too, so each level counts what better tiers have got of it. */
function giveProtected({ claims, order, left, give }: Giving, policy: ShortagePolicy, pool: ShortPool): void {
  const stepMilli = stepOf(claims)
  const goods = pool.onHandMilli > 0 ? pool.onHandMilli : (nextArrival(pool.arrivals)?.quantityMilli ?? 0)
  for (const { tier, protectedShare } of [...policy.tiers].sort((a, b) => a.tier - b.tier)) {
    const own = order.filter((at) => claims[at]!.rank.tier <= tier)
    const got = own.reduce((sum, at) => sum + claims[at]!.quantityMilli - left[at]!, 0)
    let due = Math.floor((goods * protectedShare + 1e-6) / stepMilli) * stepMilli - got
    for (const at of own) if (due > 0) due -= give(at, due, 'protected')
  }
}

const nextArrival = (arrivals: readonly Arrival[]): Arrival | undefined =>
  arrivals.reduce<Arrival | undefined>(
    (next, one) => (next === undefined || one.day < next.day ? one : next),
    undefined,
  )

function giveShares({ claims, order, curve, left, give }: Giving, kind: 'proportional' | 'lowest_first'): void {
  const waiting = order.filter((at) => left[at]! > 0)
  const sharers = waiting.map((at) => {
    const { needDay, quantityMilli, usualMilli, hadMilli } = claims[at]!
    const got = quantityMilli - left[at]!
    return kind === 'proportional'
      ? {
          needDay,
          quantityMilli: left[at]!,
          weightMilli: Math.max(1, Math.min(usualMilli, quantityMilli)),
          hadMilli: got,
        }
      : { needDay, quantityMilli: left[at]!, weightMilli: quantityMilli + hadMilli, hadMilli: hadMilli + got }
  })
  const shares = sharesOf(sharers, curve, stepOf(claims))
  // What lines that take only all would have got as shares goes to the best of them that it reaches for.
  let whole = waiting.reduce((sum, at, i) => sum + (claims[at]!.isWhole ? shares[i]! : 0), 0)
  for (const at of waiting) {
    if (claims[at]!.isWhole && left[at]! <= whole) whole -= give(at, left[at]!, 'share')
  }
  waiting.forEach((at, i) => {
    if (!claims[at]!.isWhole) give(at, shares[i]!, 'share')
  })
}

/** Whole units where all claims are in whole units, else thousandths. */
const stepOf = (claims: readonly ShortClaim[]): number =>
  claims.every(({ quantityMilli }) => quantityMilli % 1000 === 0) ? 1000 : 1

/** One entry a day, first day first, what never comes last; the first reason of a day stands for it. */
function inDays(given: readonly Given[]): Given[] {
  const byDay = new Map<number, Given>()
  for (const one of given) {
    const known = byDay.get(one.day)
    byDay.set(one.day, known ? { ...known, quantityMilli: known.quantityMilli + one.quantityMilli } : one)
  }
  const later = (day: number) => (day === NEVER ? Number.POSITIVE_INFINITY : day)
  return [...byDay.values()].sort((a, b) => later(a.day) - later(b.day))
}

/** Too many parts: the later ones wait for the last of them, which a pool can always bear. What never comes is no part. */
function inParts(days: readonly Given[], partsMax: number): Given[] {
  const parts = days.filter((one) => one.day !== NEVER)
  while (parts.length > Math.max(1, partsMax)) {
    const [last, before] = [parts.pop()!, parts.pop()!]
    parts.push({ ...last, quantityMilli: last.quantityMilli + before.quantityMilli })
  }
  return [...parts, ...days.filter((one) => one.day === NEVER)]
}
