/** A wish beside the open promises: what its lines stand on in the ranking, and whether it wants what others hold. */
import type { RankKey } from '../../../engines/allocation/index.ts'
import type { Offer as EngineOffer } from '../../../engines/promising/index.ts'
import type { WishFacts } from '../promising/facts.command.ts'
import type { OpenClaim } from '../proposals/claims.store.ts'
import { rankKeyOf, type Setting } from '../proposals/short-claim.ts'

/** By line: a duty by law or for safety counts for the line it was recorded for. */
export function newcomersOf(facts: WishFacts, orderId: string): Map<number, OpenClaim> {
  const { parties, terms } = facts
  return new Map(
    facts.lines.map((line, at): [number, OpenClaim] => {
      const needs = facts.requirements[at]!.filter((one) => one.kind === 'priority').map((one) => one.need)
      return [
        line.line_number,
        {
          product_id: line.product_id,
          location_id: '',
          order_id: orderId,
          line_number: line.line_number,
          customer_id: parties.customer_id,
          segment_id: parties.segment_id,
          destination: parties.location_id,
          is_reserved: false,
          need_on: '',
          need_day: 0,
          quantity: facts.prices.lines[at]!.quantityMilli / 1000,
          bound: 0,
          had: 0,
          tier: terms.allocation_tier,
          is_contracted: terms.is_contracted,
          is_whole: true,
          parts_max: 1,
          least_part_percent: 0,
          promise_version: 0,
          to_date: null,
          lane_id: null,
          first_to_date: null,
          requested_to_date: null,
          promised_at: null,
          ordered_at: null,
          standard: null,
          standard_unit: null,
          is_regulatory: needs.includes('regulatory'),
          is_safety_critical: needs.includes('safety_critical'),
          kind: line.kind,
          is_new: true,
        },
      ]
    }),
  )
}

export const newcomerRank = (newcomer: OpenClaim, setting: Omit<Setting, 'isAsWished' | 'mayCut'>): RankKey =>
  rankKeyOf(newcomer, { ...setting, isAsWished: false, mayCut: false })

/** Nothing keeps the wish; or, where no day was wished, goods or hands are not there on the first day already. */
export function isKeptWaiting(facts: WishFacts, found: readonly EngineOffer[]): boolean {
  if (found.length === 0) return true
  if (facts.lines.some((line) => line.requested_to_date)) return !found.some(({ plan }) => plan.isAsWished)
  return found.every(({ plan }) => plan.consignments.some(({ site, passage }) => passage.needDay > site.firstDay))
}

/** As wished where nothing else is, or sooner than all else where no day was wished. */
export function isBetter(facts: WishFacts, candidate: EngineOffer, found: readonly EngineOffer[]): boolean {
  if (candidate.hasSubstitute) return false
  if (facts.lines.some((line) => line.requested_to_date)) return candidate.plan.isAsWished
  return found.every(({ plan }) => candidate.plan.lastDay < plan.lastDay)
}
