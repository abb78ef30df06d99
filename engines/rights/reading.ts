/**
 * The line as read for judging: duplicates dropped, events in time order, device clocks bounded, quantities counted.
 * Every rule works on this, so that the order and repetition of facts cannot matter.
 */
import { type Zone, zoneOf } from '../calendars/index.ts'
import { worthMinor } from '../shared/index.ts'
import type { OtifDefinition } from './definition.ts'
import type { AgreedPrice, ClaimFact, ClockStopFact, DeliveryFact, LineFacts } from './facts.ts'

/** The moment of judging. Handed in, never read from a clock. */
export interface JudgeTime {
  at: number
}

/** One event that may stop the clock, with the quantity it brought. */
export interface Arrival {
  id: string
  day: number | null
  at: number | null
  /** Accepted, of the right product as the definition sees it. */
  countedMilli: number
  /** Brought but not counted: while the notice period is open, and for good where only the date is known. */
  openMilli: number
  /** Null for a clock stop before the handing over. */
  delivery: DeliveryFact | null
}

export interface Reading {
  facts: LineFacts
  definition: OtifDefinition
  zone: Zone
  now: number
  today: number
  /** Ordered quantity that counts: frozen at release, less what the customer cancelled before. */
  quantityMilli: number
  /** Worth of that quantity at the agreed price; null without one, or where it outgrows exact integers. */
  valueMinor: number | null
  thresholdMilli: number
  ceilingMilli: number
  /** Every recorded handing over in time order, those that brought nothing included. */
  handovers: readonly Arrival[]
  /** Events of the definition's clock that brought goods, in time order; unknown times last. */
  arrivals: readonly Arrival[]
  /** Quantity for in-full, and the part on top of it that may still turn out to be there. */
  fullMilli: number
  openMilli: number
  /** Last day of the notice period; null before any dated delivery. */
  noticeEndDay: number | null
  isNoticeOpen: boolean
  hasGoods: boolean
  hasClockSkew: boolean
}

/** A device clock may run this far ahead of our receipt before receipt is used instead. */
const SKEW_MS = 5 * 60_000

const DAMAGED_IN_TRANSIT = new Set(['LOST', 'STOLEN'])

export function readLine(facts: LineFacts, definition: OtifDefinition, now: JudgeTime): Reading {
  const zone = zoneOf(facts.zone)
  const today = zone.dayAt(now.at)
  const handovers = toArrivals(facts.deliveries, zone)
  const lastDay = lastGoodsDay(handovers)
  const hasGoods = handovers.some(hasGoodsOf)
  const noticeEndDay = lastDay === null ? null : lastDay + facts.noticePeriodDays
  // Goods without any date keep their notice period open for ever: silence cannot be timed.
  const isNoticeOpen = hasGoods && (noticeEndDay === null || today <= noticeEndDay)
  countGoods(handovers, facts, definition, isNoticeOpen)
  const quantityMilli = Math.max(0, facts.orderedMilli - facts.customerCancelledMilli)
  const reading: Reading = {
    facts,
    definition,
    zone,
    now: now.at,
    today,
    quantityMilli,
    valueMinor: worthOrNull(facts.agreed, quantityMilli),
    thresholdMilli:
      quantityMilli - tolerated(quantityMilli, definition.underTolerancePpm, definition.underToleranceMilli),
    ceilingMilli: quantityMilli + tolerated(quantityMilli, definition.overTolerancePpm, definition.overToleranceMilli),
    handovers,
    arrivals: handovers,
    fullMilli: 0,
    openMilli: 0,
    noticeEndDay,
    isNoticeOpen,
    hasGoods,
    hasClockSkew: facts.deliveries.some(isSkewed) || facts.clockStops.some(isSkewed),
  }
  reading.arrivals = arrivalsOfClock(reading)
  measureFull(reading)
  return reading
}

export function worthOrNull({ unitPriceMicro, currency }: AgreedPrice, quantityMilli: number): number | null {
  if (unitPriceMicro === null || currency === null) return null
  const value = worthMinor(quantityMilli, unitPriceMicro, currency)
  return Number.isSafeInteger(value) ? value : null
}

const tolerated = (quantity: number, ppm: number, milli: number) => Math.max(Math.floor((quantity * ppm) / 1e6), milli)

export function isSkewed(fact: { at: number | null; receivedAt: number | null }): boolean {
  return fact.at !== null && fact.receivedAt !== null && fact.at > fact.receivedAt + SKEW_MS
}

export function broughtGoods(delivery: DeliveryFact): boolean {
  if (delivery.condition !== null && DAMAGED_IN_TRANSIT.has(delivery.condition)) return false
  return delivery.acceptedMilli + delivery.rejectedMilli + delivery.uninspectedMilli > 0
}

function toArrivals(facts: readonly (DeliveryFact | ClockStopFact)[], zone: Zone): Arrival[] {
  const arrivals: Arrival[] = []
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!
    if (isRepeated(facts, i)) continue
    const skewed = isSkewed(fact)
    const at = skewed ? fact.receivedAt : fact.at
    const day = skewed || (fact.day === null && at !== null) ? zone.dayAt(at!) : fact.day
    const delivery = 'acceptedMilli' in fact ? fact : null
    const countedMilli = 'quantityMilli' in fact ? fact.quantityMilli : 0
    arrivals.push({ id: fact.id, day, at, countedMilli, openMilli: 0, delivery })
  }
  return arrivals.length > 1 ? arrivals.sort(byTime) : arrivals
}

/** The same id is the same fact: only its first mention counts. */
export function isRepeated(facts: readonly { id: string }[], index: number): boolean {
  for (let i = 0; i < index; i++) if (facts[i]!.id === facts[index]!.id) return true
  return false
}

/** Known before unknown; within a day an instant before a bare date, which may be any time of that day. */
function byTime(a: Arrival, b: Arrival): number {
  const byDay = compareNullable(a.day, b.day)
  if (byDay !== 0) return byDay
  const byInstant = compareNullable(a.at, b.at)
  if (byInstant !== 0) return byInstant
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function compareNullable(a: number | null, b: number | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : a - b
}

function lastGoodsDay(handovers: readonly Arrival[]): number | null {
  for (let i = handovers.length - 1; i >= 0; i--) {
    const { day, delivery } = handovers[i]!
    if (day !== null && broughtGoods(delivery!)) return day
  }
  return null
}

function countGoods(handovers: Arrival[], facts: LineFacts, definition: OtifDefinition, isNoticeOpen: boolean): void {
  for (const handover of handovers) {
    const delivery = handover.delivery!
    if (!countsAsOrdered(delivery, facts, definition)) continue
    // What nobody disputed within the notice period is accepted by silence, if anything was signed for at all.
    const isOpen = isNoticeOpen || delivery.isOnlyDated
    handover.countedMilli = delivery.acceptedMilli + (isOpen ? 0 : delivery.uninspectedMilli)
    handover.openMilli = isOpen ? delivery.uninspectedMilli : 0
  }
}

function countsAsOrdered(delivery: DeliveryFact, facts: LineFacts, definition: OtifDefinition): boolean {
  if (delivery.productId === null || delivery.productId === facts.productId) return true
  if (definition.substitution === 'counts') return true
  return definition.substitution === 'counts_if_authorized' && delivery.isAuthorizedSubstitute
}

function arrivalsOfClock(reading: Reading): readonly Arrival[] {
  const { definition, facts, handovers } = reading
  const goods = handovers.every(hasGoodsOf) ? handovers : handovers.filter(hasGoodsOf)
  if (definition.clockStop === 'delivered') return goods
  if (definition.clockStop === 'accepted') return acceptances(reading, goods)
  const stops = facts.clockStops.filter((stop) => stop.clock === definition.clockStop)
  // Without the earlier stop, the handing over bounds it from above: it cannot have happened later.
  return stops.length > 0 ? toArrivals(stops, reading.zone) : goods
}

function hasGoodsOf(arrival: Arrival): boolean {
  return broughtGoods(arrival.delivery!)
}

/** Acceptance is explicit, or comes by silence on the last day of the notice period. */
function acceptances(reading: Reading, goods: readonly Arrival[]): Arrival[] {
  const accepted: Arrival[] = []
  for (const arrival of goods) {
    const { acceptedDay, acceptedAt } = arrival.delivery!
    if (acceptedAt !== null || acceptedDay !== null)
      accepted.push({ ...arrival, at: acceptedAt, day: acceptedDay ?? reading.zone.dayAt(acceptedAt!) })
    else if (!reading.isNoticeOpen && arrival.day !== null)
      accepted.push({ ...arrival, at: null, day: arrival.day + reading.facts.noticePeriodDays })
  }
  return accepted.sort(byTime)
}

function measureFull(reading: Reading): void {
  let counted = 0
  let open = 0
  let rejected = 0
  let isShort = false
  for (const handover of reading.handovers) {
    counted += handover.countedMilli
    open += handover.openMilli
    rejected += handover.delivery!.rejectedMilli
    isShort ||= handover.delivery!.condition === 'SHORT'
  }
  const clock = reading.definition.clockStop
  if (clock !== 'delivered' && clock !== 'accepted' && reading.arrivals !== reading.handovers) {
    let stopped = 0
    for (const arrival of reading.arrivals) if (arrival.delivery === null) stopped += arrival.countedMilli
    // Goods made ready or handed over are complete for us although the customer has not fetched or received them all;
    // goods that merely arrived still have to be counted.
    if (clock === 'arrived') open = reading.hasGoods ? open : stopped
    else if (!isShort) counted = Math.max(counted, stopped - rejected)
  }
  reading.fullMilli = Math.max(0, counted - disputedMilli(reading))
  reading.openMilli = open
}

function disputedMilli(reading: Reading): number {
  let disputed = 0
  const claims = reading.facts.claims
  for (let i = 0; i < claims.length; i++) {
    const claim = claims[i]!
    if (claim.kind !== 'shortage' && claim.kind !== 'not_received') continue
    if (isStanding(claim, reading) && !isRepeated(claims, i)) disputed += claim.quantityMilli
  }
  return disputed
}

/** A claim counts when it came within the notice period and was not denied. */
export function isStanding(claim: ClaimFact, reading: Reading): boolean {
  return claim.outcome !== 'denied' && (reading.noticeEndDay === null || claim.noticedDay <= reading.noticeEndDay)
}
