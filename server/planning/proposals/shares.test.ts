/** Shares: goods that are short, divided by proportion and by the lowest first, with lines cut to less than they asked for. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord, createRecord, verifyLedger } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { customer } from '../../modules/customers/index.ts'
import { changeSupply, findReservations, receiveStock, registerSupply } from '../../modules/inventory/index.ts'
import { allocationPolicy, segment, servicePackage } from '../../modules/policies/index.ts'
import { takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { makeQuote } from '../promising/quote.command.ts'
import { carryOut } from './carry-out.command.ts'
import { listChanges } from './proposals.store.ts'
import { proposeAllocation } from './share-out.command.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, segment, { segment_id: 'PARTS', name: 'Takes parts', standards: [] })
    await createRecord(context, tx, servicePackage, {
      ...{ package_id: 'P', segment_id: 'PARTS', name: 'P', valid_from: '2026-01-01', allocation_tier: 2 },
      ...{ ship_complete: false, max_parts: 2, lead_time_days: 3 },
    })
    for (const id of ['EST', 'SUD', 'NORD'])
      await changeRecord(context, tx, customer, id, (state) => ({ ...state, segment_id: 'PARTS' }))
    for (const country of ['RO', 'MD'])
      await createRecord(context, tx, lane, {
        ...{
          lane_id: `VAN-${country}`,
          carrier_id: 'OWN',
          service: 'DAY',
          from_location_id: 'CHI',
          to_country: country,
        },
        ...{
          mode: 'own_van',
          departures: 'Mo-Fr 16:00',
          transit_days: 1,
          is_expedite: false,
          valid_from: '2026-01-01',
        },
        prices: [],
      })
  })
})
afterAll(() => db?.close())

const DAY = '2026-03-19'
async function order(product_id: string, customer_id: string, quantity: number): Promise<string> {
  const line = { line_number: 1, kind: 'goods' as const, product_id, quantity, requested_to_date: DAY }
  const { quote_id, offers } = await makeQuote(context, { customer_id, lines: [line] })
  const { offer_number } = offers.find((one) => !one.is_in_parts)!
  return (await takeOffer(context, quote_id, { offer_number })).order_id
}
const publish = (policy_id: string, kind: string, valid_from: string) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, allocationPolicy, { policy_id, name: policy_id, kind, valid_from, tiers: [] }),
  )
const held = async (order_id: string) =>
  (await inTransaction(context, (tx) => findReservations(tx, [{ order_id, line_number: 1 }]))).map((one) => [
    one.need_on.slice(5),
    one.quantity,
  ])

/** Goods for all of them are promised from a supply that then shrinks to what is on hand, the rest coming a week later. */
async function shortOf(product_id: string, { there, later }: { there: number; later: number }) {
  await receiveStock(context, { product_id, location_id: 'CHI', quantity: there })
  await registerSupply(context, {
    ...{ supply_id: `PO-${product_id}`, kind: 'purchase', supplier_id: null, location_id: 'CHI' },
    lines: [{ line_number: 1, product_id, quantity: later, state: 'confirmed', due_on: '2026-03-17' }],
  })
}
const late = (product_id: string) =>
  changeSupply(
    context,
    { supply_id: `PO-${product_id}`, line_number: 1 },
    { due_on: '2026-03-25', counted_on: '2026-03-25' },
  )
const promised = (order_id: string) =>
  inTransaction(context, (tx) =>
    tx.query<{
      version: number
      to_date: string
      quantity: number
    }>(sql`SELECT version, to_date, quantity::float8 AS quantity
      FROM promises.promise WHERE order_id = ${order_id} ORDER BY version`),
  )

test('in proportion: each gets the same share of what it asked for now, and the rest when it comes', async () => {
  await publish('SHARES', 'proportional', '2026-02-01')
  await shortOf('PUMP-1', { there: 6, later: 6 })
  const [large, small] = [await order('PUMP-1', 'EST', 8), await order('PUMP-1', 'NORD', 4)]
  await late('PUMP-1')
  const { proposal_id } = await proposeAllocation(context, { product_id: 'PUMP-1' })
  const changes = await inTransaction(context, (tx) => listChanges(tx, proposal_id!, null))
  const parts = Object.fromEntries(
    changes.map((one) => [one.order_id, one.moves.map((move) => [move.need_on.slice(5), move.quantity])]),
  )
  expect(parts).toEqual({ [large]: [['03-25', 4]], [small]: [['03-25', 2]] })
  expect(await carryOut(context, proposal_id!)).toMatchObject({ promises_moved: 2 })
  expect(await held(large)).toEqual([
    ['03-18', 4],
    ['03-25', 4],
  ])
  expect(await held(small)).toEqual([
    ['03-18', 2],
    ['03-25', 2],
  ])
  // The whole line is promised for the day of its last part.
  expect(await promised(large)).toMatchObject([
    { version: 1, to_date: DAY, quantity: 8 },
    { version: 2, to_date: '2026-03-26', quantity: 8 },
  ])
})

test('the lowest first: who asked for little is full before who asked for much', async () => {
  await publish('LOWEST', 'lowest_first', '2026-03-01')
  await shortOf('PIPE-20', { there: 6, later: 8 })
  const orders = [await order('PIPE-20', 'EST', 8), await order('PIPE-20', 'SUD', 4), await order('PIPE-20', 'NORD', 2)]
  await late('PIPE-20')
  const { proposal_id } = await proposeAllocation(context, { product_id: 'PIPE-20' })
  await carryOut(context, proposal_id!)
  const now = await Promise.all(
    orders.map(async (id) =>
      (await held(id)).filter(([day]) => day === '03-18').map(([, quantity]) => Number(quantity)),
    ),
  )
  const got = now.map(([quantity = 0]) => quantity)
  expect(got.reduce((sum, one) => sum + one, 0)).toBe(6)
  // The lowest fill is as high as six pieces make it: no other sharing out in whole pieces lifts it.
  const lowest = Math.min(...got.map((quantity, at) => quantity / [8, 4, 2][at]!))
  expect(lowest).toBeGreaterThanOrEqual(0.375)
  for (const id of orders) {
    const all = (await held(id)).reduce((sum, [, quantity]) => sum + Number(quantity), 0)
    expect(all).toBe([8, 4, 2][orders.indexOf(id)])
  }
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
