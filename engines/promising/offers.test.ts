import { expect, test } from 'vitest'
import type { Pool } from './catp.ts'
import { buildOffers, listObstacles } from './offers.ts'
import type { LaneView, SiteView, Wish, WishLine } from './wish.ts'

/** Day 0 is a Monday; Saturdays and Sundays are closed everywhere. */
const WORKDAYS = { isBusinessDay: (day: number) => ((day % 7) + 7) % 7 < 5 }

const lane = (laneId: string, transitDays: number, costMinor: number, more: Partial<LaneView> = {}): LaneView => ({
  laneId,
  carrierId: laneId,
  service: null,
  isExpedite: false,
  departsOn: WORKDAYS.isBusinessDay,
  calendar: WORKDAYS,
  transitDays: () => transitDays,
  chanceWithin: (days) => (days < transitDays ? 0.5 : Math.min(0.99, 0.9 + 0.03 * (days - transitDays))),
  handling: [],
  maxGrams: null,
  costMinor: () => costMinor,
  emissionGrams: () => costMinor * 2,
  ...more,
})

const site = (
  siteId: string,
  pools: Record<string, Pool>,
  lanes: LaneView[],
  more: Partial<SiteView> = {},
): SiteView => ({
  siteId,
  calendar: WORKDAYS,
  firstDay: 0,
  lanes,
  pool: (productId) => pools[productId],
  freeCapacity: () => Number.POSITIVE_INFINITY,
  handlingDays: 0,
  ...more,
})

const line = (productId: string, units: number, more: Partial<WishLine> = {}): WishLine => ({
  lineNumber: 1,
  kind: 'goods',
  productId,
  quantityMilli: units * 1000,
  gramsPerUnit: 1000,
  requestedFrom: null,
  requestedTo: null,
  substitutes: [],
  work: { pick_lines: 1 },
  handling: [],
  ...more,
})

const wish = (lines: WishLine[], sites: SiteView[], more: Partial<Wish> = {}): Wish => ({
  lines,
  sites,
  receiving: WORKDAYS,
  partsMax: 2,
  supplyChance: 0.9,
  lastDay: 60,
  objective: 'speed',
  ...more,
})

const stock = (units: number, supplies: [number, number][] = []): Pool => ({
  onHandMilli: units * 1000,
  supplies: supplies.map(([day, quantity]) => ({ day, quantityMilli: quantity * 1000 })),
  reserved: [],
})

const days = (offers: ReturnType<typeof buildOffers>) =>
  offers.map((offer) => [offer.kinds.join(' '), offer.plan.lastDay])

test('offers the quick way first and the cheap way beside it', () => {
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200), lane('slow', 3, 700)])]
  expect(days(buildOffers(wish([line('A', 5)], sites)))).toEqual([
    ['earliest from_stock in_one_go', 1],
    ['cheapest greenest', 3],
  ])
})

test('the company that wants the lowest cost proposes the cheap way first', () => {
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200), lane('slow', 3, 700)])]
  const offers = buildOffers(wish([line('A', 5)], sites, { objective: 'lowest_cost' }))
  expect(offers[0]!.kinds).toContain('cheapest')
})

test('a wish that lies ahead leaves the goods to others until they must leave', () => {
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)])]
  const [offer] = buildOffers(wish([line('A', 5, { requestedTo: 9 })], sites))
  expect(offer!.plan.consignments[0]!.passage).toMatchObject({ needDay: 8, departureDay: 8, arrivalDay: 9 })
  expect(offer!.plan.isAsWished).toBe(true)
})

test('goods not wished before a day do not come before it', () => {
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)])]
  const [offer] = buildOffers(wish([line('A', 5, { requestedFrom: 3, requestedTo: 4 })], sites))
  expect(offer!.plan.lastDay).toBe(4)
})

test('where no hands are free for the day wished, goods come after it and not before', () => {
  const busy = { freeCapacity: (_: string, day: number) => (day === 2 ? 0 : 5) }
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)], busy)]
  const [offer] = buildOffers(wish([line('A', 5, { requestedFrom: 3, requestedTo: 3 })], sites))
  expect([offer!.plan.lastDay, offer!.plan.isAsWished]).toEqual([4, false])
})

test('what haste gains is measured against the soonest way without it', () => {
  const lanes = [lane('rush', 1, 2500, { isExpedite: true }), lane('usual', 3, 700), lane('slow', 5, 400)]
  const offers = buildOffers(wish([line('A', 5)], [site('N', { A: stock(10) }, lanes)]))
  expect(offers.map((offer) => [offer.plan.lastDay, offer.isExpedited, offer.ordinary?.lastDay ?? null])).toEqual([
    [1, true, 3],
    [7, false, null],
  ])
  const only = buildOffers(wish([line('A', 5)], [site('N', { A: stock(10) }, [lanes[0]!])]))
  expect(only[0]!.ordinary).toBeNull()
})

test('overtime is offered as haste where it gains days, at its cost, and nothing else is best at it', () => {
  const full = {
    freeCapacity: (_: string, day: number) => (day < 3 ? 0 : 5),
    capacityInHaste: (_: string, day: number) => (day < 3 ? 2 : 7),
    overtimeCostMinor: () => 150,
  }
  const lanes = [lane('usual', 1, 700)]
  const lines = [line('A', 5), line('B', 5, { lineNumber: 2 })]
  const goods = { A: stock(10), B: stock(10) }
  const offers = buildOffers(wish(lines, [site('N', goods, lanes, full)]))
  expect(
    offers.map(({ kinds, plan, isExpedited }) => [kinds[0], plan.lastDay, isExpedited, plan.overtimeMinor]),
  ).toEqual([
    ['earliest', 1, true, 300],
    ['cheapest', 4, false, 0],
  ])
  expect(offers[0]!.plan.consignments[0]!.overtime).toEqual([{ kind: 'pick_lines', day: 0, units: 2 }])
  const ahead = lines.map((one) => ({ ...one, requestedTo: 4 }))
  expect(buildOffers(wish(ahead, [site('N', goods, lanes, full)])).every((offer) => !offer.isExpedited)).toBe(true)
  const three = [...lines, line('A', 2, { lineNumber: 3 })]
  expect(buildOffers(wish(three, [site('N', goods, lanes, full)])).every((offer) => !offer.isExpedited)).toBe(true)
})

test('Friday goods that take a day arrive on Monday', () => {
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)], { firstDay: 4 })]
  expect(buildOffers(wish([line('A', 5)], sites))[0]!.plan.lastDay).toBe(7)
})

test('what is short comes in a second part, and at once only when all is there', () => {
  const sites = [site('N', { A: stock(3, [[8, 10]]) }, [lane('quick', 1, 1200)])]
  const offers = buildOffers(wish([line('A', 5)], sites, { objective: 'lowest_cost' }))
  const parts = buildOffers(wish([line('A', 5, { requestedTo: 1 })], sites)).find((offer) => offer.isInParts)
  expect(offers[0]!.plan.lastDay).toBe(9)
  expect(parts?.plan.consignments.map(({ shares, passage }) => [shares[0]!.quantityMilli, passage.arrivalDay])).toEqual(
    [
      [3000, 1],
      [2000, 9],
    ],
  )
})

test('the second part stands on what the first has left, not on the same goods again', () => {
  const sites = [site('N', { A: stock(6, [[8, 2]]) }, [lane('quick', 1, 1200)])]
  for (const offer of buildOffers(wish([line('A', 8)], sites))) {
    const late = offer.plan.consignments.at(-1)!
    expect(late.passage.needDay).toBeGreaterThanOrEqual(8)
  }
})

test('two lines of one product do not both get the last piece', () => {
  const sites = [site('N', { A: stock(5, [[8, 5]]) }, [lane('quick', 1, 1200)])]
  const lines = [line('A', 5), line('A', 5, { lineNumber: 2 })]
  for (const offer of buildOffers(wish(lines, sites))) expect(offer.plan.lastDay).toBe(9)
})

test('takes goods from the site that has them, and from two sites when no one has all', () => {
  const sites = [
    site('N', { A: stock(5), B: stock(0) }, [lane('n', 1, 500)]),
    site('S', { A: stock(0), B: stock(5) }, [lane('s', 2, 600)]),
  ]
  const [offer] = buildOffers(wish([line('A', 5), line('B', 5, { lineNumber: 2 })], sites))
  expect(offer!.plan.consignments.map((one) => one.site.siteId).sort()).toEqual(['N', 'S'])
  expect(buildOffers(wish([line('A', 5), line('B', 5, { lineNumber: 2 })], sites, { partsMax: 1 }))).toEqual([])
})

test('a substitute that is there is offered in place of goods that are not', () => {
  const substitute = { productId: 'A2', numerator: 1, denominator: 1, consent: 'ask', gramsPerUnit: 900 } as const
  const sites = [site('N', { A: stock(0, [[20, 50]]), A2: stock(9) }, [lane('quick', 1, 1200)])]
  const offers = buildOffers(wish([line('A', 5, { substitutes: [substitute] })], sites))
  const offer = offers.find(({ hasSubstitute }) => hasSubstitute)!
  expect(offer.plan.consignments[0]!.shares[0]).toMatchObject({ productId: 'A2', substitute: 'ask', grams: 4500 })
  expect(offer.plan.lastDay).toBe(1)
  const own = offers.find(({ kinds }) => kinds.includes('as_ordered'))!
  expect([own.hasSubstitute, own.plan.lastDay]).toEqual([false, 22])
})

test('a day without room moves the departure, and a lane that cannot do cold is not offered for cold goods', () => {
  const busy = { freeCapacity: (_: string, day: number) => (day < 2 ? 0 : 5) }
  const lanes = [lane('plain', 1, 300), lane('cold', 2, 900, { handling: ['cold'] })]
  const sites = [site('N', { A: stock(10) }, lanes, busy)]
  const [offer] = buildOffers(wish([line('A', 5, { handling: ['cold'] })], sites))
  expect(offer!.plan.consignments[0]!.passage).toMatchObject({ needDay: 2, arrivalDay: 4, lane: { laneId: 'cold' } })
})

test('goods still to come make the chance smaller', () => {
  const sites = [site('N', { A: stock(0, [[3, 10]]) }, [lane('quick', 1, 1200)])]
  const [offer] = buildOffers(wish([line('A', 5)], sites))
  expect(offer!.plan.chance).toBeCloseTo(0.9 * 0.9, 10)
})

test('a service is done when the goods are there and a crew is free', () => {
  const crew = { freeCapacity: (kind: string, day: number) => (kind === 'service_minutes' && day < 3 ? 0 : 100) }
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)], crew)]
  const service = line('INSTALL', 1, { lineNumber: 2, kind: 'service', work: { service_minutes: 60 } })
  const [offer] = buildOffers(wish([line('A', 5), service], sites))
  expect(offer!.plan.visits).toEqual([expect.objectContaining({ lineNumber: 2, day: 3 })])
})

test('two services of one wish share the crew’s day', () => {
  const crew = { freeCapacity: (kind: string) => (kind === 'service_minutes' ? 100 : 9) }
  const sites = [site('N', { A: stock(10) }, [lane('quick', 1, 1200)], crew)]
  const service = (lineNumber: number) =>
    line('INSTALL', 1, { lineNumber, kind: 'service', work: { service_minutes: 60 } })
  const [offer] = buildOffers(wish([line('A', 5), service(2), service(3)], sites))
  expect(offer!.plan.visits.map(({ day }) => day)).toEqual([1, 2])
})

test('says what stands in the way when nothing can be offered', () => {
  const lanes = [lane('quick', 1, 1200)]
  expect(listObstacles(wish([line('A', 5)], []))).toEqual([{ lineNumber: null, reason: 'no_site' }])
  expect(listObstacles(wish([line('A', 5)], [site('N', {}, [])]))).toEqual([{ lineNumber: null, reason: 'no_lane' }])
  expect(listObstacles(wish([line('A', 5)], [site('N', {}, lanes)]))).toEqual([{ lineNumber: 1, reason: 'no_goods' }])
  const full = site('N', { A: stock(9) }, lanes, { freeCapacity: () => 0 })
  expect(listObstacles(wish([line('A', 5)], [full]))).toEqual([{ lineNumber: null, reason: 'no_capacity_or_day' }])
})
