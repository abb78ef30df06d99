/** A broken box is claimed, accepted and replaced: an order of its own at no price, with a promise, each leading to the other. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

let application: TestApplication

async function ask(method: 'GET' | 'POST', url: string, payload?: object, role: Role = 'owner') {
  const { call, first } = application
  const as = { cookie: first.cookies[role] }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
const replace = (id: string, quantity: number, role: Role = 'coordinator', line_number = 1) =>
  ask('POST', `/claims/${id}/replacement`, { lines: [{ line_number, quantity }] }, role)

/** Delivered, billed and claimed; decided where a decision is given. */
async function claimed(order_id: string, decision: object | null): Promise<string> {
  const key = { order_id, line_number: 1 }
  await ask('POST', '/orders', {
    ...{ order_id, customer_id: 'NORD', location_id: 'NORD-1', ordered_at: '2026-03-09T08:00:00Z' },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10, unit_price: 12 }],
  })
  await ask('POST', '/deliveries', {
    ...{ delivery_id: `D-${order_id}`, delivered_on: '2026-03-13' },
    lines: [{ ...key, accepted_quantity: 10, condition: 'OK' }],
  })
  await ask('POST', '/invoices', {
    ...{ invoice_id: `I-${order_id}`, customer_id: 'NORD', currency: 'EUR' },
    lines: [{ ...key, quantity: 10, unit_price: 12, net_minor: 12_000 }],
  })
  const { body } = await ask('POST', '/claims', {
    ...{ order_id, kind: 'damage', wish: 'replacement' },
    lines: [{ line_number: 1, quantity: 4, condition: 'DMG_VISIBLE' }],
  })
  if (decision) await ask('POST', `/claims/${body.claim_id}/decision`, { text: 'We send new ones.', ...decision })
  return body.claim_id
}

beforeAll(async () => {
  application = await openApplication()
  const { context } = application.first
  const van = { ...LANE_FIRST, ...{ carrier_id: 'OWN', service: 'DAY', is_expedite: false, handling: [] } }
  await inTransaction(context, (tx) =>
    createRecord(context, tx, lane, { ...van, to_postal_prefix: null, departures: 'Mo-Fr 18:00', transit_days: 1 }),
  )
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 6 })
}, 300_000)
afterAll(() => application?.close())

test('goes out as an order at no price with a promise of its own, and both orders lead to each other', async () => {
  const id = await claimed('SO-BROKEN', { decision: 'accepted' })
  const { status, body } = await replace(id, 4)
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body).toMatchObject({ claim_id: id, complete_on: expect.stringMatching(/^2026-03-/) })
  const [line] = (await ask('GET', `/orders/${body.order_id}`)).body.lines
  expect(line).toMatchObject({
    ...{ product_id: 'PIPE-20', quantity: '4.000', unit_price: '0.000000', replaced_by: [] },
    replaces: { claim_id: id, order_id: 'SO-BROKEN', line_number: 1 },
  })
  expect(line.promises).toMatchObject([{ version: 1, cause: 'initial', to_date: body.complete_on }])
  const before = (await ask('GET', '/orders/SO-BROKEN')).body.lines[0]
  expect(before.replaced_by).toEqual([{ claim_id: id, order_id: body.order_id, line_number: 1 }])
  expect((await ask('GET', `/claims/${id}`)).body.lines).toMatchObject([
    { replaced_quantity: 4, replacement_order_id: body.order_id, credited_minor: null },
  ])
  const own = (await ask('GET', '/portal/claims?order_id=SO-BROKEN', undefined, 'customer_contact')).body.claims
  expect(own[0].lines).toMatchObject([{ replacement_order_id: body.order_id }])
  const seen = await ask('GET', `/portal/orders/${body.order_id}`, undefined, 'customer_contact')
  expect(seen.body.lines[0].replaces.order_id).toBe('SO-BROKEN')
  // Once, and no more than once.
  expect((await replace(id, 1)).body).toMatchObject({ code: 'wrong_state', details: { reason: 'replaced' } })
})

test('only of what was accepted and not credited, not more than was claimed, and by whom it may', async () => {
  const open = await claimed('SO-OPEN', null)
  expect((await replace(open, 1)).body.code).toBe('wrong_state')
  const credited = await claimed('SO-CREDITED', {
    decision: 'accepted',
    credits: [{ line_number: 1, net_minor: 4_800 }],
  })
  expect((await replace(credited, 1)).body).toMatchObject({ code: 'wrong_state', details: { reason: 'credited' } })
  const accepted = await claimed('SO-MORE', { decision: 'partly' })
  expect((await replace(accepted, 5)).body.code).toBe('quantity_exceeded')
  expect((await replace(accepted, 1, 'coordinator', 2)).body.code).toBe('unknown_order_line')
  expect((await replace(accepted, 1, 'driver')).status).toBe(403)
  expect((await replace(accepted, 1, 'customer_contact')).status).toBe(403)
  expect((await replace('CL-NOBODY', 1)).status).toBe(404)
})

test('where no day can be promised, nothing is placed and what stands in the way is told', async () => {
  const id = await claimed('SO-SHORT', { decision: 'accepted' })
  const count = async () => (await ask('GET', '/orders?limit=500')).body.rows.length
  const before = await count()
  const { status, body } = await replace(id, 4)
  expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400)
  expect(body).toMatchObject({ code: 'insufficient_stock', details: { obstacles: [{ line_number: 1 }] } })
  expect(await count()).toBe(before)
  expect((await ask('GET', `/claims/${id}`)).body.lines[0].replacement_order_id).toBeNull()
})

test('two who place it at once place one order', async () => {
  const id = await claimed('SO-TWICE', { decision: 'accepted' })
  const both = await Promise.all([replace(id, 1), replace(id, 1)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  await application.settle()
  expect(await application.mismatches(application.first)).toEqual([])
})
