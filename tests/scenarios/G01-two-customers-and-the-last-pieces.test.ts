/** The promise desk: offers that can be kept, one taken, the last pieces never sold twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../contract/refusals.ts'
import { createRecord, verifyLedger } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { receiveStock } from '../../server/modules/inventory/index.ts'
import { declineQuote, takeOffer } from '../../server/modules/promises/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
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
  await inTransaction(context, (tx) =>
    createRecord(context, tx, lane, {
      lane_id: 'VAN-CHI-RO',
      carrier_id: 'OWN',
      service: 'DAY',
      from_location_id: 'CHI',
      to_country: 'RO',
      mode: 'own_van',
      departures: 'Mo-Fr 16:00',
      transit_days: 1,
      is_expedite: false,
      valid_from: '2026-01-01',
      prices: [
        {
          valid_from: '2026-01-01',
          currency: 'EUR',
          base_minor: 900,
          per_kg: 0,
          per_stop_minor: 0,
          minimum_minor: 0,
          fuel_percent: 0,
        },
      ],
    }),
  )
})
afterAll(() => db?.close())

const wish = (quantity: number, more: object = {}) =>
  makeQuote(context, {
    customer_id: 'NORD',
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PIPE-20', quantity, ...more }],
  })

const take = (quoteId: string, offer_number = 1, more: object = {}) =>
  takeOffer(context, quoteId, { offer_number, has_consent: false, cause: 'customer', ...more })

test('without goods nothing is offered, and the quote says why', async () => {
  const quote = await wish(5)
  expect(quote.offers).toEqual([])
  expect(quote.obstacles).toEqual([{ line_number: 1, reason: 'no_goods' }])
})

test('goods at hand are offered for the next working day and taken as an order with its promise', async () => {
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 10 })
  const quote = await wish(6)
  expect(quote.offers[0]).toMatchObject({
    kinds: expect.arrayContaining(['earliest']),
    complete_on: '2026-03-17',
    lines: [
      { need_on: '2026-03-16', departs_on: '2026-03-16', to_date: '2026-03-17', site_id: 'CHI', lane_id: 'VAN-CHI-RO' },
    ],
  })
  const taken = await take(quote.quote_id)
  expect(taken.lines).toEqual([
    {
      line_number: 1,
      part_of: null,
      product_id: 'PIPE-20',
      quantity: 6,
      from_date: null,
      to_date: '2026-03-17',
      version: 1,
    },
  ])
})

test('taking the same offer again gives the same order, another offer is refused', async () => {
  const quote = await wish(1)
  const first = await take(quote.quote_id)
  expect(await take(quote.quote_id)).toEqual(first)
  await expect(take(quote.quote_id, 9)).rejects.toMatchObject({ code: 'unknown_offer' })
})

test('two customers race for the last pieces: one gets them, the other hears what is left', async () => {
  const [one, two] = [await wish(3), await wish(2)]
  const answers = await Promise.allSettled([take(one.quote_id), take(two.quote_id)])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  const { reason } = answers[1] as PromiseRejectedResult
  expect(reason).toBeInstanceOf(Refusal)
  expect(reason).toMatchObject({ code: 'insufficient_stock', details: { available: 0 } })
})

test('an expired or declined quote cannot be taken', async () => {
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 4 })
  const quote = await wish(1)
  const later = { ...context, clock: { now: () => new Date(context.clock.now().getTime() + 31 * 60_000) } }
  await expect(
    takeOffer(later, quote.quote_id, { offer_number: 1, has_consent: false, cause: 'customer' }),
  ).rejects.toMatchObject({ code: 'quote_expired' })
  await declineQuote(context, quote.quote_id, 'too late for us')
  await expect(take(quote.quote_id)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('the last pieces come in part now, and the order has a line for each part', async () => {
  const quote = await wish(4)
  const taken = await take(quote.quote_id)
  const again = await makeQuote(context, {
    customer_id: 'NORD',
    order_id: taken.order_id,
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PIPE-20', quantity: 4, requested_to_date: '2026-03-25' }],
  })
  const moved = await take(again.quote_id, 1, { reason: 'the crew comes later' })
  expect(moved).toMatchObject({ order_id: taken.order_id, lines: [{ version: 2, to_date: '2026-03-25' }] })
})

test('the ledger explains every row', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
})
