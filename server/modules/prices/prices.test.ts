/** Prices as they hold for a customer, a place and a day, found in the database. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, type RecordType, type State } from '../../ledger/index.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { customer } from '../customers/index.ts'
import { addedService } from '../policies/index.ts'
import {
  agreement,
  charge,
  competitorPrice,
  listedProduct,
  type PriceQuestion,
  priceList,
  priceOrder,
  pricesFor,
  productTax,
  taxRate,
} from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await foundCompany(db.context())
  await add(priceList, { list_id: 'GENERAL', name: 'General list', currency: 'EUR' })
  await add(priceList, { list_id: 'NORD-LIST', name: 'List of Nord', currency: 'EUR' })
  await add(agreement, { agreement_id: 'ALL', name: 'Everybody', list_id: 'GENERAL', valid_from: '2026-01-01' })
  await add(agreement, {
    agreement_id: 'NORD-2026',
    name: 'Nord 2026',
    customer_id: 'NORD',
    list_id: 'NORD-LIST',
    valid_from: '2026-01-01',
    valid_to: '2026-06-30',
    discount_percent: 10,
    payment_days: 45,
  })
  await list('GENERAL', 'PIPE-20', [
    { from_quantity: 0, valid_from: '2026-01-01', unit_price: 2 },
    { from_quantity: 100, valid_from: '2026-01-01', unit_price: 1.5 },
    { from_quantity: 0, valid_from: '2026-05-01', unit_price: 2.5 },
  ])
  await list('GENERAL', 'PUMP-1', [{ from_quantity: 0, valid_from: '2026-01-01', unit_price: 100 }])
  await list('GENERAL', 'GLUE', [{ from_quantity: 0, valid_from: '2026-01-01', unit_price: 10, unit: 'CS' }])
  await list('NORD-LIST', 'PIPE-20', [{ from_quantity: 0, valid_from: '2026-01-01', unit_price: 1.8 }])
  await add(taxRate, { tax_id: 'MD-STD', country: 'MD', tax_class: 'standard', valid_from: '2025-01-01', percent: 20 })
  await add(taxRate, { tax_id: 'RO-STD', country: 'RO', tax_class: 'standard', valid_from: '2025-01-01', percent: 19 })
  await add(taxRate, { tax_id: 'RO-26', country: 'RO', tax_class: 'standard', valid_from: '2026-02-01', percent: 21 })
  await add(taxRate, { tax_id: 'RO-LOW', country: 'RO', tax_class: 'reduced', valid_from: '2025-01-01', percent: 11 })
  await add(productTax, { product_id: 'GLUE', tax_class: 'reduced' })
}, 60_000)
afterAll(() => db?.close())

let sightings = 0
const add = (type: RecordType, state: State) =>
  inTransaction(db.context(), (tx) => createRecord(db.context(), tx, type, state))
const list = (list_id: string, product_id: string, prices: State[]) =>
  add(listedProduct, { listed_id: `${list_id}/${product_id}`, list_id, product_id, prices })
const see = (state: State) =>
  add(competitorPrice, {
    sighting_id: `SEEN-${++sightings}`,
    currency: 'EUR',
    evidence: 'published',
    product_id: 'PUMP-1',
    ...state,
  })
const ask = (product_id: string, quantity: number, more: Partial<PriceQuestion> & { unit?: string } = {}) => {
  const { unit, ...question } = more
  const line = { line_number: 1, product_id, quantity, ...(unit && { unit }) }
  const whole = { customer_id: 'SUD', day: '2026-03-16', lines: [line], ...question }
  return inTransaction(db.context(), (tx) => pricesFor(tx, whole))
}
const priceOf = async (...asked: Parameters<typeof ask>) => {
  const { lines } = await ask(...asked)
  return { list: lines[0]!.price_source?.replace('list:', ''), micro: lines[0]!.price?.micro ?? 'unknown' }
}

test("a customer's own list comes first, with its discount; what it lacks comes from the list for everybody", async () => {
  expect(await priceOf('PIPE-20', 10, { customer_id: 'NORD' })).toEqual({ list: 'NORD-LIST', micro: 1_620_000 })
  expect(await priceOf('PUMP-1', 1, { customer_id: 'NORD' })).toEqual({ list: 'GENERAL', micro: 100_000_000 })
  expect(await priceOf('PIPE-20', 10, { customer_id: 'SUD' })).toEqual({ list: 'GENERAL', micro: 2_000_000 })
})

test('an agreement that has ended gives way on the day after', async () => {
  const nord = { customer_id: 'NORD' }
  expect((await priceOf('PIPE-20', 10, { ...nord, day: '2026-06-30' })).list).toBe('NORD-LIST')
  expect((await priceOf('PIPE-20', 10, { ...nord, day: '2026-07-01' })).list).toBe('GENERAL')
})

test('more pieces reach the lower price, until a later scale replaces the whole one', async () => {
  expect((await priceOf('PIPE-20', 99.999)).micro).toBe(2_000_000)
  expect((await priceOf('PIPE-20', 100)).micro).toBe(1_500_000)
  expect((await priceOf('PIPE-20', 100, { day: '2026-05-01' })).micro).toBe(2_500_000)
})

test('a product on no list, and a currency without one, have an unknown price and never a free one', async () => {
  expect(await priceOf('VALVE-20', 1)).toEqual({ list: undefined, micro: 'unknown' })
  expect(await priceOf('PUMP-1', 1, { currency: 'MDL' })).toEqual({ list: undefined, micro: 'unknown' })
  expect(priceOrder(await ask('VALVE-20', 1))).toMatchObject({ netMinor: null, totalMinor: null })
  expect((await priceOf('PUMP-1', 1, { day: '2025-12-31' })).micro).toBe('unknown')
})

test('packs meet prices by the pack, whichever of the two is counted in packs', async () => {
  const bySingles = priceOrder(await ask('GLUE', 18))
  const byCases = priceOrder(await ask('GLUE', 1.5, { unit: 'CS' }))
  expect(bySingles.netMinor).toBe(1_500)
  expect(byCases.netMinor).toBe(1_500)
  expect(byCases.lines[0]!.line.quantityMilli).toBe(18_000)
  await expect(ask('GLUE', 1, { unit: 'PF' })).rejects.toMatchObject({ code: 'unknown_unit' })
})

test('tax follows the destination, the class of the product and the day', async () => {
  const percentOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).lines[0]!.tax?.percentMilli
  expect(await percentOf('PUMP-1', 1)).toBe(20_000)
  expect(await percentOf('PUMP-1', 1, { location_id: 'NORD-1' })).toBe(21_000)
  expect(await percentOf('PUMP-1', 1, { location_id: 'NORD-1', day: '2026-01-31' })).toBe(19_000)
  expect(await percentOf('GLUE', 1, { location_id: 'NORD-1' })).toBe(11_000)
  expect(await percentOf('GLUE', 1)).toBeUndefined()
})

test('an agreement may say that no tax is charged, and why', async () => {
  await add(customer, { customer_id: 'FAR', name: 'Far Away', country: 'MD', currency: 'EUR' })
  const treated = { agreement_id: 'FAR', name: 'Far', customer_id: 'FAR', list_id: 'GENERAL' }
  await add(agreement, { ...treated, valid_from: '2026-01-01', tax_treatment: 'export' })
  expect((await ask('PUMP-1', 1, { customer_id: 'FAR' })).lines[0]!.tax).toEqual({ category: 'G', percentMilli: 0 })
})

test('an agreed charge replaces the one for everybody, each kind for itself', async () => {
  const rates = (fixed: number) => [{ zone: '*', from_amount: 0, fixed, percent: 0, per_kilogram: 0 }]
  const general = { currency: 'EUR', basis: 'order_value', valid_from: '2026-01-01' }
  await add(charge, { ...general, charge_id: 'FREIGHT', name: 'Freight', kind: 'freight', rates: rates(20) })
  await add(charge, { ...general, charge_id: 'SMALL', name: 'Small order', kind: 'small_order', rates: rates(5) })
  const nords = { charge_id: 'F-NORD', name: 'Freight of Nord', kind: 'freight', agreement_id: 'NORD-2026' }
  await add(charge, { ...general, ...nords, rates: rates(12) })
  expect(priceOrder(await ask('PUMP-1', 1)).chargesMinor).toBe(2_500)
  expect(priceOrder(await ask('PUMP-1', 1, { customer_id: 'NORD' })).chargesMinor).toBe(1_700)
  expect(priceOrder(await ask('PUMP-1', 1, { customer_id: 'NORD', day: '2026-07-01' })).chargesMinor).toBe(2_500)
})

test("of each competitor's latest price the lowest stands beside ours, with its age", async () => {
  expect((await ask('PUMP-1', 1)).lines[0]!.competitor).toBeNull()
  await see({ competitor: 'Old Rival', unit_price: 60, seen_on: '2025-01-10' })
  expect((await ask('PUMP-1', 1)).lines[0]!.competitor).toMatchObject({ competitor: 'Old Rival', is_old: true })
  await see({ competitor: 'Rival', unit_price: 80, seen_on: '2026-01-10' })
  await see({ competitor: 'Rival', unit_price: 95, seen_on: '2026-03-06' })
  await see({ competitor: 'Third', unit_price: 97, seen_on: '2026-03-01' })
  await see({ competitor: 'Third', unit_price: 1, currency: 'MDL', seen_on: '2026-03-01' })
  await see({ competitor: 'Soon', unit_price: 1, seen_on: '2026-03-17' })
  expect((await ask('PUMP-1', 1)).lines[0]!.competitor).toMatchObject({
    competitor: 'Rival',
    unit_price: '95.000000',
    age_days: 10,
    is_old: false,
  })
})

test('a service is priced out of the catalogue, and a price given by hand is kept', async () => {
  await add(addedService, {
    service_id: 'INSTALL',
    name: 'Installation',
    unit: 'HUR',
    proof: 'signature',
    prices: [{ currency: 'EUR', valid_from: '2026-01-01', unit_price: 40 }],
  })
  await see({ product_id: null, service_id: 'INSTALL', competitor: 'Rival', unit_price: 36, seen_on: '2026-03-01' })
  const lines = [
    { line_number: 1, kind: 'service', product_id: 'INSTALL', quantity: 2.5 },
    { line_number: 2, product_id: 'PUMP-1', quantity: 1, unit_price: 90.5 },
  ] as const
  const priced = priceOrder({ ...(await ask('PUMP-1', 1, { lines })), charges: [] })
  expect(priced.lines.map((one) => [one.line.price_source, one.netMinor])).toEqual([
    ['service', 10_000],
    ['given', 9_050],
  ])
  expect(priced.lines[0]!.line.competitor).toMatchObject({ unit_price: '36.000000' })
  expect(priced.taxMinor).toBe(3_810)
  const unknown = [{ line_number: 1, kind: 'service', product_id: 'NOTHING', quantity: 1 }] as const
  await expect(ask('PUMP-1', 1, { lines: unknown })).rejects.toMatchObject({ code: 'unknown_service' })
})

test('lines are answered in the order in which they were asked', async () => {
  const lines = ['PUMP-1', 'PIPE-20', 'PUMP-1'].map((product_id, at) => ({
    line_number: at + 1,
    product_id,
    quantity: at + 1,
  }))
  const found = await ask('PUMP-1', 1, { lines })
  expect(found.lines.map((one) => [one.product_id, one.quantityMilli])).toEqual([
    ['PUMP-1', 1_000],
    ['PIPE-20', 2_000],
    ['PUMP-1', 3_000],
  ])
})

test('who or what is not registered is refused by name', async () => {
  await expect(ask('PUMP-1', 1, { customer_id: 'NOBODY' })).rejects.toMatchObject({ code: 'unknown_customer' })
  await expect(ask('PUMP-1', 1, { location_id: 'NOWHERE' })).rejects.toMatchObject({ code: 'unknown_location' })
  await expect(ask('NOTHING', 1)).rejects.toMatchObject({ code: 'unknown_product' })
})
