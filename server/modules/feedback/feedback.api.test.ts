/** Feedback is linked, routed, answered and leads to changes; after a problem the customer is asked once, and not too often. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { signedIds } from '../../platform/auth/signed-ids.ts'

let application: TestApplication
const DAY_MS = 86_400_000

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, payload?: object, role: Role = 'manager') {
  const { call, first } = application
  const as = { cookie: first.cookies[role] }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
const give = async (wish: object, role: Role = 'customer_contact') => {
  const url = role === 'customer_contact' ? '/portal/feedback' : '/feedback'
  const { status, body } = await ask('POST', url, wish, role)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.feedback_id as string
}
const show = async (id: string) => (await ask('GET', `/feedback/${id}`)).body
/** An inquiry of the customer that is answered for good. */
async function resolve(customer_id = 'NORD', told_by = 'phone'): Promise<string> {
  const asked = await ask('POST', '/inquiries', { channel: 'phone', customer_id, subject: 'Why?', text: 'Why late?' })
  const { inquiry_id } = asked.body
  expect((await ask('POST', `/inquiries/${inquiry_id}/answers`, { text: 'Snow.', told_by })).status).toBe(200)
  return inquiry_id
}
const open = async () => (await ask('GET', '/portal/how-handled', undefined, 'customer_contact')).body.askings
const link = (askId: string) => {
  const links = signedIds('only for tests, and long enough for the library', 'how handled')
  return `/f/${links.sign(application.first.context.principal.tenantId, askId)}`
}
const page = async (url: string, payload?: string) => {
  const headers = payload ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const { statusCode, body } = await application.call({
    ...{ method: payload ? 'POST' : 'GET', url, headers },
    ...(payload && { payload }),
  })
  return { status: statusCode, body }
}

beforeAll(async () => {
  application = await openApplication()
  for (const [order_id, customer_id] of [
    ['SO-1', 'NORD'],
    ['SO-2', 'SUD'],
  ] as const) {
    const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }]
    expect(
      (await ask('POST', '/orders', { order_id, customer_id, ordered_at: '2026-03-16T08:00:00Z', lines })).status,
    ).toBe(201)
  }
  await ask('PUT', '/message-setting', { is_on: true, modes: {}, quiet_from: '21:00', quiet_to: '08:00' })
}, 300_000)
afterAll(() => application?.close())

test('words from the portal have an owner by their kind and a clock; the giver hears the answer and what changed', async () => {
  const id = await give({
    order_id: 'SO-1',
    line_number: 1,
    kind: 'bill',
    score: 3,
    comment: 'The bill is hard to read',
  })
  expect(await show(id)).toMatchObject({
    ...{ customer_id: 'NORD', order_id: 'SO-1', line_number: 1, team: 'finance', channel: 'portal', state: 'open' },
    due_at: expect.any(String),
  })
  expect((await ask('POST', `/feedback/${id}/take`)).status).toBe(200)
  expect((await show(id)).owner_name).toContain('manager')
  expect((await ask('POST', `/feedback/${id}/answer`, { text: 'We look into it.' })).body.state).toBe('answered')
  expect((await ask('POST', `/feedback/${id}/answer`, { text: 'Again' })).body.code).toBe('wrong_state')
  expect((await ask('POST', `/feedback/${id}/change`, { text: 'The bill now names each line.' })).status).toBe(200)
  const own = (await ask('GET', '/portal/feedback?order_id=SO-1', undefined, 'customer_contact')).body
  expect(own.feedback).toMatchObject([{ answer: 'We look into it.', change: 'The bill now names each line.' }])
  const { messages } = (await ask('GET', '/messages?kind=feedback_answered')).body
  expect(messages).toHaveLength(2)
})

test('a good score alone is noted; a poor one wants an answer; nothing at all is no feedback', async () => {
  expect(await show(await give({ kind: 'praise', score: 5 }))).toMatchObject({ state: 'noted', due_at: null })
  expect(await show(await give({ kind: 'delivery', score: 1 }))).toMatchObject({ state: 'open' })
  expect((await ask('POST', '/portal/feedback', { kind: 'idea' }, 'customer_contact')).status).toBe(400)
  expect((await ask('POST', '/portal/feedback', { kind: 'idea', score: 6 }, 'customer_contact')).status).toBe(400)
})

test("nobody gives feedback on another customer's order, and a telephone note needs somebody it is from", async () => {
  const foreign = await ask(
    'POST',
    '/portal/feedback',
    { order_id: 'SO-2', kind: 'goods', score: 1 },
    'customer_contact',
  )
  expect(foreign.body.code).toBe('unknown_order_line')
  expect((await ask('POST', '/feedback', { kind: 'goods', score: 1 })).body.code).toBe('invalid_input')
  expect(await show(await give({ order_id: 'SO-2', kind: 'goods', comment: 'Dented' }, 'coordinator'))).toMatchObject({
    ...{ customer_id: 'SUD', channel: 'phone', team: 'planner' },
  })
  expect((await ask('GET', '/feedback?q=Dented')).body.total).toBe(1)
  expect((await ask('GET', '/portal/feedback', undefined, 'customer_contact')).body.feedback).not.toEqual(
    expect.arrayContaining([expect.objectContaining({ comment: 'Dented' })]),
  )
})

test('what was said at the door is noted by the office, too; a driver may see no list of it', async () => {
  const said = { score: 4, comment: 'On time, friendly' }
  const { status, body } = await ask('POST', '/orders/SO-1/door-feedback', said, 'coordinator')
  expect(status).toBe(201)
  expect(await show(body.feedback_id)).toMatchObject({ channel: 'door', customer_id: 'NORD', kind: 'delivery' })
  expect((await ask('GET', '/feedback', undefined, 'driver')).status).toBe(403)
})

test('taps at the door are enough; a complaint goes to whose work it names and wants an answer, praise is noted', async () => {
  const said = { report_id: 'R-1', stance: 'complaint', about: ['goods', 'time'] }
  const first = await ask('POST', '/orders/SO-2/door-feedback', said, 'coordinator')
  expect(first.body).toMatchObject({ is_known: false })
  expect(await ask('POST', '/orders/SO-2/door-feedback', said, 'coordinator')).toMatchObject({
    ...{ status: 201, body: { feedback_id: first.body.feedback_id, is_known: true } },
  })
  expect(await show(first.body.feedback_id)).toMatchObject({
    ...{ customer_id: 'SUD', kind: 'goods', team: 'planner', stance: 'complaint', about: ['goods', 'time'] },
    ...{ state: 'open', score: null, comment: null },
  })
  const praise = await ask('POST', '/orders/SO-1/door-feedback', { stance: 'praise', about: ['driver'] }, 'coordinator')
  expect(await show(praise.body.feedback_id)).toMatchObject({ kind: 'praise', state: 'noted', due_at: null })
  const { feedback } = (await ask('GET', '/portal/feedback?order_id=SO-1', undefined, 'customer_contact')).body
  expect(feedback).toEqual(
    expect.arrayContaining([expect.objectContaining({ channel: 'door', stance: 'praise', about: ['driver'] })]),
  )
  for (const wrong of [{}, { about: ['time'] }, { stance: 'rage' }, { stance: 'wish', about: ['time', 'time'] }])
    expect((await ask('POST', '/orders/SO-1/door-feedback', wrong, 'coordinator')).status, JSON.stringify(wrong)).toBe(
      400,
    )
})

test('a score of an order is its rating by that way, once: the later takes the place of the earlier', async () => {
  const ratings = async (order: string) => (await ask('GET', `/orders/${order}`)).body.ratings
  const before = await ratings('SO-2')
  await give({ order_id: 'SO-2', kind: 'delivery', score: 2 }, 'coordinator')
  await give({ order_id: 'SO-2', kind: 'goods', score: 4 }, 'coordinator')
  await give({ order_id: 'SO-2', kind: 'goods', score: 1, given_at: '2026-01-05T08:00:00Z' }, 'coordinator')
  await ask('POST', '/orders/SO-2/door-feedback', { score: 5 }, 'coordinator')
  const found = await ratings('SO-2')
  expect(found).toHaveLength(before.length + 2)
  expect(found.find(({ channel }: { channel: string }) => channel === 'phone')).toMatchObject({ score: '4.00' })
  expect(found.find(({ channel }: { channel: string }) => channel === 'door')).toMatchObject({
    ...{ score: '5.00', scale_max: 5 },
  })
})

test('satisfaction stands by way with its own count and is never added up', async () => {
  const rating = { order_id: 'SO-1', score: 8, scale_max: 10 }
  expect((await ask('POST', '/ratings', rating)).status).toBe(201)
  const { rows, handled, subjects } = (await ask('GET', '/satisfaction')).body
  const of = (way: string) => rows.find((row: { way: string }) => row.way === way)
  expect(of('door')).toMatchObject({ marks: 2, content: 2, of_orders: 2, mean: 4.5 })
  expect(of('phone')).toMatchObject({ marks: 1, content: 1, of_orders: 1 })
  // A praise about nothing in particular has no order, and stays a mark of its way.
  expect(of('portal')).toMatchObject({ marks: 3, of_orders: 1 })
  expect(of('file')).toMatchObject({ marks: 1, scale_max: 10, content: null, low: null })
  expect(handled).toBeNull()
  expect(subjects).toEqual([
    { subject: 'time', praise: 0, complaint: 1, wish: 0 },
    { subject: 'goods', praise: 0, complaint: 1, wish: 0 },
    { subject: 'driver', praise: 1, complaint: 0, wish: 0 },
  ])
  expect((await ask('GET', '/satisfaction', undefined, 'customer_contact')).status).toBe(403)
})

let asked = ''
test('after a problem the customer is asked once, in the portal and behind a link that opens nothing else', async () => {
  const inquiry_id = await resolve()
  const askings = await open()
  expect(askings).toMatchObject([{ about: 'inquiry', about_id: inquiry_id }])
  asked = askings[0].ask_id
  const seen = await page(link(asked))
  expect([seen.status, seen.body.match(/<fieldset>/g)?.length]).toEqual([200, 3])
  expect(seen.body).not.toContain('<script')
  expect((await page(link('00000000-0000-4000-8000-000000000000'))).status).toBe(404)
  expect((await page('/f/nothing')).status).toBe(404)
  expect((await page(`${link(asked)}?l=ro`)).body).toContain('lang="ro"')
})

test('who was asked lately is left alone, and counted as such', async () => {
  await resolve()
  expect(await open()).toHaveLength(1)
  const figures = (await ask('GET', '/how-handled?customer_id=NORD')).body
  expect(figures).toMatchObject({ closed: 2, asked: 1, answered: 0, not_asked: 1, rows: [] })
})

test('all three are answered or none; a poor answer becomes feedback that somebody follows up; twice is refused', async () => {
  expect((await page(link(asked), 'owned=yes&explained=no')).body).toContain('role="alert"')
  const given = await page(link(asked), 'owned=yes&explained=no&made_good=partly&comment=%3Cb%3ENobody+said+why')
  expect(given.body).toContain('Thank you')
  expect((await page(link(asked), 'owned=yes&explained=yes&made_good=yes')).status).toBe(404)
  expect((await ask('POST', `/portal/how-handled/${asked}`, {}, 'customer_contact')).status).toBe(400)
  const figures = (await ask('GET', '/how-handled')).body
  const rate = (part: string) =>
    figures.rows.find((row: { part: string; about: string | null }) => row.part === part && row.about === null)
  expect(rate('all')).toMatchObject({ yes: 0, answered: 1, low: expect.any(Number), high: expect.any(Number) })
  expect(rate('owned')).toMatchObject({ yes: 1, answered: 1 })
  const { askings } = (await ask('GET', '/how-handled/answers?is_poor=true')).body
  expect(askings).toMatchObject([{ ask_id: asked, explained: 'no', comment: '<b>Nobody said why' }])
  expect(await show(askings[0].feedback_id)).toMatchObject({
    ...{ state: 'open', team: 'manager', customer_id: 'NORD', score: null, is_from_asking: true },
  })
  expect((await ask('GET', '/satisfaction')).body.handled).toMatchObject({ yes: 0, answered: 1 })
  expect((await ask('GET', '/feedback?view=poor')).body.feedback).toEqual(
    expect.arrayContaining([expect.objectContaining({ feedback_id: askings[0].feedback_id })]),
  )
})

test('after thirty days the same customer may be asked again, and an unanswered question has run out', async () => {
  const { clock } = application.db
  const before = clock.now()
  await resolve('SUD')
  clock.moveTo(new Date(before.getTime() + 31 * DAY_MS))
  await resolve()
  expect(await open()).toHaveLength(1)
  const { askings } = (await ask('GET', '/how-handled/answers?state=asked&customer_id=SUD')).body
  expect((await page(link(askings[0].ask_id))).status).toBe(404)
})

test('what was written stands nowhere on the ledger, which explains everything else', async () => {
  const { rows } = await application.owner.query(
    `SELECT count(*)::int AS found FROM ledger.event WHERE data::text ~ 'hard to read|Nobody said|now names'`,
  )
  expect(rows[0].found).toBe(0)
  expect(await application.mismatches(application.first)).toEqual([])
})
