/** A question from the portal, its clocks, its answer, and what nobody else may see. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication

async function ask(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  role: Role = 'coordinator',
) {
  const { call, first } = application
  const as = { cookie: first.cookies[role] }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
const question = async (more: object = {}, role: Role = 'customer_contact') => {
  const url = role === 'customer_contact' ? '/portal/inquiries' : '/inquiries'
  const { status, body } = await ask('POST', url, { subject: 'When?', text: 'When do they come?', ...more }, role)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.inquiry_id as string
}
const file = async (id: string) => (await ask('GET', `/inquiries/${id}`)).body

beforeAll(async () => {
  application = await openApplication()
  const order = (order_id: string, customer_id: string) => ({
    ...{ order_id, customer_id, ordered_at: '2026-03-16T08:00:00Z' },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }],
  })
  expect((await ask('POST', '/orders', order('SO-ASKED', 'NORD'))).status).toBe(201)
  expect((await ask('POST', '/orders', order('SO-OTHERS', 'SUD'))).status).toBe(201)
  const { body: customer } = await ask('GET', '/customers/NORD', undefined, 'owner')
  const segment_id = customer.segment_id ?? 'ASKING'
  const standard = (element: string, target: number) => ({
    ...{ element, target, target_unit: 'hours', valid_from: '2026-01-01' },
  })
  const standards = [standard('first_answer', 4), standard('final_answer', 16)]
  const { status } = customer.segment_id
    ? await ask('PATCH', `/segments/${segment_id}`, { standards }, 'owner')
    : await ask('POST', '/segments', { segment_id, name: 'Asking', standards }, 'owner')
  expect(status).toBeLessThan(300)
  await ask('PATCH', '/customers/NORD', { segment_id }, 'owner')
}, 300_000)
afterAll(() => application?.close())

test('the answer goes to the contact whose address signs in, and to nobody who only has that address elsewhere', async () => {
  expect((await file(await question())).inquiry.contact_id).toBeNull()
  const { rows } = await application.owner.query(
    `SELECT u.email FROM people.member m JOIN auth."user" u ON u.id = m.user_id
      WHERE m.tenant_id = $1 AND m.role = 'customer_contact' AND m.customer_id = 'NORD'`,
    [application.first.context.principal.tenantId],
  )
  const contact = (contact_id: string, customer_id: string) => ({
    ...{ contact_id, customer_id, name: 'Ani', buying_role: 'purchasing', language: 'en', channel: 'email' },
    email: String(rows[0].email).toUpperCase(),
  })
  expect((await ask('POST', '/contacts', contact('ANI-SUD', 'SUD'), 'owner')).status).toBe(201)
  expect((await file(await question())).inquiry.contact_id).toBeNull()
  expect((await ask('POST', '/contacts', contact('ANI-NORD', 'NORD'), 'owner')).status).toBe(201)
  const { inquiry } = await file(await question())
  expect(inquiry).toMatchObject({ contact_id: 'ANI-NORD', customer_id: 'NORD', channel: 'portal' })
})

test('a question asked in the portal is due by the standard of the segment, and its answer reaches the customer', async () => {
  const id = await question({ order_id: 'SO-ASKED' })
  const { inquiry, facts, suggestion, entries } = await file(id)
  expect(inquiry).toMatchObject({ customer_id: 'NORD', order_id: 'SO-ASKED', state: 'open', due_for: 'first_answer' })
  expect(Date.parse(inquiry.due_at)).toBeGreaterThan(Date.parse(inquiry.received_at))
  expect(entries).toMatchObject([{ kind: 'question', text: 'When do they come?' }])
  expect(facts.lines).toHaveLength(1)
  expect(suggestion.reasons).toEqual(['not_promised'])
  expect((await ask('POST', `/inquiries/${id}/notes`, { text: 'between us' })).status).toBe(200)
  expect((await ask('POST', `/inquiries/${id}/answers`, { text: 'On Friday.' })).body.state).toBe('answered')
  const own = (await ask('GET', `/portal/inquiries/${id}`, undefined, 'customer_contact')).body
  expect(own.entries.map(({ kind }: { kind: string }) => kind)).toEqual(['question', 'answer'])
  const { messages } = (await ask('GET', '/messages?kind=inquiry_answered')).body
  expect(messages).toMatchObject([{ customer_id: 'NORD', order_id: 'SO-ASKED' }])
  const { words } = (await ask('GET', `/messages/${messages[0].message_id}`)).body
  if (words.length) expect(words[0].text).toContain('On Friday.')
  expect((await file(id)).inquiry).toMatchObject({ state: 'answered', due_at: null, final_hours: expect.any(Number) })
})

test('what was written stands nowhere on the ledger', async () => {
  await question({ subject: 'Private matter', text: 'Call Maria on 555' })
  const { rows } = await application.owner.query(
    `SELECT count(*)::int AS found FROM ledger.event WHERE data::text LIKE '%Private matter%' OR data::text LIKE '%Maria%'`,
  )
  expect(rows[0].found).toBe(0)
})

test('a reply of the customer opens an answered question again', async () => {
  const id = await question()
  await ask('POST', `/inquiries/${id}/answers`, { text: 'Soon.' })
  const reply = await ask('POST', `/portal/inquiries/${id}/replies`, { text: 'How soon?' }, 'customer_contact')
  expect(reply.body.state).toBe('open')
  expect((await file(id)).inquiry).toMatchObject({ state: 'open', times_reopened: 1, final_hours: null })
})

test("an order of another customer cannot be asked about, nor another customer's question be read", async () => {
  const wish = { order_id: 'SO-OTHERS', subject: 'x', text: 'x' }
  expect((await ask('POST', '/portal/inquiries', wish, 'customer_contact')).body.code).toBe('unknown_order_line')
  const others = await question({ customer_id: 'SUD' }, 'coordinator')
  expect((await ask('GET', `/portal/inquiries/${others}`, undefined, 'customer_contact')).status).toBe(404)
  const reply = await ask('POST', `/portal/inquiries/${others}/replies`, { text: 'x' }, 'customer_contact')
  expect(reply.status).toBe(404)
  expect((await ask('POST', '/portal/inquiries', { subject: 'x', text: 'x' }, 'owner')).status).toBe(403)
  expect((await ask('GET', '/inquiries', undefined, 'driver')).status).toBe(403)
})

test('two inquiries of one customer become one, and those of two customers never', async () => {
  const [first, second] = [await question(), await question({ is_urgent: false })]
  expect((await ask('POST', `/inquiries/${second}/merge`, { into: first })).body.state).toBe('merged')
  expect((await file(first)).entries).toHaveLength(2)
  expect((await ask('POST', `/inquiries/${second}/answers`, { text: 'x' })).body.code).toBe('wrong_state')
  const others = await question({ customer_id: 'SUD' }, 'coordinator')
  expect((await ask('POST', `/inquiries/${others}/merge`, { into: first })).body.code).toBe('invalid_input')
  expect((await ask('POST', `/inquiries/${first}/merge`, { into: first })).body.code).toBe('invalid_input')
})

test('a caller unknown at first gets the clocks of the customer once somebody says who it is', async () => {
  const id = await question({ channel: 'phone' }, 'coordinator')
  expect((await file(id)).inquiry).toMatchObject({ customer_id: null, due_at: null })
  expect((await ask('POST', `/inquiries/${id}/answers`, { text: 'x' })).body.code).toBe('unknown_customer')
  await ask('PATCH', `/inquiries/${id}`, { order_id: 'SO-ASKED', topic: 'bill' })
  expect((await file(id)).inquiry).toMatchObject({
    ...{ customer_id: 'NORD', linked_by: 'person', team: 'finance', due_for: 'first_answer' },
  })
  await ask('POST', `/inquiries/${id}/take`)
  const mine = (await ask('GET', '/inquiries?view=mine')).body.inquiries
  expect(mine.map(({ inquiry_id }: { inquiry_id: string }) => inquiry_id)).toContain(id)
  await ask('PATCH', `/inquiries/${id}`, { customer_id: 'SUD' })
  expect((await file(id)).inquiry).toMatchObject({ customer_id: 'SUD', order_id: null })
})

test('the ledger explains every inquiry', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})
