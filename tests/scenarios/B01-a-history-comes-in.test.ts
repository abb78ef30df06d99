/** A delivery history in one flat file: what comes in, what is refused, and that twice is once. */

import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../../server/integrations/files/import-file.command.ts'
import { verifyLedger } from '../../server/ledger/index.ts'
import type { Context } from '../../server/platform/context.ts'
import { inTransaction } from '../../server/platform/database/transaction.ts'
import { verifiables } from '../../server/verifiables.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/database.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
})
afterAll(() => db?.close())

const HISTORY = `Order,Line,Customer,Product,Qty,Price,Ordered,Promised,Moved,Shipped,Carrier,Delivered,Accepted,State,Invoiced,Stars
SO-1,1,NORD,PIPE-20,10,2.50,2026-03-01,2026-03-05,,2026-03-04,RAPID,2026-03-05,10,OK,25.00,5
SO-1,2,NORD,VALVE-20,4,7.00,2026-03-01,2026-03-05,2026-03-07,2026-03-06,RAPID,2026-03-07,3,DMG_VISIBLE,28.00,
SO-2,1,SUD,PUMP-1,1,120.00,2026-03-02,2026-03-06,,,,,,,,
SO-2,2,SUD,GLUE,ten,3.00,2026-03-02,2026-03-06,,,,,,,,
SO-2,1,SUD,PUMP-1,2,120.00,2026-03-02,2026-03-06,,,,,,,,
`
const mapping = {
  kind: 'history',
  dateFormat: 'yyyy-MM-dd',
  columns: {
    order_id: 'Order',
    line_number: 'Line',
    customer_id: 'Customer',
    product_id: 'Product',
    quantity: 'Qty',
    unit_price: 'Price',
    ordered_at: 'Ordered',
    promised_to: 'Promised',
    current_promised_to: 'Moved',
    shipped_at: 'Shipped',
    carrier_id: 'Carrier',
    delivered_at: 'Delivered',
    accepted_quantity: 'Accepted',
    condition: 'State',
    invoiced_net: 'Invoiced',
    rating: 'Stars',
  },
  constants: { currency: 'EUR', site_id: 'CHI' },
  zone: 'Europe/Chisinau',
  createMissing: ['customers', 'products', 'locations', 'carriers'] as const,
}
const bring = (text = HISTORY) =>
  importFile(context, {
    open: () => Buffer.from(text),
    fileName: 'history.csv',
    mapping: { ...mapping, createMissing: [...mapping.createMissing] },
  })

test('good rows come in; a row that cannot be read and a repeated line are refused with their reasons', async () => {
  const report = await bring()
  expect(report.rejects).toMatchObject([
    { row_number: 5, problems: [{ field: 'quantity', column: 'Qty', value: 'ten', code: 'phrase' }] },
    { row_number: 6, problems: [{ field: 'order_id', code: 'duplicate_key' }], cells: { Order: 'SO-2', Qty: '2' } },
  ])
  expect(report.settled).toMatchObject({
    customer_order: { added: 2, changed: 0, unchanged: 0 },
    promise: { added: 4 },
    shipment: { added: 2 },
    delivery: { added: 2 },
    invoice: { added: 2 },
    rating: { added: 1 },
  })
})

const countEvents = () =>
  inTransaction(
    context,
    async (tx) => (await tx.query<{ n: number }>(sql`SELECT count(*) AS n FROM ledger.event`))[0]!.n,
  )

test('the same file twice changes nothing', async () => {
  const before = await countEvents()
  const report = await bring()
  expect(Object.values(report.settled).every((count) => count.added === 0 && count.changed === 0)).toBe(true)
  expect(await countEvents()).toBe(before)
})

test('a corrected file changes just what differs, by events', async () => {
  const before = await countEvents()
  const report = await bring(HISTORY.replace('2026-03-05,10,OK', '2026-03-06,10,OK'))
  expect(report.settled.delivery).toEqual({ added: 0, changed: 1, unchanged: 1 })
  // The file names no day for the bill and the rating: the delivery's day stands for both, so three records move.
  expect(await countEvents()).toBe(before + 3)
})

test('a cancelled import leaves nothing', async () => {
  const before = await countEvents()
  const request = {
    open: () => Buffer.from(HISTORY.replaceAll('SO-', 'XO-')),
    fileName: 'history.csv',
    mapping: { ...mapping, createMissing: [...mapping.createMissing] },
    signal: AbortSignal.abort(),
  }
  await expect(importFile(context, request)).rejects.toThrow()
  expect(await countEvents()).toBe(before)
})

test('a plain order file makes the customers, places and products it names, though it has no names for them', async () => {
  const report = await importFile(context, {
    open: () => Buffer.from('Order,Line,Customer,Product,Quantity\nPO-1,1,NEU,BEND-40,3\n'),
    fileName: 'orders.csv',
    mapping: {
      kind: 'orders',
      columns: {
        order_id: 'Order',
        line_number: 'Line',
        customer_id: 'Customer',
        product_id: 'Product',
        quantity: 'Quantity',
      },
      zone: 'UTC',
      createMissing: ['customers', 'products', 'locations'],
    },
  })
  expect(report.settled).toMatchObject({
    customer: { added: 1 },
    product: { added: 1 },
    location: { added: 1 },
    customer_order: { added: 1 },
  })
})

test('the ledger explains every row that the files brought', async () => {
  const report = await verifyLedger(context, verifiables)
  expect(report.mismatches).toEqual([])
})
