/** What serving costs: drivers, rates, freight bills, and what is not known. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { costRate, freightBill, productCost } from '../../modules/costs/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveInquiry } from '../../modules/inquiries/index.ts'
import { customerOrder, placeOrder } from '../../modules/orders/index.ts'
import { addedService, servicePackage } from '../../modules/policies/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { rateAt } from './cost-of-work.ts'
import { packageResults } from './package-results.ts'
import { orderCost, servingCosts } from './serving-costs.ts'

let db: TestDatabase
let context: Context
const add = (type: Parameters<typeof createRecord>[2], state: Record<string, unknown>) =>
  inTransaction(context, (tx) => createRecord(context, tx, type, state))
const rate = (driver: string, amount: number, more: object = {}) =>
  add(costRate, { rate_id: `${driver}-${amount}`, driver, amount, currency: 'EUR', valid_from: '2026-01-01', ...more })

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
}, 600_000)
afterAll(() => db?.close())

test("a site's own rate goes before the general one, and the latest that has begun holds", () => {
  const one = (rate_id: string, site_id: string | null, valid_from: string) => ({
    ...{ rate_id, driver: 'order' as const, site_id, valid_from, amount: 1 },
  })
  const rates = [one('all', null, '2026-01-01'), one('old', 'S', '2026-01-01'), one('new', 'S', '2026-03-01')]
  const at = (site_id: string, since: string | undefined) => rateAt(rates, { driver: 'order', site_id, since })?.rate_id
  expect([at('S', '2026-02-01'), at('S', '2026-03-01'), at('T', '2026-03-01'), at('S', undefined)]).toEqual([
    'old',
    'new',
    'all',
    undefined,
  ])
})

test('an order costs its drivers by their rates; a driver without a rate is named and not counted as nothing', async () => {
  await placeOrder(context, order('SO-1', '2026-03-02', 10))
  await addServices('SO-1')
  await ship('SO-1', 'SH-1')
  await rate('order', 1.5)
  await rate('pick', 0.4)
  await rate('stop', 5)
  await rate('attempt', 2)
  await rate('repack', 1.25)
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '1', milestone: 'attempt_failed' },
    { ...seen, source_event_id: '2', milestone: 'delivered' },
  ] as never)
  const cost = await inSnapshot(context, (tx) => orderCost(tx, 'SO-1'))
  expect(cost).toMatchObject({ orders: 1, unbilled: 1, serving_minor: 150 + 40 + 500 + 200 + 125 })
  expect(cost.parts).toMatchObject([
    { part: 'order', count: 1, cost_minor: 150, rates: [{ rate_id: 'order-1.5', amount: 1.5, count: 1 }] },
    { part: 'line', count: 1, cost_minor: 0, without_rate: 1, rates: [] },
    { part: 'pick', count: 1, cost_minor: 40 },
    { part: 'stop', count: 1, cost_minor: 500 },
    { part: 'attempt', count: 1, cost_minor: 200 },
    expect.objectContaining({ part: 'kilogram' }),
    expect.objectContaining({ part: 'kilogram_day', not_told: 1 }),
    { part: 'service', count: 1, cost_minor: 0, without_rate: 1 },
    { part: 'repack', count: 1, cost_minor: 125 },
  ])
})

test('a freight bill takes the place of stop and kilograms; one in another currency is not told', async () => {
  await add(freightBill, bill('FB-1', 'SH-1', 'EUR', 1250))
  await add(freightBill, bill('FB-2', 'SH-1', 'EUR', -50))
  const billed = await inSnapshot(context, (tx) => orderCost(tx, 'SO-1'))
  const parts = new Map(billed.parts.map((part) => [part.part, part]))
  expect(parts.get('freight')).toMatchObject({ count: 1, cost_minor: 1200 })
  expect(parts.has('stop')).toBe(false)
  expect(parts.get('kilogram')?.count ?? 0).toBe(0)
  await placeOrder(context, order('SO-2', '2026-03-03', 5))
  await ship('SO-2', 'SH-2')
  await add(freightBill, bill('FB-3', 'SH-2', 'RON', 9900))
  const other = await inSnapshot(context, (tx) => orderCost(tx, 'SO-2'))
  expect(other.parts.find(({ part }) => part === 'freight')).toMatchObject({ count: 0, cost_minor: 0, not_told: 1 })
  expect(other.parts.find(({ part }) => part === 'stop')).toMatchObject({ count: 1 })
})

test('value, margin and cost stand side by side; what goods cost is unknown until somebody says it', async () => {
  await issueInvoice(context, {
    ...{
      invoice_id: 'IN-1',
      invoice_kind: 'invoice',
      customer_id: 'NORD',
      currency: 'EUR',
      issued_at: '2026-03-06T09:00:00Z',
    },
    lines: [{ order_id: 'SO-1', line_number: 1, quantity: 10, unit_price: 12, net_minor: 12_000, charges_minor: 300 }],
  } as never)
  const period = { from: '2026-01-01', to: '2026-03-31' }
  const before = await inSnapshot(context, (tx) => servingCosts(tx, period))
  const nord = before.rows.find(({ customer_id }) => customer_id === 'NORD')!
  expect(nord).toMatchObject({
    orders: 2,
    unbilled: 1,
    value_minor: 12_300,
    charges_minor: 300,
    goods_unknown: 1,
    value_unknown_minor: 12_000,
  })
  expect(nord.quadrant).toBeNull()
  await add(productCost, {
    cost_id: 'C-1',
    product_id: 'PIPE-20',
    currency: 'EUR',
    valid_from: '2026-02-01',
    unit_cost: 7,
  })
  await add(productCost, {
    cost_id: 'C-2',
    product_id: 'PIPE-20',
    currency: 'EUR',
    valid_from: '2026-05-01',
    unit_cost: 9,
  })
  const after = await inSnapshot(context, (tx) => servingCosts(tx, period))
  const known = after.rows.find(({ customer_id }) => customer_id === 'NORD')!
  expect(known).toMatchObject({ goods_minor: 7000, margin_minor: 5300, goods_unknown: 0, abc: 'A', abc_rank: 1 })
  expect(known.net_minor).toBe(known.margin_minor - known.serving_minor)
  expect(known.rfm).toMatchObject({ days: 28, orders: 2 })
  expect(known.quadrant).toBe('protect')
  // Segments and the total are the sum of their customers.
  expect(after.segments.reduce((sum, { serving_minor }) => sum + serving_minor, 0)).toBe(after.total.serving_minor)
})

test('a question without an order is served all the same', async () => {
  await rate('inquiry', 3)
  const period = { from: '2026-01-01', to: '2027-01-01' }
  const asked = () => inSnapshot(context, (tx) => servingCosts(tx, { ...period, currency: 'EUR' }))
  const count = async () => (await asked()).total.parts.find(({ part }) => part === 'inquiry')?.count ?? 0
  const before = await count()
  await receiveInquiry(context, { channel: 'phone', customer_id: 'NORD', subject: 'When?', text: 'When?' })
  expect(await count()).toBe(before + 1)
})

test('what became of a package: as many days before as since, of its own segment', async () => {
  await add(servicePackage, { package_id: 'PRO-2', segment_id: 'PRO', name: 'Pro', valid_from: '2026-03-03' })
  await add(servicePackage, { package_id: 'PRO-3', segment_id: 'PRO', name: 'Pro', valid_from: '2026-09-01' })
  const results = (id: string, today: string) => inSnapshot(context, (tx) => packageResults(tx, id, today))
  // Since the third of March: the second order, not the first.
  const found = await results('PRO-2', '2026-03-12')
  expect(found).toMatchObject({ segment_id: 'PRO', currency: 'EUR', days: 10, lost: 0, won: 0 })
  expect(found.before).toMatchObject({
    from: '2026-02-21',
    to: '2026-03-02',
    customers: 1,
    orders: 1,
    value_minor: 12_300,
  })
  expect(found.after).toMatchObject({ from: '2026-03-03', to: '2026-03-12', customers: 1, orders: 1, value_minor: 0 })
  expect(found.before!.net_minor).toBe(found.before!.margin_minor - found.before!.serving_minor)
  expect(await results('PRO-3', '2026-03-12')).toMatchObject({ days: 0, before: null, after: null })
  await expect(results('NONE', '2026-03-12')).rejects.toThrow('not_found')
})

test('where nothing was ordered nothing is told', async () => {
  const nothing = await inSnapshot(context, (tx) => servingCosts(tx, { from: '2019-01-01', to: '2019-12-31' }))
  expect(nothing).toMatchObject({ currency: null, rows: [], middle: null })
})

const order = (id: string, day: string, quantity: number) =>
  ({
    ...{ order_id: id, customer_id: 'NORD', location_id: 'NORD-1', currency: 'EUR', ordered_at: `${day}T09:00:00Z` },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity, unit_price: 12 }],
  }) as never

/** Two services beside the goods, one of them repacking. */
async function addServices(orderId: string): Promise<void> {
  const service = (service_id: string, resource_kind: string) =>
    add(addedService, { service_id, name: service_id, unit: 'C62', resource_kind, resource_minutes: 5, proof: 'photo' })
  await service('LABEL', 'repacking')
  await service('INSTALL', 'technician')
  const line = (line_number: number, product_id: string) => ({ line_number, product_id, quantity: 1, kind: 'service' })
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, customerOrder, orderId, () => ({
      lines: [line(2, 'LABEL'), line(3, 'INSTALL')].map(withoutChange),
    })),
  )
}
const withoutChange = (line: object) => ({ ...line, cancelled_quantity: 0 })
const seen = { source: 'van', lifecycle: 'actual', occurred_at: '2026-03-05T08:00:00Z' }

async function ship(orderId: string, shipmentId: string): Promise<void> {
  const lines = [{ order_id: orderId, line_number: 1, quantity: 5 }]
  await dispatchShipment(context, { shipment_id: shipmentId, shipped_at: '2026-03-04T10:00:00Z', lines } as never)
  await recordDelivery(context, {
    ...{ delivery_id: `D-${shipmentId}`, shipment_id: shipmentId, delivered_at: '2026-03-05T10:00:00Z' },
    lines: [{ order_id: orderId, line_number: 1, accepted_quantity: 5, rejected_quantity: 0 }],
  } as never)
}

const bill = (bill_id: string, shipment_id: string, currency: string, amount_minor: number) => ({
  ...{ bill_id, shipment_id, currency, amount_minor, billed_on: '2026-03-10' },
})
