/** Loyalty around a change: what customers did before and since, beside the segments that were not changed. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Loyalty, LoyaltyQuery, StandingQuery } from '../../../contract/loyalty.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord } from '../../ledger/index.ts'
import { segment, servicePackage } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { loyaltyOf } from './loyalty.ts'
import { standingOf } from './standing.ts'

let db: TestDatabase
let context: Context
const ask = async (query: object = {}) =>
  Loyalty.parse(await inSnapshot(context, (tx) => loyaltyOf(tx, LoyaltyQuery.parse(query), '2026-03-16')))

/** NORD and SUD are professionals, EST a key customer. From January on NORD orders twice as often, SUD no more; in February everybody half. */
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, segment, { segment_id: 'KEY', name: 'Key customers', standards: [] })
    await tx.execute(sql`UPDATE customers.customer SET segment_id = 'KEY' WHERE customer_id = 'EST'`)
    for (const [package_id, valid_from] of [
      ['PRO-1', '2025-01-01'],
      ['PRO-2', '2026-01-05'],
    ])
      await createRecord(context, tx, servicePackage, {
        package_id,
        segment_id: 'PRO',
        name: 'Professionals',
        valid_from,
      })
    await tx.execute(sql`WITH placed AS (
        INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, currency, ordered_on, source, subject_version)
        SELECT ${tx.tenantId}::uuid, c.id || d.day || n.n, c.id, 'EUR', d.day, 'api', 1
        FROM (VALUES ('NORD'), ('SUD'), ('EST')) c (id), generate_series('2025-10-27'::date, '2026-03-15'::date, '1 day') d (day),
          generate_series(1, 4) n (n)
        WHERE n.n <= (CASE WHEN c.id = 'NORD' AND d.day >= '2026-01-05' THEN 4 WHEN c.id = 'SUD' AND d.day >= '2026-01-05' THEN 0 ELSE 2 END)
            / (CASE WHEN d.day >= '2026-02-02' THEN 2 ELSE 1 END) + (extract(dow FROM d.day) = 1 AND n.n = 1)::int * 0
        RETURNING order_id, customer_id, ordered_on)
      INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity, unit_price)
      SELECT ${tx.tenantId}::uuid, order_id, 1, 'PIPE-20', 1 + extract(isodow FROM ordered_on) % 3, 10 FROM placed`)
    await tx.execute(sql`INSERT INTO needs.rating (tenant_id, rating_id, order_id, score, scale_max, given_on, subject_version)
      SELECT o.tenant_id, 'R' || o.order_id, o.order_id, CASE WHEN o.customer_id = 'NORD' AND o.ordered_on >= '2026-01-05' THEN 5 ELSE 4 END
          - (extract(dow FROM o.ordered_on) = 2)::int, 5, o.ordered_on, 1
      FROM orders.customer_order o WHERE o.tenant_id = ${tx.tenantId}::uuid`)
  })
})
afterAll(() => db?.close())

test('begins with the newest change of a package, for the segment it was for', async () => {
  const found = await ask()
  expect(found).toMatchObject({ since: '2026-01-05', segment_id: 'PRO', weeks: 10, currency: 'EUR' })
  expect(found.changes).toMatchObject([{ kind: 'package', id: 'PRO-2' }])
  expect(found.segments.map(({ segment_id, is_changed }) => [segment_id, is_changed])).toEqual([
    ['PRO', true],
    ['KEY', false],
  ])
})

test('tells who was lost and who ordered again, and takes off what the others went through', async () => {
  const [pro] = (await ask()).segments
  expect(pro).toMatchObject({ lost: { of: 2, count: 1 }, won: 0, repeat_after: { of: 1, count: 1 } })
  const { orders, satisfaction } = pro!.measures
  expect(orders.is_controlled).toBe(true)
  // Four orders a day before; then four, and two from February on: but the others fell as much by themselves.
  expect(orders.after!).toBeLessThan(orders.before!)
  expect(orders.change!).toBeCloseTo(0, 1)
  expect(satisfaction.change!).toBeGreaterThan(0.1)
  expect(satisfaction.low!).toBeGreaterThan(0)
})

test('tells no interval after three weeks, and nothing of a day to come', async () => {
  const young = await ask({ since: '2026-02-23', segment_id: 'PRO' })
  expect(young.weeks).toBe(3)
  expect(young.segments[0]!.measures.orders).toMatchObject({ low: null, high: null })
  expect(await ask({ since: '2026-05-01' })).toMatchObject({ weeks: 0, segments: [] })
})

test('where we stand since a day to come cannot be told', async () => {
  const standing = (since: string) =>
    inSnapshot(context, (tx) => standingOf(tx, StandingQuery.parse({ since }), '2026-03-16'))
  await expect(standing('2199-12-31')).rejects.toMatchObject({ code: 'time_order' })
  expect(await standing('2026-03-16')).toMatchObject({ from: '2025-03-16', to: '2026-03-16' })
})
