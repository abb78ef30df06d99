/** What is kept in memory is read again after any change of master data, and only then. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { OTHER_TENANT, openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../context.ts'
import type { Tx } from './database.ts'
import { keptFor } from './kept.ts'
import { inTransaction } from './transaction.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())

const nameOf = async (tx: Tx): Promise<string> => {
  const [row] = await tx.query<{ name: string }>(sql`SELECT name FROM customers.customer
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = 'NORD'`)
  return row!.name
}
const rename = (tx: Tx, name: string) =>
  tx.execute(sql`UPDATE customers.customer SET name = ${name}
    WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = 'NORD'`)

/** The name as kept, and whether it had to be read. */
const ask = (tx: Tx) =>
  keptFor(tx).then(async (kept) => {
    let isRead = false
    const name = await kept.of(['name of', 'NORD'], () => {
      isRead = true
      return nameOf(tx)
    })
    return { name, isRead }
  })
const askAnew = () => inTransaction(context, ask)

test('the second question needs no reading, the first after a change does', async () => {
  await inTransaction(context, (tx) => rename(tx, 'One'))
  expect(await askAnew()).toEqual({ name: 'One', isRead: true })
  expect(await askAnew()).toEqual({ name: 'One', isRead: false })
  await inTransaction(context, (tx) => rename(tx, 'Two'))
  expect(await askAnew()).toEqual({ name: 'Two', isRead: true })
  expect(await askAnew()).toEqual({ name: 'Two', isRead: false })
})

test('a change that is taken back is seen by its own transaction alone, and leaves nothing', async () => {
  const failing = inTransaction(context, async (tx) => {
    await rename(tx, 'Never')
    expect(await ask(tx)).toEqual({ name: 'Never', isRead: true })
    expect(await askAnew()).toEqual({ name: 'Two', isRead: false })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await askAnew()).toEqual({ name: 'Two', isRead: false })
})

test('writers at the same time do not wait for one another, and each commit is noticed', async () => {
  const other = (tx: Tx, n: number) =>
    tx.execute(sql`UPDATE locations.location SET name = ${`Place ${n}`}
      WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = 'CHI'`)
  await inTransaction(context, async (outer) => {
    await rename(outer, 'Three')
    await inTransaction(context, (tx) => other(tx, 1))
    expect(await askAnew()).toEqual({ name: 'Two', isRead: true })
    await inTransaction(context, (tx) => other(tx, 2))
    expect(await askAnew()).toEqual({ name: 'Two', isRead: true })
  })
  expect(await askAnew()).toEqual({ name: 'Three', isRead: true })
})

test('what another company changes is no reason to read', async () => {
  await inTransaction(db.context({ tenantId: OTHER_TENANT }), (tx) => rename(tx, 'Elsewhere'))
  expect(await askAnew()).toEqual({ name: 'Three', isRead: false })
})

test('every table of master data that quotes keep leaves marks', async () => {
  const kept = [
    ...['customers.customer', 'locations.location', 'locations.calendar_exception', 'locations.season'],
    ...['carriers.carrier', 'carriers.lane', 'carriers.lane_price', 'carriers.calendar_exception'],
    ...['policies.service_package', 'policies.objective', 'policies.allocation_policy', 'policies.allocation_tier'],
    ...['prices.agreement', 'prices.price_list', 'prices.charge', 'prices.charge_rate', 'problems.disruption'],
  ]
  const rows = await inTransaction(context, (tx) =>
    tx.query<{ name: string }>(sql`SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname = 'leave_mark'`),
  )
  const marked = new Set(rows.map((row) => row.name))
  expect(kept.filter((table) => !marked.has(table))).toEqual([])
})
