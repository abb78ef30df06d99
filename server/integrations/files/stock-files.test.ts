/** Opening balances, supply and reservations from files: in, again, changed, and out. */
import { text } from 'node:stream/consumers'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { verifyLedger } from '../../ledger/index.ts'
import { loadPools, poolId, receiveGoods } from '../../modules/inventory/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { exportFile } from './export-file.ts'
import { importFile } from './import-file.command.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  const lines = [1, 2].map((line_number) => ({ line_number, product_id: 'GLUE', quantity: 30 }))
  await placeOrder(context, { order_id: 'SO-1', customer_id: 'NORD', site_id: 'CHI', lines })
})
afterAll(() => db?.close())

function load(kind: string, rows: readonly string[]) {
  const names = IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map((field) => field.name)
  const [header = '', ...cells] = rows
  const columns = Object.fromEntries(header.split(',').map((name) => [name, name]))
  expect(Object.keys(columns).filter((name) => !names.includes(name))).toEqual([])
  const content = Buffer.from([header, ...cells].join('\n'))
  return importFile(context, { open: () => content, fileName: `${kind}.csv`, mapping: { kind, columns } })
}
const STOCK = [
  'product_id,location_id,bin,lot_id,serial,state,quantity,expires_on,received_on',
  'GLUE,CHI,A-1,G1,,,40,2026-12-01,2026-02-01',
  'GLUE,CHI,A-2,G2,,quarantine,7.5,,',
  'PUMP-1,IAS,,,S-1,,1,,',
]
const pool = async (product_id: string, location_id = 'CHI') =>
  (await inTransaction(context, (tx) => loadPools(tx, [product_id], [location_id]))).get(
    poolId({ product_id, location_id }),
  )!

test('opening balances become goods by bin, lot and state, and the same file again changes nothing', async () => {
  expect((await load('stock', STOCK)).settled.stock).toEqual({ added: 3, changed: 0, unchanged: 0 })
  expect((await pool('GLUE')).onHandMilli).toBe(40_000)
  expect((await load('stock', STOCK)).settled.stock).toEqual({ added: 0, changed: 0, unchanged: 3 })
})

test('a later file says what lies there now; places it does not name stay', async () => {
  const report = await load('stock', ['product_id,location_id,bin,lot_id,quantity', 'GLUE,CHI,A-1,G1,35'])
  expect(report.settled.stock).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect((await pool('GLUE')).onHandMilli).toBe(35_000)
  const moved = await inTransaction(context, (tx) =>
    tx.query(sql`SELECT from_kind, to_kind, quantity::float8 AS quantity FROM inventory.movement
      WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = 'GLUE' AND from_kind = 'site'`),
  )
  expect(moved).toEqual([{ from_kind: 'site', to_kind: 'opening', quantity: 5 }])
})

test('a serial number in two places, and more than one piece of it, are refused', async () => {
  const report = await load('stock', [
    'product_id,location_id,serial,quantity',
    'PUMP-1,CHI,S-1,1',
    'PUMP-1,CHI,S-2,2',
    'PUMP-1,CHI,S-3,1',
    'PUMP-1,EVN,S-3,1',
    'NOSUCH,CHI,,1',
  ])
  expect(report.rejects.map((reject) => [reject.row_number, reject.problems[0]!.code])).toEqual([
    [2, 'duplicate_key'],
    [3, 'out_of_range'],
    [5, 'duplicate_key'],
    [6, 'unknown_product'],
  ])
})

test('received supply teaches how late a supplier is, and the open lines of the same file are counted by it', async () => {
  const late = Array.from(
    { length: 40 },
    (_, at) => `PO-H${at},1,ACME,GLUE,CHI,10,10,2026-01-05,2026-02-09,,2026-02-11`,
  )
  const report = await load('supplies', [
    'supply_id,line_number,supplier_id,product_id,location_id,quantity,received,ordered_on,due_on,counted_on,received_on',
    ...late,
    'PO-1,1,ACME,GLUE,CHI,25,0,2026-03-02,2026-03-19,,',
    'PO-1,2,ACME,GLUE,CHI,25,5,2026-03-02,2026-03-19,2026-03-27,',
  ])
  expect(report.settled.supply).toEqual({ added: 42, changed: 0, unchanged: 0 })
  const open = await inTransaction(context, (tx) =>
    tx.query(sql`SELECT line_number, counted_on, is_count_given, state FROM inventory.supply
      WHERE tenant_id = ${tx.tenantId}::uuid AND supply_id = 'PO-1' ORDER BY 1`),
  )
  // Due Thursday the 19th and two business days late: Monday the 23rd.
  expect(open).toEqual([
    { line_number: 1, counted_on: '2026-03-23', is_count_given: false, state: 'confirmed' },
    { line_number: 2, counted_on: '2026-03-27', is_count_given: true, state: 'confirmed' },
  ])
})

test('a file that moves a date is a change of that line alone', async () => {
  const report = await load('supplies', [
    'supply_id,line_number,product_id,location_id,quantity,due_on',
    'PO-1,1,GLUE,CHI,25,2026-03-20',
    'PO-1,2,GLUE,CHI,25,2026-03-19',
    'PO-1,1,GLUE,CHI,99,2026-03-20',
    'PO-H1,1,PIPE-20,CHI,10,2026-02-09',
  ])
  expect(report.settled.supply).toEqual({ added: 0, changed: 1, unchanged: 1 })
  expect(report.rejects.map((reject) => reject.problems[0]!.code)).toEqual(['duplicate_key', 'contradicts_other_row'])
})

test('reservations come in by rank of their rows as far as goods and supply reach', async () => {
  const rows = [
    'order_id,line_number,location_id,need_on,quantity',
    'SO-1,1,CHI,2026-03-18,30',
    'SO-1,2,CHI,2026-03-18,30',
  ]
  const report = await load('reservations', rows)
  expect(report.settled.reservation).toMatchObject({ added: 1 })
  expect(report.rejects.map((reject) => [reject.row_number, reject.problems[0]!.code])).toEqual([
    [3, 'insufficient_stock'],
  ])
  const later = await load('reservations', [rows[0]!, rows[1]!, 'SO-1,2,CHI,2026-03-24,30'])
  expect(later.settled.reservation).toMatchObject({ added: 1, unchanged: 1 })
  expect(later.rowsRejected).toBe(0)
  const gone = await load('reservations', [rows[0]!, 'SO-1,2,CHI,2026-03-24,0'])
  expect(gone.settled.reservation).toMatchObject({ added: 0, changed: 1 })
})

test('what goes out comes in again and changes nothing', async () => {
  await receiveGoods(context, {
    location_id: 'IAS',
    is_last: false,
    lines: [{ product_id: 'PIPE-32', quantity: 12.125, damaged_quantity: 0.125 }],
  })
  for (const kind of ['stock', 'supplies', 'reservations'] as const) {
    const content = Buffer.from(await text(await exportFile(context, kind, 'csv')))
    const columns = Object.fromEntries(
      content
        .toString()
        .split('\r\n')[0]!
        .split(',')
        .map((name) => [name, name]),
    )
    const back = await importFile(context, { open: () => content, fileName: 'back.csv', mapping: { kind, columns } })
    expect(back.rowsRejected).toBe(0)
    expect(back.rowsRead).toBeGreaterThan(0)
    for (const count of Object.values(back.settled)) expect(count).toMatchObject({ added: 0, changed: 0 })
  }
})

test('the ledger explains all of it', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
