/** An order that comes while the desk is closed counts from its next opening. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import { location } from '../../modules/locations/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { makeQuote } from './quote.command.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  const toRomania = { ...LANE_FIRST, to_postal_prefix: null, departures: 'Mo-Fr 18:00', transit_days: 1 }
  await inTransaction(context, (tx) => createRecord(context, tx, lane, toRomania))
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 10 })
})
afterAll(() => db?.close())

/** Noon in Chișinău: the site takes orders until two, so what counts from now leaves today. */
const NOON = new Date('2026-03-16T10:00:00Z')

async function departure(at: Date): Promise<string> {
  db.clock.moveTo(at)
  const line = { line_number: 1, kind: 'goods', product_id: 'PIPE-20', quantity: 1 } as const
  const { offers } = await makeQuote(context, { customer_id: 'NORD', lines: [line] })
  return offers[0]!.lines[0]!.departs_on!
}

const addDesk = (location_id: string, country: string, openings: string) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, location, {
      ...{ location_id, name: `Desk ${country}`, kind: 'order_desk', country, zone: 'Europe/Chisinau', openings },
    }),
  )

test('without a desk an order counts from the moment it comes', async () => {
  expect(await departure(NOON)).toBe('2026-03-16')
})

test('at a closed desk it waits for the next opening, though the site would still work today', async () => {
  await addDesk('DESK-MD', 'MD', 'Tu-Fr 08:00-17:00')
  expect(await departure(NOON)).toBe('2026-03-17')
})

test('the desk of the customer’s own country takes its orders', async () => {
  await addDesk('DESK-RO', 'RO', 'Mo-Fr 08:00-17:00')
  expect(await departure(NOON)).toBe('2026-03-16')
})
