/** What goes out comes in again and changes nothing. */
import { buffer, text } from 'node:stream/consumers'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPORT_KINDS, type ExportFormat } from '../../../contract/exports.ts'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { TERM_KINDS } from '../../../contract/term-kinds.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST, RESOURCE_FIRST, SEASON_FIRST, SLOT_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { resource } from '../../modules/capacity/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { freightBill } from '../../modules/costs/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveStock, registerSupply, reserveStock } from '../../modules/inventory/index.ts'
import { season } from '../../modules/locations/index.ts'
import { giveRating } from '../../modules/needs/index.ts'
import { cancelOrderLines, placeOrder } from '../../modules/orders/index.ts'
import { segment } from '../../modules/policies/index.ts'
import { product } from '../../modules/products/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment, recordDocument } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { cellWriter } from './export-cells.ts'
import { exportFile } from './export-file.ts'
import { importFile } from './import-file.command.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await tellOneStory()
})
afterAll(() => db?.close())

async function tellOneStory() {
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, lane, LANE_FIRST)
    for (const state of [RESOURCE_FIRST, SLOT_FIRST]) await createRecord(context, tx, resource, state)
    await createRecord(context, tx, season, SEASON_FIRST)
    // Sold by the metre, so that a file has decimals to carry.
    await changeRecord(context, tx, product, 'PIPE-20', () => ({ unit: 'MTR' }))
  })
  const line = { order_id: 'SO-1', line_number: 1 }
  const wish = { product_id: 'PIPE-20', unit_price: 2.345678, tax_percent: 19, requested_to_date: '2026-03-18' }
  await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    currency: 'EUR',
    // Half past midnight in Bucharest is still the day before in UTC.
    ordered_at: '2026-03-15T22:30:00Z',
    lines: [
      { ...wish, line_number: 1, quantity: 10.5 },
      { ...wish, line_number: 2, quantity: 4 },
      { ...wish, line_number: 3, quantity: 2 },
    ],
  })
  await makePromise(context, line, { to_date: '2026-03-18', cause: 'initial', quantity: 8 })
  await makePromise(context, line, { to_date: '2026-03-19', cause: 'company', reason: 'supplier late' })
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'OWN',
    service: 'DAY',
    lines: [{ ...line, quantity: 10.5 }],
  })
  await inTransaction(context, (tx) =>
    createRecord(context, tx, freightBill, {
      ...{ bill_id: 'FB-1', shipment_id: 'SH-1', carrier_id: 'RAPID', billed_on: '2026-03-20' },
      ...{ currency: 'EUR', amount_minor: -1205 },
    }),
  )
  const observed = { source: 'van', source_event_id: '1', milestone: 'departed', lifecycle: 'actual' } as const
  await recordObservations(context, 'SH-1', [
    { ...observed, occurred_on: '2026-03-16', latitude: 47.0105, longitude: 28.8638 },
  ])
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 7.5 })
  await reserveStock(context, { order_id: 'SO-1', line_number: 2, location_id: 'CHI', quantity: 3 })
  await registerSupply(context, {
    supply_id: 'PO-1',
    kind: 'purchase',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 12, due_on: '2026-03-20', state: 'confirmed' }],
  })
  await recordDocument(context, {
    document_id: 'DC-1',
    document_kind: 'asn',
    shipment_id: 'SH-1',
    sent_at: '2026-03-15T22:45:00Z',
    is_correct: false,
    error: 'names 10 instead of 10.5',
  })
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, segment, 'PRO', () => ({
      standards: [
        {
          element: 'information',
          valid_from: '2026-01-01',
          target: 95,
          target_unit: 'percent',
          required_documents: ['asn', 'delivery_note'],
          advance_notice_hours: 4,
          tells_exceptions: true,
        },
      ],
    })),
  )
  const handed = { ...line, accepted_quantity: 10, rejected_quantity: 0.5, condition: 'DMG_VISIBLE' } as const
  // As a history leaves them: the place without a country, the goods sent by nobody knows whom.
  await importFile(context, {
    open: () =>
      Buffer.from('order_id,line_number,customer_id,product_id,quantity,shipped_at\nSO-2,1,NORD,PUMP-1,3,2026-03-10\n'),
    fileName: 'bare.csv',
    mapping: {
      kind: 'history',
      createMissing: ['locations'],
      columns: Object.fromEntries(
        ['order_id', 'line_number', 'customer_id', 'product_id', 'quantity', 'shipped_at'].map((name) => [name, name]),
      ),
    },
  })
  await recordDelivery(context, { delivery_id: 'DL-1', shipment_id: 'SH-1', location_id: 'NORD-1', lines: [handed] })
  const billed = { ...line, quantity: 10, unit_price: 2.345678, net_minor: 2346, charges_minor: 5, tax_percent: 19 }
  await issueInvoice(context, {
    invoice_id: 'IN-1',
    invoice_kind: 'invoice',
    customer_id: 'NORD',
    currency: 'EUR',
    lines: [billed],
  })
  await tellInParts()
  await giveRating(context, { order_id: 'SO-1', score: 4.5, scale_max: 5, comment: '=HYPERLINK("x")\nand "quotes"' })
  await cancelOrderLines(context, 'SO-1', {
    by: 'customer',
    lines: [
      { line_number: 2, quantity: 1 },
      { line_number: 3, quantity: 2 },
    ],
  })
}

/** A line that was promised three times, sent in two parts, received in two, and billed twice with a credit after it. */
async function tellInParts() {
  const line = { order_id: 'SO-3', line_number: 1 }
  await placeOrder(context, {
    order_id: 'SO-3',
    customer_id: 'SUD',
    site_id: 'CHI',
    currency: 'MDL',
    lines: [{ line_number: 1, product_id: 'PIPE-32', quantity: 8, unit_price: 12.5, tax_percent: 20 }],
  })
  for (const [to_date, cause] of [
    ['2026-03-17', 'initial'],
    ['2026-03-18', 'company'],
    ['2026-03-19', 'customer'],
  ] as const)
    await makePromise(context, line, { to_date, cause, quantity: 8 })
  const parts = [
    { part: 'A', quantity: 5, net_minor: 6250, condition: 'WET', day: '2026-03-12' },
    { part: 'B', quantity: 3, net_minor: 3750, condition: 'OK', day: '2026-03-14' },
  ] as const
  for (const { part, quantity, net_minor, condition, day } of parts) {
    const shipped = { shipment_id: `SH-3${part}`, carrier_id: 'RAPID', lines: [{ ...line, quantity }] }
    await dispatchShipment(context, { ...shipped, shipped_at: `${day}T06:00:00Z` })
    const handed = { ...line, accepted_quantity: quantity - 0.5, rejected_quantity: 0.5, condition }
    const delivery = { delivery_id: `DL-3${part}`, shipment_id: `SH-3${part}`, delivered_at: `${day}T12:00:00Z` }
    await recordDelivery(context, { ...delivery, lines: [handed] })
    // At another tax than was agreed.
    const bill = { invoice_id: `IN-3${part}`, invoice_kind: 'invoice', customer_id: 'SUD', currency: 'MDL' } as const
    const billed = { ...line, quantity, unit_price: 12.5, net_minor, charges_minor: 0, tax_percent: 8 }
    await issueInvoice(context, { ...bill, issued_at: `${day}T15:00:00Z`, lines: [billed] })
  }
}

const countEvents = () =>
  inTransaction(
    context,
    async (tx) => (await tx.query<{ n: number }>(sql`SELECT count(*) AS n FROM ledger.event`))[0]!.n,
  )

const mappingOf = (kind: string, format: ExportFormat) => {
  const names = IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)
  return { kind, format, columns: Object.fromEntries(names.map((name) => [name, name])) }
}

/** Files of terms have their own story in terms.test.ts. */
const TERMS = new Set<string>(TERM_KINDS.map(({ kind }) => kind))
const CASES = EXPORT_KINDS.filter((kind) => !TERMS.has(kind)).flatMap((kind) =>
  (['csv', 'xlsx'] as const).map((format) => [kind, format] as const),
)

test.each(CASES)('%s taken out as %s come in again and change nothing', async (kind, format) => {
  const before = await countEvents()
  const file = await buffer(await exportFile(context, kind, format))
  const report = await importFile(context, {
    open: () => file,
    fileName: `${kind}.${format}`,
    mapping: mappingOf(kind, format),
  })
  expect(report.rejects).toEqual([])
  if (kind !== 'contacts') expect(report.rowsRead).toBeGreaterThan(0)
  expect(await countEvents()).toBe(before)
})

test('an instant keeps the day of its place, and a text that would run as a formula is guarded', async () => {
  expect(await text(await exportFile(context, 'orders', 'csv'))).toContain('2026-03-16T00:30:00.000+02:00')
  expect(await text(await exportFile(context, 'ratings', 'csv'))).toContain(`"'=HYPERLINK(""x"")`)
})

test('JSON leaves unknown values out and keeps decimals exact', async () => {
  const [order] = JSON.parse(await text(await exportFile(context, 'orders', 'json')))
  expect(order).toMatchObject({ order_id: 'SO-1', line_number: 1, quantity: '10.5', unit_price: '2.345678' })
  expect(order).not.toHaveProperty('cancelled_by')
  expect(JSON.parse(await text(await exportFile(context, 'contacts', 'json')))).toEqual([])
})

test('a history tells a line once, with its parts added up and the last of them named', async () => {
  const rows: Record<string, unknown>[] = JSON.parse(await text(await exportFile(context, 'history', 'json')))
  expect(rows.map(({ order_id, line_number }) => `${order_id}/${line_number}`)).toEqual([
    ...['SO-1/1', 'SO-1/2', 'SO-1/3', 'SO-2/1', 'SO-3/1'],
  ])
  expect(rows.at(-1)).toMatchObject({
    customer_name: 'Sud Instal',
    product_name: 'Pipe 32 mm',
    promised_to: '2026-03-17',
    current_promised_to: '2026-03-19',
    current_promise_cause: 'customer',
    shipment_id: 'SH-3B',
    shipped_quantity: '8',
    delivery_id: 'DL-3B',
    delivered_at: '2026-03-14T12:00:00.000Z',
    accepted_quantity: '7',
    rejected_quantity: '1',
    condition: 'WET',
    invoice_id: 'IN-3B',
    invoiced_quantity: '8',
    invoiced_net: '100.00',
  })
  expect(rows[0]).toMatchObject({ rating: '4.5', rating_max: 5, accepted_quantity: '10' })
})

test('a kind that cannot be taken out is refused', async () => {
  await expect(exportFile(context, 'wishes', 'csv')).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each([
  ['2026-03-16', '2026-03-16T10:00:00Z', '2026-03-16T10:00:00.000Z'],
  ['2026-03-17', '2026-03-16T22:30:00Z', '2026-03-17T00:30:00.000+02:00'],
  ['2026-03-16', '2026-03-17T00:00:00Z', '2026-03-16T23:00:00.000-01:00'],
  ['2026-03-16', null, '2026-03-16'],
])('the day %s at %s is written %s', (day, at, cell) => {
  const write = cellWriter({ name: 'delivered_at', type: 'day_or_time' })
  expect(write({ delivered_on: day, delivered_at: at === null ? null : new Date(at) })).toBe(cell)
})

test.each([
  ['EUR', -1205, '-12.05'],
  ['JPY', 7, '7'],
  ['KWD', 5, '0.005'],
])('an amount in %s has the decimals of its currency', (currency, minor, cell) => {
  expect(cellWriter({ name: 'invoiced_net', type: 'money' })({ invoiced_net_minor: minor, currency })).toBe(cell)
})
