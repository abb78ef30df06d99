/** Two real histories through import and scorecard: the figures their publishers' readers can count by hand come out. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ScorecardQuery } from '../../contract/scorecard.ts'
import { importFile } from '../../server/integrations/files/import-file.command.ts'
import { changeRecord, createRecord } from '../../server/ledger/index.ts'
import { otifDefinition } from '../../server/modules/policies/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { inSnapshot, inTransaction } from '../../server/platform/database/transaction.ts'
import { getBreakdown, getScorecard } from '../../server/views/scorecard/scorecard.ts'
import { followVerdicts } from '../../server/views/verdicts/refresh.ts'
import { OTHER_TENANT, openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

const PATIENCE_MS = 120_000
const shared = (path: string) => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url))
const SCMS = shared('scms-deliveries/scms_delivery_history.csv.gz')
const mappingOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../examples/imports/${name}`, import.meta.url), 'utf8'))

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
})
afterAll(() => db?.close())

const query = ScorecardQuery.parse({ from: '2000-01-01', to: '2025-12-31' })

describe.skipIf(!existsSync(SCMS))('health commodities 2006 to 2013 (skipped where shared/data is absent)', () => {
  test('late, early and on the day stand as the data set states them', async () => {
    const report = await importFile(context, {
      open: () => SCMS,
      fileName: 'scms.csv.gz',
      mapping: mappingOf('scms.history.json'),
    })
    expect(report).toMatchObject({ rowsRead: 7_779, rowsRejected: 0 })
    while (await followVerdicts(context)) {}
    const card = await inSnapshot(context, (tx) => getScorecard(tx, query, db.clock.now()))
    expect(card.timing).toMatchObject({ late: 830, early: 2_196, on_time: 4_753, missing: 0, unknown: 0 })
    expect(card.timing.daysLateMean).toBeCloseTo(22.819, 3)
  })

  test('the late share differs by mode as the data set states it', async () => {
    const rows = await inSnapshot(context, (tx) => getBreakdown(tx, query, 'carrier', db.clock.now()))
    const shares = Object.fromEntries(
      rows.map((row) => [row.member, Math.round((row.timing.late / row.counted) * 1e4) / 100]),
    )
    expect(shares).toMatchObject({ Air: 9.02, 'Air Charter': 12.65, Ocean: 21.17, Truck: 15.25 })
  })

  test('a place that nobody recorded is not known, and never right', async () => {
    const card = await inSnapshot(context, (tx) => getScorecard(tx, query, db.clock.now()))
    expect(card.rights.find((one) => one.right === 'place')).toMatchObject({ pass: 0, fail: 0 })
  })

  test('a file that tells only when goods came proves neither what came, nor how much, nor in what state', async () => {
    const card = await inSnapshot(context, (tx) => getScorecard(tx, query, db.clock.now()))
    for (const right of ['product', 'quantity', 'condition'])
      expect(card.rights.find((one) => one.right === right)).toMatchObject({ pass: 0, fail: 0, unknown: 7_779 })
  })
})

const OLIST = shared('olist/olist_orders_dataset.csv.gz')
const REVIEWS = shared('olist/olist_order_reviews_dataset.csv.gz')
const BY_DAY = {
  dateBasis: 'first_promised',
  window: { unit: 'days', early: 0, late: 0 },
  clockStop: 'delivered',
  earlyIsFailure: 'when_window_has_start',
  level: 'line',
  underTolerancePercent: 0,
  overTolerancePercent: 0,
  substitution: 'if_authorized',
  failedAttempt: 'fails',
}

describe.skipIf(!existsSync(OLIST))('a marketplace 2016 to 2018 (skipped where shared/data is absent)', () => {
  let other: Context
  const late = async () => {
    while (await followVerdicts(other)) {}
    return inSnapshot(other, (tx) => getScorecard(tx, query, db.clock.now()))
  }
  beforeAll(async () => {
    other = db.context({ tenantId: OTHER_TENANT })
    const report = await importFile(other, {
      open: () => OLIST,
      fileName: 'orders.csv.gz',
      mapping: mappingOf('olist.orders.json'),
    })
    expect(report.rowsRejected).toBe(0)
    await importFile(other, {
      open: () => REVIEWS,
      fileName: 'reviews.csv.gz',
      mapping: mappingOf('olist.reviews.json'),
    })
  })

  test('a parcel that comes on the promised day is on time by date', async () => {
    await define({ ...BY_DAY })
    const { timing } = await late()
    expect(timing.late).toBe(282)
    expect(timing.early + timing.on_time + timing.late).toBe(3_833)
  })

  test('and late by timestamp, since the promise stands at midnight: two definitions, two figures', async () => {
    await define({ ...BY_DAY, window: { unit: 'minutes', early: 0, late: 0 } })
    const { timing, ratings } = await late()
    expect(timing.late).toBe(332)
    // Of the publisher's reviews 34 ids repeat; the repetitions are refused, so the means differ in the third digit.
    expect(ratings.on_time.percentMean! / 20).toBeCloseTo(4.26, 1)
    expect(ratings.late.percentMean! / 20).toBeCloseTo(2.27, 1)
  })

  const define = (settings: object) =>
    inTransaction(other, async (tx) => {
      const state = { definition_id: 'ON-TIME', name: 'On time', settings, is_company_default: true }
      const known = await tx.execute(sql`SELECT 1 FROM policies.otif_definition`)
      if (known) await changeRecord(other, tx, otifDefinition, 'ON-TIME', () => state)
      else await createRecord(other, tx, otifDefinition, state)
    })
})
