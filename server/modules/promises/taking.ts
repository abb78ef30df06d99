/** One taking: what it becomes, and the rows that say so. */
import type { TakenOffer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { State } from '../../ledger/index.ts'
import type { Booking } from '../capacity/index.ts'
import type { Claim } from '../inventory/index.ts'
import { basisKey, linesOf, offerToTake, type StoredQuote, type TakenLine, type Taking } from './quote.ts'
import type { Room } from './room.ts'

export interface Taken {
  readonly taking: Taking
  readonly quote: StoredQuote
  readonly orderId: string
  readonly lines: readonly TakenLine[]
  readonly claims: readonly Claim[]
  readonly bookings: readonly Booking[]
}

interface One {
  readonly quote: StoredQuote | undefined
  readonly taking: Taking
  readonly room: Room
  readonly basis: ReadonlyMap<string, number>
  readonly now: Date
  newOrderId(): string
}

/** What a taking becomes when goods and hands are there. Refuses what `offerToTake` and the room refuse, and `quote_outdated`. */
export function takeOne({ quote, taking, room, basis, now, newOrderId }: One): Taken {
  const offer = offerToTake(quote, taking, now)
  const changed = quote!.basis.find((one) => basis.get(basisKey(one)) !== one.version)
  if (changed) throw new Refusal('quote_outdated', { changed: changed.kind, id: changed.id })
  const orderId = quote!.order_id ?? taking.wish.order_id ?? taking.orderId ?? newOrderId()
  const lines = linesOf(quote!, offer)
  const claims = lines.flatMap(({ orderLine, promise }): Claim[] =>
    orderLine.kind === 'goods'
      ? [
          {
            order_id: orderId,
            line_number: Number(orderLine.line_number),
            product_id: String(orderLine.product_id),
            location_id: String(promise.site_id),
            need_on: String(promise.need_on),
            quantity: Number(promise.quantity),
          },
        ]
      : [],
  )
  const bookings = offer.bookings.map(({ line_number, part, is_in_haste, ...booking }) => {
    const at = offer.lines.findIndex((line) => line.line_number === line_number && line.part === part)
    return {
      ...booking,
      isInHaste: is_in_haste,
      order_id: orderId,
      line_number: Number(lines[at]!.orderLine.line_number),
    }
  })
  room.take({ claims, bookings, supplyStates: new Set(quote!.supply_states), keptPercent: quote!.kept_percent })
  return { taking, quote: quote!, orderId, lines, claims, bookings }
}

export const closingOf = ({ quote, taking, orderId }: Taken) => ({
  quote,
  state: 'taken' as const,
  offerNumber: taking.wish.offer_number,
  orderId,
  reason: taking.wish.reason ?? null,
  actor: taking.actor,
})

export function orderOf({ quote, taking, orderId, lines }: Taken, now: Date, days: ReadonlyMap<string, string>): State {
  const site_id = String(lines[0]!.promise.site_id)
  const offer = quote.offers.find((one) => one.offer_number === taking.wish.offer_number)!
  return {
    order_id: orderId,
    customer_id: quote.customer_id,
    location_id: quote.location_id,
    site_id,
    currency: offer.currency,
    ordered_on: days.get(site_id),
    ordered_at: now.toISOString(),
    source: taking.source,
    customer_reference: taking.wish.customer_reference ?? null,
    ...taking.order,
    lines: lines.map((line) => line.orderLine),
  }
}

export interface PromiseStamp {
  readonly now: Date
  readonly days: ReadonlyMap<string, string>
  readonly version: number
  readonly subject_version: number
}

export const promiseOf = (
  one: Taken,
  line: TakenLine,
  { now, days, version, subject_version }: PromiseStamp,
): State => ({
  ...line.promise,
  order_id: one.orderId,
  version,
  promised_on: days.get(one.quote.location_id ?? '') ?? null,
  promised_at: now.toISOString(),
  cause: version === 1 ? 'initial' : (one.taking.wish.cause ?? 'customer'),
  reason: one.taking.wish.reason ?? null,
  actor: one.taking.actor,
  subject_version,
})

export const answerOf = ({ quote, taking, orderId, lines }: Taken): TakenOffer => ({
  order_id: orderId,
  quote_id: quote.quote_id,
  offer_number: taking.wish.offer_number,
  lines: lines.map((line) => line.answer),
})

/** The answer to a repetition. */
export function answerAgain(quote: StoredQuote): TakenOffer {
  const offer = quote.offers.find((one) => one.offer_number === quote.taken_offer)!
  return {
    order_id: quote.taken_order_id!,
    quote_id: quote.quote_id,
    offer_number: offer.offer_number,
    lines: linesOf(quote, offer).map((line) => line.answer),
  }
}
