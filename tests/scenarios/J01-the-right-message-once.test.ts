/** A promise is made and moved: the buyer is mailed in Romanian once, a program hears of it, nobody is woken, nobody is pestered. */
import { createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post as postTo } from '../../server/integrations/mail/post.client.ts'
import { type MessagePost, sendCollected, sendOne } from '../../server/integrations/mail/send-message.ts'
import { createRecord, verifyLedger } from '../../server/ledger/index.ts'
import { contact } from '../../server/modules/customers/index.ts'
import { registerWebhook, setChannel } from '../../server/modules/messages/change-channels.command.ts'
import { setStop } from '../../server/modules/messages/change-preference.command.ts'
import { changeSetting } from '../../server/modules/messages/change-setting.command.ts'
import { giveUpWaiting, queueMessages, takeSending, tellCustomers } from '../../server/modules/messages/index.ts'
import { letThrough } from '../../server/modules/messages/let-through.command.ts'
import { readInbox, readMessageFile } from '../../server/modules/messages/message-file.store.ts'
import { listMessages } from '../../server/modules/messages/messages.store.ts'
import { noteReceipt } from '../../server/modules/messages/note-sending.command.ts'
import { placeOrder } from '../../server/modules/orders/index.ts'
import { foundOrganization } from '../../server/modules/people/index.ts'
import { cancelLines, makePromise } from '../../server/modules/promises/index.ts'
import { dispatchShipment } from '../../server/modules/shipments/index.ts'
import { recordObservations } from '../../server/modules/tracking/index.ts'
import { openSeal } from '../../server/platform/auth/seal.ts'
import { signedIds } from '../../server/platform/auth/signed-ids.ts'
import type { Context } from '../../server/platform/context.ts'
import { inSnapshot, inTransaction } from '../../server/platform/database/transaction.ts'
import { randomIds } from '../../server/platform/ids.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'
import { type Listener, startListener } from '../fixtures/listener.ts'
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts'

let db: TestDatabase
let owner: pg.Client
let context: Context
let mails: MailServer
let program: Listener
let gateway: Listener
let post: MessagePost
let webhookSecret = ''
const BASE_URL = 'https://nord.example'

beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
  mails = await startMailServer()
  program = await startListener()
  gateway = await startListener()
  post = {
    mail: { url: mails.url, from: 'Nord <desk@nord.example>' },
    baseUrl: BASE_URL,
    seal: openSeal('a secret of the server'),
    stopLinks: signedIds('a secret of the server', 'stop messages'),
    allowsLoopback: true,
  }
  const founding = await foundOrganization({ ...db.context(), ids: randomIds }, 'Nord Depot')
  context = { ...founding, principal: { ...founding.principal, permissions: new Set(['*']) } }
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    const person = (state: Record<string, unknown>) => createRecord(context, tx, contact, state)
    await person({
      contact_id: 'BUYER',
      customer_id: 'NORD',
      name: 'Ana Ionescu',
      buying_role: 'purchasing',
      language: 'ro',
      email: 'ana@nordbau.example',
      phone: '+40 700 000 001',
      channel: 'email',
    })
    await person({
      contact_id: 'LAB',
      customer_id: 'NORD',
      name: 'Radu Pop',
      buying_role: 'quality',
      email: 'radu@nordbau.example',
      channel: 'email',
    })
    await person({
      contact_id: 'SITE',
      customer_id: 'SUD',
      name: 'Vera Rusu',
      buying_role: 'logistics',
      email: 'vera@sud.example',
      phone: '+373 60 000 002',
      channel: 'sms',
    })
  })
  const { secret } = await registerWebhook(
    context,
    { customer_id: 'NORD', url: program.url, kinds: [], is_on: true },
    post.seal,
  )
  webhookSecret = secret
})
afterAll(async () => {
  await mails?.close()
  await program?.close()
  await gateway?.close()
  await owner?.end()
  await db?.close()
})

const SETTING = {
  is_on: true,
  modes: {},
  contact_line: 'Maria, +373 22 000 000',
  quiet_from: '21:00',
  quiet_to: '08:00',
}

/** Does what is due by the clock, as the jobs would. Returns how much that was. */
async function work(): Promise<number> {
  while ((await tellCustomers(context)) > 0);
  let done = 0
  for (;;) {
    const { rows } = await owner.query<{ task: string; payload: Record<string, string> }>(
      `DELETE FROM platform.outbox WHERE task LIKE 'messages.send%' AND (run_at IS NULL OR run_at <= $1) RETURNING task, payload`,
      [db.clock.now()],
    )
    if (rows.length === 0) return done
    for (const { task, payload } of rows) {
      done++
      if (task === 'messages.send') await sendOne(context, payload.sending_id!, { ...post, isLast: false })
      else await sendCollected(context, payload.digest_id!, { ...post, isLast: false })
    }
  }
}

const wait = (milliseconds: number) => db.clock.moveTo(new Date(db.clock.now().getTime() + milliseconds))
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let orders = 0
async function order(customer_id = 'NORD'): Promise<string> {
  const order_id = `SO-${++orders}`
  const line = (line_number: number, product_id: string) => ({ line_number, product_id, quantity: 10 })
  const lines = [line(1, 'PIPE-20'), line(2, 'PUMP-1')]
  await placeOrder(context, { order_id, customer_id, location_id: `${customer_id}-1`, site_id: 'CHI', lines })
  return order_id
}
const promise = (order_id: string, to_date: string, cause: 'initial' | 'company' = 'initial', line_number = 1) =>
  makePromise(
    context,
    { order_id, line_number },
    { to_date, cause, reason: cause === 'company' ? 'supply_late' : null },
  )

const all = (query: object = {}) => inSnapshot(context, (tx) => listMessages(tx, { limit: 100, offset: 0, ...query }))
const plain = (raw: string) => decodeQuoted(raw)
function decodeQuoted(raw: string): string {
  const bytes = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
const mailsTo = (address: string) => mails.taken.filter(({ to }) => to.includes(address))

test('as long as the organization has not turned it on, nobody is told anything', async () => {
  await promise(await order(), '2026-03-20')
  expect(await work()).toBe(0)
  expect((await all()).total).toBe(0)
  wait(1)
  await changeSetting(context, SETTING)
})

test('a promise made is mailed to the buyer in Romanian, once, and to nobody whom it does not concern', async () => {
  const id = await order()
  await promise(id, '2026-03-20')
  await promise(id, '2026-03-24', 'initial', 2)
  await work()
  await work()
  expect(mailsTo('radu@nordbau.example')).toEqual([])
  expect(mailsTo('ana@nordbau.example')).toHaveLength(1)
  const mail = plain(mailsTo('ana@nordbau.example')[0]!.raw)
  expect(mail).toContain(`Comanda dumneavoastră`.slice(0, 7))
  expect(mail).toContain(`Vă mulțumim pentru comanda ${id}.`)
  expect(mail).toContain('Livrare: 20–24 martie 2026')
  expect(mail).toContain('Întrebări: Maria, +373 22 000 000')
  expect(mail).toContain(`<a href="${BASE_URL}/portal/orders/${id}"`)
  const [message] = (await all({ order_id: id })).messages
  expect(message).toMatchObject({ state: 'sent', kind: 'promise_made', reached: 2, recipients: 2 })
})

test("the customer's program gets ids and days, signed so that it can tell they are ours", () => {
  expect(program.heard).toHaveLength(1)
  const [{ headers, raw }] = program.heard as [(typeof program.heard)[number]]
  const body = JSON.parse(raw)
  expect(body).toMatchObject({
    type: 'order.promise_made',
    data: { order_id: 'SO-2', lines: [{ new_date: '2026-03-20' }, {}] },
  })
  expect(raw).not.toMatch(/Ana|ana@|Nord/)
  const key = Buffer.from(webhookSecret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
})

test('a second move within half an hour waits, and only the last one is told, against the day the buyer knows', async () => {
  await promise('SO-2', '2026-03-23', 'company')
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(2)
  wait(5 * MINUTE)
  await promise('SO-2', '2026-03-25', 'company')
  await work()
  await promise('SO-2', '2026-03-26', 'company')
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(2)
  wait(26 * MINUTE)
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(3)
  const mail = plain(mailsTo('ana@nordbau.example')[2]!.raw)
  expect(mail).toContain('Data nouă: joi, 26 martie 2026')
  expect(mail).toContain('Înainte: luni, 23 martie 2026')
  expect(mail).toContain('Motivul: marfa ajunge la noi mai târziu decât era prevăzut')
  expect((await all({ order_id: 'SO-2', state: 'dropped' })).messages).toMatchObject([{ reason: 'superseded' }])
})

test('there and back again before anybody was told is no news', async () => {
  wait(HOUR)
  db.clock.moveTo(new Date('2026-03-16T20:30:00Z'))
  await promise('SO-2', '2026-03-30', 'company')
  await work()
  await promise('SO-2', '2026-03-26', 'company')
  await work()
  db.clock.moveTo(new Date('2026-03-17T09:00:00Z'))
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(3)
})

test('what happens at night is told in the morning by the clock of the place', async () => {
  // 23:30 in Romania.
  db.clock.moveTo(new Date('2026-03-17T21:30:00Z'))
  await promise(await order(), '2026-03-27')
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(3)
  // Programs do not sleep.
  expect(program.heard.at(-1)!.raw).toContain('SO-3')
  db.clock.moveTo(new Date('2026-03-18T05:59:00Z'))
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(3)
  db.clock.moveTo(new Date('2026-03-18T06:00:00Z'))
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(4)
})

test('bad news waits for a person, who edits its words and lets it through', async () => {
  db.clock.moveTo(new Date('2026-03-18T10:00:00Z'))
  const content = {
    reason: 'supply_late',
    choices: ['accept', 'cancel'],
    lines: [
      {
        order_id: 'SO-3',
        line_number: 1,
        product_id: 'PIPE-20',
        quantity: 10,
        old_date: '2026-03-27',
        new_date: '2026-04-02',
      },
    ],
  }
  await inTransaction(context, (tx) =>
    queueMessages(context, tx, [
      { customer_id: 'NORD', kind: 'delay', message_key: 'delay 1', order_id: 'SO-3', content },
    ]),
  )
  await work()
  const [waiting] = (await all({ state: 'waiting' })).messages
  expect(mailsTo('ana@nordbau.example')).toHaveLength(4)
  const file = await inSnapshot(context, (tx) =>
    readMessageFile(tx, waiting!.message_id, { baseUrl: BASE_URL, now: db.clock.now() }),
  )
  expect(file.words.map(({ language }) => language)).toEqual(['ro'])
  expect(file.words[0]!.body).toContain('{choices}')
  expect(await letThrough(context, [waiting!.message_id, waiting!.message_id])).toEqual({ done: 1, left: 0 })
  expect(await letThrough(context, [waiting!.message_id])).toEqual({ done: 0, left: 1 })
  await work()
  expect(plain(mailsTo('ana@nordbau.example')[4]!.raw)).toContain('renunțați la aceste mărfuri, fără niciun cost')
})

test('a process that ends between handing a mail over and noting it does not send it twice', async () => {
  wait(2 * HOUR)
  const id = await order()
  await promise(id, '2026-03-27')
  while ((await tellCustomers(context)) > 0);
  const { rows } = await owner.query("SELECT sending_id FROM messages.sending WHERE state = 'due' AND way = 'email'")
  const taken = await takeSending(context, rows[0].sending_id, post)
  expect(taken!.to).toBe('ana@nordbau.example')
  // Here the process is killed; the job comes round again.
  await work()
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(5)
  const [message] = (await all({ order_id: id })).messages
  const { sendings } = await inSnapshot(context, (tx) =>
    readMessageFile(tx, message!.message_id, { baseUrl: BASE_URL, now: db.clock.now() }),
  )
  expect(sendings.map(({ way, state, reason }) => [way, state, reason])).toEqual([
    ['email', 'uncertain', 'interrupted'],
    ['webhook', 'sent', null],
  ])
})

test('a webhook whose process ended is sent again under the same id, by which its reader knows it', async () => {
  const id = await order()
  await promise(id, '2026-03-27')
  while ((await tellCustomers(context)) > 0);
  const { rows } = await owner.query("SELECT sending_id FROM messages.sending WHERE state = 'due' AND way = 'webhook'")
  await takeSending(context, rows[0].sending_id, post)
  await work()
  expect(program.heard.at(-1)!.headers['webhook-id']).toBe(rows[0].sending_id)
  program.behave('break')
  await promise(await order(), '2026-03-27')
  await expect(work()).rejects.toMatchObject({ name: 'JobFailure' })
  program.behave(200)
  const { rows: due } = await owner.query(
    "SELECT sending_id, attempts FROM messages.sending WHERE state = 'due' AND way = 'webhook'",
  )
  expect(due).toMatchObject([{ attempts: 1 }])
  await sendOne(context, due[0].sending_id, { ...post, isLast: false })
  const ids = program.heard.slice(-2).map(({ headers }) => headers['webhook-id'])
  expect(ids[0]).toBe(ids[1])
})

test('more than five in an hour come as one', async () => {
  db.clock.moveTo(new Date('2026-03-19T09:00:00Z'))
  await work()
  wait(2 * HOUR)
  const before = mailsTo('ana@nordbau.example').length
  for (let count = 0; count < 8; count++) {
    await promise(await order(), '2026-03-27')
    await work()
  }
  expect(mailsTo('ana@nordbau.example')).toHaveLength(before + 5)
  wait(HOUR)
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(before + 6)
  expect(plain(mailsTo('ana@nordbau.example').at(-1)!.raw)).toContain('Ca să nu vă scriem prea des')
  expect((await all({ state: 'sending' })).total).toBe(0)
})

test('without a receipt the next way is taken; with one it is not', async () => {
  db.clock.moveTo(new Date('2026-03-20T09:00:00Z'))
  await setChannel(context, 'sms', {
    wish: { is_on: true, url: gateway.url, shown_as: 'NORD', gives_receipts: true, secret: 'gateway secret' },
    seal: post.seal,
  })
  const id = await order('SUD')
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'RAPID',
    tracking_number: 'RP-77',
    to_location_id: 'SUD-1',
    lines: [{ order_id: id, line_number: 1, quantity: 10 }],
  })
  await work()
  expect(gateway.heard).toHaveLength(1)
  const { headers, raw } = gateway.heard[0]!
  expect(headers).toMatchObject({ authorization: 'Bearer gateway secret' })
  expect(JSON.parse(raw)).toMatchObject({ to: '+373 60 000 002', from: 'NORD' })
  expect(JSON.parse(raw).text).toBe(`Nord Depot: comanda ${id} este pe drum. Urmărire: RP-77`)
  await noteReceipt(context, { sending_id: headers['idempotency-key'] as string, state: 'delivered' })
  await observe(id, 'attempt_failed')
  await work()
  expect(gateway.heard).toHaveLength(2)
  const waiting = async () =>
    owner.query<{ payload: { sending_id: string } }>(
      "SELECT payload FROM platform.outbox WHERE task = 'messages.check-receipt' AND run_at <= $1",
      [db.clock.now()],
    )
  expect((await waiting()).rows).toHaveLength(0)
  wait(15 * MINUTE)
  for (const { payload } of (await waiting()).rows) await giveUpWaiting(context, payload.sending_id)
  wait(4 * HOUR)
  for (const { payload } of (await waiting()).rows) await giveUpWaiting(context, payload.sending_id)
  await work()
  expect(mailsTo('vera@sud.example')).toHaveLength(1)
  expect(plain(mailsTo('vera@sud.example')[0]!.raw)).toContain('nu a fost nimeni care să primească marfa')
})

const observe = (_: string, milestone: string) =>
  recordObservations(context, 'SH-1', [
    {
      source: 'van',
      source_event_id: milestone,
      milestone,
      lifecycle: 'actual',
      occurred_at: db.clock.now().toISOString(),
      reason: 'consignee_absent',
    },
  ])

test('an address that leads into our own network is refused, whatever name it has', async () => {
  const reach = (url: string) => postTo({ url, body: '{}', headers: {}, allowsLoopback: false })
  const refused = { outcome: 'refused', reason: 'forbidden_address' }
  for (const url of [
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.1.2.3/',
    'https://169.254.169.254/',
    'https://[::ffff:10.0.0.1]/',
    'https://0x7f.1/',
    'https://localhost/',
  ])
    expect([url, await reach(url)]).toEqual([url, refused])
  expect(await reach(program.url)).toEqual({ outcome: 'refused', reason: 'needs_https' })
  program.behave('redirect')
  const redirected = await postTo({ url: program.url, body: '{}', headers: {}, allowsLoopback: true })
  expect(redirected).toEqual({ outcome: 'refused', reason: 'HTTP 302' })
  program.behave(200)
})

test('what is cancelled is told with what went and for which day it was promised, each time only that', async () => {
  db.clock.moveTo(new Date('2026-03-20T10:00:00Z'))
  const id = await order()
  await promise(id, '2026-03-27')
  await work()
  const cancel = (line_number: number, quantity: number) =>
    cancelLines(context, id, {
      ...{ cancelled_by: 'company', reason: 'called off', despite_cutoff: false },
      lines: [{ line_number, quantity }],
    })
  await cancel(1, 4)
  await work()
  await cancel(1, 6)
  await work()
  const { messages } = await all({ order_id: id, kind: 'cancelled' })
  const told = messages.flatMap(({ content }) => content.lines as { quantity: number }[])
  told.sort((one, other) => one.quantity - other.quantity)
  expect(told).toMatchObject([
    { line_number: 1, quantity: 4, product_id: 'PIPE-20', old_date: '2026-03-27' },
    { line_number: 1, quantity: 6 },
  ])
  await changeSetting(context, { ...SETTING, modes: { cancelled: 'off' } })
  await cancel(2, 10)
  await work()
  expect((await all({ order_id: id, kind: 'cancelled' })).total).toBe(2)
  await changeSetting(context, SETTING)
})

test('the link under a mail stops messages without a sign-in, and nobody can make one up', async () => {
  db.clock.moveTo(new Date('2026-03-23T09:00:00Z'))
  const link = /portal\/stop#([\w-]+)/.exec(plain(mailsTo('ana@nordbau.example')[0]!.raw))![1]!
  const ids = post.stopLinks.read(link)!
  expect(ids.first).toBe(context.principal.tenantId)
  const forged = link.slice(0, -2) + (link.endsWith('AA') ? 'BB' : 'AA')
  expect(post.stopLinks.read(forged)).toBeNull()
  expect(signedIds('another secret', 'stop messages').read(link)).toBeNull()
  await promise(await order(), '2026-03-27')
  while ((await tellCustomers(context)) > 0);
  const before = mailsTo('ana@nordbau.example').length
  await setStop(context, ids.second, true)
  await work()
  await promise(await order(), '2026-03-30')
  await work()
  expect(mailsTo('ana@nordbau.example')).toHaveLength(before)
})

test('what was told stands in the inbox, in the language of whoever reads it', async () => {
  const query = { language: 'ru' as const, order_id: 'SO-2', limit: 10, offset: 0 }
  const inbox = await inSnapshot(context, (tx) =>
    readInbox(tx, 'NORD', { query, baseUrl: BASE_URL, now: db.clock.now() }),
  )
  expect(inbox.total).toBe(3)
  expect(inbox.messages.map(({ subject }) => subject)).toContain('Заказ SO-2: дата доставки')
})

test('neither the ledger nor the outbox hold an address, a name or a secret', async () => {
  const { rows } = await owner.query(`SELECT (SELECT json_agg(e) FROM ledger.event e)::text AS ledger,
    (SELECT json_agg(o) FROM platform.outbox o)::text AS outbox`)
  for (const text of [rows[0].ledger, rows[0].outbox ?? ''])
    for (const secret of ['Ionescu', 'ana@', '+40', 'whsec', 'gateway secret', 'Maria', program.url])
      expect(text).not.toContain(secret)
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
