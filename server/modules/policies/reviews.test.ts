/** The regular review: a package is due a year after its first day, and then when its last review says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { packageReview } from './package-review.ts'
import { segment } from './policy.ts'
import { reviewsDue } from './reviews.store.ts'
import { servicePackage } from './service-package.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, (tx) =>
    createRecord(context, tx, servicePackage, {
      ...{ package_id: 'P-1', segment_id: 'PRO', name: 'Professionals', valid_from: '2025-03-01' },
    }),
  )
})
afterAll(() => db?.close())
const due = () => inSnapshot(context, (tx) => reviewsDue(tx, { today: '2026-03-16', until: '2026-03-30' }))

test('a package that nobody looked at is due after a year, and until its review is kept', async () => {
  expect(await due()).toMatchObject([{ package_id: 'P-1', due_on: '2026-03-01', days: -15, last_on: null }])
  await inTransaction(context, (tx) =>
    createRecord(context, tx, packageReview, {
      ...{ review_id: 'R-1', package_id: 'P-1', reviewed_on: '2026-03-16', outcome: 'kept', note: 'Needs as stated' },
      next_on: '2026-09-16',
    }),
  )
  expect(await due()).toEqual([])
})

test("a segment's standards are due a year after the latest was set, and until their review is kept", async () => {
  await inTransaction(context, (tx) =>
    createRecord(context, tx, segment, {
      ...{ segment_id: 'OLD', name: 'Old trades' },
      standards: [{ element: 'otif', valid_from: '2025-03-20', target: 95, target_unit: 'percent' }],
    }),
  )
  expect(await due()).toMatchObject([
    { package_id: null, segment_id: 'OLD', due_on: '2026-03-20', days: 4, last_on: null },
  ])
  await inTransaction(context, (tx) =>
    createRecord(context, tx, packageReview, {
      ...{ review_id: 'R-2', segment_id: 'OLD', reviewed_on: '2026-03-16', outcome: 'to_change', note: 'Too low' },
      next_on: '2026-03-25',
    }),
  )
  expect(await due()).toMatchObject([{ package_id: null, due_on: '2026-03-25', last_on: '2026-03-16' }])
})
