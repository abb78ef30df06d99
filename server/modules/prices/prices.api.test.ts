/** Terms and prices over HTTP, from writing them down to an order that is priced by them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { fillTerms } from '../../../tests/fixtures/terms.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
  await fillTerms(async (url, payload, method = 'POST') => {
    const answer = await ask(method, url, payload)
    if (answer.status >= 300) throw new Error(`${url}: ${JSON.stringify(answer.body)}`)
  })
}, 60_000)
afterAll(() => application?.close())

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'
async function ask(method: Method, url: string, payload?: object, role: Role = 'owner') {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() }
}
const wish = (more: object = {}) => ({
  customer_id: 'SUD',
  location_id: 'SUD-1',
  lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  ...more,
})

test('prices a wish by its agreement, freight of the zone, tax of the country, a competitor beside it', async () => {
  const { status, body } = await ask('POST', '/order-prices', wish())
  expect(status).toBe(200)
  expect(body).toMatchObject({
    currency: 'EUR',
    payment_days: 30,
    net_minor: 2_500,
    charges_minor: 1_250,
    tax_minor: 750,
    total_minor: 4_500,
    lines: [
      {
        unit_price: 2.5,
        price_source: 'list:LIST-FIRST',
        tax_percent: 20,
        charges_minor: 1_250,
        competitor: { competitor: 'Rival of the first', unit_price: '2.200000', age_days: 15 },
      },
    ],
  })
})

test('says why a price holds: the list, its scale, the discount, whose agreement it is, and how it stands in the market', async () => {
  const { body } = await ask('POST', '/order-prices', wish())
  expect(body.lines[0]).toMatchObject({
    agreement_id: 'AGR-FIRST',
    difference_percent: 13.64,
    fit: 'dearer',
    basis: {
      list_price: '2.500000',
      unit: null,
      from_quantity: 0,
      valid_from: '2026-01-01',
      valid_to: null,
      discount_percent: 0,
    },
  })
  expect(body.agreements).toEqual([
    {
      agreement_id: 'AGR-FIRST',
      name: 'Only of the first: agreement',
      party: 'segment',
      list_id: 'LIST-FIRST',
      discount_percent: 0,
      payment_days: 30,
      tax_treatment: null,
    },
  ])
})

test('tells what it does not know by null, not by zero', async () => {
  const { body } = await ask('POST', '/order-prices', wish({ location_id: 'NORD-1' }))
  expect(body.lines[0]).toMatchObject({ net_minor: 2_500, tax_percent: null, charges_minor: null })
  expect(body).toMatchObject({ net_minor: 2_500, charges_minor: null, tax_minor: null, total_minor: null })
})

test("sets our list beside competitors' best and says where we are dearer", async () => {
  const { body } = await ask('GET', '/price-comparison?list_id=LIST-FIRST')
  expect(body.rows).toMatchObject([
    { product_id: 'PIPE-20', unit_price: 2.5, difference_percent: 13.64, fit: 'dearer' },
  ])
  expect((await ask('GET', '/price-comparison?list_id=LIST-FIRST&fit=cheaper')).body.rows).toEqual([])
})

test('a new price of a later day stands beside the old one, and holds from its day', async () => {
  const later = { prices: [{ from_quantity: 0, valid_from: '2026-07-01', unit_price: 3 }] }
  expect((await ask('PUT', '/price-lists/LIST-FIRST/prices/PIPE-20', later)).body.prices).toHaveLength(2)
  expect((await ask('POST', '/order-prices', wish({ day: '2026-06-30' }))).body.net_minor).toBe(2_500)
  expect((await ask('POST', '/order-prices', wish({ day: '2026-07-01' }))).body.net_minor).toBe(3_000)
  const { body } = await ask('GET', '/price-lists/LIST-FIRST/prices?q=pipe%2020')
  expect(body).toMatchObject({ rows: [{ product_id: 'PIPE-20', version: 2 }], nextCursor: null })
})

test('shows what holds for a customer, and what must be observed at a door', async () => {
  const { body } = await ask('GET', '/terms?customer_id=NORD&day=2026-03-16')
  expect(body).toMatchObject({
    package: { package_id: 'PACK-FIRST', lead_time_days: 3, promise_quantile: 0.9, change_cutoff_unit: 'hours' },
    objective: { objective: 'speed' },
    allocation: { kind: 'strict_tier', starvation_factor: 2 },
    services: [{ service_id: 'SERV-FIRST', entitlement: 'included', unit_price: '0' }],
  })
  const door = '/terms/requirements?customer_id=NORD&location_id=NORD-1'
  expect((await ask('GET', door, undefined, 'driver')).body.rows).toMatchObject([
    { requirement_id: 'REQ-FIRST', openings: 'Mo-Fr 08:00-15:00', sources: ['location'] },
  ])
  expect((await ask('GET', `${door}&step=pick`)).body.rows).toEqual([])
  const substitutes = await ask('GET', '/terms/substitutes?customer_id=NORD&product_id=PIPE-32')
  expect(substitutes.body.rows).toMatchObject([{ substitute_id: 'PIPE-20', consent: 'auto' }])
})

test('an order keeps the price, the tax and the charges that held when it was placed', async () => {
  const placed = await ask('POST', '/orders', {
    order_id: 'SO-AGREED',
    customer_id: 'SUD',
    ordered_at: '2026-03-16T08:00:00Z',
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 10 },
      { line_number: 2, product_id: 'PUMP-1', quantity: 1 },
    ],
  })
  expect(placed.status).toBe(201)
  const lines = await linesOf('SO-AGREED')
  expect(lines).toMatchObject([
    { unit_price: 2.5, tax_percent: 20, price_source: 'list:LIST-FIRST' },
    { line_number: 2, product_id: 'PUMP-1' },
  ])
  expect(lines[1]).not.toHaveProperty('unit_price')
  const given = { order_id: 'SO-GIVEN', customer_id: 'SUD', currency: 'EUR', ordered_at: '2026-03-16T09:00:00Z' }
  await ask('POST', '/orders', {
    ...given,
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10, unit_price: 1.9, charges_minor: 70 }],
  })
  expect(await linesOf('SO-GIVEN')).toMatchObject([{ unit_price: 1.9, charges_minor: 70, price_source: 'given' }])
  await ask('POST', '/orders', {
    ...given,
    order_id: 'SO-WHOLE',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  })
  expect(await linesOf('SO-WHOLE')).toMatchObject([{ unit_price: 2.5, charges_minor: 1_250, tax_percent: 20 }])
})

async function linesOf(orderId: string) {
  const { owner, first } = application
  const { rows } = await owner.query(
    `SELECT data -> 'lines' AS lines FROM ledger.event WHERE tenant_id = $1 AND subject_type = 'customer_order'
       AND subject_id = $2`,
    [first.context.principal.tenantId, orderId],
  )
  return rows[0].lines
}

describe('refused with a reason', () => {
  const PACKAGE = { package_id: 'P2', segment_id: 'PRO', name: 'Two', valid_from: '2026-01-01' }
  const PRICE = { from_quantity: 0, valid_from: '2026-01-01', unit_price: 1 }
  const LIST = '/price-lists/LIST-FIRST/prices'
  const REQUIREMENT = {
    requirement_id: 'R2',
    customer_id: 'NORD',
    kind: 'handling',
    need: 'cold',
    text: 'Keep cold',
    steps: ['load'],
    valid_from: '2026-01-01',
  }
  const AGREEMENT = { agreement_id: 'A2', name: 'Two', list_id: 'LIST-FIRST', valid_from: '2026-01-01' }
  const SIGHTING = {
    sighting_id: 'S2',
    competitor: 'Rival',
    unit_price: 1,
    currency: 'EUR',
    seen_on: '2026-03-01',
    evidence: 'guess',
  }
  test.each<[string, Method, string, object, string]>([
    ['a second package of one day', 'POST', '/service-packages', PACKAGE, 'already_exists'],
    ['a package of no segment', 'POST', '/service-packages', { ...PACKAGE, segment_id: 'X' }, 'unknown_segment'],
    ['a cut-off without its unit', 'POST', '/service-packages', { ...PACKAGE, change_cutoff: 3 }, 'invalid_input'],
    ['a requirement of nobody', 'POST', '/requirements', { ...REQUIREMENT, customer_id: null }, 'invalid_input'],
    ['a need of another kind', 'POST', '/requirements', { ...REQUIREMENT, need: 'crane' }, 'invalid_input'],
    [
      'a window without hours',
      'POST',
      '/requirements',
      { ...REQUIREMENT, kind: 'window', need: null },
      'invalid_input',
    ],
    ['an end before the start', 'POST', '/requirements', { ...REQUIREMENT, valid_to: '2025-01-01' }, 'time_order'],
    ['a product of no list', 'PUT', '/price-lists/X/prices/PIPE-20', { prices: [PRICE] }, 'unknown_price_list'],
    ['a price of no product', 'PUT', `${LIST}/X`, { prices: [PRICE] }, 'unknown_product'],
    ['a price for no pack', 'PUT', `${LIST}/PIPE-20`, { prices: [{ ...PRICE, unit: 'CS' }] }, 'unknown_unit'],
    ['two prices of one day', 'PUT', `${LIST}/PIPE-20`, { prices: [PRICE, PRICE] }, 'invalid_input'],
    ['an agreement on no list', 'POST', '/agreements', { ...AGREEMENT, list_id: 'X' }, 'unknown_price_list'],
    [
      'an agreement of two parties',
      'POST',
      '/agreements',
      { ...AGREEMENT, customer_id: 'NORD', segment_id: 'PRO' },
      'invalid_input',
    ],
    ['a price of nothing', 'POST', '/competitor-prices', SIGHTING, 'invalid_input'],
    [
      'a price of an unknown service',
      'POST',
      '/competitor-prices',
      { ...SIGHTING, service_id: 'X' },
      'unknown_service',
    ],
    [
      'a day moved onto another package',
      'PATCH',
      '/service-packages/PACK-B',
      { valid_from: '2026-01-01' },
      'already_exists',
    ],
  ])('%s', async (_, method, url, payload, code) => {
    await ask('POST', '/service-packages', { ...PACKAGE, package_id: 'PACK-B', valid_from: '2026-09-01' })
    const answer = await ask(method, url, payload)
    expect(answer.body.code).toBe(code)
  })
})

test('finance changes prices, the coordinator reads them, a planner does not, and everything is explained by the ledger', async () => {
  const list = { list_id: 'L2', name: 'Second', currency: 'EUR' }
  expect((await ask('POST', '/price-lists', list, 'coordinator')).status).toBe(403)
  expect((await ask('POST', '/price-lists', list, 'finance')).status).toBe(201)
  expect((await ask('GET', '/price-lists', undefined, 'coordinator')).status).toBe(200)
  expect((await ask('GET', '/price-lists', undefined, 'planner')).status).toBe(403)
  expect(await application.mismatches(application.first)).toEqual([])
})
