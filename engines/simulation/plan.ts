/** What the customer wishes and what the company promises: the order as it stands before any work is done. */
import { CARRIERS, CODRU_PARCEL, CUTOFF_MINUTE, SEGMENTS, type Segment, SITES } from './company.ts'
import { type Customer, drawCarrier, type Place } from './customers.ts'
import { type Draws, drawWeighted, seededDraws } from './draws.ts'
import { DAY, weekdayOf } from './local-time.ts'
import type { OrderHead } from './order-days.ts'
import type { Product } from './products.ts'
import type { World } from './world.ts'

/** A day, a stretch of days or a booked slot: slot minutes are minutes of the day, null when a day was asked for. */
export interface DueWindow {
  readonly fromDay: number | null
  readonly toDay: number
  readonly slot: readonly [number, number] | null
}

export interface Commitment {
  readonly window: DueWindow
  readonly minute: number
  readonly cause: 'initial' | 'customer' | 'company'
}

export interface PlannedLine {
  readonly number: number
  readonly product: Product
  readonly productIndex: number
  readonly quantityMilli: number
  /** Ten-thousandths of the customer's currency. */
  readonly price: number
  readonly commitments: Commitment[]
  cancelled: { readonly by: 'customer' | 'company'; readonly minute: number } | null
  /** The day this line is meant to leave, and how much can leave then; the rest leaves when stock is back. */
  shipDay: number
  readyMilli: number
  restDay: number
}

export interface OrderPlan {
  readonly world: World
  readonly draws: Draws
  /** Draws of papers, warnings and work before leaving, in a stream of their own. */
  readonly paperwork: Draws
  readonly head: OrderHead
  readonly id: string
  readonly siteId: string
  readonly customer: Customer
  readonly segment: Segment
  readonly place: Place
  readonly carrier: number
  readonly requested: DueWindow
  readonly exclusion: 'test_order' | 'duplicate' | 'internal' | null
  readonly promisedAt: number
  readonly lines: readonly PlannedLine[]
  readonly now: number
}

/** Far from the seeds that people choose, so that no company's orders are another's papers. */
const PAPERWORK = 1_000_003

export function planOrder(world: World, head: OrderHead, draws: Draws): OrderPlan {
  const pool = world.customersOfSite[head.site]!
  const customer = world.customers[pool.members[drawWeighted(draws, pool.totals)]!]!
  const segment = SEGMENTS[customer.segment]!
  const place = draws.pick(customer.places)
  const day = Math.floor(head.minute / DAY)
  const requestedDay = place.openDays.from(day + drawLead(draws, segment))
  const carrier = drawCarrier(draws, customer, requestedDay - day <= 3)
  const route = { world, site: head.site, carrier, place }
  const isBeforeCutoff = head.minute - day * DAY <= CUTOFF_MINUTE
  const earliest = arrivalDay(route, earliestShipDay(route, day, isBeforeCutoff))
  const slot = draws.chance(segment.slotShare) ? drawSlot(draws, segment) : null
  const needsDay = slot !== null || customer.segment === 1
  const windowOn = (toDay: number): DueWindow => ({ fromDay: needsDay ? toDay : null, toDay, slot })
  const promised = windowOn(place.openDays.from(Math.max(requestedDay, earliest)))
  const promisedAt = head.minute + draws.between(5, isBeforeCutoff && weekdayOf(day) !== 5 ? 50 : 30)
  const moved = drawMove(draws, segment, { day, promised, promisedAt, place, windowOn })
  const plan = {
    world,
    draws,
    paperwork: seededDraws(world.seed + PAPERWORK, head.number),
    head,
    id: `SO-${String(head.number).padStart(6, '0')}`,
    siteId: SITES[head.site]!.id,
    customer,
    segment,
    place,
    carrier,
    requested: windowOn(requestedDay),
    exclusion: drawExclusion(draws),
    promisedAt,
    now: world.now[head.site]!,
  }
  const first: Commitment = { window: promised, minute: promisedAt, cause: 'initial' }
  const count = drawLineCount(draws, segment.linesMean)
  const wanted = drawProducts(draws, world.range.demand[customer.segment]!, count)
  const lines = wanted.map((productIndex, index) =>
    planLine({ plan, route, first, moved, windowOn }, productIndex, index + 1),
  )
  return { ...plan, lines }
}

export interface Route {
  readonly world: World
  readonly site: number
  readonly carrier: number
  readonly place: Place
}

export function arrivalDay({ world, site, carrier, place }: Route, shipDay: number): number {
  const days = world.carrierDays[site]![carrier]!
  return place.openDays.from(days.add(days.from(shipDay), CARRIERS[carrier]!.transitDays))
}

/** The last day to leave and still arrive on the day due. */
function latestShipDay({ world, site, carrier }: Route, dueDay: number): number {
  const days = world.carrierDays[site]![carrier]!
  return days.add(days.until(dueDay), -CARRIERS[carrier]!.transitDays)
}

/** Parcels leave on the day of an order before the cut-off, everything else on the next day. */
function earliestShipDay({ world, site, carrier }: Route, day: number, isBeforeCutoff: boolean): number {
  const isSameDay = carrier === CODRU_PARCEL && isBeforeCutoff && weekdayOf(day) < 5
  const released = isBeforeCutoff ? day : world.siteDays[site]!.add(day, 1)
  return world.carrierDays[site]![carrier]!.from(isSameDay ? day : world.siteDays[site]!.add(released, 1))
}

/** One order in twenty-five, but for hotels, is a call-off for some weeks ahead. */
function drawLead(draws: Draws, segment: Segment): number {
  const [low, high] = segment.lead
  return high > 2 && draws.chance(0.04) ? draws.between(high + 5, high + 30) : draws.between(low, high)
}

function drawSlot(draws: Draws, segment: Segment): readonly [number, number] {
  const [opens, closes] = segment.receives
  const start = opens + 60 * draws.between(0, Math.floor((closes - opens) / 60) - 3)
  return [start, start + 120]
}

function drawExclusion(draws: Draws): OrderPlan['exclusion'] {
  const drawn = draws.next()
  if (drawn > 0.01) return null
  if (drawn < 0.003) return 'test_order'
  return drawn < 0.007 ? 'duplicate' : 'internal'
}

function drawLineCount(draws: Draws, mean: number): number {
  const leave = 1 / mean
  let count = 1
  while (count < 14 && !draws.chance(leave)) count++
  return count
}

function drawProducts(draws: Draws, totals: Float64Array, count: number): number[] {
  const wanted: number[] = []
  for (let left = count; left > 0; left--) {
    const index = drawWeighted(draws, totals)
    if (!wanted.includes(index)) wanted.push(index)
  }
  return wanted
}

interface MoveSeed {
  readonly day: number
  readonly promised: DueWindow
  readonly promisedAt: number
  readonly place: Place
  readonly windowOn: (day: number) => DueWindow
}

/** The customer asks for a later day, at the latest two days before the goods would have left. */
function drawMove(
  draws: Draws,
  segment: Segment,
  { day, promised, promisedAt, place, windowOn }: MoveSeed,
): Commitment | null {
  const share = segment.id === 'CONSTRUCTION' ? 0.07 : 0.015
  if (!draws.chance(share) || promised.toDay - day < 7) return null
  const window = windowOn(place.openDays.from(promised.toDay + draws.between(1, 9)))
  return { window, minute: promisedAt + draws.between(20, 600), cause: 'customer' }
}

interface LineSeed {
  readonly plan: Omit<OrderPlan, 'lines'>
  readonly route: Route
  readonly first: Commitment
  readonly moved: Commitment | null
  readonly windowOn: (day: number) => DueWindow
}

function planLine(
  { plan, route, first, moved, windowOn }: LineSeed,
  productIndex: number,
  number: number,
): PlannedLine {
  const { world, draws, customer } = plan
  const product = world.range.products[productIndex]!
  const packs = 1 + Math.floor(-Math.log(1 - draws.next()) * 4)
  const commitments = moved === null ? [first] : [first, moved]
  const due = commitments.at(-1)!.window
  const earliest = world.carrierDays[route.site]![route.carrier]!.from(Math.floor(plan.promisedAt / DAY) + 1)
  const latest = latestShipDay(route, due.toDay)
  const slack = due.fromDay === null && draws.chance(0.45) ? draws.between(1, 2) : 0
  const line: PlannedLine = {
    number,
    product,
    productIndex,
    quantityMilli: packs * product.packMilli,
    price: Math.max(1, Math.round(product.listPrice * customer.priceFactor)),
    commitments,
    cancelled: null,
    shipDay:
      slack === 0 || latest - slack < earliest
        ? latest
        : route.world.carrierDays[route.site]![route.carrier]!.from(latest - slack),
    readyMilli: packs * product.packMilli,
    restDay: 0,
  }
  meetStock(plan, route, line, windowOn)
  if (draws.chance(0.012)) cancelBefore(line, 'customer', plan.promisedAt + draws.between(10, 180))
  return line
}

/** Where stock is missing on the day to leave: promise later at once if it is known, else re-promise, else stay silent. */
function meetStock(plan: LineSeed['plan'], route: Route, line: PlannedLine, windowOn: LineSeed['windowOn']): void {
  const { world, draws, promisedAt } = plan
  const until = world.conditions.outOfStockUntil(route.site, line.productIndex, line.shipDay)
  if (until === 0) return
  const since = world.conditions.outOfStockSince(route.site, line.productIndex, line.shipDay)
  const carrierDays = world.carrierDays[route.site]![route.carrier]!
  const back = carrierDays.from(until + 1)
  const window = windowOn(arrivalDay(route, back))
  const isKnown = since <= Math.floor(promisedAt / DAY) && draws.chance(0.85)
  if (isKnown && line.commitments.length === 1) {
    line.commitments[0] = { window, minute: promisedAt, cause: 'initial' }
    line.shipDay = back
    return
  }
  if (draws.chance(0.06)) {
    cancelBefore(line, 'company', promisedAt + draws.between(60, 300))
    return
  }
  const told = Math.max(line.commitments.at(-1)!.minute + 30, (line.shipDay - 1) * DAY + draws.between(600, 780))
  if (draws.chance(0.85)) line.commitments.push({ window, minute: told, cause: 'company' })
  if (draws.chance(0.3))
    line.readyMilli = Math.floor((line.quantityMilli * 0.4) / line.product.packMilli) * line.product.packMilli
  else line.readyMilli = 0
  line.restDay = back
}

function cancelBefore(line: PlannedLine, by: 'customer' | 'company', minute: number): void {
  if (minute < line.shipDay * DAY) line.cancelled = { by, minute }
}
