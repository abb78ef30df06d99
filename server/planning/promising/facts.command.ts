/** Gathers what a quote stands on, in a number of statements and round trips that depends neither on the lines nor on the sites. */
import type { QuantityRule } from '../../../contract/order-quantities.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { formatLocalDay } from '../../../engines/calendars/index.ts'
import { type CapacityView, loadCapacityOf } from '../../modules/capacity/index.ts'
import { type FoundLane, lanesFor } from '../../modules/carriers/index.ts'
import { type Claim, findReservations, loadPools, type Pools } from '../../modules/inventory/index.ts'
import { loadPlaces, type Place } from '../../modules/locations/index.ts'
import {
  type AllocationInForce,
  allocationPolicyAt,
  type OfferedService,
  objectiveFor,
  type PackageInForce,
  packagesFor,
  type RequirementMet,
  requirementsFor,
  type Substitute,
  servicesFor,
  substitutesFor,
} from '../../modules/policies/index.ts'
import { type LinePrice, type OrderPrices, pricesUnder, type Terms, termsFor } from '../../modules/prices/index.ts'
import { type OpenDisruption, openDisruptions } from '../../modules/problems/index.ts'
import { type Tx, together } from '../../platform/database/database.ts'
import { type Kept, keptFor } from '../../platform/database/kept.ts'
import { findParties, type Parties } from './facts.store.ts'
import { type LeadTimes, leadTimesOf } from './lead-times.ts'
import type { PromiseBefore } from './offered.ts'
import { quantityRules } from './order-units.store.ts'
import type { NewWish, WishedLine } from './wish-lines.ts'

/** Nothing is promised for later than half a year ahead. */
export const HORIZON_DAYS = 183

export interface WishFacts {
  readonly now: number
  /** When the order desk takes the order: now, or as it opens. */
  readonly takenAt: number
  readonly parties: Parties
  readonly lines: readonly WishedLine[]
  readonly isAnew: boolean
  readonly terms: PackageInForce
  readonly quantityRules: ReadonlyMap<string, QuantityRule>
  readonly objective: string
  readonly allocation: AllocationInForce
  /** Share of the goods on hand that the published policy keeps for better tiers. */
  readonly keptPercent: number
  readonly requirements: readonly (readonly RequirementMet[])[]
  readonly substitutes: ReadonlyMap<string, readonly Substitute[]>
  readonly services: ReadonlyMap<string, OfferedService>
  readonly prices: OrderPrices
  readonly substitutePrices: readonly { lineNumber: number; productId: string; price: LinePrice }[]
  readonly places: ReadonlyMap<string, Place>
  readonly lanes: readonly FoundLane[]
  readonly pools: Pools
  readonly ownClaims: readonly Claim[]
  readonly capacity: CapacityView
  readonly leadTimes: LeadTimes
  readonly disruptions: readonly OpenDisruption[]
  /** Hands beyond the usual day's may be offered, as haste. */
  readonly mayWorkOvertime: boolean
  /** Of an order's own lines: the promise in force, where somebody wants to compare. */
  readonly before: PromiseBefore | null
  readonly servicesFrom: string | null
}

/** Two round trips where master data are kept already: whether they still hold, and what stands on goods and hands now. */
export async function gatherFacts(tx: Tx, wish: NewWish, instant: Date): Promise<WishFacts> {
  checkLines(wish.lines)
  const now = instant.getTime()
  const day = instant.toISOString().slice(0, 10)
  const lastDay = formatLocalDay(Math.floor(now / 86_400_000) + HORIZON_DAYS)
  const kept = await keptFor(tx)
  const { location_id: to = null, site_id: from = null } = wish
  const parties = await kept.of(['parties', wish.customer_id, to, from], () => findParties(tx, wish))
  const { customer_id, location_id, siteIds, deskId } = parties
  const goods = wish.lines.filter((line) => line.kind === 'goods').map((line) => line.product_id)
  const master = await masterFacts(tx, kept, { parties, day, lastDay })
  const { terms, places, lanes } = master
  const hasServices = wish.lines.some((line) => line.kind === 'service')
  const sites = new Map([...places].filter(([id]) => siteIds.includes(id)))
  const lines = wish.lines.map(({ product_id }) => ({ customer_id, location_id, product_id, day }))
  const priceFor = (substitutes: ReadonlyMap<string, Substitute[]>) =>
    priced(tx, wish, { parties, substitutes, day, terms: master.priceTerms })
  const poolsOf = (productIds: readonly string[]) => loadPools(tx, [...new Set(productIds)], siteIds)
  const [substitutes, services, requirements, ownClaims, capacity, ownPools, ownPrices, rules] = await together(
    tx,
    () => substitutesFor(tx, { customer: customer_id, products: [...new Set(goods)], day }),
    async () =>
      hasServices ? ((await servicesFor(tx, { customers: [customer_id], day })).get(customer_id) ?? []) : [],
    () => requirementsFor(tx, lines),
    async () => (wish.order_id ? findReservations(tx, ownLines(wish.order_id, wish.lines)) : []),
    () => loadCapacityOf(tx, sites, day, lastDay),
    () => poolsOf(goods),
    () => priceFor(new Map()),
    () => quantityRules(tx, terms, goods),
  )
  // Few products have substitutes; only those that do cost one more round trip.
  const others = [...substitutes.values()].flat().map((substitute) => substitute.substitute_id)
  const [pools, { prices, substitutePrices }] =
    others.length === 0
      ? [ownPools, ownPrices]
      : await together(
          tx,
          () => poolsOf([...goods, ...others]),
          () => priceFor(substitutes),
        )
  return {
    now,
    takenAt: takenAt(deskId === null ? undefined : places.get(deskId), now),
    parties,
    lines: wish.lines,
    isAnew: Boolean(wish.order_id),
    terms,
    quantityRules: rules,
    objective: master.objective,
    allocation: master.allocation,
    keptPercent: keptPercentFor(master.allocation, terms.allocation_tier),
    requirements,
    substitutes,
    services: new Map(services.map((service) => [service.service_id, service])),
    prices,
    substitutePrices,
    places,
    lanes,
    pools,
    ownClaims,
    capacity,
    disruptions: master.disruptions,
    leadTimes: master.leadTimes,
    before: null,
    mayWorkOvertime: false,
    servicesFrom: wish.services_from ?? null,
  }
}

interface Whose {
  readonly parties: Parties
  readonly day: string
  readonly lastDay: string
}

/** What changes seldom: read when it is asked for the first time on a day, and after any change of master data. */
async function masterFacts(tx: Tx, kept: Kept, { parties, day, lastDay }: Whose) {
  const { customer_id, location_id, siteIds, deskId } = parties
  const customer = { customers: [customer_id], day }
  const named = [...siteIds, location_id, ...(deskId === null ? [] : [deskId])]
  const [terms, objective, allocation, priceTerms, places, disruptions] = await together(
    tx,
    () => kept.of(['package', customer_id, day], async () => (await packagesFor(tx, customer)).get(customer_id)!),
    () => kept.of(['objective', customer_id, day], async () => (await objectiveFor(tx, customer)).get(customer_id)!),
    () => kept.of(['allocation', day], () => allocationPolicyAt(tx, day)),
    () => kept.of(['terms', customer_id, location_id, day], () => termsFor(tx, { customer_id, location_id, day })),
    () => kept.of(['places', named, day], () => loadPlaces(tx, named, { firstDay: day, lastDay })),
    () => kept.of(['disruptions', day], () => openDisruptions(tx, day)),
  )
  const ways = await kept.of(['lanes', siteIds, location_id, day], async () => {
    const lanes = await lanesFor(tx, { siteIds, destination: places.get(location_id)!, day })
    return { lanes, leadTimes: await leadTimesOf(tx, lanes, day) }
  })
  return { terms, objective: objective.objective, allocation, priceTerms, places, disruptions, ...ways }
}

/** A desk that never opens again is nobody's desk: the order counts from now. */
const takenAt = (desk: Place | undefined, now: number): number => desk?.calendar.nextWindow(now)?.start ?? now

/** What better tiers than the customer's are kept at most; only a policy of protection levels keeps anything. */
const keptPercentFor = ({ kind, tiers }: AllocationInForce, tier: number): number =>
  kind === 'protection_levels'
    ? Math.max(0, ...tiers.filter((one) => one.tier < tier).map((one) => Number(one.protection_percent)))
    : 0

const ownLines = (order_id: string, lines: readonly WishedLine[]) =>
  lines.map(({ line_number }) => ({ order_id, line_number }))

function checkLines(lines: readonly WishedLine[]): void {
  const seen = new Set<number>()
  for (const { line_number, requested_from_date: from, requested_to_date: to } of lines) {
    if (seen.has(line_number)) throw new Refusal('invalid_input', { line_number, reason: 'repeated' })
    seen.add(line_number)
    if (from && to && from > to) throw new Refusal('time_order', { line_number, from, to })
  }
}

interface PricedBy {
  readonly parties: Parties
  readonly substitutes: ReadonlyMap<string, Substitute[]>
  readonly day: string
  readonly terms: Terms
}

/** The wished lines' prices, and after them those of every product that may stand in: one question for all. */
async function priced(
  tx: Tx,
  wish: NewWish,
  { parties, substitutes, day, terms }: PricedBy,
): Promise<Pick<WishFacts, 'prices' | 'substitutePrices'>> {
  const others = wish.lines.flatMap((line) =>
    line.kind === 'goods' ? (substitutes.get(line.product_id) ?? []).map((substitute) => ({ line, substitute })) : [],
  )
  const asked = {
    customer_id: parties.customer_id,
    location_id: parties.location_id,
    day,
    lines: [
      ...wish.lines,
      ...others.map(({ line, substitute }, at) => ({
        line_number: 1_000_000 + at,
        kind: 'goods' as const,
        product_id: substitute.substitute_id,
        quantity: line.quantity,
      })),
    ],
  }
  const all = await pricesUnder(tx, asked, terms)
  const own = all.lines.slice(0, wish.lines.length)
  const substitutePrices = others.map(({ line, substitute }, at) => {
    const ordered = own[wish.lines.indexOf(line)]!
    const found = all.lines[wish.lines.length + at]!
    return {
      lineNumber: line.line_number,
      productId: substitute.substitute_id,
      price: { ...found, line_number: line.line_number, ...priceByRule(ordered, found, substitute) },
    }
  })
  return { prices: { ...all, lines: own }, substitutePrices }
}

/** What the customer pays for a substitute. Only a unit for a unit are the two prices comparable; else the substitute's own holds. */
function priceByRule(ordered: LinePrice, found: LinePrice, { price_rule, numerator, denominator }: Substitute) {
  const own = {
    price: found.price,
    price_source: found.price_source,
    agreement_id: found.agreement_id,
    basis: found.basis,
  }
  const { price, price_source, agreement_id, basis } = ordered
  const agreed = { price, price_source, agreement_id, basis }
  if (numerator !== denominator || price_rule === 'substitute') return own
  if (price_rule === 'ordered_product' || found.price === null) return agreed
  if (ordered.price === null) return own
  const perUnit = ({ micro, per }: NonNullable<LinePrice['price']>) => (micro * per.denominator) / per.numerator
  return perUnit(found.price) < perUnit(ordered.price) ? own : agreed
}
