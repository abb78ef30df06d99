/** Carriers that call by themselves: who is let in, what a mapping makes of what they send, and what waits for one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TRACKING_STEPS, TrackingMapping } from '../../../contract/tracking-mapping.ts'
import { FLAGS, MILESTONES } from '../../../engines/tracking/index.ts'
import { callAs, openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { sign } from '../../platform/auth/signed-call.ts'
import { readTime } from './payload-time.ts'
import { readPayload } from './read-payload.ts'

let application: TestApplication
let cookie: string

beforeAll(async () => {
  application = await openApplication()
  cookie = application.first.cookies.coordinator
  await sendShipment(application.first.context, 'SH-1', 'PARCEL-1')
}, 60_000)
afterAll(() => application?.close())

const MAPPING = {
  events: 'parcels[].scans[]',
  shipments: ['parcels[].number'],
  code: ['parcels[].scans[].code'],
  time: ['parcels[].scans[].day', 'parcels[].scans[].time'],
  place: ['parcels[].scans[].town'],
  codes: { OUT: 'departed', DOOR: 'arrived_consignee', WAIT: { step: 'held' }, GO: { step: 'held', closes: true } },
}
const payload = (number: string, ...scans: object[]) => JSON.stringify({ parcels: [{ number, scans }] })
const scan = (code: string, time: string) => ({ code, day: '2026-03-16', time, town: 'Iasi' })

const ask = async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) => {
  const answer = await application.call({ method, url: `/api/v1${url}`, ...(body && { payload: body }) }, { cookie })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const open = async (connection_id: string, more: object = {}) => {
  await ask('POST', '/carrier-connections', { connection_id, name: 'Rapid', mapping: MAPPING, ...more })
  return (await ask('POST', `/carrier-connections/${connection_id}/secret`, {})).body as {
    path: string
    secret: string
  }
}

interface Call {
  readonly path: string
  readonly secret: string
  readonly id?: string
  readonly secondsAgo?: number
  readonly content: string
}
const callSigned = async ({ path, secret, id = 'msg-1', secondsAgo = 0, content }: Call) => {
  const timestamp = String(Math.floor(application.db.clock.now().getTime() / 1000) - secondsAgo)
  const signature = `v1,${sign(secret, `${id}.${timestamp}.`, Buffer.from(content)).toString('base64')}`
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    // A sender in the middle of changing over signs with both.
    'webhook-signature': `v1,bm8= ${signature}`,
  }
  const answer = await callAs(application.app, { method: 'POST', url: path, headers, payload: content })
  return { status: answer.statusCode, body: answer.json() }
}

test('a signed call becomes observations on the agreed clock, and its id holds once', async () => {
  const door = await open('RAPID-A', { carrier_id: 'RAPID', zone: 'Europe/Bucharest' })
  const content = payload('PARCEL-1', scan('OUT', '08:15'), scan('WAIT', '09:00'), scan('???', '09:30'))
  const first = await callSigned({ ...door, content })
  expect(first).toMatchObject({ status: 200, body: { state: 'taken', events: 3, added: 3, unmapped: 1 } })
  const seen = (await seenOf(application.first.context, 'SH-1')).map(({ milestone, code, at, place }) => [
    milestone,
    code,
    at?.toISOString(),
    place,
  ])
  expect(seen).toEqual([
    ['departed', 'OUT', '2026-03-16T06:15:00.000Z', 'Iasi'],
    ['held', 'WAIT', '2026-03-16T07:00:00.000Z', 'Iasi'],
    ['unmapped', '???', '2026-03-16T07:30:00.000Z', 'Iasi'],
  ])
  expect(await callSigned({ ...door, content })).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  expect(await callSigned({ ...door, id: 'msg-2', content })).toMatchObject({ body: { added: 0, known: 3 } })
})

test('nobody else is let in, and a stranger is told nothing', async () => {
  const door = await open('RAPID-B')
  const other = await open('RAPID-C')
  const content = payload('PARCEL-1', scan('OUT', '10:00'))
  const refused = [
    { ...door, content, secret: other.secret },
    { ...door, content, secondsAgo: 301 },
    { ...door, content, secondsAgo: -301 },
    { ...door, content, path: '/api/v1/carrier-events/00000000-0000-4000-8000-000000000000' },
  ]
  for (const call of refused)
    expect(await callSigned(call)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  expect(await callSigned({ ...door, content, secondsAgo: 299 })).toMatchObject({ status: 200 })
  // The signature is over the bytes: one blank more is another message.
  const timestamp = String(Math.floor(application.db.clock.now().getTime() / 1000))
  const signature = `v1,${sign(door.secret, `x.${timestamp}.`, Buffer.from(content)).toString('base64')}`
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'x',
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  }
  const changed = await callAs(application.app, { method: 'POST', url: door.path, headers, payload: `${content} ` })
  expect(changed.statusCode).toBe(401)
})

test('a shared token serves those who cannot sign; after a change the old one holds a day longer', async () => {
  const door = await open('RAPID-T', { auth: 'token' })
  const call = async (token: string, minute: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const content = payload('PARCEL-1', scan('OUT', `11:${minute}`))
    return (await callAs(application.app, { method: 'POST', url: door.path, headers, payload: content })).statusCode
  }
  expect(await call(door.secret, '01')).toBe(200)
  expect(await call(`${door.secret}x`, '02')).toBe(401)
  const next = (await ask('POST', '/carrier-connections/RAPID-T/secret', {})).body as { path: string; secret: string }
  expect(next.path).toBe(door.path)
  expect([await call(next.secret, '03'), await call(door.secret, '04')]).toEqual([200, 200])
  application.db.clock.moveTo(new Date('2026-03-17T10:00:00Z'))
  expect([await call(next.secret, '05'), await call(door.secret, '06')]).toEqual([200, 401])
  application.db.clock.moveTo(new Date('2026-03-16T09:00:00Z'))
})

test('what cannot be read is kept, and read again once the mapping is mended', async () => {
  const door = await open('RAPID-D', { mapping: null, zone: 'UTC' })
  const content = payload('PARCEL-1', scan('DOOR', '12:00'))
  const refused = await callSigned({ ...door, id: 'late', content })
  expect(refused).toMatchObject({
    status: 400,
    body: { details: { problems: [{ where: 'mapping', code: 'missing' }] } },
  })
  const url = `/tracking-messages/${refused.body.details.message_id}`
  expect((await ask('POST', `${url}/replay`)).body).toMatchObject({ state: 'refused' })
  await ask('PATCH', '/carrier-connections/RAPID-D', { mapping: MAPPING })
  expect((await ask('POST', `${url}/replay`)).body).toMatchObject({ state: 'taken', added: 1 })
  expect(await ask('POST', `${url}/replay`)).toMatchObject({ status: 422, body: { code: 'wrong_state' } })
  expect(await callSigned({ ...door, id: 'late', content })).toMatchObject({ status: 409 })
  const { rows } = (await ask('GET', '/carrier-connection-states')).body
  expect(rows.find((row: { connection_id: string }) => row.connection_id === 'RAPID-D')).toMatchObject({
    path: door.path,
    last_state: 'taken',
    messages: 1,
    refused: 0,
  })
  expect(await application.mismatches(application.first)).toEqual([])
})

test('a mapping is tried on a sample without keeping anything', async () => {
  const sample = payload('P', scan('OUT', '08:15'), scan('NEW', '25:00'))
  const { body } = await ask('POST', '/carrier-connections/try', { mapping: MAPPING, sample })
  expect(body).toMatchObject({
    events: [{ shipments: ['P'], step: 'departed', local_time: '2026-03-16T08:15:00' }],
    problems: [{ where: 'event 2, parcels[].scans[].day', code: 'bad_time', value: '2026-03-16 25:00' }],
  })
})

test('a mapping may name every step we know, and no other', () => {
  const known = [...MILESTONES.map(({ code }) => code), ...FLAGS, 'eta_updated']
  expect([...TRACKING_STEPS].sort()).toEqual([...known].sort())
})

test('secrets are neither in the record nor in the ledger', async () => {
  const door = await open('RAPID-E')
  const { rows } = await application.owner.query(
    "SELECT data::text FROM ledger.event WHERE subject_type = 'carrier_connection'",
  )
  const kept = await application.owner.query(
    "SELECT sealed FROM tracking.connection_secret WHERE connection_id = 'RAPID-E'",
  )
  for (const text of [
    JSON.stringify(rows),
    JSON.stringify(kept.rows),
    JSON.stringify(await ask('GET', '/carrier-connections')),
  ])
    expect(text).not.toContain(door.secret)
})

test.each([
  ['2026-03-16T08:15:00+02:00', 'iso', { at: '2026-03-16T08:15:00+02:00' }],
  ['2026-03-16 08:15', 'iso', { localTime: '2026-03-16T08:15:00' }],
  ['2026-03-16', 'iso', { day: '2026-03-16' }],
  ['16.3.2026 8:15', 'day_first', { localTime: '2026-03-16T08:15:00' }],
  ['03/16/2026', 'month_first', { day: '2026-03-16' }],
  ['202603160815', 'compact', { localTime: '2026-03-16T08:15:00' }],
  ['1773648900', 'epoch_seconds', { at: '2026-03-16T08:15:00.000Z' }],
  ['2026-02-30', 'iso', null],
  ['16.13.2026', 'day_first', null],
  ['soon', 'iso', null],
] as const)('%s read as %s', (text, format, expected) => {
  const read = readTime(text, format, undefined)
  if (expected === null) expect(read).toBeNull()
  else expect(read).toMatchObject(expected)
})

const EXAMPLES = fileURLToPath(new URL('../../../examples/tracking/', import.meta.url))
const SAMPLES = fileURLToPath(new URL('../../../../shared/data/carrier-tracking/', import.meta.url))
const mappingOf = (name: string) => TrackingMapping.parse(JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')))
const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))

test('every example mapping is a mapping', () => {
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) expect(() => mappingOf(name), name).not.toThrow()
})

/** Carriers' samples are not ours to copy; where they lie beside the checkout, they are read from there. */
describe.skipIf(!existsSync(SAMPLES))('samples of carriers (skipped where they are not beside the checkout)', () => {
  test.each([
    ['asendia', 'asendia__tracking_response', 3, 0],
    ['dhl-unified', 'dhl_parcel_de__tracking_response', 1, 0],
    ['fedex', 'fedex__tracking_response', 1, 0],
    ['hermes', 'hermes__tracking_response', 4, 0],
    ['mydhl', 'mydhl__tracking_response', 3, 0],
    ['parcelone', 'parcelone__tracking_response', 3, 0],
    ['smartkargo', 'smartkargo__tracking_response', 2, 0],
    ['smartkargo', 'smartkargo__partner_tracking_response', 1, 0],
    ['spring', 'spring__tracking_response', 2, 0],
    ['teleship', 'teleship__tracking_response', 4, 0],
    // The second answer is the carrier's own template, with a word where a code belongs.
    ['usps', 'usps__tracking_responses', 13, 1],
  ])('%s reads %s', (mapping, sample, events, unmapped) => {
    const read = readPayload(readFileSync(join(SAMPLES, `${sample}.json`), 'utf8'), mappingOf(`${mapping}.json`), null)
    const told = read.events.filter(({ lifecycle }) => lifecycle === 'actual')
    expect(read.problems).toEqual([])
    expect([told.length, told.filter(({ step }) => step === 'unmapped').length]).toEqual([events, unmapped])
    expect(told.every(({ shipments, at, localTime }) => shipments.length > 0 && (at ?? localTime))).toBe(true)
  })
})

describe('a file of a carrier', () => {
  const COLUMNS = {
    format: 'csv',
    shipments: ['Parcel no'],
    code: ['Code'],
    time: ['Date', 'Time'],
    time_format: 'day_first',
    place: ['Town'],
    codes: { OUT: 'departed' },
  }
  const bring = (id: string, payload: string, type = 'text/csv') =>
    application.call(
      { method: 'POST', url: `/api/v1/carrier-connections/${id}/files`, payload, headers: { 'content-type': type } },
      { cookie },
    )

  test('in CSV is read by the columns that its mapping names, and what has no meaning is kept and told', async () => {
    await open('FILES', { mapping: COLUMNS, zone: 'Europe/Bucharest' })
    const file = [
      'Parcel no;Code;Date;Time;Town',
      'PARCEL-1;OUT;16.03.2026;09:30;"Iasi; depot"',
      'PARCEL-1;LOAF;16.03.2026;10:30;Iasi',
      'PARCEL-9;OUT;16.03.2026;11:30;Iasi',
      'PARCEL-1;OUT;never;;Iasi',
      'PARCEL-1;OUT;16.03.2026;11:30;Iasi;beyond',
    ].join('\r\n')
    const taken = (await bring('FILES', `\uFEFF${file}`)).json()
    expect(taken).toMatchObject({ state: 'partly', events: 3, added: 2, unmatched: 1, unmapped: 1 })
    expect(taken.problems).toMatchObject([
      { where: 'row 6', code: 'broken' },
      { where: 'event 4, [].Date', code: 'bad_time', value: 'never' },
    ])
    const seen = await seenOf(application.first.context, 'SH-1')
    expect(seen).toContainEqual(expect.objectContaining({ milestone: 'departed', place: 'Iasi; depot' }))
    expect(seen).toContainEqual(expect.objectContaining({ milestone: 'unmapped', code: 'LOAF' }))
    // The same file again changes nothing, and neither does another one with the same rows.
    expect((await bring('FILES', `\uFEFF${file}`)).statusCode).toBe(409)
    expect((await bring('FILES', `${file}\r\n`)).json()).toMatchObject({ added: 0, known: 2, unmatched: 1 })
  })

  test('that cannot be read is kept with what is wrong, and read again once its mapping is mended', async () => {
    await open('MENDED', { mapping: { ...COLUMNS, code: ['Status'] } })
    const refused = await bring('MENDED', 'Parcel no,Code,Date\nPARCEL-1,OUT,17.03.2026')
    expect(refused.json().details.problems).toMatchObject([{ where: 'event 1, [].Status', code: 'missing' }])
    const { body } = await ask('GET', '/tracking-messages?channel=carrier-file&state=refused')
    const [kept] = body.rows
    expect(kept).toMatchObject({ source: 'MENDED', state: 'refused' })
    await ask('PATCH', '/carrier-connections/MENDED', { mapping: COLUMNS })
    expect((await ask('POST', `/tracking-messages/${kept.message_id}/replay`)).body).toMatchObject({
      state: 'taken',
      added: 1,
    })
  })

  test.each([
    ['', 400],
    ['Parcel no,Parcel no\n1,2', 400],
    ['Parcel no,Code,Date\n"PARCEL-1,OUT,16.03.2026', 400],
    ['\n\n', 400],
    ['{"not": "a table"}', 400],
  ])('refuses %j without falling over', async (content, code) => {
    await open('BROKEN', { mapping: COLUMNS })
    expect((await bring('BROKEN', content)).statusCode).toBe(code)
  })

  test('is taken from who may write shipments alone, and of a connection that is there', async () => {
    expect((await bring('NOBODY', 'a,b\n1,2')).statusCode).toBe(404)
    const { cookies } = application.first
    const call = { method: 'POST' as const, url: '/api/v1/carrier-connections/FILES/files', payload: 'a,b' }
    const as = { cookie: cookies.finance }
    const headers = { 'content-type': 'text/csv' }
    expect((await application.call({ ...call, headers }, as)).statusCode).toBe(403)
  })
})
