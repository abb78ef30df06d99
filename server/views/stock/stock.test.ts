/** Stock as it is read, over the program's own endpoints. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
  await post('/supplies', {
    supply_id: 'PO-1',
    supplier_id: 'ACME',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'GLUE', quantity: 30, due_on: '2026-03-24' }],
  })
  await receive('GLUE', 40, { lot_id: 'G1', expires_on: '2026-12-01', bin: 'A-1' })
  await receive('GLUE', 5, { lot_id: 'G2', state: 'quarantine' })
  await post('/orders', {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'GLUE', quantity: 15 }],
  })
  await post('/stock/reservations', { order_id: 'SO-1', line_number: 1, location_id: 'CHI', quantity: 15 })
}, 60_000)
afterAll(() => application?.close())

const call = (method: 'GET' | 'POST', url: string, payload?: object, role: 'owner' | 'finance' = 'owner') =>
  application.call({ method, url: `/api/v1${url}`, payload }, { cookie: application.first.cookies[role] })
async function get(url: string) {
  const answer = await call('GET', url)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
async function post(url: string, payload: object) {
  const answer = await call('POST', url, payload)
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.json()
}
const receive = (product_id: string, quantity: number, rest: object = {}) =>
  post('/receipts', { location_id: 'CHI', document: 'GRN-1', lines: [{ product_id, quantity, ...rest }] })

test('the overview says what lies there, what is promised of it, and what is to come', async () => {
  const { rows } = await get('/stock?q=seal')
  expect(rows).toMatchObject([
    {
      product_id: 'GLUE',
      product_name: 'Sealing paste',
      location_id: 'CHI',
      on_hand: 40,
      reserved: 15,
      available: 25,
      short: 0,
      quarantine: 5,
      on_order: 30,
      in_transit: 0,
      next_supply_on: '2026-03-24',
    },
  ])
  expect((await get('/stock?only=short')).rows).toEqual([])
  expect((await get('/stock?only=not_released')).rows).toHaveLength(1)
})

test('the overview goes on where a page ended', async () => {
  await receive('PIPE-20', 1)
  const first = await get('/stock?limit=1')
  const second = await get(`/stock?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)
  expect([...first.rows, ...second.rows].map((row) => row.product_id)).toEqual(['GLUE', 'PIPE-20'])
  expect(second.nextCursor).toBeNull()
  expect((await call('GET', '/stock?cursor=%5B1%5D')).statusCode).toBe(400)
})

test('the overview goes out as a file with the same rows', async () => {
  const answer = await call('GET', '/stock/export?format=csv&q=seal')
  const [header, row] = answer.body.split('\r\n')
  expect(header).toMatch(/^product_id,product_name,/)
  expect(row).toMatch(/^GLUE,Sealing paste,supplies,C62,CHI,Central depot,40,15,25,0,5,/)
  expect((await call('GET', '/stock/export?format=json')).json()).toHaveLength(2)
  expect((await call('GET', '/stock/export?format=xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
})

test('behind a pool stand its goods, its supply, its days and whoever waits', async () => {
  const file = await get('/stock/pools/GLUE/CHI')
  expect(file.days).toEqual([
    { day: '2026-03-16', supply: 0, reserved: 15, projected: 25, available_to_promise: 25 },
    { day: '2026-03-24', supply: 30, reserved: 0, projected: 55, available_to_promise: 55 },
  ])
  expect(file.stock).toMatchObject([
    { lot_id: 'G2', state: 'quarantine', quantity: 5 },
    { lot_id: 'G1', state: 'released', quantity: 40, bin: 'A-1', expires_on: '2026-12-01' },
  ])
  expect(file.supply).toMatchObject([{ supply_id: 'PO-1', quantity: 30 }])
  expect(file.reservations).toMatchObject([{ order_id: 'SO-1', customer_name: 'Nord Bau', quantity: 15 }])
  expect((await call('GET', '/stock/pools/GLUE/EVN')).statusCode).toBe(404)
})

test('every figure leads to its movements', async () => {
  const { rows } = await get('/stock/movements?product_id=GLUE&location_id=CHI')
  expect(rows).toMatchObject([
    { type: 'receipt', lot_id: 'G2', quantity: 5, to_state: 'quarantine' },
    { type: 'receipt', lot_id: 'G1', quantity: 40, from_kind: 'supplier', document: 'GRN-1', is_reversed: false },
  ])
  const first = await get('/stock/movements?product_id=GLUE&limit=1')
  const second = await get(`/stock/movements?product_id=GLUE&limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)
  expect(second.rows).toMatchObject([{ lot_id: 'G1' }])
  expect((await get('/stock/movements?reference=GRN-1')).rows.length).toBeGreaterThanOrEqual(2)
})

test('a lot is found wherever it went, and a customer is told which lots it has', async () => {
  await post('/shipments', { shipment_id: 'SH-1', lines: [{ order_id: 'SO-1', line_number: 1, quantity: 15 }] })
  const trace = await get('/lots/GLUE/G1/trace')
  expect(trace).toMatchObject({
    lot: { lot_id: 'G1', recalled_on: null },
    received: [{ document: 'GRN-1', quantity: 40 }],
    lying: [{ location_id: 'CHI', bin: 'A-1', quantity: 25 }],
    shipped: [{ shipment_id: 'SH-1', customer_id: 'NORD', location_id: 'NORD-1', quantity: 15 }],
  })
  for (const named of ['shipment_id=SH-1', 'customer_id=NORD', 'location_id=NORD-1', 'order_id=SO-1']) {
    expect((await get(`/lots/shipped?${named}`)).rows).toMatchObject([{ lot_id: 'G1', quantity: 15 }])
  }
  expect((await call('GET', '/lots/shipped')).statusCode).toBe(400)
})

test('where reservations are not covered any more, the list of warnings begins', async () => {
  await receive('PUMP-1', 10)
  await post('/orders', {
    order_id: 'SO-2',
    customer_id: 'SUD',
    site_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 10 }],
  })
  await post('/stock/reservations', { order_id: 'SO-2', line_number: 1, location_id: 'CHI', quantity: 10 })
  await post('/stock/adjustments', {
    location_id: 'CHI',
    lines: [{ product_id: 'PUMP-1', change: -4, cause: 'Fell from the shelf' }],
  })
  const { rows, counts } = await get('/stock/warnings')
  expect(counts.short).toBe(1)
  expect(rows[0]).toMatchObject({ kind: 'short', product_id: 'PUMP-1', quantity: 4, on_hand: 6, reserved: 10 })
  expect(rows[0].fixes).toContainEqual(expect.objectContaining({ kind: 'move_promises', lines: 1 }))
  expect((await get('/stock?only=short')).rows).toMatchObject([{ product_id: 'PUMP-1', short: 4, available: 0 }])
})

test('supply keeps the history of its dates', async () => {
  const changed = await application.call(
    {
      method: 'PATCH',
      url: '/api/v1/supplies/PO-1/lines/1',
      payload: { due_on: '2026-04-02', reason: 'Truck broke down' },
    },
    { cookie: application.first.cookies.planner },
  )
  expect(changed.json()).toMatchObject({ due_on: '2026-04-02', counted_on: '2026-04-02' })
  const file = await get('/supplies/PO-1/lines/1')
  expect(file.history.map((one: { type: string; due_on: string }) => [one.type, one.due_on])).toEqual([
    ['SupplyRegistered', '2026-03-24'],
    ['SupplyChanged', '2026-04-02'],
  ])
  expect(file.history[1].reason).toBe('Truck broke down')
  expect((await get('/supplies?is_open=true&q=seal')).rows).toMatchObject([{ supply_id: 'PO-1', is_overdue: false }])
})

test('what is not for their eyes is refused', async () => {
  expect((await call('GET', '/stock', undefined, 'finance')).statusCode).toBe(403)
  const warehouse = { cookie: application.first.cookies.warehouse }
  const cancel = { method: 'POST', url: '/api/v1/supplies/PO-1/lines/1/cancellation', payload: {} } as const
  expect((await application.call(cancel, warehouse)).statusCode).toBe(403)
})

test('the ledger explains all of it', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})
