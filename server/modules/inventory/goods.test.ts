/** Goods through the warehouse against the database: received, moved, counted, transferred, recalled, taken back. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { placeOrder } from '../orders/index.ts'
import {
  adjustStock,
  allocateStock,
  countStock,
  liftRecall,
  loadPools,
  moveStock,
  poolId,
  recallLot,
  receiveGoods,
  registerSupply,
  releaseAllocations,
  reserveStock,
  reverseMovement,
  scrapStock,
  shipStock,
  transferStock,
} from './index.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())

const receipt = (product_id: string, quantity: number, rest: object = {}) => ({
  location_id: 'CHI',
  is_last: false,
  lines: [{ product_id, quantity, damaged_quantity: 0, ...rest }],
})

const stockOf = (product_id: string) =>
  inTransaction(context, (tx) =>
    tx.query<{
      location_id: string
      bin: string
      lot_id: string
      state: string
      quantity: number
      allocated: number
    }>(sql`
      SELECT location_id, bin, lot_id, state, quantity::float8 AS quantity, allocated::float8 AS allocated
      FROM inventory.stock WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ${product_id}
      ORDER BY location_id, bin, lot_id, state`),
  )
const supplyOf = (supply_id: string) =>
  inTransaction(context, (tx) =>
    tx.query<
      Record<string, unknown>
    >(sql`SELECT line_number, received::float8 AS received, state, closed_cause, late_days,
        counted_on, due_on
      FROM inventory.supply WHERE tenant_id = ${tx.tenantId}::uuid AND supply_id = ${supply_id} ORDER BY line_number`),
  )
const poolOf = async (product_id: string, location_id = 'CHI') =>
  (await inTransaction(context, (tx) => loadPools(tx, [product_id], [location_id]))).get(
    poolId({ product_id, location_id }),
  )!

let orders = 0
async function orderLine(product_id: string, quantity: number) {
  const order_id = `SO-${++orders}`
  await placeOrder(context, { order_id, customer_id: 'NORD', lines: [{ line_number: 1, product_id, quantity }] })
  return { order_id, line_number: 1 }
}

test('goods received against supply leave what is promised of it and become what lies there', async () => {
  await registerSupply(context, {
    supply_id: 'PO-1',
    kind: 'purchase',
    supplier_id: 'ACME',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 10, due_on: '2026-03-12', state: 'confirmed' }],
  })
  expect((await poolOf('PUMP-1')).supplies).toMatchObject([{ quantityMilli: 10_000, state: 'confirmed' }])
  const part = await receiveGoods(context, { ...receipt('PUMP-1', 6), supply_id: 'PO-1' })
  expect(part).toMatchObject({ differences: [], pools: [{ on_hand: 6, short: 0 }] })
  expect((await poolOf('PUMP-1')).supplies).toMatchObject([{ quantityMilli: 4000 }])
  const rest = { ...receipt('PUMP-1', 3, { damaged_quantity: 1, cause: 'wet' }), supply_id: 'PO-1', is_last: true }
  const last = await receiveGoods(context, rest)
  expect(last.differences).toMatchObject([
    { kind: 'damaged', quantity: 1, cause: 'wet' },
    { kind: 'short', quantity: 1 },
  ])
  // Due on Thursday the 12th, closed on Monday the 16th: two business days late.
  expect(await supplyOf('PO-1')).toMatchObject([{ received: 9, state: 'closed', closed_cause: 'short', late_days: 2 }])
  expect(await stockOf('PUMP-1')).toMatchObject([
    { state: 'damaged', quantity: 1 },
    { state: 'released', quantity: 8 },
  ])
})

test('a receipt sent twice by a device counts once', async () => {
  const wish = { ...receipt('PUMP-1', 2), idempotency_key: 'scanner-7-41' }
  const first = await receiveGoods(context, wish)
  const second = await receiveGoods(context, wish)
  expect(second).toMatchObject({ is_repeated: true, movements: first.movements })
  expect((await poolOf('PUMP-1')).onHandMilli).toBe(10_000)
})

test('the same key with other goods is refused, whatever else it is sent to', async () => {
  const wish = { ...receipt('PUMP-1', 2), idempotency_key: 'scanner-7-41' }
  const refused = { code: 'idempotency_mismatch' }
  await expect(receiveGoods(context, { ...wish, ...receipt('PUMP-1', 3) })).rejects.toMatchObject(refused)
  await expect(receiveGoods(context, { ...wish, ...receipt('GLUE', 2) })).rejects.toMatchObject(refused)
  const line = { product_id: 'PUMP-1', quantity: 1, state: 'released', cause: 'broken' } as const
  const scrapped = scrapStock(context, { location_id: 'CHI', idempotency_key: 'scanner-7-41', lines: [line] })
  await expect(scrapped).rejects.toMatchObject(refused)
  expect((await poolOf('PUMP-1')).onHandMilli).toBe(10_000)
  const both = await Promise.allSettled(
    [receipt('PUMP-1', 1), receipt('GLUE', 1)].map((one) => receiveGoods(context, { ...one, idempotency_key: 'twin' })),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('supply that is not expected here cannot be received here', async () => {
  const wrong = receiveGoods(context, { ...receipt('PUMP-1', 1), location_id: 'IAS', supply_id: 'PO-1' })
  await expect(wrong).rejects.toMatchObject({ code: 'not_found' })
})

test('quarantined goods count for nobody until they are released', async () => {
  await receiveGoods(
    context,
    receipt('GLUE', 20, { state: 'quarantine', bin: 'IN-1', lot_id: 'G1', expires_on: '2026-06-01' }),
  )
  expect((await poolOf('GLUE')).onHandMilli).toBe(0)
  const line = { product_id: 'GLUE', lot_id: 'G1', quantity: 15, from_bin: 'IN-1', from_state: 'quarantine' } as const
  await moveStock(context, { location_id: 'CHI', lines: [{ ...line, to_bin: 'A-1', to_state: 'released' }] })
  expect((await poolOf('GLUE')).onHandMilli).toBe(15_000)
  const tooMuch = moveStock(context, { location_id: 'CHI', lines: [{ ...line, to_bin: 'A-1' }] })
  await expect(tooMuch).rejects.toMatchObject({ code: 'insufficient_stock', details: { available: 5 } })
})

test('a reservation is released to the goods that expire first and are still good enough on arrival', async () => {
  await receiveGoods(context, receipt('GLUE', 10, { bin: 'A-2', lot_id: 'G2', expires_on: '2026-03-25' }))
  const line = await orderLine('GLUE', 12)
  await reserveStock(context, { ...line, location_id: 'CHI', quantity: 12 })
  const strict = await allocateStock(context, { lines: [line], shelf_life_days: 30 })
  expect(strict.allocations).toMatchObject([{ lot_id: 'G1', quantity: 12 }])
  await releaseAllocations(context, [line])
  const usual = await allocateStock(context, { lines: [line] })
  expect(usual).toMatchObject({
    allocations: [
      { lot_id: 'G2', quantity: 10 },
      { lot_id: 'G1', quantity: 2 },
    ],
    missing: [],
  })
  const again = await allocateStock(context, { lines: [line] })
  expect(again.allocations).toEqual([])
  const away = moveStock(context, {
    location_id: 'CHI',
    lines: [{ product_id: 'GLUE', lot_id: 'G2', quantity: 10, from_bin: 'A-2', from_state: 'released', to_bin: 'A-9' }],
  })
  await expect(away).rejects.toMatchObject({ code: 'insufficient_stock', details: { available: 0 } })
  await shipStock(context, { ...line, product_id: 'GLUE', location_id: 'CHI', quantity: 11, document: 'SH-GLUE' })
  expect((await stockOf('GLUE')).filter((row) => row.allocated > 0)).toMatchObject([{ lot_id: 'G1', allocated: 1 }])
})

test('a recalled lot is blocked where it lies, and nothing more of it leaves', async () => {
  const lot = { product_id: 'GLUE', lot_id: 'G1' }
  const blocked = await recallLot(context, lot, 'contaminated')
  expect(blocked.movements.length).toBeGreaterThan(0)
  const rows = (await stockOf('GLUE')).filter((row) => row.lot_id === 'G1')
  expect(rows.map((row) => row.state)).not.toContain('released')
  expect(rows.every((row) => row.allocated === 0)).toBe(true)
  await expect(recallLot(context, lot, 'again')).rejects.toMatchObject({ code: 'wrong_state' })
  await liftRecall(context, lot)
  expect((await stockOf('GLUE')).filter((row) => row.lot_id === 'G1').map((row) => row.state)).not.toContain('released')
})

test('goods sent to another site are in transit, and expected there until they arrive', async () => {
  await receiveGoods(context, receipt('VALVE-20', 50, { lot_id: 'V1' }))
  const sent = await transferStock(context, {
    from_location_id: 'CHI',
    to_location_id: 'IAS',
    due_on: '2026-03-18',
    lines: [{ product_id: 'VALVE-20', quantity: 20 }],
  })
  expect((await poolOf('VALVE-20')).onHandMilli).toBe(30_000)
  expect((await poolOf('VALVE-20', 'IAS')).supplies).toMatchObject([{ quantityMilli: 20_000, state: 'in_transit' }])
  const there = {
    ...receipt('VALVE-20', 18, { lot_id: 'V1' }),
    location_id: 'IAS',
    supply_id: sent.supply_id,
    is_last: true,
  }
  const arrived = await receiveGoods(context, there)
  expect(arrived.differences).toMatchObject([{ kind: 'short', quantity: 2 }])
  expect((await poolOf('VALVE-20', 'IAS')).onHandMilli).toBe(18_000)
})

test('goods that reservations need stay where they are', async () => {
  const line = await orderLine('VALVE-20', 25)
  await reserveStock(context, { ...line, location_id: 'CHI', quantity: 25 })
  const wish = { from_location_id: 'CHI', to_location_id: 'IAS', due_on: '2026-03-18' }
  const tooMuch = transferStock(context, { ...wish, lines: [{ product_id: 'VALVE-20', quantity: 6 }] })
  await expect(tooMuch).rejects.toMatchObject({ code: 'insufficient_stock', details: { available: 5 } })
})

test('a count beyond tolerance changes nothing until somebody looks again', async () => {
  await receiveGoods(context, receipt('PIPE-32', 100, { bin: 'B-1' }))
  const spot = { product_id: 'PIPE-32', bin: 'B-1', state: 'released' } as const
  const count = { location_id: 'CHI', tolerance_percent: 1 }
  const first = await countStock(context, { ...count, lines: [{ ...spot, counted: 90 }] })
  expect(first.lines).toMatchObject([{ outcome: 'look_again', expected: null, look: 1 }])
  expect((await poolOf('PIPE-32')).onHandMilli).toBe(100_000)
  const second = await countStock(context, { ...count, count_id: first.count_id, lines: [{ ...spot, counted: 91 }] })
  expect(second.lines).toMatchObject([{ outcome: 'adjusted', expected: 100, look: 2 }])
  expect((await poolOf('PIPE-32')).onHandMilli).toBe(91_000)
})

test('what left after somebody counted does not spoil the count', async () => {
  const counted_at = context.clock.now().toISOString()
  db.clock.moveTo(new Date(context.clock.now().getTime() + 3_600_000))
  await scrapStock(context, {
    location_id: 'CHI',
    lines: [{ product_id: 'PIPE-32', bin: 'B-1', state: 'released', quantity: 11, cause: 'bent' }],
  })
  const spot = { product_id: 'PIPE-32', bin: 'B-1', state: 'released', counted: 91 } as const
  const count = await countStock(context, { location_id: 'CHI', tolerance_percent: 0, counted_at, lines: [spot] })
  expect(count.lines).toMatchObject([{ outcome: 'exact', expected: 91 }])
  expect((await poolOf('PIPE-32')).onHandMilli).toBe(80_000)
})

test('what is gone is gone, whoever it was set aside for', async () => {
  const line = await orderLine('PIPE-32', 80)
  await reserveStock(context, { ...line, location_id: 'CHI', quantity: 80 })
  await allocateStock(context, { lines: [line] })
  const gone = await adjustStock(context, {
    location_id: 'CHI',
    lines: [{ product_id: 'PIPE-32', bin: 'B-1', state: 'released', change: -30, cause: 'stolen' }],
  })
  expect(gone.pools).toMatchObject([{ on_hand: 50, reserved: 80, short: 30 }])
  expect(await stockOf('PIPE-32')).toMatchObject([{ quantity: 50, allocated: 0 }])
})

test('a movement is taken back once, by one the other way round', async () => {
  const before = (await poolOf('PUMP-1')).onHandMilli
  const { movements } = await receiveGoods(context, receipt('PUMP-1', 4))
  await reverseMovement(context, movements[0]!.movement_id, { cause: 'typed twice' })
  expect((await poolOf('PUMP-1')).onHandMilli).toBe(before)
  const twice = reverseMovement(context, movements[0]!.movement_id, { cause: 'again' })
  await expect(twice).rejects.toMatchObject({ code: 'already_exists' })
})

test('a receipt taken back is expected again', async () => {
  await registerSupply(context, {
    supply_id: 'PO-2',
    kind: 'purchase',
    location_id: 'CHI',
    lines: [{ line_number: 1, product_id: 'PUMP-1', quantity: 5, due_on: '2026-03-20', state: 'confirmed' }],
  })
  const { movements } = await receiveGoods(context, { ...receipt('PUMP-1', 5), supply_id: 'PO-2' })
  await reverseMovement(context, movements[0]!.movement_id, { cause: 'wrong order' })
  expect(await supplyOf('PO-2')).toMatchObject([
    { received: 0, state: 'confirmed', closed_cause: null, late_days: null },
  ])
})

test('a serial number lies in one place', async () => {
  await receiveGoods(context, receipt('PUMP-1', 2, { serials: ['S-1', 'S-2'] }))
  const twice = receiveGoods(context, { ...receipt('PUMP-1', 1, { serials: ['S-2'] }), location_id: 'IAS' })
  await expect(twice).rejects.toMatchObject({ code: 'already_exists' })
  await transferStock(context, {
    from_location_id: 'CHI',
    to_location_id: 'IAS',
    due_on: '2026-03-18',
    lines: [{ product_id: 'PUMP-1', serial: 'S-2', quantity: 1 }],
  })
  const rows = await inTransaction(context, (tx) =>
    tx.query(sql`SELECT serial FROM inventory.stock WHERE tenant_id = ${tx.tenantId}::uuid AND serial <> ''`),
  )
  expect(rows).toEqual([{ serial: 'S-1' }])
})

test('nothing that has not happened yet is recorded', async () => {
  const future = receiveGoods(context, { ...receipt('PUMP-1', 1), occurred_at: '2026-04-01T08:00:00Z' })
  await expect(future).rejects.toMatchObject({ code: 'time_order' })
})

test('what lies at our sites is the fold of the movements, lot by lot and bin by bin', async () => {
  const rows = await inTransaction(context, (tx) =>
    tx.query(sql`WITH folded AS (SELECT product_id, at, bin, lot_id, serial, state, sum(quantity) AS quantity FROM (
        SELECT product_id, to_at AS at, to_bin AS bin, lot_id, serial, to_state AS state, quantity FROM inventory.movement
          WHERE tenant_id = ${tx.tenantId}::uuid AND to_kind = 'site'
        UNION ALL SELECT product_id, from_at, from_bin, lot_id, serial, from_state, -quantity FROM inventory.movement
          WHERE tenant_id = ${tx.tenantId}::uuid AND from_kind = 'site') sides
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(quantity) <> 0)
      SELECT * FROM folded f FULL JOIN (SELECT * FROM inventory.stock WHERE tenant_id = ${tx.tenantId}::uuid) s
        ON s.product_id = f.product_id AND s.location_id = f.at AND s.bin = f.bin AND s.lot_id = f.lot_id
          AND s.serial = f.serial AND s.state = f.state
      WHERE s.quantity IS DISTINCT FROM f.quantity`),
  )
  expect(rows).toEqual([])
})

test('nothing is on its way any more of a transfer that is closed', async () => {
  const rows = await inTransaction(context, (tx) =>
    tx.query(sql`SELECT s.supply_id, sum(CASE WHEN m.to_kind = 'transfer' THEN m.quantity ELSE -m.quantity END)::float8 AS left_over
      FROM inventory.supply s JOIN inventory.movement m ON m.tenant_id = s.tenant_id AND m.product_id = s.product_id
        AND s.supply_id IN (CASE WHEN m.to_kind = 'transfer' THEN m.to_at END, CASE WHEN m.from_kind = 'transfer' THEN m.from_at END)
      WHERE s.tenant_id = ${tx.tenantId}::uuid AND s.kind = 'transfer' AND s.state = 'closed' GROUP BY 1`),
  )
  expect(rows).toMatchObject([{ left_over: 0 }])
})

test('the ledger explains stock, supply and lots', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
})
