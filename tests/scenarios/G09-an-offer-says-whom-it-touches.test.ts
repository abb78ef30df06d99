/** An offer that takes goods or hands from promises of lower standing says whose, what becomes of each, and does it when it is taken. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Offer, Quote } from '../../contract/quotes.ts'
import { changeRecord, verifyLedger } from '../../server/ledger/index.ts'
import { customer } from '../../server/modules/customers/index.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { verifiables } from '../../server/verifiables.ts'
import { openApplication, type TestApplication } from '../fixtures/application.ts'

let application: TestApplication
/** Thursday, reached by what leaves on Wednesday. */
const THURSDAY = '2026-03-19'

beforeAll(async () => {
  application = await openApplication()
  for (const [segment_id, allocation_tier] of [
    ['KEY', 1],
    ['SMALL', 3],
  ] as const) {
    await put('/segments', { segment_id, name: segment_id, standards: [] })
    const terms = { package_id: `P-${segment_id}`, segment_id, name: segment_id, valid_from: '2026-01-01' }
    await put('/service-packages', { ...terms, allocation_tier, lead_time_days: 3, ship_complete: true })
  }
  for (const id of ['SUD', 'NORD']) await inSegment(id, 'SMALL')
  await inSegment('EST', 'KEY')
  for (const [site, country] of [
    ['CHI', 'RO'],
    ['CHI', 'MD'],
    ['IAS', 'RO'],
  ] as const) {
    await put('/lanes', {
      ...{
        lane_id: `${site}-${country}`,
        carrier_id: 'OWN',
        service: 'DAY',
        from_location_id: site,
        to_country: country,
      },
      ...{ mode: 'own_van', departures: 'Mo-Fr 16:00', transit_days: 1, is_expedite: false, valid_from: '2026-01-01' },
      prices: [{ valid_from: '2026-01-01', currency: 'EUR', base_minor: site === 'IAS' ? 900 : 400 }],
    })
  }
})
afterAll(() => application?.close())

const inSegment = (id: string, segment_id: string) =>
  inTransaction(application.first.context, (tx) =>
    changeRecord(application.first.context, tx, customer, id, (state) => ({ ...state, segment_id })),
  )

type Method = 'GET' | 'POST' | 'PUT'
const call = async (method: Method, url: string, payload?: object, who: 'owner' | 'customer_contact' = 'owner') => {
  const cookie = application.first.cookies[who]!
  const answer = await application.call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, { cookie })
  return { status: answer.statusCode, body: answer.json() }
}
async function put(url: string, payload: object, method: Method = 'POST') {
  const { status, body } = await call(method, url, payload)
  if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`)
  return body
}

let product = ''
let count = 0
/** Each test has a product of its own, so that what one reserves hinders no other. */
beforeEach(async () => {
  product = `P-${++count}`
  await put('/products', { product_id: product, name: product, unit: 'C62' })
})

const receive = (location_id: string, quantity: number) =>
  put('/stock/receipts', { product_id: product, location_id, quantity })
const expectNextWeek = () =>
  put('/supplies', {
    ...{ supply_id: `PO-${product}`, kind: 'purchase', location_id: 'CHI' },
    lines: [{ line_number: 1, product_id: product, quantity: 20, state: 'confirmed', due_on: '2026-03-25' }],
  })
let policies = 0
const publish = (giving_way: string | null, tier3: object = {}) =>
  put('/allocation-policies', {
    ...{ policy_id: `POL-${++policies}`, name: 'Key customers first', kind: 'strict_tier', giving_way },
    valid_from: `2026-02-${String(policies).padStart(2, '0')}`,
    tiers: [
      { tier: 1, name: 'Key' },
      { tier: 3, name: 'Small', ...tier3 },
    ],
  })

const wish = (customer_id: string, quantity: number, more: object = {}) => ({
  customer_id,
  lines: [{ line_number: 1, product_id: product, quantity, requested_to_date: THURSDAY }],
  ...more,
})
async function quote(customer_id: string, quantity: number, more: object = {}): Promise<Quote> {
  return put('/quotes', wish(customer_id, quantity, more))
}
async function order(customer_id: string, quantity: number, more: object = {}): Promise<string> {
  const { quote_id, offers } = await quote(customer_id, quantity, more)
  expect(offers[0]).toMatchObject({ is_as_wished: true, touches: [] })
  return (await put(`/quotes/${quote_id}/take`, { offer_number: 1 })).order_id
}
const touching = ({ offers }: Quote): Offer | undefined => offers.find((offer) => offer.touches.length > 0)
const take = (asked: Quote, more: object = {}) =>
  call('POST', `/quotes/${asked.quote_id}/take`, { offer_number: touching(asked)!.offer_number, ...more })
const promiseOf = async (id: string) => {
  const { lines } = (await call('GET', `/orders/${id}`)).body
  return lines[0].promises.at(-1)
}

test('goods of a small customer who is still kept from another depot: named with what becomes of it, and done in one step', async () => {
  await publish('if_kept')
  await receive('CHI', 5)
  await expectNextWeek()
  const nord = await order('NORD', 5, { site_id: 'CHI' })
  await receive('IAS', 5)
  const asked = await quote('EST', 5)
  const offer = touching(asked)!
  expect(offer).toMatchObject({ kinds: ['by_priority'], is_as_wished: true, complete_on: THURSDAY })
  expect(offer.touches).toEqual([
    {
      ...{ order_id: nord, line_number: 1, customer_id: 'NORD', customer_name: 'Nord Bau', product_id: product },
      ...{ quantity: 5, takes: ['goods'], effect: 'kept', old_site_id: 'CHI', new_site_id: 'IAS' },
      ...{ old_date: THURSDAY, new_date: THURSDAY, days_later: 0, freight_cost_minor: 900, decided_by: 'tier' },
    },
  ])
  expect(asked.offers.filter((one) => one !== offer).every((one) => !one.is_as_wished)).toBe(true)
  const taken = await take(asked)
  expect(taken).toMatchObject({ status: 201, body: { lines: [{ to_date: THURSDAY }] } })
  expect(await promiseOf(nord)).toMatchObject({ to_date: THURSDAY, cause: 'company', reason: 'reallocation' })
  const { proposals } = (await call('GET', '/proposals?state=carried_out')).body
  expect(proposals[0]).toMatchObject({
    ...{ kind: 'allocation', cause: { quote_id: asked.quote_id, order_id: taken.body.order_id }, line_count: 1 },
  })
  expect((await call('GET', `/proposals/${proposals[0].proposal_id}`)).body.changes).toMatchObject([
    { order_id: nord, effect: 'kept', new_site_id: 'IAS', rank: { gave_way_to: [{ order_id: taken.body.order_id }] } },
  ])
  // The same again gives the same answer and moves nobody twice.
  expect(await take(asked)).toMatchObject({ status: 201, body: { order_id: taken.body.order_id } })
})

test('nobody comes later unless the policy says so; then the offer names the new day, and the customer is told', async () => {
  await publish('if_kept')
  await receive('CHI', 5)
  await expectNextWeek()
  const sud = await order('SUD', 5)
  expect(touching(await quote('EST', 5))).toBeUndefined()
  await publish('later')
  const asked = await quote('EST', 5)
  expect(touching(asked)!.touches).toMatchObject([
    { order_id: sud, effect: 'later', old_date: THURSDAY, new_date: '2026-03-26', days_later: 7 },
  ])
  expect((await take(asked)).status).toBe(201)
  expect(await promiseOf(sud)).toMatchObject({ to_date: '2026-03-26', reason: 'reallocation' })
  const { messages } = (await call('GET', '/messages')).body
  const told = messages.filter((one: { order_id: string }) => one.order_id === sud)
  expect(told).toMatchObject([{ customer_id: 'SUD', kind: 'delay' }])
})

test('a floor is not broken, and no equal gives way', async () => {
  await publish('later', { floor_percent: 100 })
  await receive('CHI', 5)
  await expectNextWeek()
  await order('SUD', 5)
  expect(touching(await quote('EST', 5))).toBeUndefined()
  await publish('later')
  expect(touching(await quote('NORD', 5))).toBeUndefined()
  await publish('never')
  expect(touching(await quote('EST', 5))).toBeUndefined()
})

test('when facts have moved meanwhile nothing is taken or moved, and other offers come with the refusal', async () => {
  await publish('if_kept')
  await receive('CHI', 5)
  await expectNextWeek()
  const nord = await order('NORD', 5, { site_id: 'CHI' })
  await receive('IAS', 5)
  const asked = await quote('EST', 5)
  await order('NORD', 4, { site_id: 'IAS' })
  const refused = await take(asked)
  expect(refused).toMatchObject({ status: 422, body: { code: 'insufficient_stock' } })
  expect(refused.body.details.quote.offers[0]).toMatchObject({ touches: [], complete_on: '2026-03-26' })
  expect(await promiseOf(nord)).toMatchObject({ version: 1, to_date: THURSDAY })
  await publish('never')
  expect(await take(asked)).toMatchObject({ status: 422, body: { code: 'quote_outdated' } })
})

test('a customer sees no other customer, and moves nobody’s day', async () => {
  await publish('later')
  await inSegment('NORD', 'KEY')
  await receive('EVN', 5)
  await put('/lanes', {
    ...{ lane_id: 'EVN-ALL', carrier_id: 'OWN', service: 'DAY', from_location_id: 'EVN', to_country: 'MD' },
    ...{ mode: 'own_van', departures: 'Mo-Fr 16:00', transit_days: 1, is_expedite: false, valid_from: '2026-01-01' },
    prices: [],
  })
  await put('/lanes', {
    ...{ lane_id: 'EVN-RO', carrier_id: 'OWN', service: 'DAY', from_location_id: 'EVN', to_country: 'RO' },
    ...{ mode: 'own_van', departures: 'Mo-Fr 16:00', transit_days: 1, is_expedite: false, valid_from: '2026-01-01' },
    prices: [],
  })
  const sud = await order('SUD', 5, { site_id: 'EVN' })
  const body = wish('NORD', 5, { site_id: 'EVN' })
  const asPortal = await call('POST', '/portal/quotes', body, 'customer_contact')
  expect(asPortal.body.offers).toEqual([])
  expect(touching(await quote('NORD', 5, { site_id: 'EVN' }))).toBeUndefined()
  await receive('CHI', 5)
  const kept = await call('POST', '/portal/quotes', body, 'customer_contact')
  expect(kept.body.offers).toMatchObject([{ kinds: ['by_priority'], touches: [] }])
  expect(JSON.stringify(kept.body)).not.toContain('SUD')
  const taken = await call('POST', `/portal/quotes/${kept.body.quote_id}/take`, { offer_number: 1 }, 'customer_contact')
  expect(taken.status).toBe(201)
  expect(await promiseOf(sud)).toMatchObject({ to_date: THURSDAY, site_id: 'CHI' })
})

const onThursday = () => ({
  lines: [
    { line_number: 1, product_id: product, quantity: 5, requested_from_date: THURSDAY, requested_to_date: THURSDAY },
  ],
})

test('hands: the line that can go another way gives its place in the van’s day', async () => {
  await publish('later')
  await receive('CHI', 50)
  const week = { monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1, saturday: 0, sunday: 0 }
  await put('/resources', { resource_id: 'PICK-CHI', location_id: 'CHI', kind: 'pick_lines', name: 'Pickers', ...week })
  const sud = await order('SUD', 5, onThursday())
  const asked = await quote('EST', 5, onThursday())
  expect(touching(asked)!.touches).toMatchObject([
    { order_id: sud, takes: ['hands'], effect: 'later', old_date: THURSDAY, new_date: '2026-03-20' },
  ])
  expect((await take(asked)).status).toBe(201)
  expect(await promiseOf(sud)).toMatchObject({ to_date: '2026-03-20' })
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(application.first.context, verifiables)).mismatches).toEqual([])
})
