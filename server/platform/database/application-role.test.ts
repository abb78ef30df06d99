import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { APPLICATION_PASSWORD, openTestDatabase } from '../../../tests/fixtures/database.ts'
import { migrate } from './migrate.ts'

/** Made for this file: a role that owns its database and nothing else, as an administrator hands it out. */
const name = `role_test_${randomUUID().slice(0, 8)}`
let admin: pg.Client
let ownerUrl: string

beforeAll(async () => {
  // The role exists once any test database does.
  await (await openTestDatabase()).close()
  admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`)
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`)
  const url = new URL(inject('adminUrl'))
  Object.assign(url, { username: name, password: 'owner', pathname: `/${name}` })
  ownerUrl = url.href
})
afterAll(async () => {
  // Not by force: the queue's library lets go of its connection a moment after it is done.
  const drop = () => admin.query(`DROP DATABASE IF EXISTS ${name}`)
  await vi.waitFor(drop, { timeout: 10_000, interval: 100 })
  await admin.query(`DROP ROLE IF EXISTS ${name}`)
  await admin.end()
})

const MIGRATIONS = [
  { name: '0001-first.sql', sql: 'CREATE SCHEMA first; GRANT USAGE ON SCHEMA first TO sevenfold_app' },
]

test('an owner who is no superuser starts as often as he likes', async () => {
  expect(await migrate(ownerUrl, MIGRATIONS, APPLICATION_PASSWORD)).toEqual(['0001-first.sql'])
  expect(await migrate(ownerUrl, MIGRATIONS, APPLICATION_PASSWORD)).toEqual([])
})

test('whoever comes with another secret is refused, and those at work keep theirs', async () => {
  await expect(migrate(ownerUrl, MIGRATIONS, 'of another secret')).rejects.toThrow('SEVENFOLD_SECRET')
  expect(await migrate(ownerUrl, MIGRATIONS, APPLICATION_PASSWORD)).toEqual([])
})
