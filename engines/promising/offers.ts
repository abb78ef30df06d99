/** Two to five offers out of all the ways to keep a wish, in the order the company's objective asks for. */
import { availableFrom } from './catp.ts'
import type { Plan } from './plan.ts'
import { listPlans } from './plans.ts'
import type { Objective, SiteView, Wish, WishLine } from './wish.ts'

export type OfferKind =
  | 'earliest'
  | 'cheapest'
  | 'greenest'
  | 'in_one_go'
  | 'from_stock'
  | 'in_parts'
  | 'as_ordered'
  | 'by_priority'

export interface Offer {
  /** What it is best at; one offer may be best at several things. */
  readonly kinds: readonly OfferKind[]
  readonly plan: Plan
  readonly isInParts: boolean
  readonly isExpedited: boolean
  readonly hasSubstitute: boolean
  /** Of an expedited offer: what would be the soonest without haste; null: nothing would, or there is none. */
  readonly ordinary: Plan | null
}

const OFFERS_MAX = 5

/**
 * Builds the offers for a wish, best first. Empty when nothing within the horizon can be kept: `listObstacles` says why.
 *
 * Cheapest and greenest are sought among the plans that keep the wish where any does, else among all.
 * Example: stock for tomorrow at 12.00 and a slow lane at 7.00 give `earliest` and `cheapest, greenest`.
 */
export function buildOffers(wish: Wish): Offer[] {
  const plans = listPlans(wish)
  const ordinary = least(
    plans.filter((plan) => !isExpedited(plan)),
    byTime,
  )
  // Overtime is for haste alone: nothing else it would be best at is worth it.
  const usual = plans.some((plan) => !needsOvertime(plan)) ? plans.filter((plan) => !needsOvertime(plan)) : plans
  const kept = usual.filter((plan) => plan.isAsWished)
  const field = kept.length > 0 ? kept : usual
  const atOnce = least(
    usual.filter(({ consignments }) => consignments.length <= 1),
    byTime,
  )
  const winners: [OfferKind, Plan | null][] = [
    [
      'earliest',
      least(plans, (plan) => [
        plan.lastDay,
        plan.consignments.length,
        needsOvertime(plan) ? 1 : 0,
        plan.costMinor ?? Infinity,
      ]),
    ],
    ['cheapest', known(field, 'costMinor')],
    ['greenest', known(field, 'emissionGrams')],
    ['from_stock', least(field.filter(isFromStock), byTime)],
    ['in_one_go', atOnce],
    ['in_parts', soonerInParts(usual, atOnce)],
    [
      'as_ordered',
      usual.some(hasSubstitute)
        ? least(
            usual.filter((plan) => !hasSubstitute(plan)),
            byTime,
          )
        : null,
    ],
  ]
  const offers = new Map<string, { kinds: OfferKind[]; plan: Plan }>()
  for (const [kind, plan] of winners) {
    if (!plan) continue
    const key = signature(plan)
    offers.set(key, { kinds: [...(offers.get(key)?.kinds ?? []), kind], plan })
  }
  const order = ORDER[wish.objective]
  const rank = ({ kinds }: { kinds: readonly OfferKind[] }) => Math.min(...kinds.map((kind) => order.indexOf(kind)))
  return [...offers.values()]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, OFFERS_MAX)
    .map((one) => toOffer(one, ordinary))
}

/** Which kind the company wants to propose first. */
const ORDER: Readonly<Record<Objective, readonly OfferKind[]>> = {
  lowest_cost: ['cheapest', 'earliest', 'greenest', 'from_stock', 'in_one_go', 'as_ordered', 'in_parts'],
  stock_at_level: ['from_stock', 'cheapest', 'earliest', 'greenest', 'in_one_go', 'as_ordered', 'in_parts'],
  speed: ['earliest', 'cheapest', 'greenest', 'from_stock', 'in_one_go', 'as_ordered', 'in_parts'],
}

/** Parts are worth the trouble only when goods come sooner on the whole than at once. */
function soonerInParts(plans: readonly Plan[], atOnce: Plan | null): Plan | null {
  const best = least(
    plans.filter(({ consignments }) => consignments.length > 1),
    (plan) => [meanDay(plan), ...byTime(plan)],
  )
  return best && (atOnce === null || meanDay(best) < meanDay(atOnce)) ? best : null
}

/** Each line counts alike; within a line, each unit. */
function meanDay({ consignments }: Plan): number {
  const whole = new Map<number, number>()
  const shares = consignments.flatMap(({ shares, passage }) =>
    shares.map((share) => ({ ...share, day: passage.arrivalDay })),
  )
  for (const { lineNumber, quantityMilli } of shares)
    whole.set(lineNumber, (whole.get(lineNumber) ?? 0) + quantityMilli)
  const sum = shares.reduce(
    (total, share) => total + (share.day * share.quantityMilli) / whole.get(share.lineNumber)!,
    0,
  )
  return sum / whole.size
}

const byTime = ({ lastDay, costMinor }: Plan) => [lastDay, costMinor ?? Number.POSITIVE_INFINITY]
const hasSubstitute = ({ consignments }: Plan) =>
  consignments.some(({ shares }) => shares.some(({ substitute }) => substitute !== null))
const isFromStock = ({ consignments }: Plan) => consignments.every(({ isOnSupply }) => !isOnSupply)

const known = (plans: readonly Plan[], figure: 'costMinor' | 'emissionGrams') =>
  least(
    plans.filter((plan) => plan[figure] !== null),
    (plan) => [plan[figure]!, plan.lastDay, plan.consignments.length],
  )

/** The plan whose figures come first in order; the first of equals, so the same wish always gives the same offers. */
function least(plans: readonly Plan[], figures: (plan: Plan) => readonly number[]): Plan | null {
  let best: { plan: Plan; figures: readonly number[] } | null = null
  for (const plan of plans) {
    const own = figures(plan)
    if (best === null || isBefore(own, best.figures)) best = { plan, figures: own }
  }
  return best?.plan ?? null
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!
  return false
}

const signature = ({ consignments, visits }: Plan): string =>
  JSON.stringify([
    consignments.map(({ site, shares, passage }) => [
      site.siteId,
      passage.lane.laneId,
      passage.needDay,
      passage.arrivalDay,
      shares.map((share) => [share.lineNumber, share.productId, share.quantityMilli]),
    ]),
    visits.map(({ lineNumber, day }) => [lineNumber, day]),
  ])

const needsOvertime = ({ consignments }: Plan) => consignments.some(({ overtime }) => overtime.length > 0)
const isExpedited = (plan: Plan) =>
  needsOvertime(plan) || plan.consignments.some(({ passage }) => passage.lane.isExpedite)

const toOffer = ({ kinds, plan }: { kinds: OfferKind[]; plan: Plan }, ordinary: Plan | null): Offer => ({
  kinds,
  plan,
  isInParts: plan.consignments.length > 1,
  isExpedited: isExpedited(plan),
  hasSubstitute: hasSubstitute(plan),
  ordinary: isExpedited(plan) ? ordinary : null,
})

/** Why a wish finds no offer, in the order in which a planner would ask. */
export type Obstacle = { lineNumber: number | null; reason: 'no_site' | 'no_lane' | 'no_goods' | 'no_capacity_or_day' }

export function listObstacles(wish: Wish): Obstacle[] {
  if (wish.sites.length === 0) return [{ lineNumber: null, reason: 'no_site' }]
  if (wish.sites.every((site) => site.lanes.length === 0)) return [{ lineNumber: null, reason: 'no_lane' }]
  const short = wish.lines.filter(
    (line) => line.kind === 'goods' && !wish.sites.some((site) => canSupply(wish, site, line)),
  )
  if (short.length > 0) return short.map((line) => ({ lineNumber: line.lineNumber, reason: 'no_goods' as const }))
  return [{ lineNumber: null, reason: 'no_capacity_or_day' }]
}

function canSupply(wish: Wish, site: SiteView, line: WishLine): boolean {
  const pool = site.pool(line.productId)
  const day = pool ? availableFrom(pool, line.quantityMilli, site.firstDay) : null
  return day !== null && day <= wish.lastDay
}
