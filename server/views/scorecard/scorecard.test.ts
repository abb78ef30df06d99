import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BASES, type DateBasis } from '../../../contract/rights.ts'
import type { ScorecardQuery } from '../../../contract/scorecard.ts'
import { judgeLine, type LineVerdict, RIGHTS, type Summary, summarize } from '../../../engines/rights/index.ts'
import { OTHER_TENANT, openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { followToTheEnd } from '../../../tests/fixtures/follow.ts'
import { startRandomHistory } from '../../../tests/fixtures/random-history.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import type { LineDraft } from '../verdicts/line-draft.ts'
import { draftOrders } from '../verdicts/line-drafts.ts'
import { readLineTables } from '../verdicts/line-tables.ts'
import { rebuildVerdicts } from '../verdicts/refresh.ts'
import { loadRulebook } from '../verdicts/rulebook.ts'
import { listLines } from './lines.ts'
import { readRows } from './read-counters.ts'
import { getBreakdown, getScorecard, getTrend } from './scorecard.ts'
import { stepSplit } from './step-split.ts'

let database: TestDatabase
const now = new Date('2026-02-20T12:00:00Z')
const YEAR = { from: '2026-01-01', to: '2026-12-31' }

beforeAll(async () => {
  database = await openTestDatabase()
  database.clock.moveTo(now)
  const history = await startRandomHistory(database.context(), 120, 4)
  await history.happen(100_000)
  await followToTheEnd(database.context())
})
afterAll(() => database.close())

const card = (query: Partial<ScorecardQuery>, tenantId?: string) =>
  inSnapshot(database.context(tenantId ? { tenantId } : {}), (tx) =>
    getScorecard(tx, { basis: 'first_promised', ...YEAR, ...query }, now),
  )

/** The same lines judged and added up by the engine alone. */
function judged(keep: (line: LineDraft) => boolean): Promise<Summary> {
  return inSnapshot(database.context(), async (tx) => {
    const rulebook = await loadRulebook(tx)
    const orders = draftOrders(await readLineTables(tx, { after: '', upTo: '\u{10ffff}' }, rulebook.wanted))
    await rulebook.complete(tx, orders)
    const verdicts = orders
      .flat()
      .filter(keep)
      .map((line): LineVerdict => judgeLine(line.facts, rulebook.definitionOf(line), { at: now.getTime() }))
    return summarize(verdicts)
  })
}

test.each(BASES)('the scorecard on %s says what the engine says of the same lines', async (basis: DateBasis) => {
  const summary = (await judged(() => true)).bases[basis]
  const { rates, timing, counted } = await card({ basis })
  expect(counted).toBeGreaterThan(50)
  expect(counted).toBe(summary.line.otif.denominator)
  expect(rates.otif.numerator).toBe(summary.line.otif.numerator)
  expect(rates.otif.unknown).toBe(summary.line.otif.unknown)
  expect(rates.on_time.numerator).toBe(summary.line.onTime.numerator)
  expect(rates.in_full.numerator).toBe(summary.line.inFull.numerator)
  expect(rates.controllable.numerator).toBe(summary.controllable.numerator)
  expect(rates.order_otif.numerator).toBe(summary.order.otif.numerator)
  expect(rates.unit_otif.numerator).toBeCloseTo(summary.unit.numerator / 1000)
  expect(rates.unit_otif.denominator).toBeCloseTo(summary.unit.denominator / 1000)
  expect(timing).toMatchObject(summary.timing)
})

test('a site, segment or customer counts its own lines only', async () => {
  const site = await judged((line) => line.siteId === 'W1')
  expect((await card({ site_id: 'W1' })).rates.otif.numerator).toBe(site.bases.first_promised.line.otif.numerator)
  const segment = await judged((line) => line.segmentId === 'KEY' && line.customerId === 'C1')
  const both = await card({ segment_id: 'KEY', customer_id: 'C1' })
  expect(both.rates.in_full.numerator).toBe(segment.bases.first_promised.line.inFull.numerator)
  const unknownCarrier = await judged((line) => line.carrierId === '')
  expect((await card({ carrier_id: '' })).counted).toBe(unknownCarrier.bases.first_promised.line.otif.denominator)
})

test('any period is the sum of its days, whether the counters come from months or from days', async () => {
  const whole = await card({ from: '2026-01-10', to: '2026-03-20' })
  const days = await inSnapshot(database.context(), (tx) =>
    getTrend(tx, { basis: 'first_promised', from: '2026-01-10', to: '2026-03-20' }, 'day', now),
  )
  expect(days.reduce((sum, day) => sum + day.counted, 0)).toBe(whole.counted)
  expect(days.reduce((sum, day) => sum + day.otif.numerator, 0)).toBe(whole.rates.otif.numerator)
  const parts = await Promise.all([
    card({ from: '2026-01-10', to: '2026-02-05' }),
    card({ from: '2026-02-06', to: '2026-03-20' }),
  ])
  expect(parts[0].counted + parts[1].counted).toBe(whole.counted)
})

test('the parts of a breakdown add up to the whole', async () => {
  const whole = await card({})
  for (const by of ['segment', 'site', 'customer', 'product_group', 'lane', 'carrier'] as const) {
    const rows = await inSnapshot(database.context(), (tx) =>
      getBreakdown(tx, { basis: 'first_promised', ...YEAR }, by, now),
    )
    expect(rows.reduce((sum, row) => sum + row.counted, 0)).toBe(whole.counted)
    expect(rows.reduce((sum, row) => sum + row.perfect_line.numerator, 0)).toBe(whole.rates.perfect_line.numerator)
  }
})

test.each(BASES)('one customer with one carrier, by %s, is counted exactly, orders included', async (basis) => {
  const summary = await judged((line) => line.customerId === 'C1' && line.carrierId === 'K1')
  const { counted, rates, timing } = await card({ basis, customer_id: 'C1', carrier_id: 'K1' })
  const { line, order, unit } = summary.bases[basis]
  expect(counted).toBeGreaterThan(2)
  expect(counted).toBe(line.otif.denominator)
  expect(rates.otif.numerator).toBe(line.otif.numerator)
  expect(rates.order_otif.numerator).toBe(order.otif.numerator)
  expect(rates.order_otif.denominator + rates.order_otif.unknown).toBe(order.otif.denominator)
  expect(rates.unit_otif.numerator).toBeCloseTo(unit.numerator / 1000)
  expect(timing).toMatchObject(summary.bases[basis].timing)
})

test('crossed parts add up to what the whole says, by member, by day and over any period', async () => {
  const query = { basis: 'first_promised', from: '2026-01-10', to: '2026-03-05' } as const
  const whole = await card({ ...query, customer_id: 'C2' })
  const rows = await inSnapshot(database.context(), (tx) =>
    getBreakdown(tx, { ...query, customer_id: 'C2' }, 'carrier', now),
  )
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.reduce((sum, row) => sum + row.otif.numerator, 0)).toBe(whole.rates.otif.numerator)
  for (const { member, counted } of rows) {
    const part = { ...query, customer_id: 'C2', carrier_id: member }
    const days = await inSnapshot(database.context(), (tx) => getTrend(tx, part, 'day', now))
    expect((await card(part)).counted).toBe(counted)
    expect(days.reduce((sum, day) => sum + day.counted, 0)).toBe(counted)
  }
})

test('a crossing that would pass too many lines is refused, and says how many are too many', async () => {
  const query = { basis: 'first_promised', customer_id: 'C1', lane: 'W1>RO', ...YEAR } as const
  const refused = inSnapshot(database.context(), (tx) => readRows(tx, { query, period: YEAR, crossingMax: 3 }))
  await expect(refused).rejects.toMatchObject({
    code: 'too_many_lines',
    details: { fields: ['customer_id', 'lane'], lines_max: 3 },
  })
})

test('behind every count of a right stand exactly as many lines', async () => {
  const whole = await card({})
  for (const right of RIGHTS) {
    const counts = whole.rights.find((one) => one.right === right)!
    const { rows } = await inSnapshot(database.context(), (tx) =>
      listLines(tx, { basis: 'first_promised', ...YEAR, right, check: 'fail', limit: 500 }, now),
    )
    expect(rows).toHaveLength(counts.fail)
    expect(rows.every((row) => row.rights[right] === 'fail')).toBe(true)
  }
})

test('the first causes of the failed lines add up to the failed lines', async () => {
  const whole = await card({})
  const firsts = whole.causes.reduce((sum, cause) => sum + cause.first, 0)
  const { numerator, denominator, unknown } = whole.rates.perfect_line
  expect(firsts).toBe(denominator - numerator - unknown)
})

test('perfect lines and orders are a share of all that were judged, and what is not known is never among them', async () => {
  const { rates, scor } = await card({})
  const { perfectOrder, rights } = await judged((line) => line.facts.promises.length > 0)
  expect(rates.perfect_line).toMatchObject({
    numerator: perfectOrder.line.numerator,
    denominator: perfectOrder.line.denominator,
    unknown: perfectOrder.line.unknown,
  })
  expect(rates.perfect_line.unknown).toBeGreaterThan(0)
  expect(rates.perfect_order.numerator).toBe(perfectOrder.order.numerator)
  const documentation = scor.find(({ component }) => component === 'documentation')!
  expect(documentation.rate.denominator).toBe(documentation.pass + documentation.fail + documentation.unknown)
  expect(documentation.pass).toBe(perfectOrder.components['RL.2.3'].pass)
  expect(Math.min(rights.information.pass, rights.information.fail, rights.information.unknown)).toBeGreaterThan(0)
})

test('another tenant sees nothing', async () => {
  expect((await card({}, OTHER_TENANT)).counted).toBe(0)
})

test('two definitions give two figures of the same history', async () => {
  const context = database.context()
  const before = await card({ basis: 'current_promised' })
  await inTransaction(context, async (tx) => {
    await tx.execute(sql`UPDATE policies.otif_definition SET subject_version = 2,
      settings = '{"dateBasis": "current_promised", "window": {"unit": "days", "early": 9, "late": 3}}'
      WHERE tenant_id = ${tx.tenantId}::uuid`)
  })
  await rebuildVerdicts(context)
  const after = await card({ basis: 'current_promised' })
  expect(after.rates.on_time.numerator).toBeGreaterThan(before.rates.on_time.numerator)
})

test('the time of a segment divides into steps that add up, each by the lines that tell it', async () => {
  type Line = Record<'cycle' | 'warehouse' | 'transit' | 'wait', number | null>
  const rows = await inSnapshot(database.context(), (tx) =>
    tx.query<Line>(sql`SELECT order_cycle_seconds AS cycle, warehouse_seconds AS warehouse, transit_seconds AS transit,
        customer_wait_seconds AS wait FROM views.line_verdict
      WHERE tenant_id = ${tx.tenantId}::uuid AND segment_id = 'KEY' AND first_promised_due <= '2026-02-20'`),
  )
  const split = await inSnapshot(database.context(), (tx) => stepSplit(tx, 'KEY', '2026-02-20'))
  const steps = new Map(split.steps.map((one) => [one.step, one]))
  const mean = (values: readonly (number | null)[]) => {
    const known = values.flatMap((value) => (value === null ? [] : Number(value)))
    return known.reduce((sum, value) => sum + value, 0) / known.length / 3600
  }
  expect(split.lines).toBe(rows.filter(({ cycle }) => cycle !== null).length)
  expect(split.lines).toBeGreaterThan(0)
  expect(steps.get('transit')!.lines).toBeGreaterThan(0)
  expect(steps.get('transit')!.mean_hours).toBeCloseTo(mean(rows.map(({ transit }) => transit)), 6)
  const known = split.steps.reduce((sum, { step, mean_hours }) => sum + (step === 'waiting' ? 0 : (mean_hours ?? 0)), 0)
  const own = mean(rows.map(({ cycle, wait }) => cycle && Math.max(0, Number(cycle) - Number(wait ?? 0))))
  expect(steps.get('waiting')!.mean_hours).toBeCloseTo(Math.max(0, own - known), 6)
  expect(split.steps.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9)
  const nobody = await inSnapshot(database.context(), (tx) => stepSplit(tx, 'NONE', '2026-02-20'))
  expect(nobody.lines).toBe(0)
  expect(nobody.steps.every(({ share }) => share === null)).toBe(true)
})
