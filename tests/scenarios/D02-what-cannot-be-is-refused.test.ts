/** Wishes that read well and cannot be: each refused with its code, nothing reserved, nothing kept that a later question trips over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../fixtures/application.ts'
import { LANE_FIRST } from '../fixtures/lane-rows.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
  await done('POST', '/lanes', { ...LANE_FIRST, to_postal_prefix: null, departures: 'Mo-Fr 18:00', handling: [] })
  await done('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 100 })
  await done('POST', '/orders', order({ order_id: 'SO-KEPT' }))
  await done('POST', '/orders/SO-KEPT/lines/1/promises', { to_date: '2026-03-20' })
  await done('POST', '/recurring-orders', recurring({ recurring_id: 'RO-KEPT' }))
  await done('POST', '/disruptions', disruption({ disruption_id: 'DI-OVER', state: 'over' }))
}, 120_000)
afterAll(() => application?.close())

type Method = 'GET' | 'POST' | 'PATCH'
const ask = (method: Method, url: string, payload?: object) =>
  application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies.owner },
  )
async function done(method: Method, url: string, payload: object) {
  const answer = await ask(method, url, payload)
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
}

const line = (more: object = {}) => ({ line_number: 1, product_id: 'PIPE-20', quantity: 4, ...more })
const order = (more: object = {}, ofLine: object = {}) => ({ customer_id: 'NORD', lines: [line(ofLine)], ...more })
const recurring = (more: object = {}) => ({
  ...{ customer_id: 'NORD', name: 'Every Monday', starts_on: '2026-05-04', location_id: 'NORD-1', weekdays: ['Mo'] },
  ...{ horizon_days: 0, closed_day_rule: 'after', lines: [line()], ...more },
})
const disruption = (more: object = {}) => ({
  ...{ disruption_id: 'DI-1', name: 'Depot flooded', kind: 'site', site_id: 'CHI', effect: 'stopped' },
  ...{ first_day: '2026-03-16', last_day: '2026-03-20', ...more },
})
const season = (more: object) => ({
  ...{ season_id: 'S-1', name: 'Spring', first_day: '2026-05-01', last_day: '2026-05-09', kind: 'busy' },
  ...{ demand_percent: 120, ...more },
})
const at = 'CHI'
const move = (more: object) => ({ location_id: at, lines: [{ product_id: 'PIPE-20', quantity: 1, ...more }] })
const old = { produced_on: '2026-03-01', expires_on: '2026-02-01' }

const WRONG: readonly [string, Method, string, object, string][] = [
  ['half a piece', 'POST', '/quotes', order({}, { quantity: 0.5 }), 'invalid_input'],
  ['half a piece ordered', 'POST', '/orders', order({}, { quantity: 0.5 }), 'invalid_input'],
  ['an order of tomorrow’s century', 'POST', '/orders', order({ ordered_at: '9999-12-31T23:59:59Z' }), 'invalid_input'],
  ['an order of next year', 'POST', '/orders', order({ ordered_at: '2027-03-16T08:00:00Z' }), 'time_order'],
  ['an order to another customer’s place', 'POST', '/orders', order({ location_id: 'SUD-1' }), 'unknown_location'],
  [
    'a promise whose hours lie on other days',
    'POST',
    '/orders/SO-KEPT/lines/1/promises',
    { to_date: '2026-03-23', from_at: '2020-01-01T08:00:00Z', to_at: '2020-01-01T09:00:00Z', cause: 'company' },
    'time_order',
  ],
  [
    'a promise of more than was ordered',
    'POST',
    '/orders/SO-KEPT/lines/1/promises',
    { to_date: '2026-03-23', quantity: 5, cause: 'company' },
    'quantity_exceeded',
  ],
  [
    'a promise for before the order',
    'POST',
    '/orders/SO-KEPT/lines/1/promises',
    { to_date: '1999-03-23', cause: 'company' },
    'time_order',
  ],
  ['goods moved to where they lie', 'POST', '/stock/moves', move({}), 'invalid_input'],
  [
    'a transfer to a customer’s place',
    'POST',
    '/stock/transfers',
    { ...{ from_location_id: at, to_location_id: 'NORD-1', due_on: '2026-03-20' }, lines: move({}).lines },
    'unknown_location',
  ],
  [
    'supply to a customer’s place',
    'POST',
    '/supplies',
    { location_id: 'NORD-1', lines: [line({ due_on: '2026-03-20' })] },
    'unknown_location',
  ],
  [
    'supply due before it was ordered',
    'POST',
    '/supplies',
    { location_id: at, ordered_on: '2026-03-10', lines: [line({ due_on: '2026-03-09' })] },
    'time_order',
  ],
  [
    'a lot that expired before it was made',
    'POST',
    '/lots',
    { product_id: 'GLUE', lot_id: 'L-OLD', ...old },
    'time_order',
  ],
  [
    'goods received of such a lot',
    'POST',
    '/receipts',
    { location_id: at, lines: [{ product_id: 'GLUE', quantity: 1, lot_id: 'L-OLD', ...old }] },
    'time_order',
  ],
  [
    'the same place counted twice at once',
    'POST',
    '/stock/counts',
    { location_id: at, lines: [1, 2].map((counted) => ({ product_id: 'GLUE', bin: 'A', counted })) },
    'invalid_input',
  ],
  [
    'a day with one line number twice',
    'POST',
    '/recurring-orders/RO-KEPT/occurrences/2026-05-04',
    { decision: 'change', lines: [line(), line()] },
    'invalid_input',
  ],
  [
    'a day with a service nobody offers',
    'POST',
    '/recurring-orders/RO-KEPT/occurrences/2026-05-04',
    { decision: 'change', lines: [line({ kind: 'service', product_id: 'NONE' })] },
    'unknown_service',
  ],
  [
    'half a piece every Monday',
    'POST',
    '/recurring-orders',
    recurring({ lines: [line({ quantity: 0.5 })] }),
    'invalid_input',
  ],
  ['a site as its own way round', 'POST', '/disruptions', disruption({ alternative_site_id: at }), 'invalid_input'],
  ['a customer’s place as our site', 'POST', '/disruptions', disruption({ site_id: 'NORD-1' }), 'unknown_location'],
  ['a disruption that is over', 'POST', '/disruptions/DI-OVER/check', {}, 'wrong_state'],
  ['a season of a customer’s place', 'POST', '/seasons', season({ location_id: 'NORD-1' }), 'unknown_location'],
  ['hours after midnight’s hour', 'PATCH', '/locations/NORD-1', { openings: 'Mo-Fr 24:30-24:45' }, 'invalid_input'],
]

describe('is refused, with its code, and nothing is reserved', () => {
  test.each(WRONG)('%s', async (_, method, url, payload, code) => {
    const before = await standing()
    const answer = await ask(method, url, payload)
    expect([answer.json().code, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([code, true])
    expect(await standing()).toEqual(before)
  })
})

test('afterwards the board, the warnings and the desk still answer', async () => {
  for (const url of ['/allocation-board', '/stock/warnings', '/recurring-problems', '/proposals'])
    expect([url, (await ask('GET', url)).statusCode]).toEqual([url, 200])
  expect((await ask('POST', '/quotes', order())).statusCode).toBe(201)
  expect(await application.mismatches(application.first)).toEqual([])
})

test('plain text is no body of ours', async () => {
  const answer = await application.call(
    { method: 'POST', url: '/api/v1/quotes', payload: 'hello', headers: { 'content-type': 'text/plain' } },
    { cookie: application.first.cookies.owner },
  )
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupported_media'])
})

const standing = async () =>
  (
    await application.owner.query(`SELECT (SELECT sum(reserved) FROM inventory.balance) AS reserved,
      (SELECT count(*) FROM capacity.booking) AS booked,
      (SELECT count(*) FROM ledger.event WHERE actor NOT LIKE 'system:%') AS events`)
  ).rows[0]
