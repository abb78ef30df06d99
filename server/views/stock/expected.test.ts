/** Supply as the supply screen shows it: who hangs on it, and what a moved day proposes at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { writeReservations } from '../../modules/inventory/index.ts'
import { watchPromises } from '../../planning/proposals/watch.followers.ts'
import { inTransaction } from '../../platform/database/transaction.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
  await post('/supplies', {
    supply_id: 'PO-1',
    supplier_id: 'ACME',
    location_id: 'CHI',
    lines: [
      { line_number: 1, product_id: 'PUMP-1', quantity: 10, due_on: '2026-03-18' },
      { line_number: 2, product_id: 'GLUE', quantity: 12, due_on: '2026-03-18' },
    ],
  })
  await post('/receipts', { location_id: 'CHI', lines: [{ product_id: 'PUMP-1', quantity: 5 }] })
  for (const [order_id, customer_id] of [
    ['SO-1', 'NORD'],
    ['SO-2', 'SUD'],
    ['SO-3', 'SUD'],
  ] as const) {
    const lines = [{ line_number: 1, product_id: 'PUMP-1', quantity: 5, requested_to_date: '2026-03-20' }]
    await post('/orders', { order_id, customer_id, site_id: 'CHI', lines })
    const claim = {
      order_id,
      line_number: 1,
      product_id: 'PUMP-1',
      location_id: 'CHI',
      need_on: '2026-03-19',
      quantity: 5,
    }
    const { context } = application.first
    await inTransaction(context, (tx) => writeReservations(context, tx, [claim]))
  }
}, 60_000)
afterAll(() => application?.close())

type Role = 'owner' | 'warehouse' | 'finance' | 'driver'
async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'owner') {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
async function post(url: string, payload: object) {
  const { status, body } = await ask('POST', url, payload)
  if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`)
  return body
}

test('each line says how many promises hang on it, and from which day on they need it', async () => {
  const { body } = await ask('GET', '/stock/expected?location_id=CHI')
  expect(body.rows).toMatchObject([
    {
      supply_id: 'PO-1',
      line_number: 1,
      promise_count: 2,
      customer_count: 1,
      promised: 10,
      first_need_on: '2026-03-19',
    },
    { supply_id: 'PO-1', line_number: 2, promise_count: 0, promised: 0, first_need_on: null },
  ])
  expect((await ask('GET', '/stock/expected?supplier_id=NOBODY')).body.rows).toEqual([])
  expect((await ask('GET', '/stock/expected?q=seal')).body.rows).toHaveLength(1)
  expect((await ask('GET', '/stock/expected?only=overdue')).body.rows).toEqual([])
})

test('the pages of the list follow each other without a gap', async () => {
  const first = (await ask('GET', '/stock/expected?limit=1')).body
  const second = (await ask('GET', `/stock/expected?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body
  expect([...first.rows, ...second.rows].map((row) => row.line_number)).toEqual([1, 2])
  expect(second.nextCursor).toBeNull()
  expect((await ask('GET', '/stock/expected?cursor=nonsense')).status).toBe(400)
})

test('the file of a supply names who waits; what nobody announced is not found', async () => {
  const { body } = await ask('GET', '/stock/expected/PO-1')
  expect(body.promises.map((one: { order_id: string }) => one.order_id)).toEqual(['SO-2', 'SO-3'])
  expect(body.proposals).toEqual([])
  expect((await ask('GET', '/stock/expected/PO-9')).status).toBe(404)
  expect((await ask('GET', '/stock/expected', undefined, 'driver')).status).toBe(403)
})

test('a day that moves proposes new dates at once, and the watch that looks again leaves the proposal as it is', async () => {
  await ask('PATCH', '/supplies/PO-1/lines/1', { due_on: '2026-03-30', counted_on: '2026-03-30' })
  const checked = await ask('POST', '/supplies/PO-1/check', {}, 'warehouse')
  expect(checked.body).toMatchObject({ lines_touched: 2 })
  while ((await watchPromises(application.first.context)) > 0);
  const { body } = await ask('GET', '/stock/expected/PO-1')
  expect(body.proposals).toMatchObject([{ proposal_id: checked.body.proposal_id, line_count: 2, customer_count: 1 }])
  expect((await ask('POST', '/supplies/PO-9/check', {})).status).toBe(404)
})

test('once all of it has come, nobody hangs on it any more and it stands among the closed', async () => {
  const lines = [
    { product_id: 'PUMP-1', quantity: 10 },
    { product_id: 'PIPE-20', quantity: 1 },
  ]
  const received = await ask('POST', '/receipts', { location_id: 'CHI', supply_id: 'PO-1', lines }, 'warehouse')
  expect(received.body.differences).toMatchObject([{ kind: 'wrong_product', product_id: 'PIPE-20' }])
  await ask('POST', '/supplies/PO-1/check', {}, 'warehouse')
  const { body } = await ask('GET', '/stock/expected/PO-1')
  expect(body).toMatchObject({ promises: [], proposals: [], differences: [{ kind: 'wrong_product' }] })
  expect((await ask('GET', '/stock/expected?only=closed')).body.rows).toMatchObject([{ line_number: 1 }])
})
