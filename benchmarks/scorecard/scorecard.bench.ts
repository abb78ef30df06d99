/**
 * Judging, rebuilding and reading the scorecard over a generated history (`--size` order lines, a million by default).
 * The database stays in the state directory's `bench` folder, one for each size, so that a second run skips generating.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Refusal } from '../../contract/refusals.ts'
import { BASES } from '../../engines/rights/index.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { fixedClock } from '../../server/platform/clock.ts'
import type { Context } from '../../server/platform/context.ts'
import { openDatabase, type Tx } from '../../server/platform/database/database.ts'
import { migrate, readMigrations } from '../../server/platform/database/migrate.ts'
import { inSnapshot } from '../../server/platform/database/transaction.ts'
import { startEmbeddedDatabase, stateDirectory } from '../../server/platform/embedded/index.ts'
import { randomIds } from '../../server/platform/ids.ts'
import { silentLog } from '../../server/platform/log.ts'
import { getBreakdown, getScorecard, getTrend } from '../../server/views/scorecard/scorecard.ts'
import { judgeOrder } from '../../server/views/verdicts/judge-drafts.ts'
import { draftOrders } from '../../server/views/verdicts/line-drafts.ts'
import { readLineTables } from '../../server/views/verdicts/line-tables.ts'
import { followVerdicts, rebuildVerdicts } from '../../server/views/verdicts/refresh.ts'
import { loadRulebook } from '../../server/views/verdicts/rulebook.ts'
import type { Report } from '../figure.ts'
import { timeAggregation } from './aggregation.ts'
import { generateHistory } from './history.ts'

const TENANT = '11111111-1111-4111-8111-111111111111'
const PASSWORD = 'only-for-benchmarks'
/** The day the generated history ends on. */
const NOW = new Date('2026-03-16T09:00:00Z')
const QUERIES = 200
/** Above this size everything is judged once, so that the questions have their answers; how long that takes shows below it. */
const JUDGED_TWICE_MAX = 2_000_000
const SITES = ['W1', 'W2', 'W3', undefined]
const SEGMENTS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', undefined]

export async function run(report: Report, size = 1_000_000): Promise<void> {
  const { owner, context, close } = await open(size)
  try {
    if (size <= JUDGED_TWICE_MAX) {
      await measureEngine(context, report)
      await measureFollowing(owner, context, report, size)
      await measureRebuild(owner, context, report)
    } else await judgeOnce(owner, context)
    await measureQueries(context, report)
    await proveIndexes(owner)
  } finally {
    await close()
  }
}

async function open(size: number) {
  const embedded = await startEmbeddedDatabase({ stateDirectory: join(stateDirectory(), 'bench'), fsync: 'off' })
  const url = new URL(embedded.adminUrl)
  const name = `scorecard_${size}`
  const isFresh = await createDatabase(url.href, name)
  url.pathname = `/${name}`
  const migrations = fileURLToPath(new URL('../../server/migrations/', import.meta.url))
  await migrate(url.href, await readMigrations(migrations), PASSWORD)
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  if (isFresh) await generateHistory(owner, TENANT, size)
  url.username = 'sevenfold_app'
  url.password = PASSWORD
  const database = openDatabase(url.href)
  const context: Context = {
    database,
    clock: fixedClock(NOW),
    ids: randomIds,
    log: silentLog,
    principal: { tenantId: TENANT, actor: 'system:bench', role: 'system', permissions: new Set(), customerId: null },
  }
  const close = async () => {
    await database.close()
    await owner.end()
    await embedded.leave()
  }
  return { owner, context, close }
}

async function createDatabase(adminUrl: string, name: string): Promise<boolean> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (rows.length === 0) await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  return rows.length === 0
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** The engine and the making of records alone: the facts of 20,000 lines stand in memory and are judged ten times. */
async function measureEngine(context: Context, report: Report): Promise<void> {
  await inSnapshot(context, async (tx) => {
    const rulebook = await loadRulebook(tx)
    const orders = draftOrders(await readLineTables(tx, { after: 'O', upTo: 'O00005000' }, rulebook.wanted))
    await rulebook.complete(tx, orders)
    const judgeAll = () => {
      let lines = 0
      for (const order of orders) lines += judgeOrder(order, rulebook, NOW.getTime()).length
      return lines
    }
    judgeAll()
    const start = performance.now()
    let lines = 0
    for (let round = 0; round < 10; round++) lines += judgeAll()
    report({
      name: 'lines judged by the engine',
      value: Math.round(lines / ((performance.now() - start) / 1000)),
      unit: 'lines/s',
      peer: 'aim',
      peerValue: 150_000,
      ratio: lines / ((performance.now() - start) / 1000) / 150_000,
    })
  })
}

/** Working through the events of a whole imported history: every order touched, nothing judged before. */
async function measureFollowing(owner: pg.Client, context: Context, report: Report, size: number): Promise<void> {
  await owner.query('TRUNCATE views.line_verdict, views.rollup, ledger.event, platform.follower')
  await owner.query(`INSERT INTO ledger.event (tenant_id, subject_type, subject_id, subject_version, type, data, record_time, actor)
    SELECT tenant_id, s.type, CASE s.type WHEN 'promise' THEN order_id || '/' || s.n ELSE order_id END, 1, 'Happened', '{}',
      now(), 'import:bench'
    FROM orders.customer_order CROSS JOIN (VALUES ('customer_order', 0), ('promise', 1), ('promise', 2), ('promise', 3), ('promise', 4)) s (type, n)`)
  await owner.query('ANALYZE ledger.event')
  const took = await seconds(async () => {
    while ((await followVerdicts(context)) > 0);
  })
  report({
    name: 'lines followed after an import',
    value: Math.round(size / took),
    unit: 'lines/s',
    peer: 'aim',
    peerValue: 20_000,
    ratio: size / took / 20_000,
  })
}

/** Alternated, so that a busy neighbor meets both. */
async function measureRebuild(owner: pg.Client, context: Context, report: Report): Promise<void> {
  let rebuild = Number.POSITIVE_INFINITY
  let aggregation = Number.POSITIVE_INFINITY
  for (let round = 0; round < 2; round++) {
    aggregation = Math.min(aggregation, await timeAggregation(owner, TENANT))
    const took = await seconds(async () => {
      const { changedLines, changedRows } = await rebuildVerdicts(context)
      if (changedLines + changedRows > 0) throw new Error('The running figures were not what a rebuild gives')
    })
    rebuild = Math.min(rebuild, took)
  }
  report({
    name: 'rebuild of all verdicts and counters',
    value: Math.round(rebuild * 10) / 10,
    unit: 's',
    peer: 'one SQL aggregation by line',
    peerValue: Math.round(aggregation * 10) / 10,
    ratio: rebuild / aggregation,
  })
}

/** With the indexes made behind the rows: only the questions are measured at this size. */
async function judgeOnce(owner: pg.Client, context: Context): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(`SELECT indexrelid::regclass AS name,
      pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = 'views.line_verdict'::regclass AND NOT indisprimary`)
  for (const { name } of rows) await owner.query(`DROP INDEX ${name}`)
  try {
    await rebuildVerdicts(context)
  } finally {
    await owner.query("SET maintenance_work_mem = '512MB'")
    for (const { definition } of rows) await owner.query(definition)
  }
}

async function measureQueries(context: Context, report: Report): Promise<void> {
  const random = seededRandom(7)
  const draw = () => {
    const from = random.below(700)
    const day = (offset: number) => new Date(NOW.getTime() - offset * 86_400_000).toISOString().slice(0, 10)
    return {
      basis: BASES[random.below(3)]!,
      from: day(730 - from),
      to: day(Math.max(0, 730 - from - 1 - random.below(365))),
      segment_id: SEGMENTS[random.below(SEGMENTS.length)],
      site_id: SITES[random.below(SITES.length)],
    }
  }
  const measures: Record<string, (tx: Tx) => Promise<unknown>> = {
    'scorecard, any segment, period and site': (tx) => getScorecard(tx, draw(), NOW),
    'scorecard of one customer': (tx) => getScorecard(tx, { ...draw(), customer_id: `C${1 + random.below(120)}` }, NOW),
    // A quarter: what crosses is read line by line, and refused where it is too much.
    'scorecard of one customer with one carrier': (tx) => {
      const { from, ...query } = draw()
      const to = new Date(Date.parse(from) + 89 * 86_400_000).toISOString().slice(0, 10)
      const members = { customer_id: `C${1 + random.below(120)}`, carrier_id: `K${1 + random.below(5)}` }
      return getScorecard(tx, { ...query, from, to, ...members }, NOW)
    },
    'trend by week': (tx) => getTrend(tx, draw(), 'week', NOW),
    'breakdown by customer': (tx) => getBreakdown(tx, draw(), 'customer', NOW),
  }
  for (const [name, query] of Object.entries(measures)) {
    const times: number[] = []
    let refused = 0
    const countRefused = (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      refused += 1
    }
    for (let i = 0; i < QUERIES; i++)
      times.push((await seconds(() => inSnapshot(context, query).catch(countRefused))) * 1000)
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(QUERIES * 0.95)]!
    if (refused > 0) report({ name: `${name}, refused as too many lines`, value: refused / QUERIES, unit: 'of all' })
    report({ name, value: Math.round(p95 * 10) / 10, unit: 'ms p95', peer: 'aim', peerValue: 50, ratio: p95 / 50 })
  }
}

/** Reads by plan, not by luck: neither the counters nor the lines behind a failure may be found by reading a table through. */
async function proveIndexes(owner: pg.Client): Promise<void> {
  const questions = [
    `SELECT total FROM views.rollup WHERE tenant_id = '${TENANT}' AND basis = 1 AND cube = 1 AND member = 'C7'
       AND month BETWEEN '2025-01-01' AND '2025-12-01'`,
    `SELECT * FROM views.line_verdict WHERE tenant_id = '${TENANT}' AND first_cause = 'wet'
       AND first_promised_due BETWEEN '2025-01-01' AND '2025-01-31'`,
    `SELECT order_id FROM views.line_verdict WHERE tenant_id = '${TENANT}' AND next_change_at <= '2026-03-16' LIMIT 10`,
    `SELECT * FROM views.line_verdict WHERE tenant_id = '${TENANT}' AND customer_id = 'C7'
       ORDER BY first_promised_due DESC LIMIT 50`,
  ]
  await owner.query('ANALYZE views.rollup; ANALYZE views.line_verdict')
  for (const question of questions) {
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${question}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    if (plan.includes('Seq Scan')) throw new Error(`No index serves this question:\n${question}\n${plan}`)
  }
}
