import pg from 'pg'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/fixtures/database.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { readBound } from './bound.ts'

let database: TestDatabase
let neighbor: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  neighbor = await openTestDatabase()
})
afterAll(async () => {
  await database.close()
  await neighbor.close()
})

async function withOpenTransaction(url: string, work: (id: bigint) => Promise<void>): Promise<void> {
  const writer = new pg.Client({ connectionString: url })
  await writer.connect()
  await writer.query('BEGIN')
  const { rows } = await writer.query('SELECT pg_current_xact_id()::text AS id')
  try {
    await work(BigInt(rows[0].id))
  } finally {
    await writer.end()
  }
}

/** After a further transaction has ended: ids beyond the last ended one are never below the bound. */
async function bound(): Promise<bigint> {
  await inTransaction(database.context(), (tx) => tx.query(sql`SELECT pg_current_xact_id()`))
  return BigInt(await inTransaction(database.context(), readBound))
}

test('followers wait for a writer of their own database', async () => {
  await withOpenTransaction(database.url, async (id) => expect(await bound()).toBeLessThanOrEqual(id))
})

test("another database's writer holds nobody back", async () => {
  await withOpenTransaction(neighbor.url, async (id) => expect(await bound()).toBeGreaterThan(id))
})
