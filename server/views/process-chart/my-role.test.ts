/** Whose work a person does, and what waits for it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { READY_PROCESS } from '../../../contract/ready-process.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { buildCases } from './build-cases.ts'
import { departmentOf, roleOf } from './my-role.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
  for (const order_id of ['SO-1', 'SO-2', 'SO-3']) {
    await placeOrder(context, {
      ...{ order_id, customer_id: 'NORD', site_id: 'CHI', location_id: 'NORD-1' },
      lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }],
    })
    await makePromise(context, { order_id, line_number: 1 }, { to_date: '2026-03-20', quantity: 4, cause: 'initial' })
  }
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'RAPID',
    lines: [{ order_id: 'SO-1', line_number: 1, quantity: 4 }],
  })
  await recordObservations(context, 'SH-1', [
    {
      ...{ source: 'van', source_event_id: '1', milestone: 'picked', lifecycle: 'actual' },
      occurred_at: '2026-03-16T08:00:00Z',
    },
  ])
  await buildCases(context)
}, 600_000)
afterAll(() => db?.close())

const role = (department: 'warehouse' | 'management' | 'marketing') =>
  inSnapshot(context, (tx) => roleOf(tx, { process: READY_PROCESS, results: {}, department, now: db.clock.now() }))

test('the warehouse sees what waits to be picked, and nothing that has been', async () => {
  const { steps, to_others, from_others } = await role('warehouse')
  const open = new Map(steps.map((step) => [step.step_id, step.open]))
  expect([...open.keys()]).toEqual(['pick', 'dispatch'])
  expect(open.get('pick')).toMatchObject({ kind: 'lines', count: 2, late: null })
  expect(open.get('pick')?.orders.map(({ order_id }) => order_id)).toEqual(['SO-2', 'SO-3'])
  expect(open.get('dispatch')).toMatchObject({ count: 0 })
  expect(to_others.map(({ own_step, other_step }) => `${own_step} ${other_step}`).sort()).toEqual([
    'dispatch collect',
    'pick announce',
  ])
  expect(from_others).toMatchObject([{ own_step: 'pick', other_step: 'secure_goods', other_department: 'planning' }])
})

test('what was seen further on waits nowhere before it, and the long overdue are counted apart', async () => {
  const transport = async (now: string) =>
    (
      await inSnapshot(context, (tx) =>
        roleOf(tx, { process: READY_PROCESS, results: {}, department: 'management', now: new Date(now) }),
      )
    ).steps.find(({ step_id }) => step_id === 'pick')?.open
  expect(await transport('2026-03-21T08:00:00Z')).toMatchObject({ count: 2, overdue: 2, stale: 0 })
  expect(await transport('2026-04-20T08:00:00Z')).toMatchObject({
    count: 0,
    overdue: 0,
    stale: 2,
    orders: [],
    oldest: null,
  })
  await recordObservations(context, 'SH-1', [
    {
      ...{ source: 'van', source_event_id: '2', milestone: 'out_for_delivery', lifecycle: 'actual' },
      occurred_at: '2026-03-16T08:30:00Z',
    },
  ])
  await buildCases(context)
  const open = new Map((await role('management')).steps.map((step) => [step.step_id, step.open]))
  for (const step of ['dispatch', 'collect', 'carry']) if (open.get(step)) expect(open.get(step)?.count).toBe(0)
})

test('leaders see every step, a department without steps none', async () => {
  expect((await role('management')).steps.length).toBeGreaterThan(10)
  expect((await role('marketing')).steps).toEqual([])
})

test('who has not said whose work they do is taken by their role', async () => {
  expect(await inSnapshot(context, (tx) => departmentOf(tx, 'user:nobody', 'driver'))).toEqual({
    department: 'transport',
    is_chosen: false,
  })
})
