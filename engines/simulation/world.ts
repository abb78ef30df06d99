/** Everything that is fixed before the first order: the company, its customers, its range and the year around them. */
import { CARRIERS, carrierRecords, ownLocationRecords, SITES, segmentRecords, standardRecords } from './company.ts'
import { buildConditions, type Conditions } from './conditions.ts'
import { buildCustomers, type Customer } from './customers.ts'
import { cumulate } from './draws.ts'
import { laneRecords } from './lanes.ts'
import { DAY, localMinute } from './local-time.ts'
import { type Horizon, type OpenDays, openDays } from './open-days.ts'
import { buildRange, type Range } from './products.ts'
import type { MasterRecords } from './records.ts'
import { resourceRecords, seasonRecords } from './site-capacity.ts'

export interface SimulationOptions {
  readonly seed: number
  /** Orders over the twelve months; about 3.2 lines each. */
  readonly orders: number
  /** 'Now', milliseconds since 1970 UTC: nothing that happened later is told. */
  readonly endInstant: number
  readonly customers?: number
  readonly products?: number
}

export interface World {
  readonly seed: number
  readonly orders: number
  readonly firstDay: number
  readonly customers: readonly Customer[]
  readonly range: Range
  readonly conditions: Conditions
  readonly siteDays: readonly OpenDays[]
  readonly officeDays: readonly OpenDays[]
  /** For each site and carrier the days that carrier moves from there. */
  readonly carrierDays: readonly (readonly OpenDays[])[]
  /** The minute each site's clock shows at the end. */
  readonly now: readonly number[]
  readonly customersOfSite: readonly { readonly members: readonly number[]; readonly totals: Float64Array }[]
}

export const DAYS_TOLD = 365

/** Builds the fixed world. Refuses less than one order, customer or product. */
export function buildWorld(options: SimulationOptions): World {
  const { seed, orders, endInstant, customers: customerCount = 120, products: productCount = 400 } = options
  if (!(orders >= 1 && customerCount >= SITES.length && productCount >= 1)) throw new RangeError('nothing to simulate')
  const now = SITES.map((site) => localMinute(site.zone, endInstant))
  const lastDay = Math.floor(Math.max(...now) / DAY)
  const firstDay = lastDay - DAYS_TOLD + 1
  const horizon: Horizon = { first: firstDay - 60, last: lastDay + 240 }
  const customers = buildCustomers(seed, customerCount, horizon)
  const range = buildRange(seed, productCount)
  return {
    seed,
    orders,
    firstDay,
    customers,
    range,
    conditions: buildConditions(seed, productCount, horizon, firstDay),
    siteDays: SITES.map((site) => openDays(site.country, '1111111', horizon)),
    officeDays: SITES.map((site) => openDays(site.country, '1111100', horizon)),
    carrierDays: SITES.map((site) => CARRIERS.map((carrier) => openDays(site.country, carrier.weekdays, horizon))),
    now,
    customersOfSite: SITES.map((_, site) => {
      const members = customers.flatMap((customer, index) => (customer.site === site ? [index] : []))
      return { members, totals: cumulate(members.map((index) => customers[index]!.appetite)) }
    }),
  }
}

export function masterRecords(world: World): MasterRecords {
  const customers = world.customers
  return {
    segments: segmentRecords(),
    standards: standardRecords(world.firstDay - 30, world.firstDay + Math.round(DAYS_TOLD / 2)),
    customers: customers.map((customer) => customer.record),
    contacts: customers.flatMap((customer) => customer.contacts),
    locations: [
      ...ownLocationRecords(),
      ...customers.flatMap((customer) => customer.places.map((place) => place.record)),
    ],
    products: world.range.products.map((product) => product.record),
    carriers: carrierRecords(),
    lanes: laneRecords(world.firstDay - 30, world.firstDay + Math.round(DAYS_TOLD / 2)),
    seasons: seasonRecords(world.firstDay, world.firstDay + DAYS_TOLD),
    resources: resourceRecords(world.orders),
  }
}
