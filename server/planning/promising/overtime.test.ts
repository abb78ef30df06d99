/** Haste that needs hands beyond a site's day: offered at its cost, booked and given back like other capacity. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Quote } from '../../../contract/quotes.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord, createRecord, verifyLedger } from '../../ledger/index.ts'
import { loadCapacity, resource } from '../../modules/capacity/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { cancelLines, takeOffer } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { makeQuote } from './quote.command.ts'
import { shown } from './shown-quote.ts'

let db: TestDatabase
let context: Context
const TODAY = '2026-03-16'
const week = { monday: 2, tuesday: 2, wednesday: 2, thursday: 2, friday: 2, saturday: 0, sunday: 0 }

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, lane, {
      ...{ lane_id: 'VAN', carrier_id: 'OWN', service: 'DAY', mode: 'own_van', is_expedite: false, transit_days: 1 },
      ...{ from_location_id: 'CHI', to_country: 'RO', departures: 'Mo-Fr 17:00', valid_from: '2026-01-01' },
      prices: [
        {
          ...{ valid_from: '2026-01-01', currency: 'EUR', base_minor: 700 },
          ...{ per_kg: 0, per_stop_minor: 0, minimum_minor: 0, fuel_percent: 0 },
        },
      ],
    })
    const overtime = { overtime_quantity: 1, currency: 'EUR', overtime_to: '2026-12-31' }
    await createRecord(context, tx, resource, {
      ...{ ...week, ...overtime, overtime_cost_minor: 150 },
      ...{ resource_id: 'PICK', location_id: 'CHI', kind: 'pick_lines', name: 'Picking' },
    })
    await createRecord(context, tx, resource, {
      ...{ ...week, ...overtime, overtime_cost_minor: 900 },
      ...{ resource_id: 'STOPS', location_id: 'CHI', kind: 'vehicle_stops', name: 'Van' },
    })
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 100 })
})
afterAll(() => db?.close())

const ask = (inHaste = true) =>
  makeQuote(
    context,
    {
      customer_id: 'NORD',
      lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity: 4, unit_price: 10 }],
    },
    { inHaste },
  )
const hasty = ({ offers }: Quote) => offers.find((offer) => offer.is_expedited)
const calm = ({ offers }: Quote) => offers.find((offer) => !offer.is_expedited)!
const take = async (quote: Quote, offer = calm(quote)) =>
  takeOffer(context, quote.quote_id, { offer_number: offer.offer_number })
const today = (kind: 'pick_lines' | 'vehicle_stops') =>
  inSnapshot(context, async (tx) => {
    const view = await loadCapacity(tx, ['CHI'], TODAY, TODAY)
    return { booked: view.find('CHI', kind)!.booked[0], ordinary: view.free('CHI', kind, 20_528) }
  })

test('while the day has hands of its own, nothing is offered as haste', async () => {
  const quote = await ask()
  expect(hasty(quote)).toBeUndefined()
  expect(calm(quote)).toMatchObject({ complete_on: '2026-03-17' })
  await take(quote)
  await take(await ask())
})

test('on a full day overtime gains a day, with its cost as a line of its own', async () => {
  const quote = await ask()
  expect(calm(quote)).toMatchObject({ complete_on: '2026-03-18', expedite: null, freight_cost_minor: 700 })
  expect(hasty(quote)).toMatchObject({
    complete_on: '2026-03-17',
    freight_cost_minor: 700,
    expedite: {
      ...{ ordinary_date: '2026-03-18', days_gained: 1, freight_more_minor: 0, overtime_minor: 1050 },
      overtime: [
        { site_id: 'CHI', resource_id: 'PICK', name: 'Picking', day: TODAY, units: 1, cost_minor: 150 },
        { site_id: 'CHI', resource_id: 'STOPS', name: 'Van', day: TODAY, units: 1, cost_minor: 900 },
      ],
    },
  })
})

test('what is not asked for in haste goes without, and a customer does not see what it costs us', async () => {
  expect(hasty(await ask(false))).toBeUndefined()
  const buyer = { ...context, principal: { ...context.principal, actor: 'user:buyer', customerId: 'NORD' } }
  const { expedite } = hasty(shown(buyer, await ask()))!
  expect(expedite).toMatchObject({ days_gained: 1, overtime: [], overtime_minor: null })
})

test('of two who are offered the last overtime one gets it, and cancelling gives it back', async () => {
  const [first, second] = [await ask(), await ask()]
  const { order_id } = await take(first, hasty(first))
  expect(await today('pick_lines')).toEqual({ booked: 3, ordinary: 0 })
  await expect(take(second, hasty(second))).rejects.toMatchObject({ code: 'insufficient_capacity' })
  expect(hasty(await ask())).toBeUndefined()
  await cancelLines(context, order_id, { cancelled_by: 'company', despite_cutoff: true })
  expect(await today('pick_lines')).toEqual({ booked: 2, ordinary: 0 })
  expect(hasty(await ask())).toMatchObject({ complete_on: '2026-03-17' })
})

test('a cost in another currency is not known, and overtime that has ended is not offered', async () => {
  const change = (more: object) =>
    inTransaction(context, async (tx) => void (await changeRecord(context, tx, resource, 'PICK', () => ({ ...more }))))
  await change({ currency: 'MDL' })
  expect(hasty(await ask())!.expedite).toMatchObject({ overtime_minor: null })
  await change({ currency: 'EUR', overtime_to: '2026-03-15' })
  expect(hasty(await ask())).toBeUndefined()
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
