/** What was ordered may be changed and cancelled up to the cut-off; what it held is free for others at once. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord, verifyLedger } from '../../ledger/index.ts'
import { resource } from '../../modules/capacity/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { bookSlot, cancelLines, orderSlots, takeOffer } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { makeQuote } from './quote.command.ts'

let db: TestDatabase
let context: Context
/** Somebody of the customer, at the portal. */
let buyer: Context

const MONDAY = new Date('2026-03-16T08:00:00Z')
const week = { monday: 90, tuesday: 90, wednesday: 90, thursday: 90, friday: 90, saturday: 0, sunday: 0 }

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  buyer = { ...context, principal: { ...context.principal, actor: 'user:buyer', customerId: 'NORD' } }
  await foundCompany(context)
  const van = {
    ...LANE_FIRST,
    ...{ carrier_id: 'OWN', service: 'DAY', is_expedite: false, handling: [] },
    to_postal_prefix: null,
    mode: 'own_van',
    departures: 'Mo-Fr 18:00',
    transit_days: 1,
  }
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, lane, van)
    for (const kind of ['pick_lines', 'vehicle_stops'])
      await createRecord(context, tx, resource, { resource_id: kind, location_id: 'CHI', kind, name: kind, ...week })
  })
  for (const product_id of ['PIPE-20', 'VALVE-20'])
    await receiveStock(context, { product_id, location_id: 'CHI', quantity: 1000 })
})
afterAll(() => db?.close())

const wished = (line_number: number, product_id: string, quantity: number, to = '2026-03-20') => ({
  ...{ line_number, product_id, quantity, kind: 'goods' as const },
  requested_from_date: to,
  requested_to_date: to,
})

/** Two lines promised for the Friday, made ready and sent the day before. */
async function order(): Promise<string> {
  db.clock.moveTo(MONDAY)
  const lines = [wished(1, 'PIPE-20', 10), wished(2, 'VALVE-20', 4)]
  const quote = await makeQuote(context, { customer_id: 'NORD', lines })
  return (await takeOffer(context, quote.quote_id, { offer_number: 1 })).order_id
}

const anew = (by: Context, order_id: string, ...lines: ReturnType<typeof wished>[]) =>
  makeQuote(by, { customer_id: 'NORD', order_id, lines })
const takeFirst = (by: Context, quote_id: string, more: object = {}) =>
  takeOffer(by, quote_id, { offer_number: 1, ...more })

const rows = <Row>(query: ReturnType<typeof sql>) => inTransaction(context, (tx) => tx.query<Row>(query))
const reserved = (order_id: string) =>
  rows(sql`SELECT line_number, need_on, quantity::float8 AS quantity FROM inventory.reservation
    WHERE order_id = ${order_id} ORDER BY line_number`)
const booked = (order_id: string) =>
  rows(sql`SELECT line_number, resource_id, day FROM capacity.booking WHERE order_id = ${order_id}
    ORDER BY resource_id, line_number`)
const line = async (order_id: string, line_number: number) =>
  (
    await rows(sql`SELECT quantity::float8 AS quantity, cancelled_quantity::float8 AS cancelled_quantity, cancelled_by,
        cancelled_reason, requested_to_date FROM orders.order_line
      WHERE order_id = ${order_id} AND line_number = ${line_number}`)
  )[0]
const promises = (order_id: string, line_number: number) =>
  rows(sql`SELECT version, to_date, quantity::float8 AS quantity, cause FROM promises.promise
    WHERE order_id = ${order_id} AND line_number = ${line_number} ORDER BY version`)
const cancel = (by: Context, order_id: string, more: object = {}) =>
  cancelLines(by, order_id, { cancelled_by: 'customer', despite_cutoff: false, ...more })

test('cancelling the first line hands the stop of the van on to the second, and frees its own goods and hands', async () => {
  const id = await order()
  expect(await booked(id)).toMatchObject([
    { resource_id: 'pick_lines', line_number: 1 },
    { resource_id: 'pick_lines', line_number: 2 },
    { resource_id: 'vehicle_stops', line_number: 1 },
  ])
  await cancel(buyer, id, { lines: [{ line_number: 1 }], reason: 'not needed' })
  expect(await line(id, 1)).toMatchObject({
    cancelled_quantity: 10,
    cancelled_by: 'customer',
    cancelled_reason: 'not needed',
  })
  expect(await reserved(id)).toMatchObject([{ line_number: 2, quantity: 4 }])
  expect(await booked(id)).toMatchObject([
    { resource_id: 'pick_lines', line_number: 2 },
    { resource_id: 'vehicle_stops', line_number: 2 },
  ])
  await cancel(buyer, id)
  expect(await booked(id)).toEqual([])
  expect(await reserved(id)).toEqual([])
  await expect(cancel(buyer, id)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('a part of a line is cancelled, and no more than is open', async () => {
  const id = await order()
  await cancel(buyer, id, { lines: [{ line_number: 1, quantity: 3 }] })
  expect(await reserved(id)).toMatchObject([{ line_number: 1, quantity: 7 }, { line_number: 2 }])
  const tooMuch = cancel(buyer, id, { lines: [{ line_number: 1, quantity: 8 }] })
  await expect(tooMuch).rejects.toMatchObject({ code: 'quantity_exceeded', details: { left: 7 } })
})

test('after the cut-off the customer is refused with the time it passed; staff may grant a favor, the company cancel', async () => {
  const id = await order()
  const moved = await anew(buyer, id, wished(1, 'PIPE-20', 12))
  // One open day before the Friday, by the site's order cut-off at two.
  db.clock.moveTo(new Date('2026-03-19T12:00:01Z'))
  const until = '2026-03-19T12:00:00.000Z'
  await expect(cancel(buyer, id)).rejects.toMatchObject({ code: 'cutoff_passed', details: { line_number: 1, until } })
  await expect(anew(buyer, id, wished(1, 'PIPE-20', 12))).rejects.toMatchObject({ code: 'cutoff_passed' })
  const fresh = await anew(context, id, wished(1, 'PIPE-20', 12))
  expect(fresh.offers.length).toBeGreaterThan(0)
  await expect(takeFirst(context, fresh.quote_id)).rejects.toMatchObject({ code: 'cutoff_passed', details: { until } })
  await expect(takeFirst(buyer, fresh.quote_id, { despite_cutoff: true })).rejects.toMatchObject({
    code: 'cutoff_passed',
  })
  await expect(takeFirst(buyer, fresh.quote_id, { cause: 'company' })).rejects.toMatchObject({ code: 'cutoff_passed' })
  expect(moved.offers.length).toBeGreaterThan(0)
  await cancel(context, id, { lines: [{ line_number: 1 }], despite_cutoff: true })
  await cancel(context, id, { cancelled_by: 'company' })
  expect(await line(id, 2)).toMatchObject({ cancelled_by: 'company' })
})

test('more, and for another day, is promised anew at the customer’s wish; the first promise stays to be seen', async () => {
  const id = await order()
  const quote = await anew(buyer, id, wished(1, 'PIPE-20', 15, '2026-03-24'))
  await takeFirst(buyer, quote.quote_id, { reason: 'the crew comes later' })
  expect(await line(id, 1)).toMatchObject({ quantity: 15, cancelled_quantity: 0, requested_to_date: '2026-03-24' })
  expect(await promises(id, 1)).toEqual([
    { version: 1, to_date: '2026-03-20', quantity: 10, cause: 'initial' },
    { version: 2, to_date: '2026-03-24', quantity: 15, cause: 'customer' },
  ])
  expect(await reserved(id)).toMatchObject([
    { line_number: 1, need_on: '2026-03-23', quantity: 15 },
    { line_number: 2 },
  ])
  // The second line still comes on the Friday, and needs the stop that was booked on the first.
  expect(await booked(id)).toMatchObject([
    { resource_id: 'pick_lines', line_number: 1, day: '2026-03-23' },
    { resource_id: 'pick_lines', line_number: 2, day: '2026-03-19' },
    { resource_id: 'vehicle_stops', line_number: 1, day: '2026-03-23' },
    { resource_id: 'vehicle_stops', line_number: 2, day: '2026-03-19' },
  ])
})

test('less is cancelled at the customer’s wish, and a further line is added', async () => {
  const id = await order()
  const quote = await anew(buyer, id, wished(1, 'PIPE-20', 6), wished(3, 'VALVE-20', 5))
  await takeFirst(buyer, quote.quote_id)
  expect(await line(id, 1)).toMatchObject({ quantity: 10, cancelled_quantity: 4, cancelled_by: 'customer' })
  expect(await line(id, 3)).toMatchObject({ quantity: 5 })
  expect(await reserved(id)).toMatchObject([{ quantity: 6 }, { quantity: 4 }, { quantity: 5 }])
  expect(await promises(id, 3)).toMatchObject([{ version: 1, cause: 'initial' }])
})

test('what we move is no wish of the customer’s', async () => {
  const id = await order()
  const quote = await anew(context, id, wished(1, 'PIPE-20', 10, '2026-03-25'))
  await takeFirst(context, quote.quote_id, { cause: 'company', reason: 'van broken' })
  expect(await line(id, 1)).toMatchObject({ requested_to_date: '2026-03-20' })
  expect(await promises(id, 1)).toMatchObject([{ cause: 'initial' }, { cause: 'company', to_date: '2026-03-25' }])
})

test('what has left, another product and another customer’s order are not changed', async () => {
  const id = await order()
  await expect(anew(buyer, id, wished(1, 'GLUE', 1))).rejects.toMatchObject({ code: 'invalid_input' })
  const other = { ...buyer, principal: { ...buyer.principal, customerId: 'SUD' } }
  await expect(cancel(other, id)).rejects.toMatchObject({ code: 'not_found' })
  const theirs = makeQuote(other, { customer_id: 'SUD', order_id: id, lines: [wished(1, 'PIPE-20', 1)] })
  await expect(theirs).rejects.toMatchObject({ code: 'not_found' })
  const sent = { order_id: id, line_number: 1, quantity: 4 }
  await dispatchShipment(context, { shipment_id: `SH-${id}`, from_location_id: 'CHI', lines: [sent] })
  await expect(anew(buyer, id, wished(1, 'PIPE-20', 12))).rejects.toMatchObject({ code: 'wrong_state' })
  await cancel(buyer, id, { lines: [{ line_number: 1 }] })
  expect(await line(id, 1)).toMatchObject({ cancelled_quantity: 6 })
})

test('a slot on the promised day becomes the promised window, is changed up to its cut-off, and taken by one alone', async () => {
  const slot = {
    ...week,
    monday: 0,
    location_id: 'CHI',
    kind: 'slot',
    to_country: 'RO',
    cutoff_days: 1,
    cutoff_at: '10:00',
  }
  const hours = [
    { resource_id: 'EARLY', name: 'Early', starts_at: '08:00', ends_at: '10:00', friday: 1 },
    {
      resource_id: 'LATE',
      name: 'Late',
      starts_at: '12:00',
      ends_at: '14:00',
      ...{ price_minor: 500, currency: 'EUR' },
    },
  ]
  await inTransaction(context, async (tx) => {
    for (const one of hours) await createRecord(context, tx, resource, { ...slot, ...one })
  })
  const id = await order()
  const options = () => inTransaction(context, (tx) => orderSlots(tx, id, 'NORD', context.clock.now()))
  const book = (by: Context, resource_id: string | null, more: object = {}) =>
    bookSlot(by, id, { slot: resource_id ? { resource_id, day: '2026-03-20' } : null, despite_cutoff: false, ...more })
  expect((await options()).rows.map((one) => [one.resource_id, one.day])).toEqual([
    ['EARLY', '2026-03-20'],
    ['LATE', '2026-03-20'],
  ])
  await book(buyer, 'EARLY')
  expect(await options()).toMatchObject({ booked: { resource_id: 'EARLY' }, rows: [{ resource_id: 'LATE' }] })
  const windows = (line_number: number) =>
    rows(sql`SELECT version, from_at, cause FROM promises.promise WHERE order_id = ${id}
      AND line_number = ${line_number} ORDER BY version DESC LIMIT 1`)
  for (const number of [1, 2])
    expect(await windows(number)).toEqual([
      { version: 2, from_at: new Date('2026-03-20T06:00:00Z'), cause: 'customer' },
    ])
  const other = await order()
  const second = bookSlot(buyer, other, { slot: { resource_id: 'EARLY', day: '2026-03-20' }, despite_cutoff: false })
  await expect(second).rejects.toMatchObject({ code: 'insufficient_capacity' })
  await book(buyer, 'LATE')
  expect(await options()).toMatchObject({ booked: { resource_id: 'LATE' } })
  db.clock.moveTo(new Date('2026-03-19T09:00:00Z'))
  const until = '2026-03-19T08:00:00.000Z'
  await expect(book(buyer, null)).rejects.toMatchObject({ code: 'cutoff_passed', details: { until } })
  await expect(book(buyer, null, { despite_cutoff: true })).rejects.toMatchObject({ code: 'cutoff_passed' })
  await book(context, null, { despite_cutoff: true })
  expect((await options()).booked).toBeNull()
  expect(await windows(1)).toMatchObject([{ version: 4, from_at: null }])
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
