/** Decisions about a quote: may this offer be taken, and what does it then become. */
import type { ProposedChange } from '../../../contract/proposals.ts'
import type { NewQuote, Offer, OfferedBooking, TakenOffer, TakeOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'

/** What the offers stand on; `version` is the record's own when the quote was made. */
export interface Basis {
  readonly kind: 'location' | 'lane' | 'package'
  readonly id: string
  readonly version: number
}

/** Thousandths of a pool that stay for better tiers: whole units of what is on hand. */
export const keptMilli = (onHandMilli: number, percent: number): number =>
  Math.floor((onHandMilli * percent) / 100_000) * 1000

export const basisKey = ({ kind, id }: Pick<Basis, 'kind' | 'id'>): string => `${kind} ${id}`

/** How a line goes on that an offer takes goods or hands from. */
export interface Concession {
  readonly offer_number: number
  readonly change: ProposedChange
  readonly bookings: readonly Omit<OfferedBooking, 'line_number' | 'part'>[]
  /** The policy it is conceded by; another one since makes the offer outdated. */
  readonly policy: object
}

export interface StoredQuote {
  readonly quote_id: string
  readonly customer_id: string
  readonly location_id: string | null
  readonly order_id: string | null
  readonly expires_at: Date
  readonly state: string
  readonly taken_offer: number | null
  readonly taken_order_id: string | null
  readonly wish: Pick<NewQuote, 'lines'>
  readonly offers: readonly Offer[]
  readonly basis: readonly Basis[]
  readonly supply_states: readonly string[]
  readonly kept_percent: number
  readonly concessions: readonly Concession[]
  readonly subject_version: number
}

export interface Taking {
  readonly quoteId: string
  readonly wish: TakeOffer
  readonly actor: string
  readonly source: 'api' | 'console' | 'portal' | 'recurring'
  /** Of the order that becomes of it: the day of a recurring order, and what the driver is to know. */
  readonly order?: { readonly occurrence_id: string; readonly instructions: string | null }
  /** Numbered beforehand, because others give way to it by that number. */
  readonly orderId?: string
  /** Others have given way already, in the same transaction. */
  readonly hasGivenWay?: boolean
  /** Set for a customer's contact: another customer's quote does not exist for them. */
  readonly customerId: string | null
}

/** What an offer that touches other promises is in until these have moved. */
export const OTHERS_FIRST = 'others_first'

/** The offer asked for. Refuses what is unknown, taken otherwise, expired or without the consent it needs. */
export function offerToTake(quote: StoredQuote | undefined, taking: Taking, now: Date): Offer {
  if (!quote || (taking.customerId !== null && quote.customer_id !== taking.customerId)) {
    throw new Refusal('not_found', { quote_id: taking.quoteId })
  }
  const offer = quote.offers.find((one) => one.offer_number === taking.wish.offer_number)
  if (!offer) throw new Refusal('unknown_offer', { offer_number: taking.wish.offer_number })
  if (quote.state !== 'open') throw new Refusal('wrong_state', { quote_id: quote.quote_id, state: quote.state })
  if (now > quote.expires_at) throw new Refusal('quote_expired', { expired_at: quote.expires_at.toISOString() })
  const open = offer.lines.filter((line) => line.needs_consent).map((line) => line.line_number)
  if (open.length > 0 && !taking.wish.has_consent) throw new Refusal('consent_needed', { line_numbers: open })
  if (offer.touches.length > 0 && !taking.hasGivenWay) throw new Refusal('wrong_state', { state: OTHERS_FIRST })
  return offer
}

/** True when the same offer was taken before: the repetition gets the same answer. */
export const isTakenAlready = (quote: StoredQuote | undefined, taking: Taking): quote is StoredQuote =>
  quote?.state === 'taken' &&
  quote.taken_offer === taking.wish.offer_number &&
  (taking.customerId === null || quote.customer_id === taking.customerId)

export interface TakenLine {
  readonly orderLine: State
  readonly promise: State
  readonly answer: TakenOffer['lines'][number]
}

/**
 * The order lines and promises an offer becomes. The parts of a line that come on different days are lines of their own:
 * the first keeps the number, the others get the next free ones and say what they are part of.
 */
export function linesOf(quote: StoredQuote, offer: Offer): TakenLine[] {
  const wished = new Map(quote.wish.lines.map((line) => [line.line_number, line]))
  let next = Math.max(...quote.wish.lines.map((line) => line.line_number)) + 1
  return offer.lines.map((line) => {
    const isFirst = line.part === 1
    const line_number = isFirst ? line.line_number : next++
    const part_of = isFirst ? null : line.line_number
    const { requested_from_date, requested_to_date } = wished.get(line.line_number)!
    const { kind, product_id, quantity, from_date, to_date } = line
    return {
      orderLine: {
        line_number,
        part_of,
        kind,
        product_id,
        substitute_for: line.substitute_for,
        quantity,
        unit_price: line.unit_price,
        tax_percent: line.tax_percent,
        charges_minor: line.charges_minor,
        price_source: line.price_source,
        requested_from_date: requested_from_date ?? null,
        requested_to_date: requested_to_date ?? null,
        cancelled_quantity: 0,
      },
      promise: {
        line_number,
        from_date,
        to_date,
        quantity,
        site_id: line.site_id,
        lane_id: line.lane_id,
        carrier_id: line.carrier_id,
        service: line.service,
        need_on: line.need_on,
        departs_on: line.departs_on,
        chance: offer.chance,
        quote_id: quote.quote_id,
        offer_number: offer.offer_number,
      },
      answer: { line_number, part_of, product_id, quantity, from_date, to_date, version: 1 },
    }
  })
}
