/**
 * An offer that can be kept only by goods or hands that open promises of lower standing hold, and how each of those goes on:
 * by its own day from other supply or by another way, or, where the published policy allows it, later. Nothing is kept.
 */
import type { ProposedChange } from '../../../contract/proposals.ts'
import type { Offer, Touch } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { compareRank, decidedBy } from '../../../engines/allocation/index.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { available, buildOffers, type Offer as EngineOffer, type Step } from '../../../engines/promising/index.ts'
import { type HeldHands, heldBy } from '../../modules/capacity/index.ts'
import type { Concession } from '../../modules/promises/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { WishFacts } from '../promising/facts.command.ts'
import { toOffers } from '../promising/offered.ts'
import { problemOf } from '../promising/problem.ts'
import { offerFacts, type Reckoned, reckon } from '../promising/reckon.command.ts'
import type { OpenClaim } from '../proposals/claims.store.ts'
import { policyFacts } from '../proposals/figures.ts'
import { groupBy } from '../proposals/group-by.ts'
import { customerNames } from './customer-names.store.ts'
import { allGivenBack, findHolders, givenBack, type Holders, lineKey } from './holders.command.ts'
import { isBetter, isKeptWaiting, newcomerRank, newcomersOf } from './newcomer.ts'
import { type GoodsTaken, type HandsTaken, withOverlay } from './overlay.ts'
import { type GivingWay, type Takes, whoseGoods, whoseHands } from './who-gives-way.ts'

/** Each is reckoned anew; an offer that moves more orders than these is none that anybody could oversee. */
const ORDERS_MAX = 5
/** Stands for the order that does not exist yet. */
const UNNUMBERED = 'NEW'
/** Ways of the wish that are tried. */
const TRIES_MAX = 2

export interface PriorityAsk {
  /** Of the order that comes of it, for those who give way to know; asked for only when somebody does. */
  orderNumber(): Promise<string>
  /** The order whose own lines are promised anew. */
  readonly ownOrderId: string | null
  /** Staff may decide that others come later; a customer's own taking moves nobody's day. */
  readonly mayBeLater: boolean
  readonly now: Date
}

export interface PriorityOffer {
  readonly offer: EngineOffer
  readonly touches: readonly Touch[]
  readonly concessions: readonly Omit<Concession, 'offer_number'>[]
}

export async function offerByPriority(
  tx: Tx,
  { facts, found }: Pick<Reckoned, 'facts' | 'found'>,
  ask: PriorityAsk,
): Promise<PriorityOffer | null> {
  if (facts.allocation.giving_way === 'never' || !isKeptWaiting(facts, found)) return null
  const newcomers = newcomersOf(facts, UNNUMBERED)
  const holders = await findHolders(tx, { facts, newcomers, found, orderId: ask.ownOrderId })
  if (!holders || holders.below.size === 0) return null
  const problem = problemOf(withOverlay({ ...facts, mayWorkOvertime: false }, allGivenBack(holders)))
  const candidates = buildOffers({ ...problem, objective: 'speed' }).filter((one) => isBetter(facts, one, found))
  for (const offer of candidates.slice(0, TRIES_MAX)) {
    const given = await conceded(tx, offer, { facts, holders, newcomers, ask })
    if (given) return namedBy(given, await ask.orderNumber())
  }
  return null
}

function namedBy(given: PriorityOffer, order_id: string): PriorityOffer {
  const concessions = given.concessions.map(({ change, ...one }) => ({
    ...one,
    change: { ...change, rank: { ...change.rank, gave_way_to: named(change, order_id) } },
  }))
  return { ...given, concessions }
}

const named = ({ rank }: ProposedChange, order_id: string) =>
  (rank.gave_way_to ?? []).map((other) => ({ ...other, order_id }))

interface Ground {
  readonly facts: WishFacts
  readonly holders: Holders
  readonly newcomers: ReadonlyMap<number, OpenClaim>
  readonly ask: PriorityAsk
}

async function conceded(tx: Tx, offer: EngineOffer, ground: Ground): Promise<PriorityOffer | null> {
  const { facts, holders } = ground
  const [own] = toOffers([offer], offerFacts(facts)) as [Offer]
  const goods = whoseGoods(offer, ground)
  if (goods === null) return null
  const freed = goods.size > 0 ? await heldBy(tx, linesOf(goods)) : []
  const hands = whoseHands(own.bookings, ground, freed)
  if (hands === null || goods.size + hands.size === 0) return null
  const giving = new Map<string, ReadonlySet<Takes>>(
    [...new Set([...goods, ...hands])].map((key) => [
      key,
      new Set<Takes>([
        ...(goods.has(key) ? (['goods'] as const) : []),
        ...(hands.has(key) ? (['hands'] as const) : []),
      ]),
    ]),
  )
  const claims = [...giving.keys()].map((key) => holders.below.get(key)!)
  // A line whose goods go on several days already is left to proposals, which can move it part by part.
  if (claims.some((own) => own.length !== 1)) return null
  const held = await heldBy(tx, linesOf(giving.keys()))
  if (held.some((one) => one.has_slot)) return null
  const kept = await keepOthers(tx, { ...ground, own, giving, held, claims: claims.map(([claim]) => claim!) })
  if (kept === null || kept.length === 0 || !isStillKept(offer, facts, kept)) return null
  return { offer, ...(await toldOf(tx, kept, { ...ground, giving })) }
}

const linesOf = (keys: Iterable<string>) =>
  [...keys].map((key) => {
    const cut = key.lastIndexOf('/')
    return { order_id: key.slice(0, cut), line_number: Number(key.slice(cut + 1)) }
  })

interface Kept {
  readonly claim: OpenClaim
  readonly line: Offer['lines'][number]
  readonly bookings: readonly Offer['bookings'][number][]
  readonly freightMinor: number | null
}

interface Keeping extends Ground {
  readonly own: Offer
  readonly giving: GivingWay
  readonly held: readonly HeldHands[]
  readonly claims: readonly OpenClaim[]
}

/** One reckoning an order, best rank first; each sees what the offer and those before it take. Null: somebody is not kept. */
async function keepOthers(tx: Tx, keeping: Keeping): Promise<Kept[] | null> {
  const { facts, holders, own, held, claims, ask } = keeping
  const { rankOrder } = holders.setting
  const sorted = [...claims].sort((a, b) => compareRank(holders.rankOf(a), holders.rankOf(b), rankOrder))
  const orders = [...groupBy(sorted, (claim) => claim.order_id).values()]
  if (orders.length > ORDERS_MAX) return null
  const isLaterAllowed = facts.allocation.giving_way === 'later' && ask.mayBeLater
  const taken: GoodsTaken[] = takenBy(own)
  const booked: HandsTaken[] = own.bookings.map((one) => ({ ...one, day: parseLocalDay(one.day) }))
  booked.push(...held.map((one) => ({ ...one, day: parseLocalDay(one.day), quantity: -one.quantity })))
  const kept: Kept[] = []
  for (const [at, lines] of orders.entries()) {
    const waiting = orders
      .slice(at + 1)
      .flat()
      .filter(isGoods)
      .map(givenBack)
    const found = await wayOf(tx, lines, {
      now: ask.now,
      seen: (seen) => withOverlay(seen, { goods: [...taken, ...waiting], hands: booked }),
      isLaterAllowed,
    })
    if (found === null) return null
    taken.push(...lines.filter(isGoods).map(givenBack), ...takenBy(found))
    booked.push(...found.bookings.map((one) => ({ ...one, day: parseLocalDay(one.day) })))
    kept.push(...lines.map((claim) => keptBy(claim, found)))
  }
  return kept.filter(isElsewise)
}

const isGoods = ({ kind }: { kind: string }): boolean => kind === 'goods'

const takenBy = ({ lines }: Pick<Offer, 'lines'>): GoodsTaken[] =>
  lines.filter(isGoods).map(({ product_id, site_id, need_on, quantity }) => ({
    product_id,
    location_id: site_id,
    day: parseLocalDay(need_on),
    quantityMilli: Math.round(quantity * 1000),
  }))

function keptBy(claim: OpenClaim, found: Offer): Kept {
  return {
    claim,
    line: found.lines.find((one) => one.line_number === claim.line_number)!,
    bookings: found.bookings.filter((one) => one.line_number === claim.line_number),
    freightMinor: found.freight_cost_minor,
  }
}

/** Who goes on as before gives nothing. */
const isElsewise = ({ claim, line }: Kept): boolean =>
  line.need_on !== claim.need_on ||
  line.site_id !== claim.location_id ||
  line.lane_id !== claim.lane_id ||
  line.to_date !== claim.to_date

interface Way {
  readonly now: Date
  readonly seen: (facts: WishFacts) => WishFacts
  readonly isLaterAllowed: boolean
}

/** How an order's lines go on: on their own day at the least freight, else as soon as can be. */
async function wayOf(tx: Tx, lines: readonly OpenClaim[], { now, seen, isLaterAllowed }: Way): Promise<Offer | null> {
  const [{ customer_id, destination, order_id }] = lines as [OpenClaim]
  const wish = {
    customer_id,
    location_id: destination,
    order_id,
    lines: lines.map(({ line_number, kind, product_id, quantity, to_date }) => ({
      line_number,
      kind,
      product_id,
      quantity,
      // Not before its own day either: the customer's dock and people are ready for that day.
      requested_from_date: to_date,
      requested_to_date: to_date,
    })),
  }
  const offers = await offersOf(tx, wish, { now, seen })
  const open = offers.filter((offer) => !offer.has_substitute && !offer.is_in_parts)
  const days = new Map(lines.map((claim) => [claim.line_number, claim.to_date!]))
  const isKept = (offer: Offer) => offer.lines.every((line) => line.to_date === days.get(line.line_number))
  const cost = (offer: Offer) => offer.freight_cost_minor ?? Number.POSITIVE_INFINITY
  const [cheapest] = open.filter(isKept).sort((a, b) => cost(a) - cost(b))
  if (cheapest || !isLaterAllowed) return cheapest ?? null
  return [...open].sort((a, b) => (a.complete_on < b.complete_on ? -1 : 1))[0] ?? null
}

/** What can no longer be asked for, such as a service taken out of the catalogue, cannot be kept elsewise either. */
async function offersOf(
  tx: Tx,
  wish: Parameters<typeof reckon>[1],
  { now, seen }: Pick<Way, 'now' | 'seen'>,
): Promise<Offer[]> {
  try {
    return (await reckon(tx, wish, now, seen)).offers
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** Counted on only what the customer's package lets it count on, the offer's goods are there once the others have moved. */
function isStillKept({ plan }: EngineOffer, facts: WishFacts, kept: readonly Kept[]): boolean {
  const goods = kept.flatMap(({ claim, line }) =>
    claim.kind === 'goods' ? [givenBack(claim), ...takenBy({ lines: [line] })] : [],
  )
  const sites = new Map(problemOf(withOverlay(facts, { goods, hands: [] })).sites.map((site) => [site.siteId, site]))
  const drawn = new Map<string, Step[]>()
  return plan.consignments.every(({ site, shares, passage }) =>
    shares.every(({ productId, quantityMilli }) => {
      const pool = sites.get(site.siteId)?.pool(productId)
      const own = drawn.get(`${site.siteId} ${productId}`) ?? []
      drawn.set(`${site.siteId} ${productId}`, [...own, { day: passage.needDay, quantityMilli }])
      const left = pool && { ...pool, reserved: [...pool.reserved, ...own] }
      return left !== undefined && available(left, passage.needDay) >= quantityMilli
    }),
  )
}

async function toldOf(
  tx: Tx,
  kept: readonly Kept[],
  ground: Ground & { giving: GivingWay },
): Promise<Pick<PriorityOffer, 'touches' | 'concessions'>> {
  const names = await customerNames(tx, [...new Set(kept.map(({ claim }) => claim.customer_id))])
  const policy = { ...policyFacts(ground.facts.allocation), giving_way: ground.facts.allocation.giving_way }
  const changes = kept.map((one) => changeOf(one, ground))
  return {
    touches: kept.map(({ claim, line, freightMinor }, at) => ({
      order_id: claim.order_id,
      line_number: claim.line_number,
      customer_id: claim.customer_id,
      customer_name: names.get(claim.customer_id) ?? null,
      product_id: claim.product_id,
      quantity: claim.quantity,
      takes: [...ground.giving.get(lineKey(claim))!],
      effect: line.to_date > claim.to_date! ? 'later' : 'kept',
      old_site_id: claim.location_id,
      new_site_id: line.site_id,
      old_date: claim.to_date!,
      new_date: line.to_date,
      days_later: parseLocalDay(line.to_date) - parseLocalDay(claim.to_date!),
      freight_cost_minor: freightMinor,
      decided_by: changes[at]!.rank.gave_way_to?.[0]?.decided_by ?? 'policy',
    })),
    concessions: kept.map(({ bookings }, at) => ({
      change: changes[at]!,
      bookings: bookings.map(({ resource_id, day, quantity }) => ({ resource_id, day, quantity, is_in_haste: false })),
      policy,
    })),
  }
}

function changeOf({ claim, line }: Kept, { facts, holders, newcomers }: Ground): ProposedChange {
  const { order_id, line_number, customer_id, product_id, quantity, promise_version } = claim
  const { setting } = holders
  const rank = holders.rankOf(claim)
  const first = [...newcomers.values()].find((one) => one.product_id === product_id) ?? [...newcomers.values()][0]!
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    order_id,
    line_number,
    customer_id,
    product_id,
    quantity,
    promise_version,
    effect: line.to_date > claim.to_date! ? 'later' : 'kept',
    site_id: claim.location_id,
    lane_id: claim.lane_id,
    need_on: claim.need_on,
    to_date: claim.to_date!,
    new_site_id: line.site_id,
    new_lane_id: line.lane_id,
    new_need_on: line.need_on,
    new_departs_on: line.departs_on,
    new_to_date: line.to_date,
    rank: {
      tier: claim.tier,
      policy_id: facts.allocation.policy_id,
      policy_kind: facts.allocation.kind,
      facts: {
        commitment: rank.commitment,
        has_waited: rank.hasWaited,
        is_safety_critical: rank.isSafetyCritical,
        is_at_risk: rank.isAtRisk,
        tier: rank.tier,
        promised_for: claim.to_date,
        promised_at: instant(claim.promised_at),
        ordered_at: instant(claim.ordered_at),
      },
      wanted_date: claim.to_date,
      gave_way_to: [
        {
          order_id: first.order_id,
          line_number: first.line_number,
          tier: first.tier,
          customer_id: first.customer_id,
          decided_by: decidedBy(newcomerRank(first, setting), rank, setting.rankOrder),
        },
      ],
    },
    moves: [],
  }
}
