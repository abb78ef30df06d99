import { afterAll, beforeAll, expect, test } from 'vitest'
import { OrderListQuery } from '../../../contract/order-file.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { listOrders } from './order-list.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await foundCompany(db.context())
  const order = { customer_id: 'NORD', location_id: 'NORD-1', site_id: 'CHI' }
  const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }]
  for (const order_id of ['SO-011006', 'SO-011007', 'Web_7'])
    await placeOrder(db.context(), { ...order, order_id, lines } as never)
})
afterAll(() => db?.close())

const found = async (q: string, visibleTo: string | null = null) =>
  (
    await inSnapshot(db.context(), (tx) => listOrders(tx, OrderListQuery.parse({ q, sort: 'order_id' }), visibleTo))
  ).rows.map((row) => row.order_id)

test('an order is found by a part of its number, however its letters are typed', async () => {
  expect(await found('011006')).toEqual(['SO-011006'])
  expect(await found('so-0110').then((ids) => ids.sort())).toEqual(['SO-011006', 'SO-011007'])
  expect(await found('b_7')).toEqual(['Web_7'])
  expect(await found('1_0')).toEqual([])
  expect(await found('011006', 'SUD')).toEqual([])
})

test('orders are found by a part of their customer’s name', async () => {
  const [row] = (await inSnapshot(db.context(), (tx) => listOrders(tx, OrderListQuery.parse({}), null))).rows
  expect(await found(row!.customer_name.slice(1, -1).toUpperCase())).toHaveLength(3)
})
