/**
 * What a broken promise would do to this customer: the order of the day's work.
 *
 *   harm = expected days late × deal-breaker × segment × value
 *
 * Unit: late days of a usual line. The deal-breaker raises it by the chance that its threshold is passed; the segment's
 * weight comes from its place when goods are short (first 2, second 1.5, third 1.33 …); the value is the line's, as a
 * multiple of the company's usual line in the same currency, so that currencies need no rate between them. [ours]
 */

export interface HarmFacts {
  readonly expectedDaysLate: number
  /** Of the customer: how often the harm counts when the threshold is passed, and how likely that is. */
  readonly dealBreaker: { readonly factor: number; readonly chance: number } | null
  /** 1 is served first; null: nothing is agreed. */
  readonly tier: number | null
  readonly valueMinor: number | null
  readonly usualValueMinor: number | null
}

/** A large line does not crowd out everything else, and a small one still counts. */
const VALUE_MIN = 0.1
const VALUE_MAX = 20

export function harmOf({ expectedDaysLate, dealBreaker, tier, valueMinor, usualValueMinor }: HarmFacts): number {
  const breaker = dealBreaker === null ? 1 : 1 + (Math.max(1, dealBreaker.factor) - 1) * dealBreaker.chance
  const segment = tier === null ? 1 : 1 + 1 / tier
  const value =
    valueMinor === null || !usualValueMinor ? 1 : Math.min(VALUE_MAX, Math.max(VALUE_MIN, valueMinor / usualValueMinor))
  return expectedDaysLate * breaker * segment * value
}
