/** Where each customer stands by its figures, which segment the rules in force give it, and why. */
import type { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import type {
  RulePreview,
  RulePreviewWish,
  SegmentPlace,
  SegmentPlaces,
  SegmentRule,
  WhySegment,
} from '../../../contract/segment-rules.ts'
import { placeByRules, type SegmentRule as Rule, type RulePlace } from '../../../engines/segmentation/index.ts'
import { requireElements } from '../../modules/needs/index.ts'
import { elementsOf, requireSegments, rulesInForce } from '../../modules/policies/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type CustomerFacts, customerFacts, factsOf, servingPercent } from './facts.ts'
import { hasCustomer, movesOf, plannedMoves, proposedSince, segmentNames, standingSince } from './moves.store.ts'

const SHOWN_NEEDS = 3

export const toRule = ({ rule_id, segment_id, priority, clauses }: Omit<SegmentRule, 'valid_from'>): Rule => ({
  ...{ id: rule_id, segment: segment_id, priority },
  clauses: clauses.map(({ fact, comparison, amount, choices, element_id }) => ({
    ...{
      fact,
      comparison: comparison ?? 'among',
      amount: amount ?? null,
      choices: choices ?? [],
      element: element_id ?? null,
    },
  })),
})

async function groundOf(tx: Tx, day: string) {
  return {
    facts: await customerFacts(tx, day),
    names: await segmentNames(tx),
    since: await standingSince(tx),
    planned: await plannedMoves(tx),
    proposed: await proposedSince(tx),
  }
}
type Ground = Awaited<ReturnType<typeof groundOf>>

export async function segmentPlaces(tx: Tx, day: string): Promise<SegmentPlaces> {
  const rules = await rulesInForce(tx, day)
  const ground = await groundOf(tx, day)
  const asked = rules.map(toRule)
  return {
    day,
    rules: rules.length,
    rows: ground.facts.map((facts) => placeOf(facts, placeByRules(asked, factsOf(facts)), ground)),
  }
}

function placeOf(facts: CustomerFacts, place: RulePlace, ground: Ground): SegmentPlace {
  const { served, weights } = facts
  const proposal = ground.proposed.get(facts.customer_id)
  return {
    ...{ customer_id: facts.customer_id, name: facts.name },
    ...{ segment_id: facts.segment_id, segment_name: facts.segment_name, country: facts.country },
    since: ground.since.get(facts.customer_id) ?? null,
    planned: ground.planned.get(facts.customer_id) ?? null,
    currency: facts.currency,
    orders: served?.orders ?? 0,
    days_since_order: facts.days_since_order,
    value_minor: served?.value_minor ?? null,
    net_minor: served?.net_minor ?? null,
    serving_percent: servingPercent(facts),
    margin_class: served?.abc ?? null,
    quadrant: served?.quadrant ?? null,
    recency: served?.rfm?.recency ?? null,
    frequency: served?.rfm?.frequency ?? null,
    margin_score: served?.rfm?.margin ?? null,
    needs: [...(weights?.shares ?? [])]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, SHOWN_NEEDS)
      .map(([element_id, share]) => ({ element_id, percent: Math.round(1000 * share) / 10 })),
    people: weights?.people ?? 0,
    by_rules: {
      segment_id: place.segment,
      segment_name: place.segment === null ? null : (ground.names.get(place.segment) ?? place.segment),
      rule_id: place.rule,
      decided: place.decided,
      holding: [...new Set(place.judged.filter(({ holds }) => holds === true).map(({ rule }) => rule.segment))],
    },
    proposed_since: proposal && proposal.to_segment === place.segment ? proposal.first_on : null,
  }
}

/** Refuses `not_found` for a customer that is not there. */
export async function whySegment(tx: Tx, customerId: string, day: string): Promise<WhySegment> {
  if (!(await hasCustomer(tx, customerId))) throw new Refusal('not_found', { customer_id: customerId })
  const rules = await rulesInForce(tx, day)
  const ground = await groundOf(tx, day)
  const facts = ground.facts.find(({ customer_id }) => customer_id === customerId)
  if (!facts) throw new Refusal('not_found', { customer_id: customerId })
  const place = placeByRules(rules.map(toRule), factsOf(facts))
  return {
    ...placeOf(facts, place, ground),
    rules: rules.map((rule, at) => ({
      ...{ rule_id: rule.rule_id, segment_id: rule.segment_id, priority: rule.priority, valid_from: rule.valid_from },
      segment_name: ground.names.get(rule.segment_id) ?? rule.segment_id,
      holds: place.judged[at]!.holds,
      clauses: rule.clauses.map((clause, nth) => ({ ...clause, ...place.judged[at]!.clauses[nth]! })),
    })),
    moves: await movesOf(tx, customerId),
  }
}

const DRAFT = '?'

/** Refuses `unknown_segment`, and `not_found` for an element. What all rules together would say of every customer with this one in its segment's place. */
export async function previewRule(tx: Tx, wish: z.output<typeof RulePreviewWish>, day: string): Promise<RulePreview> {
  await requireSegments(tx, [wish.segment_id])
  await requireElements(tx, elementsOf(wish.clauses))
  const inForce = (await rulesInForce(tx, day)).filter(({ segment_id }) => segment_id !== wish.segment_id)
  const names = await segmentNames(tx)
  const rules = [toRule({ ...wish, rule_id: DRAFT }), ...inForce.map(toRule)]
  const placed = (await customerFacts(tx, day)).map((facts) => ({ facts, place: placeByRules(rules, factsOf(facts)) }))
  const isHeld = (place: RulePlace) => place.judged[0]!.holds === true
  const isMove = ({ facts, place }: (typeof placed)[number]) =>
    place.segment !== null && place.segment !== facts.segment_id
  const count = (is: (one: (typeof placed)[number]) => boolean) => placed.filter(is).length
  const decided = (word: RulePlace['decided']) => count(({ place }) => place.decided === word)
  return {
    customers: placed.length,
    held: count(({ place }) => isHeld(place)),
    moves: count(isMove),
    not_held_inside: count(
      ({ facts, place }) => facts.segment_id === wish.segment_id && place.judged[0]!.holds === false,
    ),
    in_none: decided('none'),
    in_two: decided('priority') + decided('tie'),
    tied: decided('tie'),
    unknown: decided('unknown'),
    rows: placed
      .filter((one) => isHeld(one.place) || isMove(one) || one.facts.segment_id === wish.segment_id)
      .map(({ facts, place }) => ({
        ...{ customer_id: facts.customer_id, name: facts.name, segment_name: facts.segment_name },
        decided: place.decided,
        is_held: isHeld(place),
        to_segment_name: place.segment === null ? null : (names.get(place.segment) ?? place.segment),
        is_move: isMove({ facts, place }),
      }))
      .toSorted((a, b) => Number(b.is_move) - Number(a.is_move) || (a.name < b.name ? -1 : 1)),
  }
}
