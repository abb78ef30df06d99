/** Makes a quote: reads what is known, asks the engine for the ways to keep the wish, prices them, and keeps the offers. */
import type { z } from 'zod'
import type { Offer, Quote } from '../../../contract/quotes.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { listObstacles, type Wish } from '../../../engines/promising/index.ts'
import { nextNumber } from '../../ledger/index.ts'
import { heldBy } from '../../modules/capacity/index.ts'
import { ORDER_NUMBERS } from '../../modules/orders/index.ts'
import { fitOf, perBaseUnit } from '../../modules/prices/index.ts'
import { requireWholeUnits } from '../../modules/products/index.ts'
import {
  type Basis,
  type Concession,
  insertQuote,
  keptMilli,
  type NewStoredQuote,
  QUOTE_NUMBERS,
} from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inPipeline } from '../../platform/database/transaction.ts'
import { offerByPriority } from '../giving-way/offer-by-priority.command.ts'
import { type HandsTaken, withOverlay } from '../giving-way/overlay.ts'
import { ownLinesWish } from './change-wish.command.ts'
import type { WishFacts } from './facts.command.ts'
import { belowMinimum, requireMinimum } from './least-order.ts'
import { toOffers } from './offered.ts'
import { notOffered, requireOffered } from './order-units.ts'
import { promiseBefore } from './promise-before.store.ts'
import { offerFacts, type Reckoned, reckon } from './reckon.command.ts'
import type { NewWish } from './wish-lines.ts'

/** Offers stand this long; what they stand on may change sooner, and then taking is refused. */
const VALID_MINUTES = 30

/**
 * Refuses unknown customers, places, products, units and services, and for an order's own lines what may not be changed.
 * Nothing is reserved: a quote binds nobody until it is taken, so it is worth no wait for the disk.
 */
export const makeQuote = (
  context: Context,
  wish: NewWish,
  { mayTouch = false, inHaste = false, isAgreed = false }: Partial<Omit<Asked, 'wished'>> = {},
): Promise<z.infer<typeof Quote>> =>
  inPipeline(context, (tx) => quoteIn(context, tx, { wished: wish, mayTouch, inHaste, isAgreed }), { mayBeLost: true })

interface Asked {
  readonly wished: NewWish
  /** Also by goods and hands of open promises of lower standing, as the published policy allows. */
  readonly mayTouch: boolean
  /** Also by overtime, as an expedited offer. */
  readonly inHaste: boolean
  /** Worth and quantities were agreed before, so a customer is not held to the least of today. */
  readonly isAgreed: boolean
}

async function quoteIn(context: Context, tx: Tx, asked: Asked): Promise<z.infer<typeof Quote>> {
  const { wished, mayTouch, inHaste, isAgreed } = asked
  const now = context.clock.now()
  const wish = wished.order_id ? await ownLinesWish(tx, wished, context) : wished
  const before = wish.order_id ? await promiseBefore(tx, beforeOf(wish, wish.order_id, now)) : null
  const own = wish.order_id ? await ownHands(tx, wish, wish.order_id) : []
  const mayWorkOvertime = inHaste
  const seen = (facts: WishFacts) =>
    wish.order_id
      ? withOverlay({ ...facts, before, mayWorkOvertime }, { goods: [], hands: own })
      : { ...facts, mayWorkOvertime }
  const reckoned = await reckon(tx, wish, now, seen)
  const { facts, problem } = reckoned
  const { offers, concessions } = mayTouch ? await withPriority(context, tx, { wish, reckoned }) : plainly(reckoned)
  const minimum = wish.order_id ? null : belowMinimum(facts.terms, offers)
  await requireWholeUnits(tx, goodsOf(facts))
  const quantities = notOfferedIn(wish, facts)
  if (context.principal.customerId !== null && !isAgreed) {
    requireOffered(quantities)
    requireMinimum(minimum)
  }
  const quote: NewStoredQuote = {
    quote_id: await nextNumber(context, QUOTE_NUMBERS),
    customer_id: wish.customer_id,
    location_id: facts.parties.location_id,
    order_id: wish.order_id ?? null,
    made_at: now,
    expires_at: new Date(now.getTime() + VALID_MINUTES * 60_000),
    wish: { lines: wish.lines },
    offers,
    basis: basisOf(facts, offers),
    supply_states: facts.terms.supply_states,
    kept_percent: facts.keptPercent,
    concessions,
    actor: context.principal.actor,
  }
  await tx.leave(insertQuote(tx, quote))
  return { ...answerOf(quote, { facts, problem }), minimum, quantities }
}

const goodsOf = ({ prices }: WishFacts) =>
  prices.lines.flatMap(({ kind, line_number, product_id, quantityMilli }) =>
    kind === 'goods' ? [{ line_number, product_id, quantity: quantityMilli / 1_000 }] : [],
  )

/** What an order's own line comes to already is not asked anew. */
const notOfferedIn = ({ as_open = [] }: NewWish, { prices, quantityRules, terms }: WishFacts) =>
  notOffered(
    prices.lines
      .filter(({ line_number }) => !as_open.includes(line_number))
      .map((line) => ({ ...line, quantity: line.quantityMilli / 1_000 })),
    quantityRules,
    terms.order_unit,
  )

/** A pick and a crew's minutes are the line's own and may be taken again; a stop of the van may be for other lines too. */
async function ownHands(tx: Tx, { lines }: NewWish, orderId: string): Promise<HandsTaken[]> {
  const held = await heldBy(
    tx,
    lines.map(({ line_number }) => ({ order_id: orderId, line_number })),
  )
  return held
    .filter(({ kind }) => kind === 'pick_lines' || kind === 'service_minutes')
    .map(({ resource_id, day, quantity }) => ({ resource_id, day: parseLocalDay(day), quantity: -quantity }))
}

const beforeOf = ({ lines }: NewWish, orderId: string, now: Date) => ({
  orderId,
  lines: lines.map((line) => line.line_number),
  day: now.toISOString().slice(0, 10),
})

const plainly = ({ offers }: Reckoned) => ({ offers, concessions: [] as Concession[] })

/** After the offers that touch nobody, the one that does. */
export async function withPriority(
  context: Context,
  tx: Tx,
  { wish, reckoned }: { wish: NewWish; reckoned: Reckoned },
): Promise<ReturnType<typeof plainly>> {
  const priority = await offerByPriority(tx, reckoned, {
    orderNumber: async () => wish.order_id ?? (await nextNumber(context, ORDER_NUMBERS)),
    ownOrderId: wish.order_id ?? null,
    mayBeLater: context.principal.customerId === null,
    now: context.clock.now(),
  })
  if (!priority) return plainly(reckoned)
  const { offer, touches, concessions } = priority
  const all = toOffers([...reckoned.found, { ...offer, kinds: ['by_priority'] }], offerFacts(reckoned.facts))
  const last = { ...all.at(-1)!, touches: [...touches] }
  return {
    offers: [...all.slice(0, -1), last],
    concessions: concessions.map((one) => ({ ...one, offer_number: last.offer_number })),
  }
}

/** The versions of the package, the places and the lanes that the offers use. */
export function basisOf({ parties, places, lanes, terms }: WishFacts, offers: readonly Offer[]): Basis[] {
  const lines = offers.flatMap((offer) => offer.lines)
  const used = new Set([parties.location_id, ...lines.map((line) => line.site_id)])
  const laneIds = new Set(lines.map((line) => line.lane_id))
  return [
    ...[...used].map((id) => ({ kind: 'location' as const, id, version: places.get(id)!.subject_version })),
    ...lanes
      .filter((lane) => laneIds.has(lane.lane_id))
      .map((lane) => ({ kind: 'lane' as const, id: lane.lane_id, version: lane.lane_version })),
    ...(terms.package_id ? [{ kind: 'package' as const, id: terms.package_id, version: terms.package_version! }] : []),
  ]
}

function answerOf(
  quote: NewStoredQuote,
  { facts, problem }: { facts: WishFacts; problem: Wish },
): z.infer<typeof Quote> {
  return {
    quote_id: quote.quote_id,
    customer_id: quote.customer_id,
    location_id: quote.location_id,
    order_id: quote.order_id,
    made_at: quote.made_at.toISOString(),
    expires_at: quote.expires_at.toISOString(),
    state: 'open',
    taken_offer: null,
    taken_order_id: null,
    wish: { lines: [...facts.lines] },
    offers: [...quote.offers],
    obstacles: quote.offers.length
      ? []
      : listObstacles(problem).map(({ lineNumber, reason }) => ({ line_number: lineNumber, reason })),
    requirements: requirementsOf(facts),
    kept: keptOf(facts),
    minimum: null,
    quantities: [],
    held_back: [],
    market: marketOf(facts),
  }
}

/** Goods at hand that are not for this customer, and by which policy: the answer to "why not me?". */
function keptOf({ lines, pools, keptPercent, allocation, terms }: WishFacts): z.infer<typeof Quote>['kept'] {
  if (keptPercent === 0) return []
  const wished = new Set(lines.map((line) => line.product_id))
  return [...pools.values()].flatMap((pool) => {
    if (!wished.has(pool.product_id)) return []
    const quantity = keptMilli(pool.onHandMilli, keptPercent) / 1000
    const { product_id, location_id } = pool
    const policy = { policy_id: allocation.policy_id, kept_percent: keptPercent, own_tier: terms.allocation_tier }
    return quantity > 0 ? [{ product_id, site_id: location_id, quantity, ...policy }] : []
  })
}

/** Each line's price beside the best that a competitor asks for the same. */
const marketOf = ({ prices }: WishFacts): z.infer<typeof Quote>['market'] =>
  prices.lines.flatMap((line) =>
    line.competitor === null
      ? []
      : [
          {
            line_number: line.line_number,
            product_id: line.product_id,
            unit_price: line.price && perBaseUnit(line.price) / 1e6,
            currency: prices.currency,
            competitor: line.competitor,
            ...fitOf(line),
          },
        ],
  )

function requirementsOf({ lines, requirements }: WishFacts): z.infer<typeof Quote>['requirements'] {
  const found = new Map<string, z.infer<typeof Quote>['requirements'][number]>()
  lines.forEach((line, at) => {
    for (const { requirement_id, kind, text } of requirements[at]!) {
      const known = found.get(requirement_id) ?? { requirement_id, kind, text, line_numbers: [] }
      known.line_numbers.push(line.line_number)
      found.set(requirement_id, known)
    }
  })
  return [...found.values()]
}
