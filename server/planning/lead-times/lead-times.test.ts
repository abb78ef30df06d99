import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BackTest } from '../../../contract/back-tests.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock } from '../../modules/inventory/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { makeQuote } from '../promising/quote.command.ts'
import { getBackTest, listBackTests, newestVersion } from './back-tests.store.ts'
import { findLeadTimes } from './lead-times.store.ts'
import { learnLeadTimesOf } from './learn-lead-times.command.ts'
import { askBackTest, cancelBackTest, runBackTest } from './run-back-test.command.ts'

let db: TestDatabase
let context: Context
const running = new AbortController().signal

const LANE = {
  carrier_id: 'OWN',
  service: 'DAY',
  from_location_id: 'CHI',
  to_country: 'RO',
  mode: 'road',
  departures: 'Mo-Fr 16:00',
  transit_days: 1,
  is_expedite: false,
  valid_from: '2026-01-01',
  prices: [],
}

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, lane, { ...LANE, lane_id: 'CHI-RO' })
    await createRecord(context, tx, lane, {
      ...LANE,
      lane_id: 'CHI-MD',
      to_country: 'MD',
      carrier_id: 'RAPID',
      service: 'STD',
    })
  })
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 100 })
})
afterAll(() => db?.close())

const quote = () =>
  makeQuote(context, {
    customer_id: 'NORD',
    lines: [{ line_number: 1, kind: 'goods', product_id: 'PIPE-20', quantity: 1 }],
  })

/** One consignment a working day up to last Friday; every third takes three business days, the others two. The last has not come. */
const ship = (count: number) =>
  inTransaction(context, async (tx) => {
    await tx.execute(sql`INSERT INTO shipments.shipment
        (tenant_id, shipment_id, carrier_id, service, from_location_id, to_location_id, shipped_on, subject_version)
      SELECT ${tx.tenantId}::uuid, 'LT-' || n, 'OWN', 'DAY', 'CHI', 'NORD-1', '2026-03-09'::date - 7 * n, 1
      FROM generate_series(0, ${count}::int - 1) n`)
    await tx.execute(sql`INSERT INTO delivery.delivery (tenant_id, delivery_id, shipment_id, delivered_on, subject_version)
      SELECT ${tx.tenantId}::uuid, 'LT-' || n, 'LT-' || n, '2026-03-09'::date - 7 * n + CASE WHEN n % 3 = 0 THEN 3 ELSE 2 END, 1
      FROM generate_series(1, ${count}::int - 1) n`)
  })

test('without deliveries the stated days hold, and the chance is not known', async () => {
  expect(await learnLeadTimesOf(context, running)).toBe(1)
  const { offers } = await quote()
  expect(offers[0]).toMatchObject({ chance: null, complete_on: '2026-03-17' })
  expect(offers[0]!.lines[0]!.learned).toBeNull()
})

test('what was learned from deliveries makes the date, the chance, and tells where it comes from', async () => {
  await ship(61)
  expect(await learnLeadTimesOf(context, running)).toBe(2)
  const [learned] = await inSnapshot(context, (tx) => findLeadTimes(tx, ['CHI-RO', 'CHI-MD']))
  expect(learned).toMatchObject({ lane_id: 'CHI-RO', level: 'lane', cases: 60 })
  const [none, next, two, three] = learned!.chances
  expect(none!).toBeLessThan(0.05)
  expect(next!).toBeLessThan(0.2)
  expect(two!).toBeGreaterThan(0.5)
  expect(two!).toBeLessThan(0.85)
  expect(three!).toBeGreaterThan(0.95)
  const { offers } = await quote()
  // Departs on Monday; three business days of the carrier, not the one day stated.
  expect(offers[0]!.complete_on).toBe('2026-03-19')
  expect(offers[0]!.chance!).toBeGreaterThan(0.9)
  expect(offers[0]!.lines[0]!.learned).toEqual({ level: 'lane', cases: 60, learned_on: '2026-03-16' })
})

test('a lane nobody has used takes its days from no other', async () => {
  const found = await inSnapshot(context, (tx) => findLeadTimes(tx, ['CHI-MD']))
  expect(found).toEqual([])
})

test('another organization sees nothing of it', async () => {
  const other = db.context({ tenantId: '00000000-0000-4000-8000-00000000abcd' })
  expect(await inSnapshot(other, (tx) => findLeadTimes(tx, ['CHI-RO']))).toEqual([])
})

test('a stop of the server ends the calculation and keeps nothing', async () => {
  const stopping = new AbortController()
  stopping.abort(new Error('stopping'))
  await expect(learnLeadTimesOf(context, stopping.signal)).rejects.toThrow('stopping')
})

test('a back-test judges promises over the same orders, tells how far it is, and can be cancelled', async () => {
  await inTransaction(context, async (tx) => {
    await tx.execute(sql`INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, location_id, site_id, ordered_on, source, subject_version)
      SELECT ${tx.tenantId}::uuid, 'BT-' || n, 'NORD', 'NORD-1', 'CHI', '2026-03-09'::date - n, 'test', 1 FROM generate_series(0, 149) n`)
    await tx.execute(sql`INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity)
      SELECT ${tx.tenantId}::uuid, 'BT-' || n, 1, 'PIPE-20', 1 FROM generate_series(0, 149) n`)
    await tx.execute(sql`INSERT INTO promises.promise (tenant_id, order_id, line_number, version, to_date, quantity, cause, actor, subject_version)
      SELECT ${tx.tenantId}::uuid, 'BT-' || n, 1, 1, '2026-03-09'::date - n + 9, 1, 'initial', 'test', 1 FROM generate_series(0, 149) n`)
    await tx.execute(sql`INSERT INTO delivery.delivery (tenant_id, delivery_id, location_id, delivered_on, subject_version)
      SELECT ${tx.tenantId}::uuid, 'BT-' || n, 'NORD-1', '2026-03-09'::date - n + 2 + (n * 7) % 5, 1 FROM generate_series(0, 149) n`)
    await tx.execute(sql`INSERT INTO delivery.delivery_line (tenant_id, order_id, line_number, delivery_id, product_id, accepted_quantity)
      SELECT ${tx.tenantId}::uuid, 'BT-' || n, 1, 'BT-' || n, 'PIPE-20', 1 FROM generate_series(0, 149) n`)
  })
  const asked = await askBackTest(context, 0.4)
  expect(asked).toMatchObject({ state: 'waiting', progress: 0, report: null })
  // While one waits, a second wish is the same one.
  expect((await askBackTest(context, 0.2)).back_test_id).toBe(asked.back_test_id)
  await runBackTest(context, asked.back_test_id, { number: 1, isLast: true, stopping: running })
  const done = await inSnapshot(context, (tx) => getBackTest(tx, asked.back_test_id))
  expect(BackTest.parse(done)).toMatchObject({ state: 'done', progress: 1, judged_share: 0.4 })
  const { report } = done
  expect(report!.given).toMatchObject({ kept: 1, mean_days: 9, cases: report!.judged_cases })
  expect(report!.quantiles.map(({ quantile }) => quantile)).toEqual([0.8, 0.9, 0.95, 0.98])
  for (const { cases, mean_days } of report!.quantiles) {
    expect(cases).toBe(report!.judged_cases)
    expect(mean_days!).toBeLessThan(9)
  }
  const second = await askBackTest(context, 0.3)
  expect(await cancelBackTest(context, second.back_test_id)).toMatchObject({ state: 'cancelled' })
  await runBackTest(context, second.back_test_id, { number: 1, isLast: true, stopping: running })
  const { back_tests, learned } = await inSnapshot(context, async (tx) => ({
    back_tests: await listBackTests(tx),
    learned: await newestVersion(tx),
  }))
  expect(back_tests.map(({ state }) => state).sort()).toEqual(['cancelled', 'done'])
  expect(learned).toMatchObject({ version: 2, delivered: 60, lost: 1, lanes: 1, first_day: '2025-01-13' })
}, 120_000)
