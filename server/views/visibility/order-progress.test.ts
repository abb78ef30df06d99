/** Where an order is, from the supplier to the door, and that an open page hears of it. */
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderProgress } from '../../../contract/order-progress.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveStock, reserveStock } from '../../modules/inventory/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { getOrderProgress } from './order-progress.ts'

let application: TestApplication
let context: TestApplication['first']['context']
const line = { order_id: 'SO-1', line_number: 1 }
const seen = { source: 'RAPID', lifecycle: 'actual' } as const

beforeAll(async () => {
  application = await openApplication()
  context = application.first.context
  await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    location_id: 'NORD-1',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }],
  })
  await makePromise(context, line, { to_date: '2026-03-17', cause: 'initial' })
}, 60_000)
afterAll(() => application?.close())

const ask = (now = context.clock.now()) =>
  inSnapshot(context, (tx) => getOrderProgress(tx, 'SO-1', { visibleTo: null, now }))
const states = ({ stages }: OrderProgress) => stages.map(({ state }) => state)

test('an order that waits for everything says so, with the day promised', async () => {
  const progress = await ask()
  expect(states(progress)).toEqual(['not_needed', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(progress.stages.at(-1)).toMatchObject({ stage: 'delivery', expected_on: '2026-03-17' })
})

test('goods set aside are stock; goods gone are prepared and on their way; the carrier’s estimate says what comes next', async () => {
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 50, document: 'GRN-1' })
  await reserveStock(context, { ...line, location_id: 'CHI', quantity: 4 })
  expect(states(await ask())).toEqual(['not_needed', 'done', 'waiting', 'waiting', 'waiting'])
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'RAPID',
    to_location_id: 'NORD-1',
    shipped_at: '2026-03-16T08:00:00Z',
    lines: [{ ...line, quantity: 4 }],
  })
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '1', milestone: 'departed', occurred_at: '2026-03-16T08:30:00Z' },
    {
      ...seen,
      source_event_id: '2',
      milestone: 'delivered',
      lifecycle: 'estimated',
      occurred_at: '2026-03-17T10:00:00Z',
    },
  ])
  const progress = await ask()
  expect(states(progress)).toEqual(['not_needed', 'done', 'done', 'under_way', 'waiting'])
  expect(progress.shipments).toMatchObject([
    {
      milestone: 'departed',
      flags: [],
      stale_since: null,
      last_told_at: '2026-03-16T09:00:00.000Z',
      next: { code: 'delivered', lifecycle: 'estimated', at: '2026-03-17T10:00:00.000Z' },
    },
  ])
})

test('silence across a border is told with the time by which news was due, and a promise that has passed needs a look', async () => {
  const progress = await ask(new Date('2026-03-22T09:00:00Z'))
  expect(states(progress)).toEqual(['not_needed', 'done', 'done', 'trouble', 'trouble'])
  expect(progress.shipments).toMatchObject([{ flags: ['stale'], stale_since: '2026-03-21T08:30:00.000Z' }])
})

test('what was taken back no longer counts', async () => {
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '3', milestone: 'damaged', occurred_at: '2026-03-16T08:45:00Z' },
  ])
  expect((await ask()).shipments[0]!.flags).toEqual(['damaged'])
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '4', milestone: 'damaged', occurred_at: '2026-03-16T08:45:00Z', retracts: '3' },
  ])
  expect((await ask()).shipments[0]!.flags).toEqual([])
})

test('delivered is delivered', async () => {
  await recordDelivery(context, {
    delivery_id: 'DL-1',
    shipment_id: 'SH-1',
    delivered_at: '2026-03-16T08:55:00Z',
    lines: [{ ...line, accepted_quantity: 4, rejected_quantity: 0, condition: 'OK' }],
  })
  expect(states(await ask())).toEqual(['not_needed', 'done', 'done', 'done', 'done'])
})

test('an open page hears of a change within seconds; nobody hears of another’s order; and the server can end', async () => {
  const { app, first, call } = application
  for (const path of ['/api/v1/orders/SO-1/changes', '/api/v1/portal/orders/SO-1/changes'])
    expect((await call({ url: path })).statusCode).toBe(401)
  await placeOrder(context, {
    order_id: 'SO-2',
    customer_id: 'SUD',
    lines: [{ line_number: 1, product_id: 'GLUE', quantity: 1 }],
  })
  const foreign = await call({ url: '/api/v1/portal/orders/SO-2/changes' }, { cookie: first.cookies.customer_contact })
  expect(foreign.statusCode).toBe(404)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const headers = { cookie: first.cookies.customer_contact }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/portal/orders/SO-1/changes`, { headers })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain('event: open')
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '5', milestone: 'accepted', occurred_at: '2026-03-16T08:58:00Z' },
  ])
  expect((await reader.read()).value).toContain('event: changed')
  const begun = performance.now()
  await application.composition.app.close()
  expect(performance.now() - begun).toBeLessThan(5_000)
}, 30_000)
