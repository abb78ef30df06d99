/** The engine's offers in the words of the contract: dates, prices, bookings. */
import type { z } from 'zod'
import {
  LEAD_TIME_LEVELS,
  type Offer,
  type OfferedBooking,
  type OfferedLine,
  type OfferedOvertime,
} from '../../../contract/quotes.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import type { Consignment, Offer as EngineOffer, Share, Visit } from '../../../engines/promising/index.ts'
import type { CapacityView } from '../../modules/capacity/index.ts'
import {
  type LinePrice,
  type OrderPrice,
  type OrderPrices,
  type PricedLine,
  perBaseUnit,
  priceOrder,
} from '../../modules/prices/index.ts'
import type { LeadTimes } from './lead-times.ts'
import type { WishedLine } from './wish-lines.ts'

type Line = z.infer<typeof OfferedLine>
type Booking = z.infer<typeof OfferedBooking>

export interface OfferFacts {
  readonly lines: readonly WishedLine[]
  /** Of the wished products, and by `substituteKey` of those that may stand in for them. */
  readonly prices: OrderPrices
  readonly substitutePrices: ReadonlyMap<string, LinePrice>
  readonly capacity: CapacityView
  /** Days before the promised one that the customer's package lets goods come. */
  readonly earlyDays: number
  readonly vanLanes: ReadonlySet<string>
  readonly leadTimes: Pick<LeadTimes, 'learned'>
  /** Of an order's own lines: the promise in force. */
  readonly before: PromiseBefore | null
}

export interface PromiseBefore {
  readonly date: string
  /** Null: not known. */
  readonly freightMinor: number | null
  readonly priceMinor: number | null
}

export const substituteKey = (lineNumber: number, productId: string): string => `${lineNumber} ${productId}`

export function toOffers(offers: readonly EngineOffer[], facts: OfferFacts): Offer[] {
  const costs = offers.map((offer) => offer.plan.costMinor).filter((cost): cost is number => cost !== null)
  const least = costs.length ? Math.min(...costs) : null
  return offers.map((offer, index) => toOffer(offer, index + 1, { ...facts, least }))
}

function toOffer(offer: EngineOffer, offer_number: number, facts: OfferFacts & { least: number | null }): Offer {
  const { plan } = offer
  const nextPart = partCounter()
  const goods = plan.consignments.flatMap((consignment) =>
    consignment.shares.map((share) => ({
      line: goodsLine(consignment, share, nextPart(share.lineNumber), facts),
      price: priceOf(share, facts),
    })),
  )
  const services = plan.visits.map((visit) => ({
    line: serviceLine(visit, nextPart(visit.lineNumber), facts),
    price: facts.prices.lines.find((one) => one.line_number === visit.lineNumber)!,
  }))
  const all = [...goods, ...services]
  const priced = priceOrder(
    { ...facts.prices, lines: all.map(({ price }) => price) },
    { isExpedited: offer.isExpedited },
  )
  return {
    offer_number,
    kinds: [...offer.kinds],
    is_in_parts: offer.isInParts,
    is_expedited: offer.isExpedited,
    has_substitute: offer.hasSubstitute,
    is_as_wished: plan.isAsWished,
    lines: all.map(({ line, price }, at) => ({ ...line, ...amounts(price, priced.lines[at]!) })),
    bookings: bookingsOf(offer, facts),
    complete_on: formatLocalDay(plan.lastDay),
    chance: plan.chance === null ? null : Math.round(plan.chance * 10_000) / 10_000,
    currency: priced.currency,
    net_minor: priced.netMinor,
    charges_minor: priced.chargesMinor,
    tax_minor: priced.taxMinor,
    total_minor: priced.totalMinor,
    freight_cost_minor: plan.costMinor,
    extra_cost_minor: plan.costMinor === null || facts.least === null ? null : plan.costMinor - facts.least,
    emission_grams: plan.emissionGrams === null ? null : Math.round(plan.emissionGrams),
    expedite: expediteOf(offer, { facts, prices: all.map(({ price }) => price), priced }),
    difference: differenceOf(offer, facts.before, priced),
    touches: [],
  }
}

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b)

interface Priced {
  readonly facts: OfferFacts
  readonly prices: readonly LinePrice[]
  readonly priced: OrderPrice
}

/** The charge is what the same order would not be charged without haste. */
function expediteOf(
  { isExpedited, plan, ordinary }: EngineOffer,
  { facts, prices, priced }: Priced,
): Offer['expedite'] {
  if (!isExpedited) return null
  const calm = priceOrder({ ...facts.prices, lines: prices }, { isExpedited: false })
  const emission = minus(plan.emissionGrams, ordinary?.emissionGrams ?? null)
  return {
    ordinary_date: ordinary && formatLocalDay(ordinary.lastDay),
    days_gained: ordinary && ordinary.lastDay - plan.lastDay,
    freight_more_minor: minus(plan.costMinor, ordinary?.costMinor ?? null),
    charge_minor: minus(priced.chargesMinor, calm.chargesMinor),
    emission_more_grams: emission === null ? null : Math.round(emission),
    overtime: plan.consignments.flatMap((one) => overtimeOf(one, facts)),
    overtime_minor: plan.overtimeMinor,
  }
}

function overtimeOf({ site, overtime }: Consignment, { capacity }: OfferFacts): z.infer<typeof OfferedOvertime>[] {
  return overtime.flatMap(({ kind, day, units }) => {
    const found = capacity.find(site.siteId, kind as Kind)
    if (!found) return []
    const unit = site.overtimeCostMinor?.(kind) ?? null
    return [
      {
        site_id: site.siteId,
        resource_id: found.resourceId,
        name: found.name,
        day: formatLocalDay(day),
        units,
        cost_minor: unit === null ? null : unit * units,
      },
    ]
  })
}

type Kind = Parameters<CapacityView['find']>[1]

function differenceOf({ plan }: EngineOffer, before: PromiseBefore | null, priced: OrderPrice): Offer['difference'] {
  if (!before) return null
  const price = priced.netMinor === null || priced.chargesMinor === null ? null : priced.netMinor + priced.chargesMinor
  return {
    old_date: before.date,
    days_sooner: parseLocalDay(before.date) - plan.lastDay,
    freight_more_minor: minus(plan.costMinor, before.freightMinor),
    price_more_minor: minus(price, before.priceMinor),
  }
}

const amounts = ({ price, tax, price_source }: LinePrice, { netMinor, chargesMinor }: PricedLine) => ({
  unit_price: price === null ? null : perBaseUnit(price) / 1e6,
  tax_percent: tax === null ? null : tax.percentMilli / 1000,
  net_minor: netMinor,
  charges_minor: chargesMinor,
  price_source,
})

/** A share's own price: the line's, for the quantity of the share, or the substitute's by its rule. */
function priceOf(share: Share, facts: OfferFacts): LinePrice {
  const own = facts.prices.lines.find((line) => line.line_number === share.lineNumber)!
  const other = share.substitute
    ? facts.substitutePrices.get(substituteKey(share.lineNumber, share.productId))
    : undefined
  return { ...(other ?? own), quantityMilli: share.quantityMilli }
}

function goodsLine(
  { site, passage }: Consignment,
  share: Share,
  part: number,
  facts: OfferFacts,
): Omit<Line, keyof Amounts> {
  const { lane, needDay, departureDay, arrivalDay } = passage
  const wished = facts.lines.find((line) => line.line_number === share.lineNumber)!
  return {
    line_number: share.lineNumber,
    part,
    kind: 'goods',
    product_id: share.productId,
    substitute_for: share.substitute ? wished.product_id : null,
    needs_consent: share.substitute === 'ask',
    quantity: share.quantityMilli / 1000,
    site_id: site.siteId,
    lane_id: lane.laneId,
    carrier_id: lane.carrierId,
    service: lane.service,
    need_on: formatLocalDay(needDay),
    departs_on: formatLocalDay(departureDay),
    ...window(arrivalDay, wished, facts.earlyDays),
    is_as_wished: isWithin(arrivalDay, share.requestedFrom, share.requestedTo),
    learned: learnedOf(facts.leadTimes.learned(lane.laneId)),
  }
}

function learnedOf(found: ReturnType<LeadTimes['learned']>): Line['learned'] {
  if (!found) return null
  const level = LEAD_TIME_LEVELS.find((one) => one === found.level)!
  return { level, cases: found.cases, learned_on: found.learned_at.toISOString().slice(0, 10) }
}

/** Counts the parts of each line from 1, in the plan's order. */
function partCounter(): (lineNumber: number) => number {
  const parts = new Map<number, number>()
  return (lineNumber) => {
    const part = (parts.get(lineNumber) ?? 0) + 1
    parts.set(lineNumber, part)
    return part
  }
}

type Amounts = ReturnType<typeof amounts>

function serviceLine(visit: Visit, part: number, facts: OfferFacts): Omit<Line, keyof Amounts> {
  const wished = facts.lines.find((line) => line.line_number === visit.lineNumber)!
  const day = formatLocalDay(visit.day)
  return {
    line_number: visit.lineNumber,
    part,
    kind: 'service',
    product_id: wished.product_id,
    substitute_for: null,
    needs_consent: false,
    quantity: visit.quantityMilli / 1000,
    site_id: visit.siteId,
    lane_id: null,
    carrier_id: null,
    service: null,
    need_on: day,
    departs_on: null,
    learned: null,
    from_date: day,
    to_date: day,
    is_as_wished:
      (!wished.requested_to_date || day <= wished.requested_to_date) &&
      (!wished.requested_from_date || day >= wished.requested_from_date),
  }
}

/** The window opens as many days early as the package allows, but never before the day the customer asked not to be early of. */
function window(arrivalDay: number, wished: WishedLine, earlyDays: number) {
  const opens = earlyDays > 0 ? formatLocalDay(arrivalDay - earlyDays) : null
  const asked = wished.requested_from_date ?? null
  return {
    from_date:
      asked !== null && (opens === null || asked > opens) && asked <= formatLocalDay(arrivalDay) ? asked : opens,
    to_date: formatLocalDay(arrivalDay),
  }
}

const isWithin = (day: number, from: number | null, to: number | null) =>
  (from === null || day >= from) && (to === null || day <= to)

/** A line to pick for each share, a stop of the van for each consignment, minutes for each service: where something limits them. */
function bookingsOf({ plan }: EngineOffer, { capacity, vanLanes }: OfferFacts): Booking[] {
  const bookings: Booking[] = []
  const book = (
    siteId: string,
    kind: Kind,
    booking: Omit<Booking, 'resource_id' | 'is_in_haste'>,
    isInHaste = false,
  ) => {
    const found = capacity.find(siteId, kind)
    if (found) bookings.push({ ...booking, resource_id: found.resourceId, is_in_haste: isInHaste })
  }
  const nextPart = partCounter()
  for (const { site, shares, passage, overtime } of plan.consignments) {
    const inHaste = new Set(overtime.map(({ kind }) => kind))
    const need = formatLocalDay(passage.needDay)
    const numbered = shares.map(({ lineNumber }) => ({ line_number: lineNumber, part: nextPart(lineNumber) }))
    for (const one of numbered)
      book(site.siteId, 'pick_lines', { ...one, day: need, quantity: 1 }, inHaste.has('pick_lines'))
    if (vanLanes.has(passage.lane.laneId)) {
      const day = formatLocalDay(passage.departureDay)
      book(site.siteId, 'vehicle_stops', { ...numbered[0]!, day, quantity: 1 }, inHaste.has('vehicle_stops'))
    }
  }
  for (const { siteId, lineNumber, work, day } of plan.visits) {
    const minutes = work.service_minutes ?? 0
    const one = { line_number: lineNumber, part: nextPart(lineNumber) }
    if (minutes > 0) book(siteId, 'service_minutes', { ...one, day: formatLocalDay(day), quantity: minutes })
  }
  return bookings
}
