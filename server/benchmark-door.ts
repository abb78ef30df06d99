/** What benchmarks need of the server: a throwaway database of its own, the import as the product does it, the list's own statements. */
import sql from 'sql-template-tag'
import { importFile } from './integrations/files/import-file.command.ts'
import { createRecord, currentSnapshot } from './ledger/index.ts'
import type { PoolKey } from './modules/inventory/index.ts'
import { rating } from './modules/needs/index.ts'
import { foundOrganization } from './modules/people/index.ts'
import { allocationPolicy, segment, servicePackage } from './modules/policies/index.ts'
import { takeOffer } from './modules/promises/index.ts'
import { makeQuote } from './planning/promising/quote.command.ts'
import { checkPromises } from './planning/proposals/check-promises.command.ts'
import { type History, type HistoryAsked, readHistory } from './planning/replays/history.store.ts'
import { listAtRisk } from './planning/risk/at-risk.store.ts'
import { followRisk } from './planning/risk/refresh.followers.ts'
import { inSnapshot, inTransaction } from './platform/database/transaction.ts'
import { openRuntime } from './runtime.ts'
import { buildCases } from './views/process-chart/build-cases.ts'
import { findArcs } from './views/process-chart/discovered.ts'
import { rebuildVerdicts } from './views/verdicts/refresh.ts'

export type { Tx } from './platform/database/database.ts'
export { findCheckout, startEmbeddedDatabase } from './platform/embedded/index.ts'
export { listOrders } from './views/orders/order-list.ts'

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

/** A quote for one unit of each product. Returns its code. */
export async function makeQuoteFor({ context }: BenchmarkDatabase, productIds: readonly string[]): Promise<string> {
  const lines = productIds.map((product_id, at) => ({
    line_number: at + 1,
    kind: 'goods' as const,
    product_id,
    quantity: 1,
  }))
  const quote = await makeQuote(context, { customer_id: 'C-1', location_id: 'DOOR', lines })
  if (quote.offers.length === 0) throw new Error('The benchmark found no offer')
  return quote.quote_id
}

/** Key customers come first and others may come later; C-2 is one, C-1 is not. */
export const publishTiers = ({ context }: BenchmarkDatabase): Promise<void> =>
  inTransaction(context, async (tx) => {
    for (const [id, allocation_tier, customerId] of [
      ['KEY', 1, 'C-2'],
      ['SMALL', 3, 'C-1'],
    ] as const) {
      await createRecord(context, tx, segment, { segment_id: id, name: id, standards: [] })
      const terms = { package_id: id, segment_id: id, name: id, valid_from: '2020-01-01', allocation_tier }
      await createRecord(context, tx, servicePackage, terms)
      await tx.execute(sql`UPDATE customers.customer SET segment_id = ${id}
        WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}`)
    }
    await createRecord(context, tx, allocationPolicy, {
      ...{ policy_id: 'TIERS', name: 'Key customers first', kind: 'strict_tier', giving_way: 'later' },
      valid_from: '2020-01-01',
      tiers: [
        { tier: 1, name: 'Key' },
        { tier: 3, name: 'Small' },
      ],
    })
  })

/** A quote of one line for the key customer, looking also at what others hold. Says whether anybody would give way. */
export async function quoteAgainst({ context }: BenchmarkDatabase, product_id: string): Promise<boolean> {
  const lines = [{ line_number: 1, kind: 'goods' as const, product_id, quantity: 1 }]
  const wish = { customer_id: 'C-2', location_id: 'DOOR-2', lines }
  const { offers } = await makeQuote(context, wish, { mayTouch: true })
  return offers.some((offer) => offer.touches.length > 0)
}

export const takeOfferOf = ({ context }: BenchmarkDatabase, quoteId: string) =>
  takeOffer(context, quoteId, { offer_number: 1, has_consent: false, cause: 'customer' })

/** Asks again about the pools of the first products that hold reservations, as a late receipt of all of them makes us. */
export async function checkPools({ context }: BenchmarkDatabase, lastProduct: string) {
  const pools = await inSnapshot(context, (tx) =>
    tx.query<PoolKey>(sql`SELECT product_id, location_id FROM inventory.balance
      WHERE tenant_id = ${tx.tenantId}::uuid AND product_id <= ${lastProduct} AND reserved > 0`),
  )
  const started = performance.now()
  const { lines_checked, lines_touched } = await checkPromises(context, {
    pools,
    kind: 'supply',
    cause: { supply_ids: ['benchmark'] },
  })
  return { lines_checked, lines_touched, seconds: (performance.now() - started) / 1000 }
}

/** Brings the list of promises in danger up to date. */
export async function followDangers({ context }: BenchmarkDatabase): Promise<void> {
  while ((await followRisk(context)) > 0);
}

export const listDangers = ({ context }: BenchmarkDatabase) =>
  inSnapshot(context, (tx) => listAtRisk(tx, { level: 'act', limit: 50, offset: 0 }, context.clock.now()))

/** Builds the ways of all things from the ledger, as the server does now and then. */
/** All ways, or those about which something is new since a snapshot. */
export async function buildWays({ context }: BenchmarkDatabase, since?: string) {
  const built = await buildCases(context, since)
  await context.database.pool.query('SELECT platform.refresh_statistics()')
  return built
}

export const snapshotNow = ({ context }: BenchmarkDatabase) => inSnapshot(context, currentSnapshot)

/** The graph of order lines over all time, with its waiting times. */
export async function discoverWays({ context }: BenchmarkDatabase) {
  const started = performance.now()
  const ways = { seen_through: 'line', from: '2000-01-01', to: '2100-01-01' } as const
  const arcs = await inSnapshot(context, (tx) => findArcs(tx, ways))
  const seconds = (performance.now() - started) / 1000
  return { seconds, arcs: arcs.length, events: arcs.reduce((sum, { count }) => sum + count, 0) }
}

/** Judges every line there is, as after an import. */
export const judgeAll = ({ context }: BenchmarkDatabase) => rebuildVerdicts(context)

/** A period as a replay reads it. */
export const readPeriod = ({ context }: BenchmarkDatabase, asked: HistoryAsked): Promise<History> =>
  inSnapshot(context, (tx) => readHistory(tx, asked))
