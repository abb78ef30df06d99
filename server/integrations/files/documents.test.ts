/** Files of documents and of the standards that ask for them. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { importFile } from './import-file.command.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await placeOrder(context, {
    order_id: 'SO-1',
    customer_id: 'NORD',
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }],
  })
  await dispatchShipment(context, {
    shipment_id: 'SH-1',
    carrier_id: 'OWN',
    lines: [{ order_id: 'SO-1', line_number: 1, quantity: 4 }],
  })
})
afterAll(() => db?.close())

function bring(kind: string, text: string) {
  const names = IMPORT_KINDS.find((one) => one.kind === kind)!.fields.map(({ name }) => name)
  const headers = text.slice(0, text.indexOf('\n')).split(',')
  const columns = Object.fromEntries(names.filter((name) => headers.includes(name)).map((name) => [name, name]))
  return importFile(context, { open: () => Buffer.from(text), fileName: `${kind}.csv`, mapping: { kind, columns } })
}
const codes = (report: Awaited<ReturnType<typeof bring>>) =>
  report.rejects.map(({ row_number, problems }) => [row_number, problems[0]!.field, problems[0]!.code])

test('documents name a shipment or an order that exists', async () => {
  const report = await bring(
    'documents',
    `document_id,document_kind,shipment_id,order_id,sent_at,is_correct,error
A-1,asn,SH-1,,2026-03-16T07:00:00Z,yes,
A-2,asn,SH-9,,2026-03-16,,
A-3,delivery_note,,SO-9,2026-03-16,,
A-4,delivery_note,,,2026-03-16,,
A-5,postcard,SH-1,,2026-03-16,,
A-6,certificate,SH-1,SO-1,2026-03-16,no,expired
`,
  )
  expect(codes(report)).toEqual([
    [3, 'shipment_id', 'unknown_shipment'],
    [4, 'order_id', 'unknown_order_line'],
    [5, 'shipment_id', 'missing_value'],
    [6, 'document_kind', 'unknown_value'],
  ])
  expect(report.settled.document).toEqual({ added: 2, changed: 0, unchanged: 0 })
})

test('a standard of the element information may say which documents are owed', async () => {
  const report = await bring(
    'standards',
    `segment_id,element,valid_from,target,target_unit,required_documents,advance_notice_hours,tells_exceptions
PRO,information,2026-02-01,95,percent,"asn, delivery_note",4,yes
PRO,information,2026-02-02,95,percent,asn postcard,,
PRO,condition,2026-02-01,99,percent,asn,,
`,
  )
  expect(codes(report)).toEqual([
    [3, 'required_documents', 'unknown_value'],
    [4, 'required_documents', 'out_of_range'],
  ])
  const [stored] = await inSnapshot(context, (tx) =>
    tx.query(sql`SELECT required_documents, advance_notice_hours, tracking_age_hours, tells_exceptions
      FROM policies.standard WHERE tenant_id = ${tx.tenantId}::uuid AND element = 'information'`),
  )
  expect(stored).toEqual({
    required_documents: ['asn', 'delivery_note'],
    advance_notice_hours: 4,
    tracking_age_hours: null,
    tells_exceptions: true,
  })
})
