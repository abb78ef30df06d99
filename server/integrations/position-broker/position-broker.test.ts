/** A broker on this machine tells where vehicles are: heard with consent, judged like any other door, and never from inside. */
import { type AddressInfo, createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Aedes } from 'aedes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { makeSealer } from '../../platform/auth/sealed-secret.ts'
import { systemContext } from '../../platform/context.ts'
import { hearBrokers } from './hear-brokers.ts'

const PASSWORD = 'only for the broker'
const hearingWith = (allowsLoopback: boolean) =>
  hearBrokers({ sealer: makeSealer('only for tests, and long enough for the library'), allowsLoopback })
let application: TestApplication
let broker: Aedes
let server: Server
let port = 0
let hearing = hearingWith(true)

const ask = async (
  method: 'GET' | 'PUT' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
  role: 'owner' | 'driver' = 'owner',
) => {
  const as = { cookie: application.first.cookies[role] }
  const done = await application.call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: done.statusCode, body: done.body ? done.json() : null }
}
const set = (more: object = {}) =>
  ask('PUT', '/position-broker', {
    ...{ is_on: true, url: `mqtt://127.0.0.1:${port}`, username: 'sevenfold', password: PASSWORD },
    ...more,
  })
const state = async () => (await ask('GET', '/position-broker')).body

/** As the loop does, so many seconds later, until it is so or time is up. */
async function hear(until: (found: Record<string, unknown>) => boolean, seconds = 6): Promise<Record<string, unknown>> {
  const { clock } = application.db
  clock.moveTo(new Date(clock.now().getTime() + seconds * 1_000))
  const { context } = application.first
  let found: Record<string, unknown> = {}
  for (let tries = 0; tries < 200; tries++) {
    await hearing.round(systemContext(context, context.principal.tenantId, 'position-broker'))
    found = await state()
    if (until(found)) return found
    await pause(25)
  }
  throw new Error(`never so: ${JSON.stringify(found)}`)
}
const isConnected = (found: Record<string, unknown>) => found.is_connected === true

function publish(topic: string, told: object): Promise<void> {
  const payload = Buffer.from(JSON.stringify(told))
  return new Promise((done, fail) =>
    broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, (error) =>
      error ? fail(error) : done(),
    ),
  )
}
const here = (more: object = {}) => ({
  ...{ _type: 'location', lat: 46.9, lon: 23.7, acc: 10, vel: 40, cog: 90 },
  tst: Math.floor(application.db.clock.now().getTime() / 1_000),
  ...more,
})
const positions = async () =>
  (await application.owner.query('SELECT vehicle_id, told_by FROM vehicles.position ORDER BY at')).rows

beforeAll(async () => {
  application = await openApplication({ allowsLoopback: true, isBackgroundHeld: true })
  broker = await Aedes.createBroker({
    authenticate: (_, username, password, done) =>
      done(null, username === 'sevenfold' && password?.toString() === PASSWORD),
  })
  server = createServer(broker.handle)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
  await sendShipment(application.first.context, 'SH-1')
  const { rows } = (await ask('GET', '/members')).body
  const driver_id = rows.find(({ role }: { role: string }) => role === 'driver').user_id
  await ask('POST', '/vehicles', { vehicle_id: 'VAN-1', name: 'Van', driver_id, device: 'box-1' })
  const day = application.db.clock.now().toISOString().slice(0, 10)
  const stops = [{ stop_number: 1, shipment_id: 'SH-1' }]
  expect((await ask('POST', '/trips', { trip_id: 'TR-1', vehicle_id: 'VAN-1', day, stops })).status).toBe(201)
}, 300_000)
afterAll(async () => {
  await hearing.close()
  await new Promise<void>((done) => broker?.close(() => done()))
  await new Promise((done) => server?.close(done))
  await application?.close()
})

test('a phone is heard on a trip and with consent of its driver, and known by its topic', async () => {
  const saved = await set()
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect(JSON.stringify(saved.body)).not.toContain(PASSWORD)
  expect(saved.body).toMatchObject({ has_password: true, is_connected: false, broker: { topic: 'owntracks/+/+' } })
  await hear(isConnected)
  await publish('owntracks/fleet/box-1', here())
  expect(await hear((found) => found.last_refusal === 'outside_trip')).toMatchObject({
    last_refused_device: 'box-1',
  })
  await ask('POST', '/own-trips/TR-1/start', undefined, 'driver')
  application.db.clock.moveTo(new Date(application.db.clock.now().getTime() + 1_000))
  await publish('owntracks/fleet/box-1', here())
  await hear((found) => found.last_refusal === 'no_consent')
  expect(await positions()).toEqual([])
  await ask('PUT', '/own-trips/TR-1/consent', { is_given: true }, 'driver')
  application.db.clock.moveTo(new Date(application.db.clock.now().getTime() + 1_000))
  const told = here()
  await publish('owntracks/fleet/box-1', told)
  // The same again changes nothing.
  await publish('owntracks/fleet/box-1', told)
  const before = application.db.clock.now().toISOString()
  await hear((found) => String(found.last_heard_at) >= before)
  expect(await positions()).toEqual([{ vehicle_id: 'VAN-1', told_by: 'source:mqtt' }])
})

test('it is known by its tracker id as well, and what cannot be is refused in a word', async () => {
  await publish('owntracks/someone/phone', here({ tid: 'VAN-1', tst: here().tst - 3 }))
  await publish('owntracks/someone/phone', here({ tid: 'ZZ' }))
  expect(await hear((found) => found.last_refusal === 'unknown_vehicle')).toMatchObject({
    last_refused_device: 'phone',
  })
  expect(await positions()).toHaveLength(2)
  await publish('owntracks/fleet/box-1', { _type: 'encrypted', data: 'x' })
  await hear((found) => found.last_refusal === 'encrypted')
})

test('a broken line is opened again after a pause', async () => {
  for (const client of Object.values((broker as unknown as { clients: Record<string, { close(): void }> }).clients))
    client.close()
  expect(await hear((found) => found.last_error === 'broken_off')).toMatchObject({ is_connected: false })
  await hear(isConnected)
  expect(await state()).toMatchObject({ last_error: null })
})

test('a wrong password, a silent port, an inner address and a line without encryption say so', async () => {
  await set({ password: 'another' })
  await hear((found) => found.last_error === 'not_let_in')
  await set({ url: 'mqtt://127.0.0.1:1' })
  await hear((found) => found.last_error === 'no_answer')
  await hearing.close()
  hearing = hearingWith(false)
  await set()
  await hear((found) => found.last_error === 'needs_tls')
  await set({ url: 'mqtts://10.0.0.1' })
  await hear((found) => found.last_error === 'forbidden_address')
  await set({ url: 'mqtts://localhost' })
  await hear((found) => found.last_error === 'forbidden_address')
})

test('of two programs one listens, and lets go when it ends; off is off', async () => {
  await hearing.close()
  const first = hearingWith(true)
  hearing = first
  await set()
  await hear(isConnected)
  hearing = hearingWith(true)
  await hear(() => true)
  expect(broker.connectedClients).toBe(1)
  await first.close()
  expect(await state()).toMatchObject({ is_connected: false })
  await hear(isConnected)
  await set({ is_on: false })
  await hear((found) => !isConnected(found))
  for (let tries = 0; broker.connectedClients > 0 && tries < 100; tries++) await pause(20)
  expect(broker.connectedClients).toBe(0)
})

test('a password stays with the address it was given for', async () => {
  const without = { password: undefined, is_on: false }
  await set({ is_on: false })
  expect((await set({ ...without, topic: 'owntracks/#' })).body.has_password).toBe(true)
  expect((await set({ ...without, url: 'mqtts://another.example' })).body.has_password).toBe(false)
  expect((await set({ ...without })).body.has_password).toBe(false)
})

test('it is set by whoever manages people, and neither places nor secrets stand on the ledger', async () => {
  expect((await ask('GET', '/position-broker', undefined, 'driver')).status).toBe(403)
  expect((await ask('PUT', '/position-broker', {}, 'driver')).status).toBe(403)
  for (const wrong of [
    { url: 'https://broker.example' },
    { url: 'mqtt://broker.example' },
    { url: 'MQTT://broker.example' },
    { url: 'mqtt://127.0.0.999' },
    { url: 'mqtts://%31%30.0.0.1' },
    { url: 'mqtts://broker.example\u202e' },
    { url: 'mqtt://10.0.0.1' },
    { url: 'mqtt://127.0.0.1.broker.example' },
    { url: 'mqtts://me:secret@broker.example' },
    { url: 'mqtts://broker.example/path' },
    { topic: 'a/#/b' },
    { topic: '' },
    { topic: '$SYS/#' },
  ])
    expect((await set(wrong)).status, JSON.stringify(wrong)).toBe(400)
  const { rows } = await application.owner.query(
    `SELECT count(*)::int AS found FROM ledger.event WHERE data::text LIKE '%only for the broker%' OR data::text LIKE '%46.9%'`,
  )
  expect(rows[0].found).toBe(0)
  expect(await application.mismatches(application.first)).toEqual([])
})
