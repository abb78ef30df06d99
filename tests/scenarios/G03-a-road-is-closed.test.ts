/** A disruption: every promise it touches, the way round that was prepared, one step to switch. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, type State, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { receiveStock, registerSupply } from '../../server/modules/inventory/index.ts'
import { disruption } from '../../server/modules/problems/index.ts'
import { takeOffer } from '../../server/modules/promises/index.ts'
import { checkDisruption } from '../../server/planning/disruptions/check-disruption.command.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import { carryOut } from '../../server/planning/proposals/carry-out.command.ts'
import { listChanges } from '../../server/planning/proposals/proposals.store.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

const way = (lane_id: string, carrier: [string, string], from: string, transit_days: number): State => ({
  lane_id,
  carrier_id: carrier[0],
  service: carrier[1],
  from_location_id: from,
  to_country: 'MD',
  mode: carrier[0] === 'OWN' ? 'own_van' : 'parcel',
  departures: 'Mo-Fr 16:00',
  transit_days,
  is_expedite: false,
  valid_from: '2026-01-01',
  prices: [],
})

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    for (const state of [way('VAN', ['OWN', 'DAY'], 'CHI', 1), way('PARCEL', ['RAPID', 'STD'], 'CHI', 2)]) {
      await createRecord(context, tx, lane, state)
    }
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 10 })
})
afterAll(() => db?.close())

const quote = (customer_id: string, quantity = 2) =>
  makeQuote(context, { customer_id, lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity }] })

const promise = async (customer_id: string, quantity = 2) => {
  const { quote_id, offers } = await quote(customer_id, quantity)
  const { offer_number } = offers.find((offer) => offer.kinds.includes('earliest'))!
  return takeOffer(context, quote_id, {
    offer_number,
    order_id: `SO-${customer_id}`,
    has_consent: false,
    cause: 'customer',
  })
}

const register = (more: State) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, disruption, {
      disruption_id: 'D-1',
      name: 'Vans off the road',
      first_day: '2026-03-16',
      last_day: '2026-03-18',
      effect: 'stopped',
      state: 'open',
      ...more,
    }),
  )

test('vans off the road: both promises by van are touched and go on by parcel', async () => {
  await promise('SUD')
  await promise('EST')
  await register({ kind: 'carrier', carrier_id: 'OWN', alternative_carrier_id: 'RAPID' })
  const checked = await checkDisruption(context, 'D-1')
  expect(checked).toMatchObject({ lines_touched: 2, customers_touched: 2 })
  const changes = await inTransaction(context, (tx) => listChanges(tx, checked.proposal_id!, null))
  expect(changes.map((change) => [change.order_id, change.effect, change.new_lane_id, change.new_to_date])).toEqual([
    ['SO-EST', 'later', 'PARCEL', '2026-03-18'],
    ['SO-SUD', 'later', 'PARCEL', '2026-03-18'],
  ])
})

test('while it lasts nothing is offered by van', async () => {
  const { offers } = await quote('SUD')
  expect(offers.flatMap((offer) => offer.lines.map((line) => [line.lane_id, line.to_date]))).toContainEqual([
    'PARCEL',
    '2026-03-18',
  ])
  const vans = offers.flatMap((offer) => offer.lines).filter((line) => line.lane_id === 'VAN')
  for (const line of vans) expect(line.departs_on! > '2026-03-18').toBe(true)
})

test('one step switches them and lets a message to each customer wait', async () => {
  const checked = await checkDisruption(context, 'D-1')
  expect(await carryOut(context, checked.proposal_id!)).toMatchObject({ promises_moved: 2, left: 0, messages: 2 })
  expect(await checkDisruption(context, 'D-1')).toMatchObject({ lines_touched: 0, proposal_id: null })
})

test('a supplier that stops is counted later, and promises on its goods are proposed new dates', async () => {
  await registerSupply(context, {
    supply_id: 'PO-9',
    kind: 'purchase',
    supplier_id: 'ACME',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'GLUE', quantity: 10, state: 'confirmed', due_on: '2026-03-17' }],
  })
  const { quote_id, offers } = await makeQuote(context, {
    customer_id: 'SUD',
    lines: [{ line_number: 1, kind: 'goods', product_id: 'GLUE', quantity: 3 }],
  })
  const { offer_number } = offers.find((offer) => offer.kinds.includes('earliest'))!
  await takeOffer(context, quote_id, { offer_number, has_consent: false, cause: 'customer' })
  await register({
    disruption_id: 'D-2',
    name: 'Strike',
    kind: 'supplier',
    supplier_id: 'ACME',
    last_day: '2026-03-20',
  })
  const checked = await checkDisruption(context, 'D-2')
  expect(checked.lines_touched).toBe(1)
})

test('refuses a disruption of nothing, of two things, or that is over', async () => {
  const { checkDisruption: check } = await import('../../server/modules/problems/disruption.ts')
  const base = { kind: 'site', effect: 'stopped', first_day: '2026-03-16', last_day: '2026-03-18' }
  expect(() => check(base)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  expect(() => check({ ...base, site_id: 'CHI', carrier_id: 'OWN' })).toThrow(
    expect.objectContaining({ code: 'invalid_input' }),
  )
  expect(() => check({ ...base, site_id: 'CHI', last_day: '2026-03-01' })).toThrow(
    expect.objectContaining({ code: 'time_order' }),
  )
  await expect(checkDisruption(context, 'D-9')).rejects.toMatchObject({ code: 'not_found' })
})

test('the ledger explains every row', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
})
