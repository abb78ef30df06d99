/** On a database as an administrator hands it out: its owner is no superuser, and the walls bind the owner too. */
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { APPLICATION_PASSWORD, OTHER_TENANT, openTestDatabase, TENANT } from '../../../tests/fixtures/database.ts'
import { systemClock } from '../clock.ts'
import { systemContext } from '../context.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import { inTransaction } from '../database/transaction.ts'
import { randomIds } from '../ids.ts'
import { silentLog } from '../log.ts'
import { enqueue } from './enqueue.ts'
import { startJobs } from './start-jobs.ts'
import { defineTask, job } from './task.ts'

const name = `plain_owner_${randomUUID().slice(0, 8)}`
const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))
const addressOf = (username: string, password: string) =>
  Object.assign(new URL(inject('adminUrl')), { username, password, pathname: `/${name}` }).href

let admin: pg.Client
let database: Database

beforeAll(async () => {
  // The application's role exists once any test database does.
  await (await openTestDatabase()).close()
  admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`)
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`)
  await migrate(addressOf(name, 'owner'), await readMigrations(MIGRATIONS), APPLICATION_PASSWORD)
  database = openDatabase(addressOf('sevenfold_app', APPLICATION_PASSWORD))
})
afterAll(async () => {
  await database?.close()
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await admin.query(`DROP ROLE IF EXISTS ${name}`)
  await admin.end()
})

test('work of several organizations is relayed past the walls and done within them', async () => {
  const greet = defineTask({ name: 'test.greet', payload: z.object({}) })
  const done: string[] = []
  const runtime = { database, clock: systemClock, ids: randomIds, log: silentLog }
  const jobs = startJobs({
    runtime,
    databaseUrl: addressOf('sevenfold_app', APPLICATION_PASSWORD),
    recurring: [],
    listTenantIds: async () => [],
    jobs: [job(greet, async ({ principal }) => void done.push(principal.tenantId))],
  })
  for (const tenantId of [TENANT, OTHER_TENANT])
    await inTransaction(systemContext(runtime, tenantId, 'test'), (tx) => enqueue(tx, greet, {}))
  await expect.poll(() => done.toSorted(), { timeout: 15_000 }).toEqual([TENANT, OTHER_TENANT])
  await jobs.stop()
})
