/** What comes round by the clock: when, for whom, and once however many servers there are. */
import sql from 'sql-template-tag'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { NOW, OTHER_TENANT, openTestDatabase, TENANT, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { inTransaction } from '../database/transaction.ts'
import { createPlanner, everyNight } from './recurring.ts'
import { defineTask } from './task.ts'

let db: TestDatabase
beforeEach(async () => {
  await db?.close()
  db = await openTestDatabase()
})
afterAll(() => db?.close())

const tidy = { task: defineTask({ name: 'test.tidy', payload: z.object({}) }), payload: {}, latest: everyNight(2) }
const planner = (tenants = [TENANT]) => createPlanner(db.context(), [tidy], async () => tenants)
const planned = (tenantId: string) =>
  inTransaction(
    db.context({ tenantId }),
    async (tx) => (await tx.query(sql`SELECT task FROM platform.outbox WHERE tenant_id = ${tx.tenantId}::uuid`)).length,
  )
const NIGHT = new Date('2026-03-17T02:00:00Z')

test('the latest night is the one whose hour has struck', () => {
  expect(everyNight(2)(NOW)).toEqual(new Date('2026-03-16T02:00:00Z'))
  expect(everyNight(2)(NIGHT)).toEqual(NIGHT)
  expect(everyNight(2)(new Date(NIGHT.getTime() - 1))).toEqual(new Date('2026-03-16T02:00:00Z'))
})

test('a server that starts in the day does nothing before the night, and then once for every tenant', async () => {
  const tenants = [TENANT, OTHER_TENANT]
  const { plan } = planner(tenants)
  expect(await plan()).toBe(0)
  db.clock.moveTo(NIGHT)
  expect(await plan()).toBe(2)
  expect(await plan()).toBe(0)
  expect([await planned(TENANT), await planned(OTHER_TENANT)]).toEqual([1, 1])
})

test('two servers plan a night once', async () => {
  const servers = [planner(), planner()]
  for (const { plan } of servers) await plan()
  db.clock.moveTo(NIGHT)
  await Promise.all(servers.map(({ plan }) => plan()))
  expect(await planned(TENANT)).toBe(1)
})

test('nights missed while no server ran are made up for once', async () => {
  await planner().plan()
  db.clock.moveTo(new Date('2026-03-20T11:00:00Z'))
  expect(await planner().plan()).toBe(1)
  expect(await planner().plan()).toBe(0)
})

test('a tenant founded in the day has its first night', async () => {
  const tenants = [TENANT]
  const { plan } = planner(tenants)
  await plan()
  tenants.push(OTHER_TENANT)
  db.clock.moveTo(NIGHT)
  await plan()
  expect(await planned(OTHER_TENANT)).toBe(1)
})
