/**
 * Offers as whoever pays looks at them. What is cheapest for us in freight says nothing of the buyer's price: cheapest is the
 * least total, and nothing where all cost the same. An offer that is nowhere better than another one, and later or dearer, is
 * no choice and is left away.
 */
import type { Offer } from '../../../contract/quotes.ts'

export function offersForBuyer(offers: readonly Offer[]): Offer[] {
  const worthy = soonerFirst(offers.filter((offer) => !offers.some((other) => other !== offer && beats(other, offer))))
  const totals = worthy.map(totalOf)
  const isComparable = totals.every((total) => total !== null) && new Set(totals).size > 1
  const least = isComparable ? Math.min(...(totals as number[])) : null
  // Of several that cost the least the soonest alone: nobody would call the later one cheap.
  const cheapest = least === null ? undefined : worthy.find((offer) => totalOf(offer) === least)
  const isGreenest = (offer: Offer) => worthy.every((other) => other === offer || !isAsGreen(other, offer))
  return worthy.map((offer) => ({
    ...offer,
    kinds: [
      ...(offer === cheapest ? ['cheapest' as const] : []),
      ...offer.kinds.filter((kind) => kind !== 'cheapest' && (kind !== 'greenest' || isGreenest(offer))),
    ],
  }))
}

/** What costs the same stands where the first of it stood, the soonest first. */
function soonerFirst(offers: readonly Offer[]): Offer[] {
  const groups = new Map<string, Offer[]>()
  for (const offer of offers) {
    const total = totalOf(offer)
    const key = total === null ? `offer ${offer.offer_number}` : `${total} ${offer.currency}`
    groups.set(key, [...(groups.get(key) ?? []), offer])
  }
  return [...groups.values()].flatMap((group) =>
    group.toSorted((one, other) =>
      one.complete_on < other.complete_on ? -1 : one.complete_on > other.complete_on ? 1 : 0,
    ),
  )
}

const totalOf = ({ total_minor }: Offer) => total_minor

/** In every respect at least as good, and sooner or for less. Of two alike in all, both stay. */
function beats(one: Offer, other: Offer): boolean {
  if (one.currency !== other.currency || one.total_minor === null || other.total_minor === null) return false
  const isNoWorse =
    one.complete_on <= other.complete_on &&
    one.total_minor <= other.total_minor &&
    Number(one.is_as_wished) >= Number(other.is_as_wished) &&
    Number(one.is_in_parts) <= Number(other.is_in_parts) &&
    Number(one.has_substitute) <= Number(other.has_substitute) &&
    isAsGreen(one, other)
  return isNoWorse && (one.complete_on < other.complete_on || one.total_minor < other.total_minor)
}

/** [ours] Half a kilogram is what a delivery's estimate cannot tell apart, and a buyer reads as the same figure. */
const GRAMS_ALIKE = 500

const isAsGreen = (one: Offer, other: Offer) =>
  other.emission_grams === null ||
  (one.emission_grams !== null && one.emission_grams <= other.emission_grams + GRAMS_ALIKE)
