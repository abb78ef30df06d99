import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/fixtures/database.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { isBehind } from './follow.ts'
import { followRange } from './follow-range.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const behind = () => inTransaction(database.context(), (tx) => isBehind(tx, 'reader'))
const record = (version: number) =>
  inTransaction(database.context(), (tx) =>
    tx.execute(sql`INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, record_time, actor)
      VALUES (${tx.tenantId}::uuid, 'thing', 'A', ${version}, 'Happened', '{}', '2026-03-16T09:00:00Z', 'test')`),
  )
const catchUp = () => followRange(database.context(), { name: 'reader', handle: async () => undefined })

test('a follower is behind from an event on until it has taken it in', async () => {
  expect(await behind()).toBe(false)
  await record(1)
  expect(await behind()).toBe(true)
  await catchUp()
  expect(await behind()).toBe(false)
  await record(2)
  expect(await behind()).toBe(true)
  await catchUp()
  expect(await behind()).toBe(false)
})
