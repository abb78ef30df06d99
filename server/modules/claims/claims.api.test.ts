/** From a broken box to the credit note, and back into stock. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'owner') {
  const { call, first } = application
  const as = { cookie: first.cookies[role] }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
const PNG = Buffer.from('\x89PNG\r\n\x1a\n and the rest', 'latin1')
const photo = async (url: string, content: Buffer, type = 'image/png') => {
  const { call, first } = application
  const headers = { 'content-type': type }
  const answer = await call(
    { method: 'POST', url: `/api/v1${url}`, payload: content, headers },
    { cookie: first.cookies.customer_contact },
  )
  return { status: answer.statusCode, body: answer.json() }
}

async function delivered(order_id: string, customer_id: string, delivered_on: string) {
  const key = { order_id, line_number: 1 }
  const made = [
    await ask('POST', '/orders', {
      ...{ order_id, customer_id, ordered_at: '2026-02-16T08:00:00Z' },
      lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
    }),
    await ask('POST', '/deliveries', {
      ...{ delivery_id: `D-${order_id}`, delivered_on },
      lines: [{ ...key, accepted_quantity: 10, condition: 'OK' }],
    }),
    await ask('POST', '/invoices', {
      ...{ invoice_id: `I-${order_id}`, customer_id, currency: 'EUR' },
      lines: [{ ...key, quantity: 10, unit_price: 12, net_minor: 12_000 }],
    }),
  ]
  expect(
    made.map(({ status }) => status),
    JSON.stringify(made.map(({ body }) => body)),
  ).toEqual([201, 201, 201])
}
const wish = (order_id: string, quantity: number, more: object = {}) => ({
  ...{ order_id, kind: 'damage', lines: [{ line_number: 1, quantity, condition: 'DMG_CONCEALED' }] },
  ...more,
})

beforeAll(async () => {
  application = await openApplication()
  await delivered('SO-BROKEN', 'NORD', '2026-03-13')
  await delivered('SO-LONG-AGO', 'NORD', '2026-02-20')
  await delivered('SO-OTHERS', 'SUD', '2026-03-13')
}, 1_200_000)
afterAll(() => application?.close())

test('a claim from the portal is credited by a named person, told to the customer, and never twice', async () => {
  const { status, body } = await ask('POST', '/portal/claims', wish('SO-BROKEN', 4), 'customer_contact')
  expect(status, JSON.stringify(body)).toBe(201)
  const path = `/claims/${body.claim_id}`
  expect((await photo(`/portal${path}/photos`, PNG)).status).toBe(201)
  expect((await photo(`/portal${path}/photos`, Buffer.from('<svg/>'))).body.code).toBe('unsupported_media')
  const found = (await ask('GET', path)).body
  expect(found).toMatchObject({ state: 'open', stage: 'unknown', evidence: 'signed_clean', photos: 1, currency: 'EUR' })
  expect(found.lines).toMatchObject([{ quantity: 4, proposed_minor: 4_800 }])
  const decision = {
    decision: 'accepted',
    text: 'We credit four pipes.',
    credits: [{ line_number: 1, net_minor: 4_800 }],
  }
  expect((await ask('POST', `${path}/decision`, decision, 'coordinator')).status).toBe(403)
  const { key } = { key: application.first.keys[0]! }
  const byProgram = await application.call(
    { method: 'POST', url: `/api/v1${path}/decision`, payload: decision },
    { key },
  )
  expect(byProgram.json().code).toBe('not_allowed')
  const tooMuch = { ...decision, credits: [{ line_number: 1, net_minor: 12_001 }] }
  expect((await ask('POST', `${path}/decision`, tooMuch, 'finance')).body.code).toBe('quantity_exceeded')
  expect((await ask('POST', `${path}/decision`, decision, 'finance')).body.state).toBe('accepted')
  expect((await ask('POST', `${path}/decision`, decision, 'finance')).body.code).toBe('wrong_state')
  const { invoices } = (await ask('GET', '/orders/SO-BROKEN')).body
  expect(invoices.filter((one: { invoice_kind: string }) => one.invoice_kind === 'credit')).toMatchObject([
    { credits_invoice_id: 'I-SO-BROKEN', credit_reason: 'damage', lines: [{ net_minor: 4_800 }] },
  ])
  expect((await ask('GET', '/messages?kind=claim_decided')).body.messages).toMatchObject([{ order_id: 'SO-BROKEN' }])
  expect((await photo(`/portal${path}/photos`, PNG)).body.code).toBe('wrong_state')
})

test('nobody claims more than was delivered, all claims together', async () => {
  expect((await ask('POST', '/claims', wish('SO-BROKEN', 7))).body).toMatchObject({ code: 'quantity_exceeded' })
  expect((await ask('POST', '/claims', wish('SO-BROKEN', 6))).status).toBe(201)
})

test('beyond the days of the policy a customer is sent to people, who may take it in', async () => {
  const late = await ask('POST', '/portal/claims', wish('SO-LONG-AGO', 1), 'customer_contact')
  expect(late.body).toMatchObject({ code: 'cutoff_passed', details: { until: '2026-02-27' } })
  const told = await ask('GET', '/portal/orders/SO-LONG-AGO/claim-ways', undefined, 'customer_contact')
  expect(told.body.lines[0].ways).toEqual([
    { kind: 'damage', is_concealed: false, until: '2026-02-23', is_open: false },
    { kind: 'damage', is_concealed: true, until: '2026-02-27', is_open: false },
    { kind: 'shortage', is_concealed: false, until: '2026-02-23', is_open: false },
    { kind: 'wrong_goods', is_concealed: false, until: '2026-02-23', is_open: false },
    { kind: 'return', is_concealed: false, until: '2026-03-06', is_open: false },
    { kind: 'other', is_concealed: false, until: '2026-02-27', is_open: false },
  ])
  await ask('POST', '/claim-policies', {
    ...{ policy_id: 'PRO', segment_id: 'PRO', visible_days: 3, concealed_days: 60, return_days: 14, carrier_days: 7 },
  })
  expect((await ask('POST', '/portal/claims', wish('SO-LONG-AGO', 1), 'customer_contact')).status).toBe(201)
})

test("another customer's order cannot be claimed for, nor another's claim or photo be seen", async () => {
  const foreign = await ask('POST', '/portal/claims', wish('SO-OTHERS', 1), 'customer_contact')
  expect(foreign.body.code).toBe('unknown_order_line')
  const ways = await ask('GET', '/portal/orders/SO-OTHERS/claim-ways', undefined, 'customer_contact')
  expect(ways.status).toBe(404)
  const { claim_id } = (await ask('POST', '/claims', wish('SO-OTHERS', 1))).body
  expect((await photo(`/portal/claims/${claim_id}/photos`, PNG)).status).toBe(404)
  const own = (await ask('GET', '/portal/claims', undefined, 'customer_contact')).body.claims
  expect(own.some((one: { order_id: string }) => one.order_id === 'SO-OTHERS')).toBe(false)
  expect((await ask('POST', `/portal/claims/${claim_id}/withdraw`, undefined, 'customer_contact')).status).toBe(404)
})

test('goods that come back are not for sale until they were inspected', async () => {
  const { claim_id } = (await ask('POST', '/claims', wish('SO-OTHERS', 3, { kind: 'return' }))).body
  const onHand = async () =>
    (await ask('GET', '/stock?q=PIPE-20')).body.rows.find((row: { location_id: string }) => row.location_id === 'CHI')
      ?.on_hand ?? 0
  const before = await onHand()
  const back = { location_id: 'CHI', lines: [{ line_number: 1, quantity: 3 }] }
  expect((await ask('POST', `/claims/${claim_id}/return`, back, 'warehouse')).status).toBe(200)
  expect(await onHand()).toBe(before)
  expect((await ask('POST', `/claims/${claim_id}/return`, back)).body.code).toBe('wrong_state')
  const inspected = { lines: [{ line_number: 1, disposition: 'restock', condition: 'OK' }] }
  expect((await ask('POST', `/claims/${claim_id}/inspection`, inspected, 'warehouse')).status).toBe(200)
  expect(await onHand()).toBe(before + 3)
})

test('harm found later counts against intact goods, and what nobody noted is not known', async () => {
  const { rows } = (await ask('GET', '/intact-goods?by=product&from=2026-01-01&to=2026-12-31')).body
  expect(rows).toMatchObject([{ member: 'PIPE-20', intact: 0, known: 3, unknown: 0 }])
})

test('nothing is proposed where nothing was billed', async () => {
  await ask('POST', '/orders', {
    ...{ order_id: 'SO-UNBILLED', customer_id: 'NORD', ordered_at: '2026-03-10T08:00:00Z' },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  })
  const lines = [{ order_id: 'SO-UNBILLED', line_number: 1, accepted_quantity: 10, condition: 'OK' }]
  await ask('POST', '/deliveries', { delivery_id: 'D-UNBILLED', delivered_on: '2026-03-13', lines })
  const { claim_id } = (await ask('POST', '/claims', wish('SO-UNBILLED', 1))).body
  expect((await ask('GET', `/claims/${claim_id}`)).body.lines).toMatchObject([{ proposed_minor: null }])
})

test('a rate opens to its lines: harmed ones on top, each with its order', async () => {
  const { rows } = (await ask('GET', '/intact-goods?by=product&from=2026-01-01&to=2026-12-31')).body
  const pipe = rows.find(({ member }: { member: string }) => member === 'PIPE-20')
  const url = '/intact-goods/lines?by=product&member=PIPE-20&from=2026-01-01&to=2026-12-31'
  const { lines, total } = (await ask('GET', url)).body
  expect(total).toBe(pipe.known + pipe.unknown)
  expect(lines[0]).toMatchObject({ outcome: 'harmed', product_id: 'PIPE-20', claim_id: expect.any(String) })
  expect((await ask('GET', `${url}&outcome=intact`)).body.total).toBe(pipe.intact)
})

test('what a customer may not claim by itself, and what goods may not become, is refused by the policy', async () => {
  await delivered('SO-RULES', 'NORD', '2026-03-14')
  const policy = { self_service: ['shortage'], dispositions: ['destroy'] }
  const { policy_id } = (await ask('GET', '/claim-policies')).body.rows[0]
  expect((await ask('PATCH', `/claim-policies/${policy_id}`, policy)).status).toBe(200)
  const told = await ask('POST', '/portal/claims', wish('SO-RULES', 1), 'customer_contact')
  expect([told.status, told.body.code]).toEqual([403, 'not_allowed'])
  const { claim_id } = (await ask('POST', '/claims', wish('SO-RULES', 1))).body
  const back = { location_id: 'CHI', lines: [{ line_number: 1, quantity: 1 }] }
  expect((await ask('POST', `/claims/${claim_id}/return`, back)).status).toBe(200)
  const inspect = (disposition: string) =>
    ask('POST', `/claims/${claim_id}/inspection`, { lines: [{ line_number: 1, disposition }] })
  expect((await inspect('restock')).body.code).toBe('not_allowed')
  expect((await inspect('destroy')).status).toBe(200)
})

test('the ledger explains every claim', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})
