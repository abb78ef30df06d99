/** A look at a file says of each row what an import of it would say. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Mapping } from '../../../contract/imports.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import type { Context } from '../../platform/context.ts'
import { importFile } from './import-file.command.ts'
import { preview } from './preview.ts'

const folder = mkdtempSync(join(tmpdir(), 'sevenfold-preview-'))
const path = join(folder, 'orders.csv')
const ROWS = ['A,1,NORD,P1,2', 'B,1,GHOST,P1,2', 'C,1,NORD,P2,two', '']
let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  writeFileSync(path, ['Order,Line,Customer,Product,Qty', ...ROWS].join('\n'))
  await importFile(context, {
    open: () => Buffer.from('customer_id,name\nNORD,Nord\n'),
    fileName: 'customers.csv',
    mapping: { kind: 'customers', columns: { customer_id: 'customer_id', name: 'name' } },
  })
})
afterAll(async () => {
  await db?.close()
  rmSync(folder, { recursive: true })
})

const mapping = (rest: object = {}) =>
  Mapping.parse({
    kind: 'orders',
    columns: {
      order_id: 'Order',
      line_number: 'Line',
      customer_id: 'Customer',
      product_id: 'Product',
      quantity: 'Qty',
    },
    ...rest,
  })
const told = async (rest: object = {}) =>
  (await preview(context, path, mapping(rest))).rows.map(({ rejects }) =>
    rejects.map(({ code, column }) => [code, column]),
  )

test('rows that name unknown customers and products are shown as refused before anything is imported', async () => {
  expect(await told()).toEqual([
    [['unknown_product', 'Product']],
    [
      ['unknown_customer', 'Customer'],
      ['unknown_product', 'Product'],
    ],
    [['phrase', 'Qty']],
  ])
})

test('what the file may add is not missed, and the import says the same', async () => {
  expect(await told({ createMissing: ['customers', 'products'] })).toEqual([[], [], [['phrase', 'Qty']]])
  const { rowsRejected } = await importFile(context, {
    open: () => path,
    fileName: 'orders.csv',
    mapping: mapping({ createMissing: ['products'] }),
  })
  expect(rowsRejected).toBe(2)
})

test('a file about order lines says which of them are not there', async () => {
  const promises = Mapping.parse({
    kind: 'promises',
    columns: { order_id: 'Order', line_number: 'Line', version: 'Line', promised_to: 'Qty' },
  })
  writeFileSync(path, ['Order,Line,Qty', 'A,1,2026-03-12', 'A,2,2026-03-12', ''].join('\n'))
  const { rows } = await preview(context, path, promises)
  expect(rows.map(({ rejects }) => rejects.map(({ code }) => code))).toEqual([[], ['unknown_order_line']])
})
