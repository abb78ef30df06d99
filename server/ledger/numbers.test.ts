import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OTHER_TENANT, openTestDatabase, TENANT, type TestDatabase } from '../../tests/fixtures/database.ts'
import { openDatabase } from '../platform/database/database.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { append, nextNumber, nextNumbers } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.close())

const series = (subjectType: string) => ({ subjectType, prefix: 'SO' })

const numbered = (subjectType: string, id: string) =>
  inTransaction(db.context(), (tx) =>
    append(db.context(), tx, { type: subjectType, id }, 0, [{ type: 'Made', data: {} }]),
  )

test('counts on, for each organization by itself', async () => {
  const context = db.context()
  expect(await nextNumber(context, series('a'))).toBe('SO-000001')
  expect(await nextNumber(context, series('a'))).toBe('SO-000002')
  const principal = { ...context.principal, tenantId: OTHER_TENANT }
  expect(await nextNumber({ ...context, principal }, series('a'))).toBe('SO-000001')
  expect(await nextNumber(context, { ...series('a'), prefix: 'CN' })).toBe('CN-000001')
})

test('goes on after the numbers that came in from elsewhere, whatever else came with them', async () => {
  for (const id of ['SO-000001', 'SO-006012', 'SO-2026-17', 'SO-3HBOX7', '4500012345', 'PO-009000/2']) {
    await numbered('b', id)
  }
  expect(await nextNumber(db.context(), series('b'))).toBe('SO-006013')
  await numbered('b', 'SO-006014')
  expect(await nextNumber(db.context(), series('b'))).toBe('SO-006016')
  expect(await nextNumber(db.context(), { subjectType: 'b', prefix: 'PO' })).toBe('PO-000001')
})

test('passes over what is told of line by line', async () => {
  await numbered('supply', 'PO-000001/1')
  expect(await nextNumber(db.context(), { subjectType: 'supply', prefix: 'PO' })).toBe('PO-000002')
})

test('never gives one number twice, also to two programs that ask at the same time', async () => {
  const beside = openDatabase(db.url)
  try {
    const contexts = [db.context(), { ...db.context(), database: beside }]
    const asked = Array.from({ length: 300 }, (_, at) => nextNumbers(contexts[at % 2]!, series('c'), 1 + (at % 3)))
    const given = (await Promise.all(asked)).flat()
    expect(new Set(given).size).toBe(600)
  } finally {
    await beside.close()
  }
})

test('waits for no other transaction, and a number that was not used leaves a gap', async () => {
  const failed = inTransaction(db.context(), async (tx) => {
    const number = await nextNumber({ ...db.context(), tx } as never, series('d'))
    expect(await nextNumber(db.context(), series('d'))).not.toBe(number)
    await tx.query(sql`SELECT 1 / 0`)
  })
  await expect(failed).rejects.toThrow('division by zero')
  expect(await nextNumber(db.context(), series('d'))).toBe('SO-000003')
})

test('gives numbers while every connection of the pool is taken', async () => {
  const small = openDatabase(db.url, { connectionsMax: 1 })
  const context = { ...db.context(), database: small }
  try {
    const number = await inTransaction(context, () => nextNumber(context, series('e')))
    expect(number).toBe('SO-000001')
    expect(context.principal.tenantId).toBe(TENANT)
  } finally {
    await small.close()
  }
})
