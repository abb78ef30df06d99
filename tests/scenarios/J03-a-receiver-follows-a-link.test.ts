/** Whoever takes goods in follows a link without a sign-in: towns and days, more only with the postcode, nothing by guessing. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecord } from '../../server/ledger/index.ts'
import { location } from '../../server/modules/locations/index.ts'
import { recordObservations } from '../../server/modules/tracking/index.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { openApplication, type TestApplication } from '../fixtures/application.ts'
import { sendShipment } from '../fixtures/sent-shipment.ts'

let it: TestApplication
let path = ''

const get = (url: string, headers: Record<string, string> = {}) => it.app.inject({ method: 'GET', url, headers })
const ask = (postcode: string, url = path) =>
  it.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ postcode }).toString(),
  })
const link = (shipment: string, cookie: string, prefix = '') =>
  it.call({ method: 'POST', url: `/api/v1${prefix}/shipments/${shipment}/tracking-link` }, { cookie })

beforeAll(async () => {
  it = await openApplication()
  const { context } = it.first
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, location, 'NORD-1', () => ({
      street: 'Strada <b>Ascunsă</b> 7',
      city: 'Cahul',
      postal_code: 'MD-3901',
    })),
  )
  await sendShipment(context, 'SH-LINK', 'RP 77/1')
  await recordObservations(context, 'SH-LINK', [
    {
      source: 'carrier',
      source_event_id: '1',
      milestone: 'departed',
      lifecycle: 'actual',
      occurred_at: '2026-03-15T12:30:00Z',
    },
    {
      source: 'carrier',
      source_event_id: '2',
      milestone: 'out_for_delivery',
      lifecycle: 'actual',
      occurred_at: '2026-03-16T06:00:00Z',
      location_id: 'NORD-1',
    },
  ])
})
afterAll(() => it?.close())

test('staff and the customer get the same address, twice the same; a stranger none', async () => {
  const first = await link('SH-LINK', it.first.cookies.coordinator)
  expect(first.statusCode).toBe(200)
  path = new URL(first.json().url).pathname
  expect(path).toMatch(/^\/t\/[\w-]{60,}$/)
  const own = await link('SH-LINK', it.first.cookies.customer_contact, '/portal')
  expect(own.json().url).toBe(first.json().url)
  const foreign = await link('SH-LINK', it.second.cookies.coordinator)
  expect(foreign.json().code).toBe('unknown_shipment')
  const wall = await link('SH-LINK', it.first.cookies.driver)
  expect(wall.statusCode).toBe(403)
})

test('another customer of the same company gets no link to goods that are not theirs', async () => {
  const { context } = it.first
  await inTransaction(context, (tx) =>
    tx.client.query("UPDATE orders.customer_order SET customer_id = 'SUD' WHERE order_id = 'SO-SH-LINK'"),
  )
  const foreign = await link('SH-LINK', it.first.cookies.customer_contact, '/portal')
  expect(foreign.json().code).toBe('unknown_shipment')
  await inTransaction(context, (tx) =>
    tx.client.query("UPDATE orders.customer_order SET customer_id = 'NORD' WHERE order_id = 'SO-SH-LINK'"),
  )
})

test('the page stands in one small document without scripts, and tells towns and days only', async () => {
  const page = await get(path, { 'accept-language': 'ro' })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('<html lang="ro">')
  expect(page.body).toContain('În curs de livrare')
  expect(page.body).toContain('Cahul')
  expect(page.body).toContain('RP 77/1')
  expect(page.body).not.toMatch(/<script|Ascunsă|NORD-1|Nord Bau|https?:/)
  expect(gzipSync(page.body).length).toBeLessThan(8_000)
  expect(page.headers['x-robots-tag']).toContain('noindex')
  expect(page.headers['referrer-policy']).toBe('no-referrer')
  expect(page.headers['cache-control']).toBe('no-store')
})

test.each(['en', 'ro', 'ru', 'hy', 'zh-TW'])('it reads in %s', async (language) => {
  const page = await get(`${path}?l=${language}`)
  expect(page.body).toContain(`<html lang="${language}">`)
  expect(page.body).not.toContain('undefined')
})

test('the postcode opens street and goods, however it is written, and what they hold stays text', async () => {
  const shown = await ask('md 3901')
  expect(shown.body).toContain('Strada &lt;b&gt;Ascunsă&lt;/b&gt; 7')
  expect(shown.body).toMatch(/<span class="n">4<\/span>/)
})

test('guessing postcodes ends, for everybody who holds the link', async () => {
  expect((await ask('1')).body).toContain('aria-invalid')
  for (let tries = 0; tries < 9; tries++) await ask(String(tries))
  const closed = await ask('MD-3901')
  expect(closed.body).toContain('role="alert"')
  expect(closed.body).not.toContain('Ascunsă')
  // The page itself still opens, and tomorrow the form does.
  expect((await get(path)).statusCode).toBe(200)
  it.db.clock.moveTo(new Date(it.db.clock.now().getTime() + 86_400_000))
  expect((await ask('MD-3901')).body).toContain('Ascunsă')
})

test('what was not signed here opens nothing, and nothing tells why', async () => {
  const token = path.slice(3)
  const other = (token[0] === 'A' ? 'B' : 'A') + token.slice(1)
  const cut = await get(`/t/${token.slice(0, -2)}`)
  const changed = await get(`/t/${other}`)
  const odd = await get('/t/%00%ff')
  expect([cut.statusCode, changed.statusCode]).toEqual([404, 404])
  expect(odd.statusCode).toBeLessThan(500)
  expect(changed.body).toBe(cut.body)
})

test('a form that is too long or of another kind is refused in words', async () => {
  expect((await ask('x'.repeat(40_000))).statusCode).toBe(413)
  const json = await it.app.inject({ method: 'POST', url: path, payload: { postcode: ['a'] } })
  expect(json.statusCode).toBe(415)
})

test('taken back, it opens nothing, and the next one has another address', async () => {
  const { cookies } = it.first
  const gone = await it.call(
    { method: 'DELETE', url: '/api/v1/shipments/SH-LINK/tracking-link' },
    { cookie: cookies.coordinator },
  )
  expect(gone.statusCode).toBe(204)
  expect((await get(path)).statusCode).toBe(404)
  const next = new URL((await link('SH-LINK', cookies.coordinator)).json().url).pathname
  expect(next).not.toBe(path)
  expect((await get(next)).statusCode).toBe(200)
  path = next
})

test('it ends with time', async () => {
  it.db.clock.moveTo(new Date(it.db.clock.now().getTime() + 181 * 86_400_000))
  expect((await get(path)).statusCode).toBe(404)
  expect(await it.mismatches(it.first)).toEqual([])
})

test('of goods in a van of ours it tells when they come and how many doors come before, never where the van is', async () => {
  const { context, cookies } = it.first
  const now = context.clock.now().getTime()
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
  const add = async (url: string, payload?: object) => {
    const answer = await it.call(
      { method: 'POST', url: `/api/v1${url}`, ...(payload && { payload }) },
      { cookie: cookies.owner },
    )
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer
  }
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, location, 'NORD-1', () => ({ latitude: 47.1, longitude: 28.6 })),
  )
  await sendShipment(context, 'SH-VAN')
  await add('/vehicles', { vehicle_id: 'VAN-SECRET', name: 'Van of nobody', plate: 'XYZ 123' })
  const stops = [{ stop_number: 1, shipment_id: 'SH-VAN' }]
  await add('/trips', { trip_id: 'TR-J03', vehicle_id: 'VAN-SECRET', day: at(0).slice(0, 10), stops })
  await add('/trips/TR-J03/start')
  const key = { key: it.first.keys[0]! }
  const positions = [{ vehicle_id: 'VAN-SECRET', at: at(0), latitude: 47.137, longitude: 28.651 }]
  const told = await it.call({ method: 'POST', url: '/api/v1/positions', payload: { positions } }, key)
  expect(told.json(), told.body).toMatchObject({ added: 1 })
  const made = await link('SH-VAN', cookies.coordinator)
  const { body } = await get(`${new URL(made.json().url).pathname}?l=en`)
  expect(body).toMatch(
    /<dd>about [^<]+<\/dd><dd class="dim">between \d\d:\d\d [AP]M and \d\d:\d\d [AP]M\. Yours is the next stop\./,
  )
  for (const secret of ['VAN-SECRET', 'Van of nobody', 'XYZ 123', '47.137', '28.651'])
    expect(body).not.toContain(secret)
  expect(gzipSync(body).length).toBeLessThan(60 * 1024)
})
