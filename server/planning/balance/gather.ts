/** A year's facts of each segment: what it is offered, what it brings and costs, how it is served. */
import type { CostPart } from '../../../contract/costs.ts'
import type { Weighed } from '../../../contract/trade-offs.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { needsInForce } from '../../modules/needs/index.ts'
import { packagesOn, type SegmentPackage } from '../../modules/policies/index.ts'
import { answered } from '../../platform/answered.ts'
import type { Tx } from '../../platform/database/database.ts'
import { levelsSeen, standingsIn } from '../../views/needs/standing.ts'
import { servingCosts } from '../../views/serving-costs/serving-costs.ts'
import { loadWatched } from '../../views/stock/watched-pools.ts'
import { customersKept, daysTaken, doorsServed, orderValues, poolShares, type Year } from './facts.store.ts'
import { type Known, NOTHING_KNOWN, type PoolFacts, type SegmentFacts } from './ground.ts'
import { FIGURED } from './parity.ts'
import { servicesOffered } from './service-facts.store.ts'
import { drivingShare } from './window.ts'
import { hoursPromised, stopsMade, timeOnTheRoad } from './window-facts.store.ts'

const STOCK_WINDOW = 182

export interface YearAsked {
  readonly from: string
  readonly to: string
  readonly currency: string | undefined
  readonly now: Date
}

/** By segment and in one currency; segments without orders in it are left out. */
export async function gatherYear(tx: Tx, { from, to, currency: wanted, now }: YearAsked) {
  const serving = await servingCosts(tx, { from, to, currency: wanted })
  const packages = await packagesOn(tx, to)
  const needs = new Map<string, Map<string, number>>()
  for (const need of await needsInForce(tx, to)) {
    if (need.buying_role !== 'all' || need.weight == null) continue
    needs.set(need.segment_id, (needs.get(need.segment_id) ?? new Map()).set(need.element_id, need.weight))
  }
  const { currency } = serving
  const currencies = serving.currencies.map((one) => one.currency)
  if (currency === null) return { currency, currencies, segments: [], facts: [], known: NOTHING_KNOWN }
  const year: Year = { from, to, currency }
  /** What orders tell of a year; what people set is read anew each time. */
  const told = <T>(name: string, load: () => Promise<T>) => answered([tx.tenantId, 'year', year, name], load)
  const rows = {
    days: by(await told('days', () => daysTaken(tx, year))),
    doors: by(await told('doors', () => doorsServed(tx, year))),
    values: by(await told('values', () => orderValues(tx, year))),
    kept: by(await told('kept', () => customersKept(tx, year))),
    pools: await told('pools', () => poolFacts(tx, year, now)),
    hours: by(await told('hours', () => hoursPromised(tx, year))),
    stops: by(await told('stops', () => stopsMade(tx, year))),
    services: by(await servicesOffered(tx, year)),
  }
  const factor = 10 ** currencyExponent(currency)
  const served = new Map(serving.segments.map((one) => [one.segment_id, one]))
  const facts: SegmentFacts[] = []
  const segments = packages.flatMap((held: SegmentPackage): Weighed['segments'] => {
    const one = served.get(held.segment_id)
    if (!one) return []
    const known = one.value_minor - one.value_unknown_minor
    const margin = known > 0 ? one.margin_minor / known : null
    const kept = rows.kept.get(held.segment_id)?.[0]
    const share = kept && kept.before > 0 ? kept.again / kept.before : null
    const lacks = one.orders === 0 || one.value_minor <= 0 ? 'orders' : margin === null || margin <= 0 ? 'margin' : null
    if (lacks === null)
      facts.push({
        segment_id: held.segment_id,
        package: held.package,
        floors: held.floors,
        needs: needs.get(held.segment_id) ?? new Map(),
        revenue: one.value_minor / factor,
        marginShare: margin!,
        orders: one.orders,
        handling: perOrder(one.parts, ['order', 'line', 'pick', 'invoice'], one.orders * factor),
        transport: perOrder(one.parts, ['stop', 'kilogram', 'freight'], one.orders * factor),
        kept: share,
        days: rows.days.get(held.segment_id) ?? [],
        doors: rows.doors.get(held.segment_id) ?? [],
        values: rows.values.get(held.segment_id)?.[0],
        pools: rows.pools.get(held.segment_id) ?? [],
        window: { booked: rows.hours.get(held.segment_id) ?? [], stops: rows.stops.get(held.segment_id)?.[0] },
        services: rows.services.get(held.segment_id) ?? [],
        customers: one.customers,
        currency,
        factor,
      })
    return [
      {
        segment_id: held.segment_id,
        name: held.segment_name,
        customers: one.customers,
        orders: one.orders,
        revenue: one.value_minor / factor,
        margin_share: margin,
        kept: share,
        package: held.package,
        lacks,
      },
    ]
  })
  return { currency, currencies, segments, facts, known: await knownIn(tx, year, facts) }
}

/** What vans' own times tell of driving, and what is known of competitors in whatever a lever serves. */
async function knownIn(tx: Tx, year: Year, facts: readonly SegmentFacts[]): Promise<Known> {
  const driving = drivingShare(await timeOnTheRoad(tx, year))
  const served = facts.flatMap(({ services }) => services.flatMap(({ element_id }) => element_id ?? []))
  return {
    measured: driving ? { driving } : {},
    seen: await levelsSeen(tx, year.to),
    standings: await standingsIn(tx, year, {
      segments: facts.map(({ segment_id }) => segment_id),
      elements: [...new Set([...Object.values(FIGURED), 'flexibility', ...served])],
    }),
    day: year.to,
  }
}

const perOrder = (parts: readonly CostPart[], names: readonly string[], orders: number) =>
  parts.reduce((sum, { part, cost_minor }) => sum + (names.includes(part) ? cost_minor : 0), 0) / orders

function by<T extends { readonly segment_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(row.segment_id, [...(found.get(row.segment_id) ?? []), row])
  return found
}

/** Pools as the early warnings see them, each with the segment's share of its worth. */
async function poolFacts(tx: Tx, year: Year, now: Date): Promise<Map<string, PoolFacts[]>> {
  const pools = await loadWatched(tx, { window_days: STOCK_WINDOW } as Parameters<typeof loadWatched>[1], now)
  const known = new Map(pools.map((pool) => [`${pool.product_id} ${pool.location_id}`, pool]))
  const found = new Map<string, PoolFacts[]>()
  for (const { segment_id, product_id, location_id, share, unit_cost } of await poolShares(tx, year)) {
    const pool = known.get(`${product_id} ${location_id}`)
    if (!pool || pool.mean <= 0 || pool.lead_days === null) continue
    const facts = {
      mean: pool.mean,
      deviation: pool.deviation,
      leadDays: pool.lead_days,
      leadDeviation: pool.lead_deviation ?? 0,
      worth: unit_cost * share,
    }
    const list = found.get(segment_id)
    if (list) list.push(facts)
    else found.set(segment_id, [facts])
  }
  return found
}
