/** One order from the wish to the rating, through every module, with the ledger explaining every row. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../../server/ledger/index.ts'
import { issueInvoice } from '../../server/modules/billing/index.ts'
import { recordDelivery } from '../../server/modules/delivery/index.ts'
import { receiveStock, reserveStock } from '../../server/modules/inventory/index.ts'
import { giveRating } from '../../server/modules/needs/index.ts'
import { cancelOrderLines, placeOrder } from '../../server/modules/orders/index.ts'
import { makePromise } from '../../server/modules/promises/index.ts'
import { dispatchShipment } from '../../server/modules/shipments/index.ts'
import { recordObservations } from '../../server/modules/tracking/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())

const line = { order_id: 'SO-1', line_number: 1 }

test('the wish is kept, with the only place the customer has', async () => {
  const order = await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    currency: 'EUR',
    lines: [
      {
        line_number: 1,
        product_id: 'PIPE-20',
        quantity: 10,
        unit_price: 2.5,
        tax_percent: 19,
        requested_to_date: '2026-03-18',
      },
      {
        line_number: 2,
        product_id: 'VALVE-20',
        quantity: 4,
        unit_price: 7,
        tax_percent: 19,
        requested_to_date: '2026-03-18',
      },
    ],
  })
  expect(order).toMatchObject({ location_id: 'NORD-1', ordered_on: '2026-03-16' })
})

test('a promise is made and moved, and the first stays', async () => {
  await makePromise(context, line, { to_date: '2026-03-18', cause: 'initial' })
  const moved = await makePromise(context, line, { to_date: '2026-03-19', cause: 'company', reason: 'supplier late' })
  expect(moved).toMatchObject({ version: 2, to_date: '2026-03-19', quantity: 10 })
})

test('stock is received, reserved for the line, and not for more than there is', async () => {
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 12 })
  await reserveStock(context, { ...line, location_id: 'CHI', quantity: 10 })
  const tooMuch = receiveStockless()
  await expect(tooMuch).rejects.toMatchObject({ code: 'insufficient_stock' })
})

const receiveStockless = () =>
  reserveStock(context, { order_id: 'SO-1', line_number: 2, location_id: 'CHI', quantity: 4 })

test('goods leave, are seen on the way, handed over, billed and rated', async () => {
  const shipped = await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'OWN',
    service: 'DAY',
    mode: 'own_van',
    lines: [{ ...line, quantity: 10 }],
  })
  expect(shipped).toMatchObject({ from_location_id: 'CHI', to_location_id: 'NORD-1' })
  const seen = {
    source: 'van',
    source_event_id: '1',
    milestone: 'out_for_delivery',
    lifecycle: 'actual',
    occurred_at: '2026-03-16T08:00:00Z',
  } as const
  expect(await recordObservations(context, 'SH-1', [seen])).toEqual({ added: 1, known: 0 })
  expect(await recordObservations(context, 'SH-1', [seen])).toEqual({ added: 0, known: 1 })
  await recordDelivery(context, {
    delivery_id: 'DL-1',
    shipment_id: 'SH-1',
    location_id: 'NORD-1',
    recipient: 'consignee',
    lines: [{ ...line, accepted_quantity: 10, rejected_quantity: 0, condition: 'OK' }],
  })
  await issueInvoice(context, {
    invoice_id: 'IN-1',
    invoice_kind: 'invoice',
    customer_id: 'NORD',
    currency: 'EUR',
    lines: [{ ...line, quantity: 10, unit_price: 2.5, net_minor: 2500, charges_minor: 0, tax_percent: 19 }],
  })
  await giveRating(context, { order_id: 'SO-1', score: 5, scale_max: 5, comment: 'Quick and kind' })
  const cancelled = await cancelOrderLines(context, 'SO-1', {
    by: 'customer',
    lines: [{ line_number: 2, quantity: 4 }],
  })
  expect(cancelled.lines).toMatchObject([{ line_number: 1 }, { line_number: 2, cancelled_quantity: 4 }])
})

test('the ledger explains every row', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
  expect(report.subjects).toBeGreaterThan(20)
})
