/** Reservations against the database: what fits, what is released, and what the ledger makes of it. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { cancelOrderLines, placeOrder } from '../orders/index.ts'
import {
  type Claim,
  findReservations,
  followCancelledLines,
  loadPools,
  lockPools,
  moveReservations,
  poolId,
  receiveStock,
  releaseReservations,
  reserveStock,
  shipStock,
  stockVerifiable,
  writeReservations,
} from './index.ts'

let db: TestDatabase
let context: Context
const key = { product_id: 'PIPE-20', location_id: 'CHI' }
let orders = 0

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())
beforeEach(() => receiveStock(context, { ...key, quantity: 100 }))

async function orderLine(quantity: number, product_id = key.product_id) {
  const order_id = `SO-${++orders}`
  await placeOrder(context, { order_id, customer_id: 'NORD', lines: [{ line_number: 1, product_id, quantity }] })
  return { order_id, line_number: 1 }
}

const claimOf = async (quantity: number, need_on = '2026-03-20'): Promise<Claim> => ({
  ...(await orderLine(quantity)),
  ...key,
  need_on,
  quantity,
})
const write = (...claims: Claim[]) =>
  inTransaction(context, async (tx) => {
    await lockPools(tx, claims)
    await writeReservations(context, tx, claims)
  })
const release = (...claims: Claim[]) =>
  inTransaction(context, (tx) => releaseReservations(context, tx, claims, 'cancelled'))
const pool = async () =>
  (await inTransaction(context, (tx) => loadPools(tx, [key.product_id], [key.location_id]))).get(poolId(key))!
const reservedOn = async (day: number) => (await pool()).reserved.find((step) => step.day === day)?.quantityMilli ?? 0
const MARCH_20 = 20_532

test('a reservation of several lines raises the sum of its day and is one event of the pool', async () => {
  const before = await reservedOn(MARCH_20)
  const version = (await pool()).version
  await write(await claimOf(2), await claimOf(3))
  expect((await reservedOn(MARCH_20)) - before).toBe(5000)
  expect((await pool()).version).toBe(version + 1)
})

test('releasing twice is a no-op', async () => {
  const claim = await claimOf(4)
  await write(claim)
  const before = await pool()
  expect(await release(claim)).toEqual([claim])
  expect(await release(claim)).toEqual([])
  expect((await pool()).version).toBe(before.version + 1)
})

test('releases at most what a reservation holds, and leaves the rest of it', async () => {
  const claim = await claimOf(4)
  await write(claim)
  expect(await release({ ...claim, quantity: 1 })).toMatchObject([{ quantity: 1 }])
  expect(await inTransaction(context, (tx) => findReservations(tx, [claim]))).toMatchObject([{ quantity: 3 }])
  expect(await release({ ...claim, quantity: 9 })).toMatchObject([{ quantity: 3 }])
})

test('moves a reservation to another day, and not what was released meanwhile', async () => {
  const claim = await claimOf(4)
  await write(claim)
  await release({ ...claim, quantity: 1 })
  const to = { ...key, need_on: '2026-03-24' }
  await inTransaction(context, (tx) => moveReservations(context, tx, [{ from: claim, to }], 'supplier_late'))
  const found = await inTransaction(context, (tx) => findReservations(tx, [claim]))
  expect(found).toMatchObject([{ need_on: '2026-03-24', quantity: 3 }])
})

test('a reservation needed later keeps goods back from somebody who comes today', async () => {
  const { onHandMilli, reserved } = await pool()
  const free = (onHandMilli - reserved.reduce((sum, step) => sum + step.quantityMilli, 0)) / 1000
  const later = await claimOf(free - 3)
  await write(later)
  const today = reserveStock(context, { ...(await orderLine(4)), location_id: 'CHI', quantity: 4 })
  await expect(today).rejects.toMatchObject({ code: 'insufficient_stock', details: { available: 3 } })
  await release(later)
})

test('a pool locked for an order that was refused leaves no trace in the ledger', async () => {
  const unknown = { product_id: 'GLUE', location_id: 'EVN' }
  const pools = await inTransaction(context, (tx) => lockPools(tx, [unknown]))
  expect(pools.get(poolId(unknown))).toMatchObject({ onHandMilli: 0, version: 0 })
})

test('codes that hold the sign between product and location do not meet on the ledger', () => {
  expect(poolId({ product_id: 'A@B', location_id: 'C' })).not.toBe(poolId({ product_id: 'A', location_id: 'B@C' }))
})

test('goods leave with their reservation, and not those that others need', async () => {
  const claim = await claimOf(5, '2026-03-16')
  await write(claim)
  const before = await pool()
  const shipment = { ...key, order_id: claim.order_id, line_number: 1, document: 'SH-9' }
  await shipStock(context, { ...shipment, quantity: 5 })
  const after = await pool()
  expect(before.onHandMilli - after.onHandMilli).toBe(5000)
  expect(await inTransaction(context, (tx) => findReservations(tx, [claim]))).toEqual([])
  const free = (after.onHandMilli - after.reserved.reduce((sum, step) => sum + step.quantityMilli, 0)) / 1000
  const tooMuch = shipStock(context, { ...shipment, quantity: free + 1 })
  await expect(tooMuch).rejects.toMatchObject({ code: 'insufficient_stock', details: { available: free } })
})

test('eight who want the last pieces at once get exactly what is there', async () => {
  const own = { product_id: 'VALVE-20', location_id: 'CHI' }
  await receiveStock(context, { ...own, quantity: 10 })
  const lines = await Promise.all(Array.from({ length: 8 }, () => orderLine(3, own.product_id)))
  const tries = await Promise.allSettled(
    lines.map((line) => reserveStock(context, { ...line, location_id: 'CHI', quantity: 3 })),
  )
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
  const rows = await inTransaction(context, (tx) =>
    tx.query<{ reserved: number }>(sql`SELECT reserved::float8 AS reserved FROM inventory.balance
      WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${own.product_id}`),
  )
  expect(rows).toEqual([{ reserved: 9 }])
})

test('what was reserved for a line is free again once the customer cancels it, and only that much', async () => {
  const claim = await claimOf(6)
  await write(claim)
  await cancelOrderLines(context, claim.order_id, { by: 'customer', lines: [{ line_number: 1, quantity: 4 }] })
  while (await followCancelledLines(context));
  expect(await inTransaction(context, (tx) => findReservations(tx, [claim]))).toMatchObject([{ quantity: 2 }])
})

test('the ledger explains every pool, down to its stock and its days', async () => {
  const report = await verifyLedger(context, [stockVerifiable])
  const own = report.mismatches.filter((mismatch) => mismatch.subjectType === 'stock')
  expect(own).toEqual([])
  expect(report.subjects).toBeGreaterThan(1)
})
