/** What was said once is found at every order, shipment and customer it applies to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication

async function ask(method: 'GET' | 'POST', url: string, payload?: object, role: Role = 'owner') {
  const { call, first } = application
  const as = { cookie: first.cookies[role] }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
const say = (requirement_id: string, more: object) =>
  ask('POST', '/requirements', { requirement_id, text: requirement_id, valid_from: '2026-01-01', ...more })
const found = async (url: string, role?: Role): Promise<[string, number[]][]> =>
  (await ask('GET', url, undefined, role)).body.rows.map(
    (row: { requirement_id: string; lines: { line_number: number }[] }) => [
      row.requirement_id,
      row.lines.map((line) => line.line_number),
    ],
  )

beforeAll(async () => {
  application = await openApplication()
  await say('LABEL', { customer_id: 'NORD', kind: 'label', need: 'lot_label', steps: ['pack'] })
  await say('DOOR', { location_id: 'NORD-1', kind: 'unloading', need: 'forklift', steps: ['load', 'deliver'] })
  await say('GLASS', { product_id: 'PIPE-20', kind: 'handling', need: 'fragile', steps: ['pick', 'pack'] })
  await say('OVER', { customer_id: 'NORD', kind: 'document', steps: ['bill'], valid_to: '2026-02-01' })
  await say('LATER', { customer_id: 'NORD', kind: 'document', steps: ['bill'], valid_from: '2026-09-01' })
  await ask('POST', '/orders', {
    order_id: 'SO-OBSERVED',
    customer_id: 'NORD',
    location_id: 'NORD-1',
    ordered_at: '2026-03-16T08:00:00Z',
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 10 },
      { line_number: 2, product_id: 'PUMP-1', quantity: 1, requested_to_date: '2026-09-15' },
    ],
  })
}, 60_000)
afterAll(() => application?.close())

test('a new order finds by itself what holds on the day of each line', async () => {
  expect(await found('/orders/SO-OBSERVED/requirements')).toEqual([
    ['GLASS', [1]],
    ['LABEL', [1, 2]],
    ['DOOR', [1, 2]],
    ['LATER', [2]],
  ])
})

test('each step of the work sees what it needs to see', async () => {
  expect(await found('/orders/SO-OBSERVED/requirements?step=load')).toEqual([['DOOR', [1, 2]]])
  expect(await found('/orders/SO-OBSERVED/requirements?step=pick', 'warehouse')).toEqual([['GLASS', [1]]])
})

test('a customer sees what was said for it and its places at its own orders only', async () => {
  const seen = await found('/portal/orders/SO-OBSERVED/requirements', 'customer_contact')
  expect(seen.map(([id]) => id)).toEqual(['LABEL', 'DOOR', 'LATER'])
  await ask('POST', '/orders', {
    order_id: 'SO-OTHERS',
    customer_id: 'SUD',
    ordered_at: '2026-03-16T08:00:00Z',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
  })
  expect((await ask('GET', '/portal/orders/SO-OTHERS/requirements', undefined, 'customer_contact')).status).toBe(404)
  expect((await ask('GET', '/orders/NO-SUCH/requirements')).body).toMatchObject({ code: 'not_found' })
})

test('a shipment carries what its lines need', async () => {
  await ask('POST', '/shipments', {
    shipment_id: 'SH-OBSERVED',
    carrier_id: 'OWN',
    to_location_id: 'NORD-1',
    shipped_at: '2026-03-16T08:30:00Z',
    lines: [{ order_id: 'SO-OBSERVED', line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  })
  expect(await found('/shipments/SH-OBSERVED/requirements?step=load', 'driver')).toEqual([['DOOR', [1]]])
})

test("the customer's page lists what holds or is to come for it and its places", async () => {
  const { body } = await ask('GET', '/customers/NORD/requirements')
  expect(body.rows.map((row: { requirement_id: string }) => row.requirement_id)).toEqual(['LATER', 'LABEL', 'DOOR'])
  expect((await ask('GET', '/customers/NOBODY/requirements')).body).toMatchObject({ code: 'unknown_customer' })
})
