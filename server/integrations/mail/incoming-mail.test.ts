/** Mail comes in by both doors: once, in its conversation, for whom it is; and what fails is tried again. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { IMAP_PASSWORD, IMAP_USER, type ImapServer, startImapServer } from '../../../tests/fixtures/imap-server.ts'
import { changeRecord } from '../../ledger/index.ts'
import { customerOrder } from '../../modules/orders/index.ts'
import type { fixedClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { beginLooks } from './read-mailboxes.ts'

let application: TestApplication
let imap: ImapServer
let clock: ReturnType<typeof fixedClock>
let context: Context
const START = new Date('2026-03-16T09:00:00Z')

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'owner') {
  const as = { cookie: application.first.cookies[role] }
  const answer = await application.call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return {
    status: answer.statusCode,
    body: String(answer.headers['content-type']).includes('json') ? answer.json() : null,
  }
}
const MINUTE = 60_000
/** A minute passes, or as many as it takes for its turn, and the mailbox is looked into. */
async function look(minutes = 2, patienceMs = 2_000): Promise<number> {
  clock.moveTo(new Date(clock.now().getTime() + minutes * MINUTE))
  const reading = { sealer: application.composition.signIn.sealer, allowsLoopback: true, patienceMs }
  const taken = await Promise.all(await beginLooks(context, reading))
  return taken.reduce((sum, one) => sum + one, 0)
}
const stateOf = async (id: string) =>
  (await ask('GET', '/mailbox-states')).body.rows.find((row: { mailbox_id: string }) => row.mailbox_id === id)

let count = 0
function raw(words: string, more: Record<string, string> = {}) {
  const heads = {
    From: 'Ana Ionescu <ana@nordbau.example>',
    To: 'desk@depot.example',
    Subject: 'A question',
    'Message-ID': `<${++count}@nordbau.example>`,
    ...more,
  }
  return `${Object.entries(heads)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${words}\n`
}
const arrive = (text: string, at = clock.now()) => imap.deliver(text, at)
const mails = async (query = '') => (await ask('GET', `/incoming-mails${query}`)).body.mails
const lastInquiry = async () => {
  const [last] = (await ask('GET', '/inquiries?state=all&channel=email')).body.inquiries
  return last
}

beforeAll(async () => {
  application = await openApplication()
  imap = await startImapServer()
  clock = application.db.clock
  clock.moveTo(START)
  context = application.first.context
  const contact = (contact_id: string, customer_id: string, email: string) => ({
    ...{ contact_id, customer_id, name: contact_id, email, buying_role: 'purchasing' },
  })
  for (const one of [
    contact('ANA', 'NORD', 'Ana@NordBau.example'),
    contact('VERA', 'SUD', 'vera@sud.example'),
    contact('BOTH-1', 'NORD', 'agent@both.example'),
    contact('BOTH-2', 'SUD', 'agent@both.example'),
  ])
    expect((await ask('POST', '/contacts', one)).status).toBe(201)
  for (const [order_id, customer_id, customer_reference] of [
    ['SO-1001', 'NORD', 'PO/77'],
    ['SO-2002', 'SUD', 'PO/88'],
  ] as const) {
    const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }]
    const wish = { order_id, customer_id, ordered_at: '2026-03-16T08:00:00Z', lines }
    expect((await ask('POST', '/orders', wish)).status).toBe(201)
    // As an accepted offer carries it.
    await inTransaction(context, (tx) =>
      changeRecord(context, tx, customerOrder, order_id, () => ({ customer_reference })),
    )
  }
  const box = {
    ...{
      mailbox_id: 'DESK',
      name: 'Desk',
      address: 'desk@depot.example',
      via: 'imap',
      host: '127.0.0.1',
      uses_plus: true,
    },
    ...{ port: imap.port, security: 'none', username: IMAP_USER },
  }
  expect((await ask('POST', '/mailboxes', { ...box, host: null })).body.code).toBe('invalid_input')
  expect((await ask('POST', '/mailboxes', box)).status).toBe(201)
  arrive(raw('An old one that somebody has long answered'), START)
}, 300_000)
afterAll(async () => {
  await imap?.close()
  await application?.close()
})
beforeEach(() => imap.behave('serve'))

test('a mailbox without a password is not looked into, and its password is never shown again', async () => {
  expect(await look()).toBe(0)
  expect(imap.logins()).toBe(0)
  const made = await ask('POST', '/mailboxes/DESK/secret', { secret: IMAP_PASSWORD })
  expect(made).toMatchObject({ status: 201, body: { path: null, secret: null } })
  const { rows } = await application.owner.query(
    `SELECT (SELECT json_agg(s) FROM inquiries.mailbox_state s)::text || (SELECT json_agg(e) FROM ledger.event e)::text AS kept`,
  )
  expect(rows[0].kept).not.toContain(IMAP_PASSWORD)
  expect(rows[0].kept).not.toContain(Buffer.from(IMAP_PASSWORD).toString('base64'))
})

test('what lay there before the first look is left, and what comes after is a question with its clock from its arrival', async () => {
  expect(await look()).toBe(0)
  expect((await stateOf('DESK')).last_error).toBeNull()
  arrive(raw('Where is SO-1001?\n\n> old words'), new Date(clock.now().getTime() - 30 * MINUTE))
  const arrived = new Date(clock.now().getTime() - 30 * MINUTE).toISOString()
  expect(await look()).toBe(1)
  const asked = await lastInquiry()
  expect(asked).toMatchObject({
    ...{ customer_id: 'NORD', contact_id: 'ANA', order_id: 'SO-1001', linked_by: 'text', channel: 'email' },
    ...{ subject: 'A question', received_at: arrived, state: 'open' },
  })
  const { entries } = (await ask('GET', `/inquiries/${asked.inquiry_id}`)).body
  expect(entries).toMatchObject([{ kind: 'question', text: 'Where is SO-1001?', mail: { is_cut: true, files: [] } }])
  const whole = (await ask('GET', `/incoming-mails/${entries[0].mail.mail_id}`)).body
  expect(whole.text).toContain('> old words')
  expect(imap.changes).toEqual([])
})

test('the same mail is one, however often and by whatever door it comes, also when the folder is numbered anew', async () => {
  const text = raw('Once only')
  arrive(text)
  arrive(text)
  expect(await look()).toBe(1)
  const before = (await mails()).length
  imap.renumber()
  // All that lies there is looked at again; only the old one, which was never read, is new.
  expect(await look()).toBe(1)
  expect((await mails()).length).toBe(before + 1)
  expect(await look()).toBe(0)
})

test('another mail under a name that was used before is not overlooked', async () => {
  arrive(raw('First', { 'Message-ID': '<same@x.example>' }))
  arrive(raw('Second', { 'Message-ID': '<same@x.example>' }))
  expect(await look()).toBe(2)
})

test("somebody's own orders are found by our number and by theirs, and never another customer's", async () => {
  arrive(raw('About po/77 please'))
  await look()
  expect(await lastInquiry()).toMatchObject({ customer_id: 'NORD', order_id: 'SO-1001' })
  arrive(raw('About SO-2002 and PO/88'))
  await look()
  expect(await lastInquiry()).toMatchObject({ customer_id: 'NORD', order_id: null, linked_by: 'contact' })
  arrive(raw('About SO-2002', { From: 'agent@both.example' }))
  await look()
  expect(await lastInquiry()).toMatchObject({ customer_id: 'SUD', contact_id: 'BOTH-2', order_id: 'SO-2002' })
  arrive(raw('About nothing', { From: 'agent@both.example' }))
  await look()
  expect(await lastInquiry()).toMatchObject({ customer_id: null, from_address: 'agent@both.example' })
})

test('a stranger waits where strangers wait, and so does one whom our own server calls forged', async () => {
  arrive(raw('About SO-1001', { From: 'somebody@else.example' }))
  arrive(raw('Pay to another account', { 'Authentication-Results': 'mx.depot.example; dmarc=fail' }))
  await look()
  const { inquiries } = (await ask('GET', '/inquiries?view=unknown&channel=email')).body
  expect(inquiries.map(({ from_address }: { from_address: string }) => from_address)).toEqual(
    expect.arrayContaining(['somebody@else.example', 'ana@nordbau.example']),
  )
  for (const one of inquiries) expect(one).toMatchObject({ customer_id: null, order_id: null, due_at: null })
})

test('a reply goes on in its conversation; a stranger who answers it begins one of its own that says so', async () => {
  arrive(raw('First words', { 'Message-ID': '<thread@nordbau.example>' }))
  await look()
  const { inquiry_id } = await lastInquiry()
  await ask('POST', `/inquiries/${inquiry_id}/answers`, { text: 'On Friday.' })
  arrive(raw('And how many?', { Subject: 'Re: A question', 'In-Reply-To': '<thread@nordbau.example>' }))
  await look()
  const file = (await ask('GET', `/inquiries/${inquiry_id}`)).body
  expect(file.inquiry).toMatchObject({ state: 'open', times_reopened: 1 })
  expect(file.entries.map(({ text }: { text: string }) => text)).toEqual(['First words', 'On Friday.', 'And how many?'])
  arrive(raw('Me too', { From: 'vera@sud.example', References: '<thread@nordbau.example>' }))
  await look()
  expect(await lastInquiry()).toMatchObject({ customer_id: 'SUD', answers_to: inquiry_id })
  expect((await ask('GET', `/inquiries/${inquiry_id}`)).body.entries).toHaveLength(3)
})

test('a notice of absence, a circular and a report of failure stop no clock; a person can take one in after all', async () => {
  arrive(raw('Words', { 'Message-ID': '<away@nordbau.example>' }))
  await look()
  const { inquiry_id } = await lastInquiry()
  await ask('POST', `/inquiries/${inquiry_id}/answers`, { text: 'Done.' })
  arrive(raw('I am away', { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': '<away@nordbau.example>' }))
  arrive(raw('News', { 'List-Id': '<news.nordbau.example>', From: 'news@nordbau.example' }))
  await look()
  expect((await ask('GET', `/inquiries/${inquiry_id}`)).body.inquiry.state).toBe('answered')
  const apart = await mails('?state=automatic')
  expect(apart.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['auto_reply', 'mailing_list'])
  const away = apart.find(({ reason }: { reason: string }) => reason === 'auto_reply')
  expect((await ask('POST', `/incoming-mails/${away.mail_id}/take-in`)).body).toMatchObject({
    state: 'taken',
    inquiry_id,
  })
  expect((await ask('GET', `/inquiries/${inquiry_id}`)).body.inquiry.state).toBe('open')
  const news = apart.find(({ reason }: { reason: string }) => reason === 'mailing_list')
  expect((await ask('POST', `/incoming-mails/${news.mail_id}/dismiss`)).body.state).toBe('dismissed')
  expect((await ask('POST', `/incoming-mails/${news.mail_id}/dismiss`)).body.code).toBe('wrong_state')
  expect((await ask('POST', `/incoming-mails/${news.mail_id}/dismiss`, undefined, 'driver')).status).toBe(403)
})

test('a server that hangs, refuses or breaks off is tried again ever more rarely, and nothing is lost or twice', async () => {
  arrive(raw('Before'))
  arrive(raw('In the middle of trouble'))
  const errors: unknown[] = []
  for (const how of ['silent', 'refuse', 'break'] as const) {
    imap.behave(how)
    expect(await look(61, 700)).toBe(0)
    errors.push((await stateOf('DESK')).last_error)
  }
  expect(errors).toEqual(['no_answer', 'login_refused', 'broken_off'])
  const { failures, next_try_at } = await stateOf('DESK')
  expect([failures, Date.parse(next_try_at) - clock.now().getTime()]).toEqual([3, 8 * MINUTE])
  imap.behave('serve')
  expect(await look(1)).toBe(0)
  expect(await look(10)).toBe(2)
  expect(await stateOf('DESK')).toMatchObject({ failures: 0, last_error: null })
})

test('whoever ends while it holds a mailbox lets go of it by the clock', async () => {
  await application.owner.query(`UPDATE inquiries.mailbox_state SET held_until = $1, next_try_at = NULL`, [
    new Date(clock.now().getTime() + 3 * MINUTE),
  ])
  arrive(raw('Held'))
  expect(await look(1)).toBe(0)
  expect(await look(3)).toBe(1)
})

test('a mail that is too large is known by its head, and one that cannot be read is kept with the reason', async () => {
  arrive(raw('x'.repeat(11 * 1024 * 1024), { Subject: 'Huge' }))
  arrive('\u0001 no mail at all')
  arrive(raw('Fine all the same \u0000 here'))
  expect(await look(2, 20_000)).toBe(3)
  const bad = await mails('?state=unreadable')
  expect(bad.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['malformed', 'too_large'])
  expect(bad.find(({ reason }: { reason: string }) => reason === 'too_large')).toMatchObject({
    ...{ subject: 'Huge', from_address: 'ana@nordbau.example', bytes: expect.any(Number) },
  })
})

test('the test of a mailbox says what is wrong, and never leads into a network of ours', async () => {
  const { body } = await ask('POST', '/mailboxes/DESK/test')
  // The application of this test does not allow this machine; the reader above does.
  expect(body).toEqual({ does_open: false, error: 'forbidden_address', mails: null, last_at: null })
  expect((await ask('POST', '/mailboxes/DESK/test', undefined, 'coordinator')).status).toBe(403)
})

test('a mail service hands mails over by signature or token; a stranger learns nothing', async () => {
  const box = { mailbox_id: 'SVC', name: 'Service', address: 'hello@depot.example', via: 'webhook', auth: 'signature' }
  expect((await ask('POST', '/mailboxes', box)).status).toBe(201)
  const { path, secret } = (await ask('POST', '/mailboxes/SVC/secret', {})).body
  const post = (payload: string | Buffer, headers: Record<string, string>, url = path) =>
    application.call({ method: 'POST', url, payload, headers: { 'content-type': 'message/rfc822', ...headers } })
  const signed = (payload: string, id = 'call-1', at = Date.now() / 1000) => {
    const stamp = String(Math.floor(at))
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const signature = createHmac('sha256', key).update(`${id}.${stamp}.${payload}`).digest('base64')
    return { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': `v1,${signature}` }
  }
  const now = application.db.clock.now().getTime() / 1000
  const text = raw('By the service about SO-1001')
  const taken = await post(text, signed(text, 'call-1', now))
  expect([taken.statusCode, taken.json().is_repeated]).toEqual([200, false])
  expect((await post(text, signed(text, 'call-2', now))).json()).toEqual({
    mail_id: taken.json().mail_id,
    is_repeated: true,
  })
  expect(await mails('?mailbox_id=SVC')).toMatchObject([{ state: 'taken', from_address: 'ana@nordbau.example' }])
  expect((await post(`${text} `, signed(text, 'call-3', now))).statusCode).toBe(401)
  expect((await post(text, {})).statusCode).toBe(401)
  expect((await post(text, {}, path.replace(/.$/, '0').replace(/..$/, 'ff'))).statusCode).toBe(401)
  expect((await post(Buffer.alloc(0), signed('', 'call-4', now))).statusCode).toBe(400)
  const json = JSON.stringify({
    ...{ From: 'Vera <vera@sud.example>', To: 'hello@depot.example', Subject: 'As JSON', TextBody: 'Words' },
    Headers: [{ Name: 'Message-ID', Value: '<json@x.example>' }],
    Attachments: [
      { Name: 'page.html', ContentType: 'text/html', Content: Buffer.from('<script>1</script>').toString('base64') },
    ],
  })
  expect((await post(json, { ...signed(json, 'call-5', now), 'content-type': 'application/json' })).statusCode).toBe(
    200,
  )
  const [{ inquiry_id }] = await mails('?q=As%20JSON')
  const asked = (await ask('GET', `/inquiries/${inquiry_id}`)).body.inquiry
  expect(asked).toMatchObject({ customer_id: 'SUD', subject: 'As JSON' })
  const [{ mail }] = (await ask('GET', `/inquiries/${asked.inquiry_id}`)).body.entries
  const file = await application.call(
    { method: 'GET', url: `/api/v1/incoming-mails/${mail.mail_id}/files/0` },
    { cookie: application.first.cookies.owner },
  )
  expect(file.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment/),
  })
  expect((await ask('GET', `/incoming-mails/${mail.mail_id}/files/1`)).status).toBe(404)
  await ask('PATCH', '/mailboxes/SVC', { auth: 'token' })
  const token = (await ask('POST', '/mailboxes/SVC/secret', {})).body.secret
  const other = raw('By token')
  expect((await post(other, { authorization: `Bearer ${token}` })).json().is_repeated).toBe(false)
  expect((await post(other, { authorization: `Bearer ${token}x` })).statusCode).toBe(401)
})

test("another organization sees none of it, not even by the mail's number", async () => {
  const [mine] = await mails()
  const theirs = await application.call(
    { method: 'GET', url: `/api/v1/incoming-mails/${mine.mail_id}/source` },
    { cookie: application.second.cookies.owner },
  )
  expect(theirs.statusCode).toBe(404)
})

test('what customers wrote stands nowhere on the ledger, which explains everything else', async () => {
  const { rows } = await application.owner.query(
    `SELECT count(*)::int AS found FROM ledger.event WHERE data::text ~* 'nordbau.example|Once only|A question'
      AND subject_type IN ('inquiry', 'incoming_mail')`,
  )
  expect(rows[0].found).toBe(0)
  expect(await application.mismatches(application.first)).toEqual([])
})
