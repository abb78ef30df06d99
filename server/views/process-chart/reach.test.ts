/** Looking only at what is new gives the same ways as looking at everything, whatever the ledger tells. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { NOW, openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord, createRecord, currentSnapshot } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { openClaim } from '../../modules/claims/index.ts'
import { customer } from '../../modules/customers/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveInquiry } from '../../modules/inquiries/index.ts'
import { giveRating } from '../../modules/needs/index.ts'
import { cancelOrderLines, placeOrder } from '../../modules/orders/index.ts'
import { segment } from '../../modules/policies/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment, recordDocument } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { buildCases } from './build-cases.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
})
afterAll(() => db?.close())

const HOUR = 3_600_000
/** Hours before the clock of the test. */
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR).toISOString()
const line = (order_id: string, line_number = 1) => ({ order_id, line_number })
const place = (order_id: string) =>
  placeOrder(context, {
    ...{ order_id, customer_id: 'NORD', site_id: 'CHI', location_id: 'NORD-1', ordered_at: ago(60) },
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 4 },
      { line_number: 2, product_id: 'VALVE-20', quantity: 2 },
    ],
  })
const promise = (order_id: string, days: number, cause: 'initial' | 'company') =>
  makePromise(context, line(order_id), { to_date: ago(-24 * days).slice(0, 10), quantity: 4, cause })
const send = (shipment_id: string, orders: string[]) =>
  dispatchShipment(context, {
    ...{ shipment_id, carrier_id: 'RAPID', from_location_id: 'CHI', to_location_id: 'NORD-1', shipped_at: ago(30) },
    lines: orders.map((order_id) => ({ ...line(order_id), quantity: 4 })),
  })
const seen = (source_event_id: string, retracts?: string) => ({
  ...{ source: 'van', source_event_id, milestone: 'out_for_delivery' as const, lifecycle: 'actual' as const },
  ...{ occurred_at: ago(20), ...(retracts && { retracts }) },
})
const bill = (invoice_id: string, orders: string[], credits_invoice_id?: string) =>
  issueInvoice(context, {
    ...{ invoice_id, invoice_kind: credits_invoice_id ? 'credit' : 'invoice', customer_id: 'NORD', currency: 'EUR' },
    ...{
      issued_at: ago(credits_invoice_id ? 2 : 8),
      ...(credits_invoice_id && { credits_invoice_id, credit_reason: 'price_error' }),
    },
    lines: orders.map((order_id) => ({ ...line(order_id), quantity: 4, net_minor: 4000, charges_minor: 0 })),
  })

/** Everything that leaves a touch, and everything that takes one away or moves it; A and B share a consignment and a bill. */
const HAPPENINGS: Readonly<Record<string, () => Promise<unknown>>> = {
  'two orders come': async () => [await place('A'), await place('B')],
  'a line is promised': () => promise('A', 2, 'initial'),
  'the promise moves': () => promise('A', 3, 'company'),
  'a line is cancelled': () =>
    cancelOrderLines(context, 'A', { lines: [{ line_number: 2, quantity: 2 }], by: 'customer', reason: 'no need' }),
  'both leave on one consignment': () => send('SH', ['A', 'B']),
  'the consignment is seen': () => recordObservations(context, 'SH', [seen('1')]),
  'what was seen is taken back': () => recordObservations(context, 'SH', [seen('2', '1')]),
  'it is seen again': () => recordObservations(context, 'SH', [seen('3')]),
  'one order is announced': () =>
    recordDocument(context, {
      document_id: 'D1',
      document_kind: 'asn',
      shipment_id: 'SH',
      order_id: 'B',
      sent_at: ago(29),
    }),
  'papers go for the consignment': () =>
    recordDocument(context, { document_id: 'D2', document_kind: 'delivery_note', shipment_id: 'SH', sent_at: ago(28) }),
  'papers go for an order': () =>
    recordDocument(context, { document_id: 'D3', document_kind: 'certificate', order_id: 'A', sent_at: ago(50) }),
  'it is handed over': () =>
    recordDelivery(context, {
      ...{ delivery_id: 'DL', shipment_id: 'SH', location_id: 'NORD-1', delivered_at: ago(10) },
      lines: ['A', 'B'].map((order_id) => ({
        ...line(order_id),
        ...{ accepted_quantity: 4, rejected_quantity: 0, condition: 'OK' as const },
      })),
    }),
  'both are billed together': () => bill('IN', ['A', 'B']),
  'one is credited': () => bill('CN', ['B'], 'IN'),
  'the customer rates': () =>
    giveRating(context, { order_id: 'A', score: 4, scale_max: 5, given_at: ago(5) } as Parameters<
      typeof giveRating
    >[1]),
  'the customer asks': () =>
    receiveInquiry(context, {
      ...{ channel: 'phone', customer_id: 'NORD', order_id: 'A', subject: 'Where?', text: 'Where is it?' },
    } as Parameters<typeof receiveInquiry>[1]),
  'the customer claims': () =>
    openClaim(
      context,
      {
        order_id: 'B',
        kind: 'damage',
        wish: 'credit',
        channel: 'portal',
        lines: [{ line_number: 1, quantity: 1 }],
      } as Parameters<typeof openClaim>[1],
      { customer_id: null },
    ),
  'the customer joins another segment': () =>
    inTransaction(context, async (tx) => {
      await createRecord(context, tx, segment, { segment_id: 'HOME', name: 'Home builders' })
      await changeRecord(context, tx, customer, 'NORD', (state) => ({ ...state, segment_id: 'HOME' }))
    }),
}

test('each happening is found by what is new, and looking at everything finds nothing more', async () => {
  for (const [name, happen] of Object.entries(HAPPENINGS)) {
    const since = await inSnapshot(context, currentSnapshot)
    await happen()
    const renewed = await buildCases(context, since)
    expect([name, renewed.changed > 0]).toEqual([name, true])
    expect([name, (await buildCases(context)).changed]).toEqual([name, 0])
  }
  const [shared] = await inSnapshot(context, (tx) =>
    tx.query<{ things: number }>(sql`SELECT count(*) AS things FROM views.process_case
      WHERE tenant_id = ${tx.tenantId}::uuid AND object_id IN ('SH', 'IN')`),
  )
  expect(shared!.things).toBe(2)
})

test('where nothing is new, nothing is read', async () => {
  const since = await inSnapshot(context, currentSnapshot)
  expect(await buildCases(context, since)).toMatchObject({ changed: 0, events: 0 })
})
