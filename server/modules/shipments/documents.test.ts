/** What was sent with the goods, from the record to the verdict. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { followToTheEnd } from '../../../tests/fixtures/follow.ts'
import { changeRecord, verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { explainOrder } from '../../views/verdicts/explain-order.ts'
import { recordDelivery } from '../delivery/index.ts'
import { placeOrder } from '../orders/index.ts'
import { segment } from '../policies/index.ts'
import { makePromise } from '../promises/index.ts'
import { checkDocument } from './check-document.command.ts'
import { dispatchShipment } from './dispatch-shipment.command.ts'
import { shippingDocument } from './document.ts'
import { recordDocument } from './record-document.command.ts'

let db: TestDatabase
let context: Context
const line = { order_id: 'SO-1', line_number: 1 }

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, segment, 'PRO', () => ({
      standards: [
        {
          element: 'information',
          valid_from: '2026-01-01',
          target: 95,
          target_unit: 'percent',
          required_documents: ['delivery_note'],
          advance_notice_hours: 4,
        },
      ],
    })),
  )
  await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    currency: 'EUR',
    ordered_at: '2026-03-15T08:00:00Z',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 4, unit_price: 2, requested_to_date: '2026-03-16' }],
  })
  await makePromise(context, line, { to_date: '2026-03-16', cause: 'initial' })
  await dispatchShipment(context, { shipment_id: 'SH-1', carrier_id: 'OWN', lines: [{ ...line, quantity: 4 }] })
  await recordDelivery(context, {
    delivery_id: 'DL-1',
    shipment_id: 'SH-1',
    location_id: 'NORD-1',
    delivered_at: '2026-03-16T09:00:00Z',
    lines: [{ ...line, accepted_quantity: 4, rejected_quantity: 0, condition: 'OK' }],
  })
})
afterAll(() => db?.close())

const information = () =>
  inSnapshot(context, async (tx) => {
    const { lines } = await explainOrder(tx, 'SO-1', context.clock.now())
    return lines[0]!.rights.information
  })
const stored = () =>
  inSnapshot(context, async (tx) => {
    const rows = await tx.query<{ right: number }>(
      sql`SELECT (rights >> 12) & 3 AS right FROM views.line_verdict WHERE tenant_id = ${tx.tenantId}::uuid
        ORDER BY order_id`,
    )
    return rows.map((row) => ['pass', 'fail', 'unknown', 'not_applicable'][row.right])
  })

test('a document is of a shipment or an order that exists', async () => {
  await expect(recordDocument(context, { document_kind: 'asn', shipment_id: 'SH-9' })).rejects.toMatchObject({
    code: 'unknown_shipment',
  })
  await expect(recordDocument(context, { document_kind: 'asn', order_id: 'SO-9' })).rejects.toMatchObject({
    code: 'unknown_order_line',
  })
  const tomorrow = { document_kind: 'asn', order_id: 'SO-1', sent_at: '2026-03-17T09:00:00Z' } as const
  await expect(recordDocument(context, tomorrow)).rejects.toMatchObject({ code: 'time_order' })
})

test('the day a document was sent is the day at its destination', async () => {
  const notice = { document_id: 'ASN-1', document_kind: 'asn', shipment_id: 'SH-1' } as const
  const sent = await recordDocument(context, { ...notice, sent_at: '2026-03-15T22:30:00Z' })
  expect(sent).toMatchObject({ sent_on: '2026-03-16' })
})

test('the line waits for the last agreed document, and each record of one judges it again', async () => {
  await followToTheEnd(context)
  expect(await information()).toMatchObject({ check: 'fail', cause: 'documents_missing' })
  await recordDocument(context, {
    document_id: 'DN-1',
    document_kind: 'delivery_note',
    order_id: 'SO-1',
    sent_on: '2026-03-16',
  })
  await followToTheEnd(context)
  expect(await information()).toMatchObject({ check: 'unknown', cause: 'documents_unchecked' })
  expect(await stored()).toEqual(['unknown'])
  await checkDocument(context, 'ASN-1', { is_correct: true })
  await checkDocument(context, 'DN-1', { is_correct: false, error: 'names another product' })
  await followToTheEnd(context)
  expect(await information()).toMatchObject({ check: 'fail', cause: 'documents_wrong', factIds: ['ASN-1', 'DN-1'] })
  expect(await stored()).toEqual(['fail'])
  await checkDocument(context, 'DN-1', { is_correct: true })
  await followToTheEnd(context)
  expect(await information()).toMatchObject({ check: 'pass', cause: null })
  expect(await stored()).toEqual(['pass'])
})

test('a document that turns out to be of another order takes its word back from the first', async () => {
  await placeOrder(context, {
    order_id: 'SO-2',
    customer_id: 'NORD',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
  })
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, shippingDocument, 'DN-1', () => ({ order_id: 'SO-2' })),
  )
  await followToTheEnd(context)
  expect(await information()).toMatchObject({ check: 'fail', cause: 'documents_missing' })
  expect(await stored()).toEqual(['fail', 'unknown'])
})

test('the ledger explains what is known of every document', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
