/** The least worth of an order that a service package asks for: customers are held to it, staff are told and may grant less. */
import type { Offer, Quote } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { currencyExponent, formatScaled } from '../../../engines/shared/index.ts'
import type { PackageInForce } from '../../modules/policies/index.ts'

type Terms = Pick<PackageInForce, 'minimum_order_minor' | 'minimum_currency'>
type Worth = Pick<Offer, 'currency' | 'net_minor'>

/** Null: there is no minimum in this currency, the worth is not known, or it is enough. All offers are for the same wish, so any tells its worth best at its highest. */
export function belowMinimum(terms: Terms, offers: readonly Worth[]): Quote['minimum'] {
  const { minimum_order_minor: minimum, minimum_currency: currency } = terms
  if (minimum === null || currency === null) return null
  const worths = offers.flatMap((offer) =>
    offer.currency === currency && offer.net_minor !== null ? [offer.net_minor] : [],
  )
  if (worths.length === 0) return null
  const worth = Math.max(...worths)
  return worth < minimum ? { minimum_minor: minimum, worth_minor: worth, currency } : null
}

/** Refuses `below_minimum`, in whole money, so that it can be read as it stands. */
export function requireMinimum(found: Quote['minimum']): void {
  if (!found) return
  const told = (minor: number) => formatScaled(minor, currencyExponent(found.currency))
  throw new Refusal('below_minimum', {
    minimum: told(found.minimum_minor),
    worth: told(found.worth_minor),
    currency: found.currency,
  })
}
