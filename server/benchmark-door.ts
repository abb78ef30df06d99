/** What benchmarks need of the server: a throwaway database of its own, and the import as the product does it. */

import { importFile } from './integrations/files/import-file.command.ts'
import { createRecord } from './ledger/index.ts'
import { rating } from './modules/needs/index.ts'
import { foundOrganization } from './modules/people/index.ts'
import { inTransaction } from './platform/database/transaction.ts'
import { openRuntime } from './runtime.ts'

export async function benchmarkDatabase(stateDirectory: string) {
  const open = await openRuntime({ SEVENFOLD_STATE: stateDirectory, LOG_LEVEL: 'silent' })
  const context = await foundOrganization(open.runtime, 'Benchmark')
  return { ...open, context }
}

export type BenchmarkDatabase = Awaited<ReturnType<typeof benchmarkDatabase>>

/** The tables that a flat history ends in, parents first. */
const TABLES = [
  'customers.customer',
  'products.product',
  'locations.location',
  'carriers.carrier',
  'orders.customer_order',
  'orders.order_line',
  'promises.promise',
  'shipments.shipment',
  'shipments.shipment_line',
  'delivery.delivery',
  'delivery.delivery_line',
  'billing.invoice',
  'billing.invoice_line',
  'needs.rating',
  'ledger.event',
]

export async function importForBenchmark({ context }: BenchmarkDatabase, file: string, names: readonly string[]) {
  const report = await importFile(context, {
    open: () => file,
    fileName: 'history.csv',
    mapping: {
      kind: 'history',
      format: 'csv',
      delimiter: ',',
      dateFormat: 'iso',
      columns: Object.fromEntries(names.map((name) => [name, name])),
      createMissing: ['customers', 'products', 'locations', 'carriers'],
    },
  })
  if (report.rowsRejected) throw new Error(`The benchmark's history had rejects: ${JSON.stringify(report.rejects[0])}`)
  return { report, tables: TABLES }
}

/** One rating with its event, as a command writes them. */
export const rateAnOrder = ({ context }: BenchmarkDatabase, ratingId: string) =>
  inTransaction(context, (tx) =>
    createRecord(context, tx, rating, {
      rating_id: ratingId,
      order_id: 'SO-1',
      score: 5,
      scale_max: 5,
      given_on: '2026-03-16',
      given_at: '2026-03-16T09:00:00Z',
    }),
  )
