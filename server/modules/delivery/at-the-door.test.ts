/** What a driver tells at the door: handed over in full, or not and why; each once, however often it is told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeenStop } from '../../../contract/vehicles.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'

let application: TestApplication
const NOW = () => application.db.clock.now().toISOString()

async function call(
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  role: 'driver' | 'owner' | 'coordinator' | 'finance' = 'driver',
) {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}

const stopOf = async (shipment: string): Promise<SeenStop> =>
  (await call('GET', '/own-trips')).body.trips[0].stops.find((stop: SeenStop) => stop.shipment_id === shipment)

beforeAll(async () => {
  application = await openApplication()
  const { context } = application.first
  for (const shipment of ['SH-1', 'SH-2', 'SH-3', 'SH-4']) await sendShipment(context, shipment)
  const { rows } = (await call('GET', '/members', undefined, 'owner')).body
  const driver_id = rows.find(({ role }: { role: string }) => role === 'driver').user_id
  await call('POST', '/vehicles', { vehicle_id: 'VAN-1', name: 'Van', driver_id }, 'owner')
  const stops = ['SH-1', 'SH-2', 'SH-3'].map((shipment_id, nth) => ({ stop_number: nth + 1, shipment_id }))
  await call('POST', '/trips', { trip_id: 'TR-1', vehicle_id: 'VAN-1', day: NOW().slice(0, 10), stops }, 'owner')
  expect((await call('POST', '/own-trips/TR-1/start')).status).toBe(204)
}, 240_000)
afterAll(() => application?.close())

test('one press hands over all goods of a stop, once, however often it is pressed', async () => {
  const press = () => call('POST', '/shipments/SH-1/hand-over', { recipient: 'consignee', note: 'Ion' })
  const both = await Promise.all([press(), press()])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(both.map(({ body }) => body.is_known).sort()).toEqual([false, true])
  expect(new Set(both.map(({ body }) => body.delivery_id)).size).toBe(1)
  const { body } = await call('GET', '/orders/SO-SH-1', undefined, 'owner')
  expect(body.deliveries).toHaveLength(1)
  expect(body.deliveries[0]).toMatchObject({ shipment_id: 'SH-1', location_id: 'NORD-1', recipient: 'consignee' })
  expect(body.deliveries[0].lines).toMatchObject([{ line_number: 1, accepted_quantity: 4, rejected_quantity: 0 }])
  expect(await stopOf('SH-1')).toMatchObject({ state: 'handed_over', failed_at: null })
})

test('what was handed over in part before is completed, not counted twice', async () => {
  const line = { order_id: 'SO-SH-2', line_number: 1, accepted_quantity: 1, rejected_quantity: 0 }
  expect((await call('POST', '/deliveries', { shipment_id: 'SH-2', lines: [line] })).status).toBe(201)
  expect((await call('POST', '/shipments/SH-2/hand-over', {})).body).toMatchObject({ is_known: false })
  const { deliveries } = (await call('GET', '/orders/SO-SH-2', undefined, 'owner')).body
  const accepted = deliveries.flatMap((one: { lines: { accepted_quantity: number }[] }) => one.lines)
  expect(accepted.map((one: { accepted_quantity: number }) => one.accepted_quantity).sort()).toEqual([1, 3])
})

test('goods that could not be handed over are reported with the reason, once, and the stop says so', async () => {
  const report = { report_id: 'R-1', reason: 'consignee_closed' }
  const tell = (body: object, role?: 'finance') => call('POST', '/shipments/SH-3/failed-attempts', body, role)
  expect(await tell(report)).toMatchObject({ status: 200, body: { is_known: false } })
  expect(await tell(report)).toMatchObject({ status: 200, body: { is_known: true } })
  const seen = await seenOf(application.first.context, 'SH-3')
  expect(seen).toMatchObject([{ milestone: 'attempt_failed', reason: 'consignee_closed', lifecycle: 'actual' }])
  expect(await stopOf('SH-3')).toMatchObject({ state: 'ahead', failed_reason: 'consignee_closed' })
  expect((await stopOf('SH-3')).failed_at).toBe(NOW())
})

test('what the customer said is kept with shipment, order and customer, once, however often it is told', async () => {
  const said = { report_id: 'S-1', stance: 'complaint', about: ['papers'], score: 2 }
  const note = (body: object, shipment = 'SH-1', role?: 'finance') =>
    call('POST', `/shipments/${shipment}/door-feedback`, body, role)
  const both = await Promise.all([note(said), note(said)])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect(both.map(({ body }) => body.is_known).sort()).toEqual([false, true])
  const { body } = await call('GET', `/feedback/${both[0]!.body.feedback_id}`, undefined, 'owner')
  expect(body).toMatchObject({
    ...{ shipment_id: 'SH-1', order_id: 'SO-SH-1', customer_id: 'NORD', channel: 'door', kind: 'information' },
    ...{ team: 'coordinator', state: 'open' },
  })
  expect((await call('GET', '/orders/SO-SH-1', undefined, 'owner')).body.ratings).toMatchObject([
    { score: '2.00', scale_max: 5, channel: 'door' },
  ])
  expect(await note(said, 'SH-9')).toMatchObject({ body: { code: 'unknown_shipment' } })
  expect(await note({ report_id: 'S-2' })).toMatchObject({ status: 400 })
  expect(await note({ ...said, report_id: 'S-3' }, 'SH-1', 'finance')).toMatchObject({ status: 403 })
})

test('a report used again with other words, at another stop or by another person swallows nothing', async () => {
  const note = (body: object, { shipment = 'SH-2', role = 'driver' as 'driver' | 'coordinator' } = {}) =>
    call('POST', `/shipments/${shipment}/door-feedback`, { report_id: 'A1', stance: 'praise', ...body }, role)
  const first = await note({})
  expect(first).toMatchObject({ status: 201, body: { is_known: false } })
  const refused = { status: 409, body: { code: 'idempotency_mismatch' } }
  expect(await note({ stance: 'complaint' })).toMatchObject(refused)
  expect(await note({ comment: 'And kind' })).toMatchObject(refused)
  expect(await note({}, { shipment: 'SH-1' })).toMatchObject(refused)
  const asOrder = { report_id: 'A1', stance: 'praise' }
  expect(await call('POST', '/orders/SO-SH-2/door-feedback', asOrder)).toMatchObject(refused)
  expect(await note({})).toMatchObject({ status: 201, body: { ...first.body, is_known: true } })
  const other = await note({ stance: 'complaint' }, { role: 'coordinator' })
  expect(other).toMatchObject({ status: 201, body: { is_known: false } })
  expect(other.body.feedback_id).not.toBe(first.body.feedback_id)
})

test('a driver tells of the own stops alone, the office of any; nobody of what was not ordered yet or is still to come', async () => {
  const said = { stance: 'praise' }
  const tell = (path: string, body: object = said, role?: 'coordinator') =>
    call('POST', `${path}/door-feedback`, body, role)
  expect(await tell('/orders/SO-SH-1')).toMatchObject({ status: 201 })
  for (const path of ['/orders/SO-SH-4', '/shipments/SH-4']) {
    expect(await tell(path)).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect(await tell(path, said, 'coordinator')).toMatchObject({ status: 201 })
    for (const given_at of ['1900-01-03T08:00:00Z', '2026-03-01T08:00:00Z', '2027-03-01T08:00:00Z'])
      expect(await tell(path, { ...said, given_at }, 'coordinator')).toMatchObject({
        ...{ status: 422, body: { code: 'time_order' } },
      })
  }
})

test('refuses what lies ahead, unknown shipments and reasons, and those who deliver nothing', async () => {
  const ahead = new Date(Date.parse(NOW()) + 3_600_000).toISOString()
  const report = (body: object, shipment = 'SH-3', role?: 'finance') =>
    call('POST', `/shipments/${shipment}/failed-attempts`, { report_id: 'R-2', reason: 'other', ...body }, role)
  expect(await report({ occurred_at: ahead })).toMatchObject({ status: 422, body: { code: 'time_order' } })
  expect(await report({}, 'SH-9')).toMatchObject({ body: { code: 'unknown_shipment' } })
  expect(await report({ reason: 'bored' })).toMatchObject({ status: 400 })
  expect(await report({}, 'SH-3', 'finance')).toMatchObject({ status: 403 })
  expect(await call('POST', '/shipments/SH-3/hand-over', {}, 'finance')).toMatchObject({ status: 403 })
  expect(await call('POST', '/shipments/SH-9/hand-over', {})).toMatchObject({ body: { code: 'unknown_shipment' } })
  expect(await application.mismatches(application.first)).toEqual([])
})
