/** Business days of a verdict leave out the public holidays of the place of destination. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { importFile } from '../../integrations/files/import-file.command.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import { location } from '../../modules/locations/index.ts'
import { otifDefinition } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { explainOrder } from './explain-order.ts'

let db: TestDatabase
let context: Context

/** Promised for Monday 5 January, one business day of grace, delivered on Thursday the eighth. */
const HEADER =
  'order_id,line_number,customer_id,location_id,product_id,quantity,promised_to,delivered_at,accepted_quantity'
const RO = 'RO-1,1,NORD,NORD-1,PIPE-20,1,2026-01-05,2026-01-08,1'
const MD = 'MD-1,1,SUD,SUD-1,PIPE-20,1,2026-01-05,2026-01-08,1'

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  const window = { unit: 'business_days', early: 0, late: 1 }
  await inTransaction(context, (tx) =>
    createRecord(context, tx, otifDefinition, {
      definition_id: 'GRACE',
      name: 'One business day of grace',
      settings: { dateBasis: 'first_promised', window },
      is_company_default: true,
    }),
  )
  await importFile(context, {
    open: () => Buffer.from(`${[HEADER, RO, MD].join('\n')}\n`),
    fileName: 'history.csv',
    mapping: { kind: 'history', columns: Object.fromEntries(HEADER.split(',').map((name) => [name, name])) },
  })
})
afterAll(() => db?.close())

async function judged(orderId: string) {
  const { lines } = await inTransaction(context, (tx) => explainOrder(tx, orderId, context.clock.now()))
  const basis = lines[0]!.bases.find((one) => one.basis === 'first_promised')!
  return [basis.due, basis.onTime]
}

test('in Romania the sixth and seventh of January are holidays, in Moldova the seventh and eighth', async () => {
  expect(await judged('RO-1')).toEqual(['2026-01-08', 'pass'])
  expect(await judged('MD-1')).toEqual(['2026-01-06', 'fail'])
})

test('an exception wins over a holiday, and a place that is open on holidays has none', async () => {
  const change = (state: object) =>
    inTransaction(context, (tx) => changeRecord(context, tx, location, 'NORD-1', () => state as never))
  await change({ exceptions: [{ day: '2026-01-07', openings: '08:00-12:00', reason: 'Open for us' }] })
  expect(await judged('RO-1')).toEqual(['2026-01-07', 'fail'])
  await change({ is_open_on_holidays: true })
  expect(await judged('RO-1')).toEqual(['2026-01-06', 'fail'])
})
