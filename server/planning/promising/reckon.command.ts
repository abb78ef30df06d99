/** The offers for a wish as they would be made now: nothing is kept. */
import type { Offer } from '../../../contract/quotes.ts'
import { buildOffers, type Offer as EngineOffer, type Wish } from '../../../engines/promising/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { gatherFacts, type WishFacts } from './facts.command.ts'
import { type OfferFacts, substituteKey, toOffers } from './offered.ts'
import { problemOf } from './problem.ts'
import type { NewWish } from './wish-lines.ts'

export interface Reckoned {
  readonly facts: WishFacts
  readonly problem: Wish
  readonly found: readonly EngineOffer[]
  readonly offers: Offer[]
}

/** `seen` changes what the facts say of goods and hands, such as what others would have taken or given back by then. */
export async function reckon(
  tx: Tx,
  wish: NewWish,
  now: Date,
  seen: (facts: WishFacts) => WishFacts = (facts) => facts,
): Promise<Reckoned> {
  const facts = seen(await gatherFacts(tx, wish, now))
  const problem = problemOf(facts)
  const found = buildOffers(problem)
  return { facts, problem, found, offers: toOffers(found, offerFacts(facts)) }
}

export const offerFacts = (facts: WishFacts): OfferFacts => ({
  leadTimes: facts.leadTimes,
  lines: facts.lines,
  prices: facts.prices,
  substitutePrices: new Map(
    facts.substitutePrices.map((one) => [substituteKey(one.lineNumber, one.productId), one.price]),
  ),
  capacity: facts.capacity,
  before: facts.before,
  earlyDays: facts.terms.early_tolerance_days,
  vanLanes: new Set(facts.lanes.filter((lane) => lane.mode === 'own_van').map((lane) => lane.lane_id)),
})
