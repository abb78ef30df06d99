import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import { verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { recordMany } from './record-observations.command.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  for (const shipment of ['SH-1', 'SH-2']) await sendShipment(context, shipment)
})
afterAll(() => db.close())

const seen = (shipment_id: string, id: string, more: object = {}) => ({
  shipment_id,
  source: 'scanner',
  source_event_id: id,
  milestone: 'arrived_facility',
  lifecycle: 'actual' as const,
  occurred_at: '2026-03-15T22:30:00Z',
  ...more,
})

test('of many shipments what can be recorded is, once; what names nobody is told by its place in the list', async () => {
  const batch = [
    seen('SH-1', 'A'),
    seen('SH-9', 'B'),
    seen('SH-2', 'C', { location_id: 'NOWHERE' }),
    seen('SH-2', 'D'),
    // The same twice in one batch.
    seen('SH-2', 'D'),
  ]
  expect(await recordMany(context, batch)).toEqual({
    added: 2,
    known: 1,
    refused: [
      { index: 1, code: 'unknown_shipment', value: 'SH-9' },
      { index: 2, code: 'unknown_location', value: 'NOWHERE' },
    ],
  })
  expect(await recordMany(context, batch)).toMatchObject({ added: 0, known: 3 })
})

test('the day is that of the place, else of the door of the goods', async () => {
  await recordMany(context, [seen('SH-1', 'E', { location_id: 'CHI' }), seen('SH-1', 'F')])
  const days = (await seenOf(context, 'SH-1')).map(({ day }) => day)
  // Half past ten at night in UTC is the next day at both.
  expect(new Set(days)).toEqual(new Set(['2026-03-16']))
})

test('two batches about one shipment at the same time are both on the ledger', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, nth) => recordMany(context, [seen('SH-1', `P${nth}`), seen('SH-2', `P${nth}`)])),
  )
  const events = await inSnapshot(context, (tx) =>
    tx.query<{ subject_id: string; versions: number }>(sql`SELECT subject_id, count(*) AS versions FROM ledger.event
      WHERE tenant_id = ${tx.tenantId}::uuid AND subject_type = 'tracking' GROUP BY 1 ORDER BY 1`),
  )
  expect(events).toEqual([
    { subject_id: 'SH-1', versions: 10 },
    { subject_id: 'SH-2', versions: 9 },
  ])
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
