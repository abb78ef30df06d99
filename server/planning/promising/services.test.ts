/** A service is a line like goods: promised with its crew's minutes, changed, cancelled in part, done and proved, judged, repeated. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord, verifyLedger } from '../../ledger/index.ts'
import { resource } from '../../modules/capacity/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { proveService } from '../../modules/delivery/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { agreeRecurringOrder } from '../../modules/orders/index.ts'
import { addedService } from '../../modules/policies/index.ts'
import { cancelLines, takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { explainOrder } from '../../views/verdicts/explain-order.ts'
import { orderOccurrence } from '../recurring/order-occurrence.command.ts'
import { makeQuote } from './quote.command.ts'

let db: TestDatabase
let context: Context
const WEEK = { monday: 120, tuesday: 120, wednesday: 120, thursday: 120, friday: 120, saturday: 0, sunday: 0 }

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    const van = { ...LANE_FIRST, ...{ carrier_id: 'OWN', service: 'DAY', is_expedite: false, handling: [] } }
    await createRecord(context, tx, lane, {
      ...van,
      to_postal_prefix: null,
      departures: 'Mo-Fr 18:00',
      transit_days: 1,
    })
    const crew = { resource_id: 'CREW', location_id: 'CHI', kind: 'service_minutes', name: 'Fitters' }
    await createRecord(context, tx, resource, { ...crew, ...WEEK })
    await createRecord(context, tx, addedService, {
      ...{
        service_id: 'INSTALL',
        name: 'Installation',
        unit: 'C62',
        resource_kind: 'technician',
        resource_minutes: 30,
      },
      ...{
        proof: 'signature',
        prices: [{ currency: 'EUR', valid_from: '2026-01-01', unit_price: 50 }],
        entitlements: [],
      },
    })
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 500 })
})
afterAll(() => db?.close())

const pump = (quantity: number) => ({ line_number: 1, kind: 'goods' as const, product_id: 'PUMP-1', quantity })
const install = (quantity: number) => ({ line_number: 2, kind: 'service' as const, product_id: 'INSTALL', quantity })
const ask = (lines: (ReturnType<typeof pump> | ReturnType<typeof install>)[], order_id?: string) =>
  makeQuote(context, { customer_id: 'NORD', lines, ...(order_id && { order_id }) })
async function order(quantity: number): Promise<string> {
  const { quote_id } = await ask([pump(quantity), install(quantity)])
  return (await takeOffer(context, quote_id, { offer_number: 1 })).order_id
}
const rows = <Row>(query: ReturnType<typeof sql>) => inTransaction(context, (tx) => tx.query<Row>(query))
const minutes = (order_id: string) =>
  rows(sql`SELECT day, quantity FROM capacity.booking WHERE order_id = ${order_id} ORDER BY day`)
const booked = async (day: string) =>
  (
    await rows<{ booked: number }>(
      sql`SELECT booked FROM capacity.day WHERE resource_id = 'CREW' AND day = ${day}::date`,
    )
  )[0]?.booked
const prove = (order_id: string, more: object = {}) =>
  proveService(context, { order_id, line_number: 2 }, { done_by: 'A. Rusu', rejected_quantity: 0, ...more })

let first = ''
test('the service is promised for the day of the goods at the earliest, at its price, with its minutes booked', async () => {
  const quote = await ask([pump(4), install(4)])
  expect(quote.offers[0]!.lines).toMatchObject([
    { kind: 'goods', to_date: '2026-03-17' },
    { kind: 'service', to_date: '2026-03-17', unit_price: 50, net_minor: 20_000, price_source: 'service' },
  ])
  first = (await takeOffer(context, quote.quote_id, { offer_number: 1 })).order_id
  expect(await minutes(first)).toEqual([{ day: '2026-03-17', quantity: 120 }])
})

test('a crew that is taken comes on its next free day, while the goods keep theirs', async () => {
  const { offers } = await ask([pump(1), install(1)])
  expect(offers[0]!.lines.map(({ kind, to_date }) => [kind, to_date])).toEqual([
    ['goods', '2026-03-17'],
    ['service', '2026-03-18'],
  ])
})

test('cancelling a part gives the minutes of that part back at once, and twice no more than there were', async () => {
  const by = { cancelled_by: 'customer' as const, despite_cutoff: true }
  await cancelLines(context, first, { ...by, lines: [{ line_number: 2, quantity: 1 }] })
  expect(await minutes(first)).toEqual([{ day: '2026-03-17', quantity: 90 }])
  await cancelLines(context, first, { ...by, lines: [{ line_number: 2, quantity: 2 }] })
  expect(await minutes(first)).toEqual([{ day: '2026-03-17', quantity: 30 }])
  expect(await booked('2026-03-17')).toBe(30)
  expect((await ask([pump(1), install(3)])).offers[0]!.lines[1]).toMatchObject({ to_date: '2026-03-17' })
})

test('more of the service is promised anew, with the minutes it holds already', async () => {
  const quote = await ask([install(4)], first)
  expect(quote.offers[0]!.lines).toMatchObject([{ to_date: '2026-03-17', quantity: 4 }])
  const taken = await takeOffer(context, quote.quote_id, { offer_number: 1, despite_cutoff: true })
  expect(taken.lines).toMatchObject([{ line_number: 2, version: 2 }])
  expect(await minutes(first)).toEqual([{ day: '2026-03-17', quantity: 120 }])
})

test('a service is proved by whom, when and with what the catalogue asks for; goods and more than is open are refused', async () => {
  await expect(prove(first)).rejects.toMatchObject({ code: 'invalid_input', details: { reason: 'proof_needed' } })
  const key = { order_id: first, line_number: 1 }
  await expect(proveService(context, key, { done_by: 'A', rejected_quantity: 0 })).rejects.toMatchObject({
    code: 'wrong_state',
  })
  db.clock.moveTo(new Date('2026-03-17T12:00:00Z'))
  const proof = { done_at: '2026-03-17T11:00:00Z', proof_reference: 'SIG-1', note: 'Valve on the left' }
  await expect(prove(first, { ...proof, quantity: 5 })).rejects.toMatchObject({
    code: 'quantity_exceeded',
    details: { left: 4 },
  })
  expect(await prove(first, proof)).toMatchObject({
    ...{ delivered_on: '2026-03-17', done_by: 'A. Rusu', note: 'Valve on the left', proof_reference: 'SIG-1' },
    lines: [{ order_id: first, line_number: 2, product_id: 'INSTALL', accepted_quantity: 4 }],
  })
  await expect(prove(first, proof)).rejects.toMatchObject({ code: 'wrong_state' })
  const [event] = await rows<{ data: object }>(
    sql`SELECT data FROM ledger.event WHERE type = 'DeliveryRecorded' ORDER BY position LIMIT 1`,
  )
  expect(JSON.stringify(event)).not.toContain('Rusu')
})

test('the line is judged: in time, in full, and of the service that was ordered', async () => {
  const { lines } = await inTransaction(context, (tx) => explainOrder(tx, first, context.clock.now()))
  const line = lines.find((one) => one.line_number === 2)!
  expect(line.rights.product!.check).toBe('pass')
  expect([line.rights.quantity!.check, line.rights.time!.check]).toEqual(['pass', 'pass'])
})

test('a day of a recurring order brings its service with it', async () => {
  await agreeRecurringOrder(context, {
    ...{
      recurring_id: 'WEEKLY',
      customer_id: 'NORD',
      name: 'Pumps, installed',
      location_id: 'NORD-1',
      horizon_days: 7,
    },
    ...{ starts_on: '2026-03-23', weekdays: ['Mo'], closed_day_rule: 'after', lines: [pump(2), install(2)] },
  })
  const wish = { recurringId: 'WEEKLY', day: '2026-03-23', acceptOtherDay: false, isRetry: false }
  expect(await orderOccurrence(context, wish)).toBe('ordered')
  const [made] = await rows<{ order_id: string }>(
    sql`SELECT order_id FROM orders.customer_order WHERE occurrence_id = 'WEEKLY@2026-03-23'`,
  )
  expect(await minutes(made!.order_id)).toEqual([{ day: '2026-03-23', quantity: 60 }])
})

test('what is cancelled as a whole gives all its minutes back', async () => {
  const id = await order(1)
  expect(await minutes(id)).toHaveLength(1)
  await cancelLines(context, id, { cancelled_by: 'company', despite_cutoff: false })
  expect(await minutes(id)).toEqual([])
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
