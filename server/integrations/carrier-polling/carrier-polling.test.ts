/** A carrier on this machine is asked for what is on its way: politely, once in a while, and never where it must not be. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { makeSealer } from '../../platform/auth/sealed-secret.ts'
import { systemContext } from '../../platform/context.ts'
import { readCall } from '../carrier-webhooks/carrier-events.api.ts'
import { askCarriers } from './ask-carriers.ts'

const SECRET = 'Bearer only-for-the-carrier'
let application: TestApplication
let carrier: ReturnType<typeof createServer>
let base = ''
let asked: IncomingMessage[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void

const ask = async (
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  payload?: object,
  role: 'owner' | 'driver' = 'owner',
) => {
  const as = { cookie: application.first.cookies[role] }
  const done = await application.call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: done.statusCode, body: done.json() }
}
const set = (more: object = {}, url = `${base}/track/{number}?lang=en`) =>
  ask('PUT', '/carrier-connections/ASKED/polling', {
    ...{ is_on: true, url, header_name: 'Authorization', every_minutes: 60, secret: SECRET },
    ...more,
  })
const state = async () => (await ask('GET', '/carrier-connections/ASKED/polling')).body

/** As the loop does, so many minutes later. */
function look(minutes = 0, allowsLoopback = true) {
  const { clock } = application.db
  clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000))
  const { context } = application.first
  return askCarriers(systemContext(context, context.principal.tenantId, 'carrier-polling'), {
    ...{ sealer: makeSealer('only for tests, and long enough for the library'), allowsLoopback, pauseMs: 0 },
    read: (connection, content) => readCall(connection, content, null),
  })
}
const told = (code: string, time: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', etag: `"${code}"` })
  response.end(JSON.stringify({ events: [{ code, time }] }))
}

beforeAll(async () => {
  application = await openApplication({ allowsLoopback: true })
  carrier = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((ready) => carrier.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`
  await sendShipment(application.first.context, 'SH-1', 'PARCEL/1')
  await sendShipment(application.first.context, 'SH-2')
  await ask('POST', '/carrier-connections', {
    ...{ connection_id: 'ASKED', name: 'Rapid', carrier_id: 'RAPID', zone: 'UTC' },
    mapping: {
      events: 'events[]',
      shipments: ['number'],
      code: ['events[].code'],
      time: ['events[].time'],
      codes: { OUT: 'departed', DOOR: 'out_for_delivery' },
    },
  })
}, 300_000)
beforeEach(() => {
  asked = []
  answer = told('OUT', '2026-03-16T07:00:00Z')
})
afterAll(async () => {
  carrier?.closeAllConnections()
  await new Promise((done) => carrier?.close(done))
  await application?.close()
})

test('what is on its way under a number is asked for with the secret, and what comes is taken in by the mapping', async () => {
  const saved = await set()
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(JSON.stringify(saved.body)).not.toContain(SECRET)
  expect(saved.body).toMatchObject({ has_secret: true, shipments: 1, asked: 0 })
  expect(await look()).toBe(1)
  expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/track/PARCEL%2F1?lang=en', SECRET]])
  expect(await seenOf(application.first.context, 'SH-1')).toMatchObject([{ milestone: 'departed', code: 'OUT' }])
  expect(await state()).toMatchObject({ asked: 1, last_error: null, last_ok_at: expect.any(String) })
  const { rows } = await application.owner.query(
    `SELECT (SELECT count(*)::int FROM ledger.event WHERE data::text LIKE '%only-for-the-carrier%' OR data::text LIKE '%/track/%')
      + (SELECT count(*)::int FROM tracking.polling_state WHERE sealed LIKE '%only-for%') AS found`,
  )
  expect(rows[0].found).toBe(0)
})

test('it is asked again after the interval and not before, and unchanged answers cost nothing', async () => {
  expect(await look(30)).toBe(0)
  answer = (request, response) => {
    response.statusCode = request.headers['if-none-match'] === '"OUT"' ? 304 : 500
    response.end()
  }
  expect(await look(31)).toBe(1)
  expect(await look(61)).toBe(1)
  expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual(['"OUT"', '"OUT"'])
  // The same words without a mark change nothing either.
  answer = (_, response) => response.end(JSON.stringify({ events: [{ code: 'OUT', time: '2026-03-16T07:00:00Z' }] }))
  expect(await look(61)).toBe(1)
  answer = told('DOOR', '2026-03-16T09:00:00Z')
  expect(await look(61)).toBe(1)
  const seen = await seenOf(application.first.context, 'SH-1')
  expect(seen.map(({ milestone }) => milestone)).toEqual(['departed', 'out_for_delivery'])
})

test('who fails is asked ever more rarely, and never before the wish of the carrier', async () => {
  answer = (_, response) => void response.writeHead(503).end()
  expect(await look(61)).toBe(1)
  expect(await state()).toMatchObject({ last_error: 'carrier_failed' })
  expect([await look(4), await look(2), await look(9), await look(2)]).toEqual([0, 1, 0, 1])
  answer = (_, response) => void response.writeHead(429, { 'retry-after': '7200' }).end()
  expect([await look(20), await look(119), await look(2)]).toEqual([1, 0, 1])
  expect(await state()).toMatchObject({ last_error: 'slow_down' })
  answer = (_, response) => void response.writeHead(404).end()
  expect(await look(200)).toBe(1)
  expect(await state()).toMatchObject({ last_error: null })
})

const FLAWS: readonly (readonly [string, (response: ServerResponse) => unknown])[] = [
  ['redirected', (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
  ['not_let_in', (response) => response.writeHead(401).end()],
  ['too_large', (response) => response.end(Buffer.alloc(3_000_000, 'x'))],
  ['not_text', (response) => response.end(Buffer.from([0xff, 0xfe, 0xfd]))],
  ['no_answer', (response) => response.destroy()],
]

test.each(FLAWS)('an answer that is none ends the round: %s', async (error, how) => {
  await set()
  answer = (_, response) => void how(response)
  expect(await look(400)).toBe(1)
  expect(await state()).toMatchObject({ last_error: error })
})

test('an answer that cannot be read is kept with what is wrong', async () => {
  await set()
  answer = (_, response) => response.end('<html>Sorry</html>')
  expect(await look(400)).toBe(1)
  expect(await state()).toMatchObject({ last_error: null })
  const { rows } = (await ask('GET', '/tracking-messages?channel=polling&state=refused')).body
  expect(rows[0]).toMatchObject({ source: 'ASKED', problems: [{ code: 'broken' }] })
})

test('it never reaches into our own network, nor sends the secret in the clear', async () => {
  await set()
  expect(await look(400, false)).toBe(1)
  expect(await state()).toMatchObject({ last_error: 'needs_https' })
  await set({}, 'https://127.0.0.1:1/{number}')
  expect(await look(400, false)).toBe(1)
  expect(await state()).toMatchObject({ last_error: 'forbidden_address' })
  expect(asked).toEqual([])
})

test('it is tried once, set by whoever keeps master data, and off when it is off', async () => {
  await set()
  const trial = await ask('POST', '/carrier-connections/ASKED/polling/try', { number: 'X 1' })
  expect(trial.body).toMatchObject({ error: null, http: 200, sample: expect.stringContaining('OUT') })
  expect(asked[0]!.url).toBe('/track/X%201?lang=en')
  expect((await ask('PUT', '/carrier-connections/ASKED/polling', {}, 'driver')).status).toBe(403)
  expect((await set({}, `${base}/track`)).status).toBe(400)
  expect((await set({ header_name: 'Host' })).status).toBe(400)
  expect((await ask('GET', '/carrier-connections/NOBODY/polling')).body).toMatchObject({ polling: null })
  await set({ is_on: false })
  expect(await look(400)).toBe(0)
  expect(await application.mismatches(application.first)).toEqual([])
})
