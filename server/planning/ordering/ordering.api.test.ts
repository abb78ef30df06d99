/** Somebody of a customer at the portal: own products, own prices, own orders; no price of their own, no cost of ours, nobody else's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
  await add('/price-lists', { list_id: 'L-NORD', name: 'Of Nord', currency: 'EUR' })
  await add('/price-lists', { list_id: 'L-SUD', name: 'Of Sud', currency: 'EUR' })
  const price = (unit_price: number) => ({ prices: [{ from_quantity: 0, valid_from: '2026-01-01', unit_price }] })
  await add('/price-lists/L-NORD/prices/PIPE-20', price(2.5), 'PUT')
  await add('/price-lists/L-SUD/prices/PIPE-20', price(1), 'PUT')
  await add('/price-lists/L-SUD/prices/PUMP-1', price(80), 'PUT')
  const agreement = { name: 'Agreed', valid_from: '2026-01-01' }
  await add('/agreements', { ...agreement, agreement_id: 'A-NORD', list_id: 'L-NORD', customer_id: 'NORD' })
  await add('/agreements', { ...agreement, agreement_id: 'A-SUD', list_id: 'L-SUD', customer_id: 'SUD' })
  await add('/lanes', { ...LANE_FIRST, to_postal_prefix: null, departures: 'Mo-Fr 18:00', handling: [] })
  await add('/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 100 })
})
afterAll(() => application?.close())

async function add(url: string, payload: object, method: 'POST' | 'PUT' = 'POST') {
  const { call, first } = application
  const answer = await call({ method, url: `/api/v1${url}`, payload }, { cookie: first.cookies.owner })
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.json()
}

/** As somebody of NORD. */
const portal = (method: 'GET' | 'POST', url: string, payload?: object) =>
  application.call(
    { method, url: `/api/v1/portal${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies.customer_contact },
  )
const line = (more: object = {}) => ({ line_number: 1, product_id: 'PIPE-20', quantity: 4, ...more })
const quote = (more: object = {}, ofLine: object = {}) =>
  portal('POST', '/quotes', {
    customer_id: 'NORD',
    lines: [line({ requested_to_date: '2026-03-25', ...ofLine })],
    ...more,
  })
const order = async () => {
  const { quote_id } = (await quote()).json()
  return (await portal('POST', `/quotes/${quote_id}/take`, { offer_number: 1 })).json().order_id as string
}

test('finds the own products at the own prices, and none that only others buy', async () => {
  expect((await portal('GET', '/products')).json()).toMatchObject({
    currency: 'EUR',
    rows: [{ product_id: 'PIPE-20', unit_price: 2.5 }],
  })
  expect((await portal('GET', '/products?q=pump')).json().rows).toEqual([])
  expect((await portal('GET', '/products?q=pipe')).json().rows).toHaveLength(1)
  expect((await portal('GET', '/ordering-choices')).json().places).toEqual([
    { location_id: 'NORD-1', name: 'NORD goods-in', city: null },
  ])
})

test('names no price: the agreed one is offered and ordered, whatever was sent', async () => {
  const offered = (await quote({}, { unit_price: 0.01 })).json()
  expect(offered.offers[0].lines[0]).toMatchObject({ unit_price: 2.5, net_minor: 1000 })
  const taken = await portal('POST', `/quotes/${offered.quote_id}/take`, {
    offer_number: 1,
    order_id: 'MINE',
    unit_price: 1,
  })
  const { order_id } = taken.json()
  expect(order_id).not.toBe('MINE')
  expect((await portal('GET', `/orders/${order_id}`)).json().lines[0].unit_price).toBe('2.500000')
  const more = (await quote({ order_id }, { quantity: 6, unit_price: 0.01 })).json()
  expect(more.offers[0].lines[0].unit_price).toBe(2.5)
})

test('sees neither what freight costs us, nor which list a price stands on, nor other customers', async () => {
  const asked = await quote()
  const again = await portal('GET', `/quotes/${asked.json().quote_id}`)
  for (const { offers, kept } of [asked.json(), again.json()]) {
    expect(offers.length).toBeGreaterThan(0)
    expect(kept).toEqual([])
    for (const offer of offers) {
      expect(offer).toMatchObject({ freight_cost_minor: null, extra_cost_minor: null, touches: [] })
      for (const one of offer.lines) expect(one.price_source).toBeNull()
    }
  }
  const theirs = await portal('POST', '/quotes', { customer_id: 'SUD', lines: [line()] })
  expect(theirs.statusCode).toBe(422)
  expect(theirs.json().code).toBe('unknown_customer')
})

test('neither changes, cancels nor looks at what another customer ordered', async () => {
  const sud = await add('/orders', { order_id: 'SO-SUD', customer_id: 'SUD', lines: [line()] })
  expect(sud.order_id).toBe('SO-SUD')
  expect((await portal('GET', '/orders/SO-SUD/options')).statusCode).toBe(404)
  expect((await portal('POST', '/orders/SO-SUD/cancellations', {})).statusCode).toBe(404)
  expect((await quote({ order_id: 'SO-SUD' })).statusCode).toBe(404)
})

test('cancels a part and all of an own order as the customer’s own wish', async () => {
  const id = await order()
  const part = await portal('POST', `/orders/${id}/cancellations`, {
    lines: [{ line_number: 1, quantity: 1 }],
    cancelled_by: 'company',
  })
  expect(part.json().lines).toMatchObject([{ open_quantity: 3, can_cancel: true }])
  const rest = await portal('POST', `/orders/${id}/cancellations`, {})
  expect(rest.json().lines).toMatchObject([{ open_quantity: 0, can_cancel: false, hindrance: 'cancelled' }])
  const [stored] = (await portal('GET', `/orders/${id}`)).json().lines
  expect(stored).toMatchObject({ cancelled_by: 'customer' })
})

test('orders only as a customer: staff who look in are told so', async () => {
  const { call, first } = application
  const answer = await call({ method: 'GET', url: '/api/v1/portal/products' }, { cookie: first.cookies.owner })
  expect(answer.statusCode).toBe(403)
})

test('the ledger explains all of it', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})

test('an order worth less than the package asks for is refused to customers with the figures, and granted by staff who are told', async () => {
  await add('/service-packages', {
    ...{ package_id: 'LEAST', segment_id: 'PRO', name: 'With a least order', valid_from: '2026-03-10' },
    ...{ minimum_order_minor: 2500, minimum_currency: 'EUR' },
  })
  const refused = await quote()
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({
    code: 'below_minimum',
    details: { minimum: '25', worth: '10', currency: 'EUR' },
  })
  const enough = (await quote({}, { quantity: 10 })).json()
  expect(enough).toMatchObject({ minimum: null })
  expect(enough.offers.length).toBeGreaterThan(0)
  const wish = { customer_id: 'NORD', lines: [line({ requested_to_date: '2026-03-25' })] }
  const granted = await add('/quotes', wish)
  expect(granted.minimum).toEqual({ minimum_minor: 2500, worth_minor: 1000, currency: 'EUR' })
  expect(granted.offers.length).toBeGreaterThan(0)
})

test('a quantity outside the package’s packs and least is refused to customers with the next one, and granted by staff who are told', async () => {
  const { call, first } = application
  const packs = [{ unit: 'CT', numerator: 12, denominator: 1 }]
  await call({ method: 'PATCH', url: '/api/v1/products/PIPE-20', payload: { packs } }, { cookie: first.cookies.owner })
  await add('/service-packages', {
    ...{ package_id: 'CARTONS', segment_id: 'PRO', name: 'Whole cartons', valid_from: '2026-03-11' },
    ...{ order_unit: 'CT', minimum_quantity: 20 },
  })
  const [own] = (await portal('GET', '/products?q=PIPE-20')).json().rows
  expect(own).toMatchObject({ multiple: 12, least: 20 })
  const refused = await quote({}, { quantity: 13 })
  expect(refused.statusCode).toBe(422)
  const next = { line_number: 1, product_id: 'PIPE-20', quantity: 13, next_quantity: 24 }
  expect(refused.json()).toMatchObject({
    code: 'quantity_not_offered',
    details: { next_quantity: 24, lines: [{ ...next, multiple: 12, order_unit: 'CT', least: 20 }] },
  })
  expect((await quote({}, { quantity: 24 })).statusCode).toBe(201)
  expect((await quote({}, { quantity: 2, unit: 'CT' })).statusCode).toBe(201)
  const granted = await add('/quotes', { customer_id: 'NORD', lines: [line({ quantity: 13 })] })
  expect(granted.quantities).toMatchObject([next])
  expect(granted.offers.length).toBeGreaterThan(0)
})

test('what an order comes to already is moved without a new question, but not made another odd quantity', async () => {
  const granted = await add('/quotes', { customer_id: 'NORD', lines: [line({ quantity: 13 })] })
  const { order_id } = await add(`/quotes/${granted.quote_id}/take`, { offer_number: 1 })
  expect((await quote({ order_id }, { quantity: 13 })).statusCode).toBe(201)
  expect((await quote({ order_id }, { quantity: 14 })).json().code).toBe('quantity_not_offered')
  expect((await quote({ order_id }, { quantity: 24 })).statusCode).toBe(201)
})

test('a recurring order is agreed by a customer in offered quantities, and by staff in any', async () => {
  const wish = (quantity: number) => ({
    ...{ customer_id: 'NORD', name: 'Every Monday', starts_on: '2026-05-04', location_id: 'NORD-1', weekdays: ['Mo'] },
    ...{ closed_day_rule: 'after', lines: [{ line_number: 1, product_id: 'PIPE-20', quantity }] },
  })
  expect((await portal('POST', '/recurring-orders', wish(5))).json().code).toBe('quantity_not_offered')
  expect((await portal('POST', '/recurring-orders', wish(24))).statusCode).toBe(201)
  expect((await add('/recurring-orders', wish(5))).recurring_id).toBeTruthy()
})
