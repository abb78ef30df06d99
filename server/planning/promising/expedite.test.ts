/** Haste: what it gains, what it costs us and the customer, for a new wish and for an order that is promised already. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Quote } from '../../../contract/quotes.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { charge } from '../../modules/prices/index.ts'
import { takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { makeQuote } from './quote.command.ts'
import { shown } from './shown-quote.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    const usual = { lane_id: 'USUAL', carrier_id: 'RAPID', service: 'STD', mode: 'parcel', is_expedite: false }
    const rush = { lane_id: 'RUSH', carrier_id: 'OWN', service: 'DAY', mode: 'own_van', is_expedite: true }
    for (const [way, transit_days, base_minor] of [
      [usual, 3, 700],
      [rush, 1, 2500],
    ] as const) {
      await createRecord(context, tx, lane, {
        ...{ ...way, transit_days },
        ...{ from_location_id: 'CHI', to_country: 'RO', departures: 'Mo-Fr 17:00', valid_from: '2026-01-01' },
        prices: [
          {
            ...{ valid_from: '2026-01-01', currency: 'EUR', base_minor },
            ...{ per_kg: 0, per_stop_minor: 0, minimum_minor: 0, fuel_percent: 0 },
          },
        ],
      })
    }
    await createRecord(context, tx, charge, {
      ...{ charge_id: 'HASTE', name: 'Haste', kind: 'expedite', currency: 'EUR', basis: 'order_value' },
      valid_from: '2026-01-01',
      rates: [{ zone: '*', from_amount: 0, fixed: 15, percent: 0, per_kilogram: 0 }],
    })
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 100 })
})
afterAll(() => db?.close())

const ask = (more: object = {}) =>
  makeQuote(context, {
    customer_id: 'NORD',
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity: 4, unit_price: 10 }],
    ...more,
  })
const hasty = ({ offers }: Quote) => offers.find((offer) => offer.is_expedited)!
const calm = ({ offers }: Quote) => offers.find((offer) => !offer.is_expedited)!

test('an expedited offer says how many days it gains, its freight beside the usual way, and what it is charged', async () => {
  const quote = await ask()
  expect(hasty(quote)).toMatchObject({
    complete_on: '2026-03-17',
    expedite: { ordinary_date: '2026-03-19', days_gained: 2, freight_more_minor: 1800, charge_minor: 1500 },
    difference: null,
  })
  expect(calm(quote)).toMatchObject({ complete_on: '2026-03-19', expedite: null })
})

test('a customer sees the days and the charge, not what it costs us', async () => {
  const buyer = { ...context, principal: { ...context.principal, actor: 'user:buyer', customerId: 'NORD' } }
  const { expedite } = hasty(shown(buyer, await ask()))
  expect(expedite).toMatchObject({ days_gained: 2, freight_more_minor: null, charge_minor: 1500 })
})

test('an order is expedited later, with the difference shown before and the next version of its promise after', async () => {
  const first = await ask()
  const { order_id } = await takeOffer(context, first.quote_id, { offer_number: calm(first).offer_number })
  const again = await ask({ order_id })
  expect(hasty(again).difference).toEqual({
    ...{ old_date: '2026-03-19', days_sooner: 2, freight_more_minor: 1800, price_more_minor: 1500 },
  })
  expect(calm(again).difference).toMatchObject({ days_sooner: 0, freight_more_minor: 0, price_more_minor: 0 })
  const taken = await takeOffer(context, again.quote_id, {
    offer_number: hasty(again).offer_number,
    despite_cutoff: true,
  })
  expect(taken.lines).toMatchObject([{ to_date: '2026-03-17', version: 2 }])
})
