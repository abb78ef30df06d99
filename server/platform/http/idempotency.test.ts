import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../context.ts'
import { once } from './idempotency.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
})
afterAll(() => db?.close())

const as = (actor: string): Context => ({ ...context, principal: { ...context.principal, actor } })
const ask = (actor: string, key: string, answer: string) =>
  once(as(actor), { key, endpoint: 'POST /portal/orders', input: { body: 'the same' } }, async () => answer)

test('the same key and body of two contacts of one company are two requests, each with its own answer', async () => {
  expect(await ask('user:nord', 'order-1', 'of NORD')).toEqual({ body: 'of NORD', isReplay: false })
  expect(await ask('user:sud', 'order-1', 'of SUD')).toEqual({ body: 'of SUD', isReplay: false })
  expect(await ask('user:nord', 'order-1', 'again')).toEqual({ body: 'of NORD', isReplay: true })
})
