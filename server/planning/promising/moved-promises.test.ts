/** A promise that is moved goes on by its way, and leaves to the other lines of its order what these still need. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST, SLOT_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord, verifyLedger } from '../../ledger/index.ts'
import { resource } from '../../modules/capacity/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { bookSlot, movePromises, type PromiseMove, takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { makeQuote } from './quote.command.ts'

let db: TestDatabase
let context: Context

const MONDAY = new Date('2026-03-16T08:00:00Z')
const week = { monday: 90, tuesday: 90, wednesday: 90, thursday: 90, friday: 90, saturday: 0, sunday: 0 }
const way = (lane_id: string, carrier: [string, string], mode: string, to_country: string) => ({
  ...LANE_FIRST,
  ...{ lane_id, carrier_id: carrier[0], service: carrier[1], mode, is_expedite: false, handling: [], to_country },
  ...{ to_postal_prefix: null, departures: 'Mo-Fr 18:00', transit_days: 1, max_weight_grams: null },
})

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, lane, way('VAN', ['OWN', 'DAY'], 'own_van', 'MD'))
    await createRecord(context, tx, lane, way('PARCEL', ['RAPID', 'STD'], 'parcel', 'RO'))
    for (const kind of ['pick_lines', 'vehicle_stops'])
      await createRecord(context, tx, resource, { resource_id: kind, location_id: 'CHI', kind, name: kind, ...week })
    await createRecord(context, tx, resource, { ...SLOT_FIRST, to_location_id: null, to_country: 'MD' })
  })
  for (const product_id of ['PIPE-20', 'VALVE-20'])
    await receiveStock(context, { product_id, location_id: 'CHI', quantity: 1000 })
})
afterAll(() => db?.close())

const rows = <Row>(query: ReturnType<typeof sql>) => inTransaction(context, (tx) => tx.query<Row>(query))
const booked = async (order_id: string, resource_id: string) =>
  (
    await rows<{ line_number: number; day: string }>(sql`SELECT line_number, day FROM capacity.booking
      WHERE order_id = ${order_id} AND resource_id = ${resource_id} ORDER BY line_number, day`)
  ).map(({ line_number, day }) => `${line_number} ${day}`)
const version = async (order_id: string, line_number: number) =>
  (
    await rows(sql`SELECT version, site_id, lane_id, carrier_id, service, from_date, to_date, from_at FROM promises.promise
      WHERE order_id = ${order_id} AND line_number = ${line_number} ORDER BY version DESC LIMIT 1`)
  )[0]

/** Two lines that leave with the van on the Thursday and come on the Friday. */
async function order(): Promise<string> {
  db.clock.moveTo(MONDAY)
  const lines = ['PIPE-20', 'VALVE-20'].map((product_id, at) => ({
    ...{ line_number: at + 1, kind: 'goods' as const, product_id, quantity: 4 },
    ...{ requested_from_date: '2026-03-20', requested_to_date: '2026-03-20' },
  }))
  const { offers, quote_id } = await makeQuote(context, { customer_id: 'SUD', lines })
  const { offer_number } = offers.find((offer) => offer.lines.every((line) => line.lane_id === 'VAN'))!
  return (await takeOffer(context, quote_id, { offer_number })).order_id
}

const moved = (order_id: string, line_number: number, more: Partial<PromiseMove> = {}): PromiseMove => ({
  ...{ order_id, line_number, quantity: 4, promise_version: 1, reason: 'supply_late' },
  ...{ new_site_id: 'CHI', new_lane_id: 'VAN', new_need_on: '2026-03-23', new_departs_on: '2026-03-23' },
  new_to_date: '2026-03-24',
  ...more,
})
const move = (...moves: PromiseMove[]) =>
  inTransaction(context, (tx) => movePromises({ ...context, tx }, tx, { moves }))

test('a promise moved to a later day keeps its lane, carrier and service, and the width of its window', async () => {
  const id = await order()
  await move(moved(id, 1))
  expect(await version(id, 1)).toMatchObject({
    ...{ version: 2, lane_id: 'VAN', carrier_id: 'OWN', service: 'DAY', to_date: '2026-03-24' },
    from_date: '2026-03-24',
  })
})

test('where the new plan names no lane, the one before goes on as long as the site is the same', async () => {
  const id = await order()
  await move(moved(id, 1, { new_lane_id: null }))
  expect(await version(id, 1)).toMatchObject({ lane_id: 'VAN', carrier_id: 'OWN', service: 'DAY' })
  await move(moved(id, 1, { promise_version: 2, new_lane_id: null, new_site_id: 'IAS', new_need_on: null }))
  expect(await version(id, 1)).toMatchObject({ site_id: 'IAS', lane_id: null, carrier_id: null, service: null })
})

test('another lane brings its own carrier and service, and needs no stop of the van', async () => {
  const id = await order()
  await move(moved(id, 1, { new_lane_id: 'PARCEL' }), moved(id, 2, { new_lane_id: 'PARCEL' }))
  expect(await version(id, 2)).toMatchObject({ lane_id: 'PARCEL', carrier_id: 'RAPID', service: 'STD' })
  expect(await booked(id, 'vehicle_stops')).toEqual([])
  expect(await booked(id, 'pick_lines')).toEqual(['1 2026-03-23', '2 2026-03-23'])
})

test('the line with the stop moves: the other keeps the stop of its day, and the new day has one of its own', async () => {
  const id = await order()
  expect(await booked(id, 'vehicle_stops')).toEqual(['1 2026-03-19'])
  await move(moved(id, 1))
  expect(await booked(id, 'vehicle_stops')).toEqual(['1 2026-03-23', '2 2026-03-19'])
  expect(await booked(id, 'pick_lines')).toEqual(['1 2026-03-23', '2 2026-03-19'])
})

test('the line without the stop moves: it gets one on its new day, and follows the other for none of its own', async () => {
  const id = await order()
  await move(moved(id, 2))
  expect(await booked(id, 'vehicle_stops')).toEqual(['1 2026-03-19', '2 2026-03-23'])
  await move(moved(id, 1))
  expect(await booked(id, 'vehicle_stops')).toEqual(['2 2026-03-23'])
})

test('both move together with one stop', async () => {
  const id = await order()
  await move(moved(id, 1), moved(id, 2))
  expect(await booked(id, 'vehicle_stops')).toEqual(['1 2026-03-23'])
})

test('hours at the door stay with the day, also after their cut-off, and are given back with it at their price', async () => {
  const id = await order()
  const charges = async () =>
    (
      await rows<{ sum: number }>(sql`SELECT coalesce(sum(charges_minor), 0)::int AS sum FROM orders.order_line
      WHERE order_id = ${id}`)
    )[0]!.sum
  await bookSlot(context, id, { slot: { resource_id: 'SL-FIRST', day: '2026-03-20' }, despite_cutoff: false })
  const priced = await charges()
  db.clock.moveTo(new Date('2026-03-19T20:00:00Z'))
  const sameDay = { new_to_date: '2026-03-20', new_need_on: '2026-03-18', new_departs_on: '2026-03-18' }
  await move(...[1, 2].map((line) => moved(id, line, { promise_version: 2, ...sameDay, new_lane_id: 'PARCEL' })))
  expect(await booked(id, 'SL-FIRST')).toEqual(['1 2026-03-20'])
  expect(await version(id, 2)).toMatchObject({ version: 3, from_at: expect.anything() })
  await move(...[1, 2].map((line) => moved(id, line, { promise_version: 3 })))
  expect(await booked(id, 'SL-FIRST')).toEqual([])
  expect(await version(id, 2)).toMatchObject({ version: 4, from_at: null })
  expect([priced, await charges()]).toEqual([950, 0])
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
