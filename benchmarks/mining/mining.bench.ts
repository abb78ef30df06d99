/**
 * Discovery with waiting times: by the engine in memory, and by SQL over the ways that are built from the ledger; and how long
 * building takes. The ledger's rows are filled in directly: six events an order, of one line each.
 */
import pg from 'pg'
import { codeLog, discover, variantsOf } from '../../engines/mining/index.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { type BenchmarkDatabase, buildWays, discoverWays, snapshotNow } from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { withThrowawayDatabase } from '../throwaway.ts'

/** Of PM4Py 2.7.14 for its bare graph of a million events in memory, as measured elsewhere; it does not run here. */
const PM4PY_CPU_SECONDS = 1.7
const KINDS = ['ordered', 'promised', 'picked', 'dispatched', 'delivered', 'invoiced', 'rated', 'asked'] as const
const EVENTS_A_CASE = 8

/** `size` is the number of events. */
export async function run(report: Report, size = 1_000_000): Promise<void> {
  inMemory(report, size)
  await withThrowawayDatabase((database) => inSql(database, report, size))
}

function inMemory(report: Report, size: number): void {
  const random = seededRandom(1)
  const draw = () => KINDS[random.below(KINDS.length)]!
  const events = Array.from({ length: size }, (_, at) => ({
    caseId: String(Math.floor(at / EVENTS_A_CASE)),
    activity: random.unit() < 0.1 ? draw() : KINDS[at % EVENTS_A_CASE]!,
    end: 1_700_000_000_000 + at * 1000,
  }))
  const coding = cpuSeconds()
  const log = codeLog(events)
  report({ name: `coding ${size} events`, value: coding(), unit: 's CPU' })
  const discovering = cpuSeconds()
  const graph = discover(log)
  const took = discovering()
  const peerValue = (PM4PY_CPU_SECONDS * size) / 1_000_000
  report({
    ...{ name: `graph with waiting times of ${size} coded events`, value: took, unit: 's CPU' },
    ...{ peer: 'PM4Py 2.7.14, bare graph, measured elsewhere', peerValue, ratio: took / peerValue },
  })
  const varying = cpuSeconds()
  const { count } = variantsOf(log)
  report({ name: `${count} ways of ${graph.cases} cases`, value: varying(), unit: 's CPU' })
}

async function inSql(database: BenchmarkDatabase, report: Report, size: number): Promise<void> {
  const orders = Math.ceil(size / EVENTS_AN_ORDER)
  await askLedger(database.ownerUrl, database.context.principal.tenantId, statements(orders))
  const built = await buildWays(database)
  report({ name: `building the ways of ${built.events} events from the ledger`, value: built.tookMs / 1000, unit: 's' })
  const since = await snapshotNow(database)
  const told = Math.min(orders, EVENTS_TOLD)
  await askLedger(database.ownerUrl, database.context.principal.tenantId, [changeOf(told)])
  const renewed = await buildWays(database, since)
  report({
    ...{ name: `building what ${told} new events change`, value: renewed.tookMs / 1000, unit: 's' },
    ...{ peer: 'building all', peerValue: built.tookMs / 1000, ratio: renewed.tookMs / built.tookMs },
  })
  const { seconds, arcs, events } = await discoverWays(database)
  report({ name: `graph with waiting times of ${events} events in SQL, ${arcs} arcs`, value: seconds, unit: 's' })
}

function cpuSeconds(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return Math.round((user + system) / 1000) / 1000
  }
}

const EVENTS_AN_ORDER = 6
/** What a busy company tells in the minutes between two pictures. */
const EVENTS_TOLD = 10_000

/** Fills the tables directly: what is measured is discovery, not how its company came to be. */
async function askLedger(ownerUrl: string, tenantId: string, wanted: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`SET app.tenant = '${tenantId}'`)
    for (const statement of wanted) await client.query(statement.replaceAll('$tenant', `'${tenantId}'::uuid`))
  } finally {
    await client.end()
  }
}

const event = (
  orders: number,
  of: { subject: string; id: string; type: string; data: string; hours: number },
): string =>
  `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
   SELECT $tenant, '${of.subject}', ${of.id}, 1, '${of.type}', ${of.data},
     now() - interval '300 days' + n % 400000 * interval '1 minute' + ${of.hours} * (1 + n % 5) * interval '1 hour' + n::bigint * ${of.hours + 1} * 7919 % 5400 * interval '1 second', now(), 'system:filled'
   FROM generate_series(1, ${orders}) n`

/** Orders all over the ledger are changed once. */
const changeOf = (told: number): string =>
  `INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, event_time, record_time, actor)
   SELECT tenant_id, subject_type, subject_id, 2, 'OrderLinesChanged', '{}', event_time + interval '1 minute', now(), 'system:filled'
   FROM ledger.event WHERE tenant_id = $tenant AND subject_type = 'customer_order' ORDER BY md5(subject_id) LIMIT ${told}`

const statements = (orders: number): string[] => [
  `INSERT INTO customers.customer (tenant_id, customer_id, name, country, currency, subject_version)
   SELECT $tenant, 'C-' || n, 'Customer ' || n, 'RO', 'EUR', 1 FROM generate_series(0, 999) n`,
  `INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, currency, source, subject_version)
   SELECT $tenant, 'SO-' || n, 'C-' || n % 1000, 'EUR', 'filled', 1 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity)
   SELECT $tenant, 'SO-' || n, 1, 'P-1', 2 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO shipments.shipment (tenant_id, shipment_id, subject_version) SELECT $tenant, 'SH-' || n, 1 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO shipments.shipment_line (tenant_id, order_id, line_number, shipment_id, product_id, quantity)
   SELECT $tenant, 'SO-' || n, 1, 'SH-' || n, 'P-1', 2 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO delivery.delivery (tenant_id, delivery_id, shipment_id, delivered_on, subject_version)
   SELECT $tenant, 'DL-' || n, 'SH-' || n, current_date, 1 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO delivery.delivery_line (tenant_id, order_id, line_number, delivery_id, product_id)
   SELECT $tenant, 'SO-' || n, 1, 'DL-' || n, 'P-1' FROM generate_series(1, ${orders}) n`,
  `INSERT INTO billing.invoice (tenant_id, invoice_id, invoice_kind, customer_id, currency, issued_on, subject_version)
   SELECT $tenant, 'IN-' || n, 'invoice', 'C-' || n % 1000, 'EUR', current_date, 1 FROM generate_series(1, ${orders}) n`,
  `INSERT INTO billing.invoice_line (tenant_id, order_id, line_number, invoice_id, quantity, net_minor)
   SELECT $tenant, 'SO-' || n, 1, 'IN-' || n, 2, 1000 FROM generate_series(1, ${orders}) n`,
  event(orders, { subject: 'customer_order', id: `'SO-' || n`, type: 'OrderPlaced', data: `'{}'`, hours: 0 }),
  event(orders, { subject: 'promise', id: `'SO-' || n || '/1'`, type: 'PromiseMade', data: `'{}'`, hours: 1 }),
  event(orders, { subject: 'shipment', id: `'SH-' || n`, type: 'ShipmentDispatched', data: `'{}'`, hours: 5 }),
  event(orders, {
    subject: 'delivery',
    id: `'DL-' || n`,
    type: 'DeliveryRecorded',
    data: `jsonb_build_object('shipment_id', 'SH-' || n)`,
    hours: 9,
  }),
  event(orders, {
    subject: 'invoice',
    id: `'IN-' || n`,
    type: 'InvoiceIssued',
    data: `'{"invoice_kind": "invoice"}'`,
    hours: 12,
  }),
  event(orders, {
    subject: 'rating',
    id: `'RA-' || n`,
    type: 'RatingGiven',
    data: `jsonb_build_object('order_id', 'SO-' || n)`,
    hours: 20,
  }),
  'ANALYZE',
]
