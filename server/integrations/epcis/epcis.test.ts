import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_PERMISSIONS } from '../../../contract/people.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, TENANT, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { location } from '../../modules/locations/index.ts'
import { giveRating } from '../../modules/needs/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { product } from '../../modules/products/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { getOrderFacts } from '../../views/visibility/order-facts.ts'
import { epcisDocument } from './document.ts'
import { offsetAt } from './event.ts'

let db: TestDatabase
let context: Context

const own = (kind: string, id: string) => `urn:x-sevenfold:${TENANT}:${kind}:${id}`
const PIPE = 'https://id.gs1.org/01/04006381333931'
/** May take events out, and has no business with bills. */
const planner = { customerId: null, permissions: new Set(ROLE_PERMISSIONS.planner) }
const line = { order_id: 'SO-1', line_number: 1 }
const second = { order_id: 'SO-1', line_number: 2 }
const seen = { source: 'van', lifecycle: 'actual' } as const

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await changeRecord(context, tx, product, 'PIPE-20', () => ({ gtin: '4006381333931' }))
    await changeRecord(context, tx, location, 'CHI', () => ({ gln: '4006381000000' }))
    await changeRecord(context, tx, product, 'VALVE-20', () => ({ unit: 'MTR' }))
  })
  await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    site_id: 'CHI',
    currency: 'EUR',
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 10 },
      { line_number: 2, product_id: 'VALVE-20', quantity: 4.5 },
    ],
  })
  db.clock.moveTo(new Date('2026-03-18T09:00:00Z'))
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'OWN',
    shipped_at: '2026-03-16T12:00:00Z',
    lines: [
      { ...line, quantity: 10 },
      { ...second, quantity: 4.5 },
    ],
  })
  await recordObservations(context, 'SH-1', [
    { ...seen, source_event_id: '1', milestone: 'loaded', occurred_at: '2026-03-16T11:30:00Z' },
    { ...seen, source_event_id: '2', milestone: 'departed', occurred_at: '2026-03-16T12:05:00Z', location_id: 'CHI' },
    {
      ...seen,
      source_event_id: '3',
      milestone: 'arrived_facility',
      occurred_at: '2026-03-16T18:00:00Z',
      location_id: 'IAS',
    },
    { ...seen, source_event_id: '4', milestone: 'departed', occurred_at: '2026-03-17T05:00:00Z', location_id: 'IAS' },
    { ...seen, source_event_id: '5', milestone: 'lost', occurred_at: '2026-03-17T05:30:00Z' },
    { ...seen, source_event_id: '6', milestone: 'lost', occurred_at: '2026-03-17T05:30:00Z', retracts: '5' },
    { ...seen, source_event_id: '7', milestone: 'in_transit', occurred_on: '2026-03-17' },
    {
      ...seen,
      source_event_id: '8',
      milestone: 'delivered',
      occurred_at: '2026-03-17T08:00:00Z',
      lifecycle: 'estimated',
    },
    { ...seen, source_event_id: '9', milestone: 'arrived_consignee', occurred_at: '2026-03-17T07:50:00Z' },
  ])
  await recordDelivery(context, {
    delivery_id: 'DL-1',
    shipment_id: 'SH-1',
    location_id: 'NORD-1',
    delivered_at: '2026-03-17T08:00:00Z',
    lines: [
      { ...line, accepted_quantity: 9, rejected_quantity: 1, condition: 'DMG_VISIBLE' },
      { ...second, accepted_quantity: null, rejected_quantity: 0, condition: null },
    ],
  })
  await giveRating(context, { order_id: 'SO-1', score: 5, scale_max: 5, comment: 'Thanks to Ana Rusu' })
})
afterAll(() => db?.close())

const told = async (orderId = 'SO-1') =>
  epcisDocument(await inSnapshot(context, (tx) => getOrderFacts(tx, orderId, planner)), TENANT, context.clock.now())

const summary = async () =>
  (await told()).epcisBody.eventList.map((event) =>
    [
      event.type,
      event.eventTime.slice(5, 16),
      event.eventTimeZoneOffset,
      event.bizStep ?? '-',
      event.disposition ?? '-',
    ].join(' '),
  )

test('an order, its way and its handing over are told in the order of time, in coarse words where both would fit', async () => {
  expect(await summary()).toEqual([
    'TransactionEvent 03-16T09:00 +02:00 - -',
    'ObjectEvent 03-16T12:00 +02:00 shipping in_transit',
    'ObjectEvent 03-16T18:00 +02:00 arriving in_transit',
    'ObjectEvent 03-17T05:00 +02:00 departing in_transit',
    'ObjectEvent 03-17T05:30 +02:00 - unknown',
    'ObjectEvent 03-17T08:00 +02:00 receiving -',
    'ObjectEvent 03-17T08:00 +02:00 inspecting damaged',
  ])
})

test('goods carry their GS1 keys where there are such, units other than pieces, and no count where nobody counted', async () => {
  const { eventList } = (await told()).epcisBody
  expect(eventList[0]).toMatchObject({
    action: 'ADD',
    bizTransactionList: [{ type: 'po', bizTransaction: own('order', 'SO-1') }],
    quantityList: [
      { epcClass: PIPE, quantity: 10 },
      { epcClass: own('product', 'VALVE-20'), quantity: 4.5, uom: 'MTR' },
    ],
  })
  expect(eventList[1]).toMatchObject({
    readPoint: { id: 'https://id.gs1.org/414/4006381000000' },
    destinationList: [{ type: 'location', destination: own('location', 'NORD-1') }],
    recordTime: '2026-03-18T09:00:00.000Z',
  })
  const received = eventList.find((event) => event.bizStep === 'receiving')!
  expect(received.quantityList).toEqual([{ epcClass: PIPE, quantity: 9 }, { epcClass: own('product', 'VALVE-20') }])
  const turnedAway = eventList.find((event) => event.bizStep === 'inspecting')!
  expect(turnedAway.quantityList).toEqual([{ epcClass: PIPE, quantity: 1 }])
})

test('what was retracted stays under its id and is declared wrong; what is known by its day is left out by name', async () => {
  const document = await told()
  const [lost] = document.epcisBody.eventList.filter((event) => event.disposition === 'unknown')
  expect(lost!.errorDeclaration).toEqual({ declarationTime: '2026-03-18T09:00:00.000Z' })
  expect(document['sevenfold:leftOut']).toEqual([
    { 'sevenfold:subject': 'tracking/SH-1/van/7', 'sevenfold:day': '2026-03-17' },
  ])
})

test('the same facts have the same ids in every export, all different from each other', async () => {
  const ids = (await told()).epcisBody.eventList.map((event) => event.eventID)
  expect((await told()).epcisBody.eventList.map((event) => event.eventID)).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^urn:uuid:[0-9a-f-]{36}$/.test(id))).toBe(true)
})

test('no person and no customer is named', async () => {
  expect(JSON.stringify(await told())).not.toMatch(/Nord Bau|Ana Rusu|user:/)
})

test('the bills of an order are told to nobody without the right to see bills', async () => {
  const billed = { ...line, quantity: 10, unit_price: 2, net_minor: 2000, charges_minor: 0 }
  const bill = { invoice_id: 'IN-1', invoice_kind: 'invoice', customer_id: 'NORD', currency: 'EUR' } as const
  await issueInvoice(context, { ...bill, lines: [billed] })
  const billsFor = async (permissions: readonly string[]) => {
    const reader = { customerId: null, permissions: new Set(permissions) }
    const { file } = await inSnapshot(context, (tx) => getOrderFacts(tx, 'SO-1', reader))
    return [file.invoices.length, file.timeline.filter(({ subject_type }) => subject_type === 'invoice').length]
  }
  expect(await billsFor(ROLE_PERMISSIONS.finance)).toEqual([1, 1])
  expect(await billsFor(ROLE_PERMISSIONS.planner)).toEqual([0, 0])
})

test('an order that is not there, or not the asker’s, is refused alike', async () => {
  await expect(told('SO-9')).rejects.toMatchObject({ code: 'not_found' })
  const foreign = inSnapshot(context, (tx) => getOrderFacts(tx, 'SO-1', { ...planner, customerId: 'SUD' }))
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
})

test.each([
  ['Europe/Chisinau', '2026-07-01T00:00:00Z', '+03:00'],
  ['Asia/Kolkata', '2026-07-01T00:00:00Z', '+05:30'],
  ['America/St_Johns', '2026-01-01T00:00:00Z', '-03:30'],
  ['UTC', '2026-07-01T00:00:00Z', '+00:00'],
])('the clock of %s at %s is %s', (zone, at, offset) => {
  expect(offsetAt(zone, new Date(at))).toBe(offset)
})

/** GS1's own schema is not ours to copy; where it lies beside the checkout, documents are held against it. */
const SCHEMA = fileURLToPath(new URL('../../../../shared/data/epcis/schema/EPCIS-JSON-Schema.json', import.meta.url))

describe.skipIf(!existsSync(SCHEMA))(
  'by the JSON schema of EPCIS 2.0 (skipped where the schema is not beside the checkout)',
  () => {
    test('the document is valid', async () => {
      const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }))
      const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))
      validate(JSON.parse(JSON.stringify(await told())))
      expect(validate.errors ?? []).toEqual([])
    })
  },
)
