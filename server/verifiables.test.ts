/** What the ledger says of a record is the columns its type names; so a column of the table that no type names would be lost. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../tests/fixtures/database.ts'
import { records } from './verifiables.ts'

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await database.close()
})

test('every record type names all columns of its tables', async () => {
  const columnsOf = async (table: string) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    )
    return rows.map((row) => row.name).sort()
  }
  for (const { table, key, columns, personal = [], derived = [], children = [] } of records) {
    const all = new Set(['tenant_id', 'subject_version', key, ...columns, ...personal, ...derived])
    expect([...all].sort(), table).toEqual(await columnsOf(table))
    for (const child of children) {
      const named = new Set(['tenant_id', key, ...child.keys, ...child.columns])
      expect([...named].sort(), child.table).toEqual(await columnsOf(child.table))
    }
  }
})
