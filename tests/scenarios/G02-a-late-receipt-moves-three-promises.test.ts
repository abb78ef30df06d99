/** A supplier comes late: who still gets the goods in time, who moves, and what each customer will be told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { changeSupply, receiveStock, registerSupply } from '../../server/modules/inventory/index.ts'
import { takeOffer } from '../../server/modules/promises/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import { carryOut } from '../../server/planning/proposals/carry-out.command.ts'
import { checkPromises } from '../../server/planning/proposals/check-promises.command.ts'
import { listChanges, listProposals } from '../../server/planning/proposals/proposals.store.ts'
import { watchPromises } from '../../server/planning/proposals/watch.followers.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { verifiables } from '../../server/verifiables.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  for (const country of ['RO', 'MD']) {
    await inTransaction(context, (tx) =>
      createRecord(context, tx, lane, {
        lane_id: `VAN-CHI-${country}`,
        carrier_id: 'OWN',
        service: 'DAY',
        from_location_id: 'CHI',
        to_country: country,
        mode: 'own_van',
        departures: 'Mo-Fr 16:00',
        transit_days: 1,
        is_expedite: false,
        valid_from: '2026-01-01',
        prices: [],
      }),
    )
  }
})
afterAll(() => db?.close())

const CUSTOMERS = ['NORD', 'SUD', 'EST', 'VEST']

test('four customers are promised goods, three of them goods that are still to come', async () => {
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 5 })
  await registerSupply(context, {
    supply_id: 'PO-1',
    kind: 'purchase',
    supplier_id: null,
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 15, state: 'confirmed', due_on: '2026-03-18' }],
  })
  const dates: string[] = []
  for (const customer_id of CUSTOMERS) {
    const quote = await makeQuote(context, {
      customer_id,
      lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity: 5 }],
    })
    const one = quote.offers.find((offer) => !offer.is_in_parts)!
    const taken = await takeOffer(context, quote.quote_id, {
      offer_number: one.offer_number,
      order_id: `SO-${customer_id}`,
      has_consent: false,
      cause: 'customer',
    })
    dates.push(taken.lines[0]!.to_date)
  }
  expect(dates).toEqual(['2026-03-17', '2026-03-19', '2026-03-19', '2026-03-19'])
})

test('while the supplier keeps the word nobody is touched', async () => {
  const checked = await checkPromises(context, { pools: null, kind: 'stock', cause: { pools: 'all' } })
  expect(checked).toEqual({ proposal_id: null, lines_checked: 4, lines_touched: 0 })
})

test('the watch proposes new dates by itself as soon as the supplier says so', async () => {
  while ((await watchPromises(context)) > 0);
  await changeSupply(context, { supply_id: 'PO-1', line_number: 1 }, { due_on: '2026-03-24', counted_on: '2026-03-24' })
  await watchPromises(context)
  const { proposals } = await inTransaction(context, (tx) => listProposals(tx, { state: 'open', limit: 9, offset: 0 }))
  expect(proposals).toMatchObject([
    { kind: 'supply', line_count: 3, customer_count: 3, cause: { supply_ids: ['PO-1'] } },
  ])
})

test('a week late, three promises move by the same lane and the first stays', async () => {
  await changeSupply(context, { supply_id: 'PO-1', line_number: 1 }, { due_on: '2026-03-25', counted_on: '2026-03-25' })
  const checked = await checkPromises(context, { pools: null, kind: 'supply', cause: { supply_id: 'PO-1' } })
  expect(checked.lines_touched).toBe(3)
  const changes = await inTransaction(context, (tx) => listChanges(tx, checked.proposal_id!, null))
  expect(changes.map((change) => [change.customer_id, change.to_date, change.new_to_date])).toEqual([
    ['EST', '2026-03-19', '2026-03-26'],
    ['SUD', '2026-03-19', '2026-03-26'],
    ['VEST', '2026-03-19', '2026-03-26'],
  ])
})

test('carried out once: new versions by the company, goods on their new day, one message a customer waits', async () => {
  const again = await checkPromises(context, { pools: null, kind: 'supply', cause: { supply_id: 'PO-1' } })
  const done = await carryOut(context, again.proposal_id!)
  expect(done).toMatchObject({ promises_moved: 3, left: 0, messages: 3 })
  await expect(carryOut(context, again.proposal_id!)).rejects.toMatchObject({ code: 'wrong_state' })
  const { total } = await inTransaction(context, (tx) => listProposals(tx, { state: 'open', limit: 9, offset: 0 }))
  expect(total).toBe(0)
  const after = await checkPromises(context, { pools: null, kind: 'supply', cause: { supply_id: 'PO-1' } })
  expect(after).toMatchObject({ proposal_id: null, lines_touched: 0 })
})

test('the ledger explains every row', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
})
