/** The process chart: what is built from the ledger, what is discovered of it, and how steps are marked. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { READY_PROCESS } from '../../../contract/ready-process.ts'
import { codeLog, discover } from '../../../engines/mining/index.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { NOW, openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord } from '../../ledger/index.ts'
import { issueInvoice } from '../../modules/billing/index.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { placeOrder } from '../../modules/orders/index.ts'
import { process } from '../../modules/processes/index.ts'
import { makePromise } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { buildCases, refreshCases } from './build-cases.ts'
import { findActivities, findArcs, findBehind, findVariants, findWhole } from './discovered.ts'
import { drawnOn } from './drawn.ts'
import { mapOf } from './map.ts'
import { detailOf, resultsOf } from './results.ts'
import { weeksBefore } from './weeks.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = { ...db.context(), ids: randomIds }
  await foundCompany(context)
  // Twelve whole weeks of ten orders each; of the orders of a week two are billed late.
  for (let week = 1; week <= 12; week++) for (let nth = 0; nth < 10; nth++) await serve(week, nth)
}, 600_000)
afterAll(() => db?.close())

const HOUR = 3_600_000
const MONDAY = Date.parse('2026-03-16T06:00:00Z')

async function serve(weeksAgo: number, nth: number): Promise<void> {
  const at = (hours: number) => new Date(MONDAY - weeksAgo * 7 * 24 * HOUR + (nth + hours) * HOUR).toISOString()
  const order_id = `SO-${weeksAgo}-${nth}`
  const shipment_id = `SH-${weeksAgo}-${nth}`
  const line = { order_id, line_number: 1 }
  await placeOrder(context, {
    ...{ order_id, customer_id: 'NORD', site_id: 'CHI', location_id: 'NORD-1', ordered_at: at(0) },
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }],
  })
  db.clock.moveTo(new Date(at(1)))
  await makePromise(context, line, { to_date: at(48).slice(0, 10), quantity: 4, cause: 'initial' })
  db.clock.moveTo(NOW)
  await dispatchShipment(context, {
    ...{ shipment_id, carrier_id: 'RAPID', from_location_id: 'CHI', to_location_id: 'NORD-1', shipped_at: at(20) },
    lines: [{ ...line, quantity: 4 }],
  })
  const seen = (milestone: 'picked' | 'out_for_delivery', hours: number) => ({
    ...{ source: 'van', source_event_id: `${order_id} ${milestone}`, milestone, lifecycle: 'actual' as const },
    occurred_at: at(hours),
  })
  await recordObservations(context, shipment_id, [seen('picked', 10), seen('out_for_delivery', 30)])
  await recordDelivery(context, {
    ...{ delivery_id: `DL-${weeksAgo}-${nth}`, shipment_id, location_id: 'NORD-1', delivered_at: at(34) },
    lines: [{ ...line, accepted_quantity: 4, rejected_quantity: 0, condition: 'OK' }],
  })
  await issueInvoice(context, {
    ...{
      invoice_id: `IN-${weeksAgo}-${nth}`,
      invoice_kind: 'invoice',
      customer_id: 'NORD',
      currency: 'EUR',
      issued_at: at(nth < 2 ? 100 : 40),
    },
    lines: [{ ...line, quantity: 4, net_minor: 4000, charges_minor: 0 }],
  })
}

const WAYS = { seen_through: 'line', from: '2025-01-01', to: '2026-12-31' } as const
const inTx = <T>(work: Parameters<typeof inSnapshot<T>>[1]) => inSnapshot(context, work)

describe('built from the ledger', () => {
  test('each thing has its way in the order of time, and building again gives the same', async () => {
    expect(await buildCases(context)).toMatchObject({ changed: 5 * 120, events: 120 * 7 })
    const ways = () =>
      inTx((tx) =>
        tx.query(
          sql`SELECT * FROM views.process_case WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY seen_through, object_id`,
        ),
      )
    const before = await ways()
    expect(await buildCases(context)).toMatchObject({ changed: 0, events: 120 * 7 })
    expect(await ways()).toEqual(before)
    const { rows, count } = await inTx((tx) => findVariants(tx, WAYS))
    expect(count).toBe(1)
    expect(rows[0]).toMatchObject({
      cases: 120,
      activities: [
        'order_placed',
        'promise_made',
        'goods_picked',
        'dispatched',
        'out_for_delivery',
        'delivered',
        'invoiced',
      ],
    })
  })

  test('is built again only when the ledger has moved and some time has passed', async () => {
    expect(await refreshCases(context)).toBe(0)
    await placeOrder(context, {
      ...{ order_id: 'SO-NEW', customer_id: 'NORD', site_id: 'CHI' },
      lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 1 }],
    })
    expect(await refreshCases(context)).toBe(0)
    db.clock.moveTo(new Date(db.clock.now().getTime() + 120 * 60_000))
    expect(await refreshCases(context)).toBe(1)
    expect(await refreshCases(context)).toBe(0)
  })
})

describe('discovered', () => {
  test('SQL finds the same arcs, counts and times as the engine', async () => {
    type Row = { object_id: string; activities: number[]; seconds: number[] }
    const rows = await inTx((tx) =>
      tx.query<Row>(sql`SELECT object_id, activities, seconds FROM views.process_case
        WHERE tenant_id = ${tx.tenantId}::uuid AND seen_through = 1`),
    )
    const activities = await inTx((tx) => findActivities(tx, WAYS))
    const arcs = await inTx((tx) => findArcs(tx, WAYS))
    const log = rows.flatMap(({ object_id, activities: codes, seconds }) =>
      codes.map((code, at) => ({ caseId: object_id, activity: String(code), end: seconds[at]! * 1000 })),
    )
    const graph = discover(codeLog(log))
    const bare = (one: { count: number; cases: number }) => `${one.count} ${one.cases}`
    expect(arcs.map(bare).sort()).toEqual(graph.arcs.map(bare).sort())
    expect(arcs.map(({ waiting }) => waiting.median * HOUR).sort()).toEqual(
      graph.arcs.map(({ waiting }) => waiting.p50).sort(),
    )
    expect(activities.map(({ starts, ends }) => [starts, ends])).toContainEqual([0, 120])
    expect((await inTx((tx) => findWhole(tx, WAYS))).cases).toBe(graph.cases)
  })

  test('tells what the design has, what was left out, and what never happened', async () => {
    const map = await inTx((tx) => mapOf(tx, READY_PROCESS, WAYS, 1))
    const finding = (id: string) => map.arcs.find((arc) => arc.id === id)?.finding
    expect(finding('order_placed>promise_made')).toBe('designed')
    expect(finding('dispatched>out_for_delivery')).toBe('skipped')
    expect(map.unseen_steps).toEqual(expect.arrayContaining(['announce', 'collect', 'ask_rating']))
    expect(map.hidden_share).toBe(0)
    expect(map.layout.steps).toHaveLength(map.activities.length)
    const { rows, total } = await inTx((tx) => findBehind(tx, WAYS, { first: 'delivered', next: 'invoiced' }))
    expect([total, rows[0]?.order_id]).toEqual([120, 'SO-1-9'])
  })
})

describe('marked', () => {
  const scope = { weeks: weeksBefore(new Date('2026-03-16T09:00:00Z')) }
  const today = '2026-03-16'

  test('a hand-over that keeps its standard works, one that misses it needs improvement, and opens the late orders', async () => {
    const results = await inTx((tx) => resultsOf(tx, READY_PROCESS, scope, today))
    expect(results['told-dispatch']).toMatchObject({ mark: 'works', share: { right: 80, n: 80 } })
    const strict = {
      ...READY_PROCESS,
      arrows: READY_PROCESS.arrows.map((arrow) =>
        arrow.arrow_id === 'told_all-invoice' ? { ...arrow, target_share: 0.95 } : arrow,
      ),
    }
    const asked = { kind: 'arrow', id: 'told_all-invoice' } as const
    const detail = await inTx((tx) => detailOf(tx, strict, asked, { scope, today }))
    expect(detail?.result).toMatchObject({
      mark: 'needs_improvement',
      why: 'below_standard',
      share: { right: 64, n: 80 },
    })
    expect(detail?.orders[0]).toMatchObject({ order_id: 'SO-1-1', customer_name: 'Nord Bau', hours: 66 })
    expect(detail?.orders).toHaveLength(24)
    expect(detail?.hours?.weeks).toHaveLength(12)
  })

  test('a step without a measure, or without verdicts, has not enough data', async () => {
    const results = await inTx((tx) => resultsOf(tx, READY_PROCESS, scope, today))
    expect(results.dispatch).toMatchObject({ mark: 'not_enough_data', why: 'no_measure' })
    expect(results.carry).toMatchObject({ mark: 'not_enough_data' })
  })
})

test('the version that has begun last holds; until there is one, the ready process', async () => {
  expect((await inTx((tx) => drawnOn(tx, '2026-03-16'))).version).toBe(null)
  const draw = (process_id: string, valid_from: string) =>
    inTransaction(context, (tx) =>
      createRecord(context, tx, process, {
        ...{ process_id, name: process_id, valid_from },
        lanes: [{ lane_id: 'l', lane_number: 1, department: 'sales' }],
        steps: [{ step_id: 's', kind: 'task', lane_id: 'l', activities: ['order_placed'], target_share: 0.9 }],
      }),
    )
  await draw('P1', '2026-01-01')
  await draw('P2', '2026-04-01')
  const { process: held, version } = await inTx((tx) => drawnOn(tx, '2026-03-16'))
  expect([held.process_id, version, held.steps[0]]).toMatchObject(['P1', 1, { step_id: 's', target_share: 0.9 }])
})
