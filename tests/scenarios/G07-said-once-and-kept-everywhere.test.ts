/** A requirement is said once; from then on offers, dates, orders and shipments keep to it by themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord } from '../../server/ledger/index.ts'
import { lane } from '../../server/modules/carriers/index.ts'
import { receiveStock } from '../../server/modules/inventory/index.ts'
import { requirement } from '../../server/modules/policies/index.ts'
import { makeQuote } from '../../server/planning/promising/quote.command.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { foundCompany } from '../fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    const van = {
      carrier_id: 'OWN',
      from_location_id: 'CHI',
      to_country: 'MD',
      mode: 'own_van',
      valid_from: '2026-01-01',
    }
    const price = (base: number) => [
      {
        valid_from: '2026-01-01',
        currency: 'EUR',
        base_minor: base * 100,
        per_kg: 0,
        per_stop_minor: 0,
        minimum_minor: 0,
        fuel_percent: 0,
      },
    ]
    await createRecord(context, tx, lane, {
      ...van,
      lane_id: 'SLOW',
      service: 'DAY',
      departures: 'Mo-Fr 16:00',
      transit_days: 3,
      is_expedite: false,
      prices: price(5),
    })
    await createRecord(context, tx, lane, {
      ...van,
      lane_id: 'FAST',
      service: 'DAY',
      departures: 'Mo-Fr 16:00',
      transit_days: 1,
      is_expedite: true,
      prices: price(40),
    })
  })
  await receiveStock(context, { product_id: 'PUMP-1', location_id: 'CHI', quantity: 50 })
}, 60_000)
afterAll(() => db?.close())

const quote = () =>
  makeQuote(context, {
    customer_id: 'SUD',
    location_id: 'SUD-1',
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PUMP-1', quantity: 2 }],
  })
const say = (requirement_id: string, more: object) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, requirement, {
      requirement_id,
      text: requirement_id,
      steps: ['load', 'deliver'],
      valid_from: '2026-01-01',
      ...more,
    }),
  )
const weekdayOf = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay()

test('before anything is said, the cheapest way comes first', async () => {
  const { offers, requirements } = await quote()
  expect(offers[0]).toMatchObject({ is_expedited: false })
  expect(offers[0]!.kinds).toContain('cheapest')
  expect(requirements).toEqual([])
})

test('who is always to be expedited is offered the earliest first', async () => {
  await say('HASTE', { customer_id: 'SUD', kind: 'expedite', need: 'always' })
  const { offers, requirements } = await quote()
  expect(offers[0]).toMatchObject({ is_expedited: true })
  expect(requirements.map((one) => one.requirement_id)).toEqual(['HASTE'])
})

test('goods are promised only for days on which the place takes them', async () => {
  await say('THURSDAYS', { location_id: 'SUD-1', kind: 'window', openings: 'Th 08:00-12:00' })
  const { offers } = await quote()
  expect(offers.length).toBeGreaterThan(0)
  expect(offers.flatMap((offer) => offer.lines.map((line) => weekdayOf(line.to_date)))).toEqual(
    offers.flatMap((offer) => offer.lines.map(() => 4)),
  )
})
