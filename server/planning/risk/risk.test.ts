/** Promises in danger: found by events, by silence and by the clock, explained, and gone from the list once the goods are there. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AtRiskOrders, AtRiskRow, DangerCounts } from '../../../contract/risk.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { recordDelivery } from '../../modules/delivery/index.ts'
import { receiveStock, registerSupply } from '../../modules/inventory/index.ts'
import { takeOffer } from '../../modules/promises/index.ts'
import { dispatchShipment } from '../../modules/shipments/index.ts'
import { recordObservations } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { makeQuote } from '../promising/quote.command.ts'
import { learnRisk } from './learn-risk.command.ts'
import { followRisk, sweepRisk } from './refresh.followers.ts'

let application: TestApplication
let context: Context

/** Test files share a server, and a transaction of any of them holds followers back. */
async function follow(): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await pause(10)) {
    while ((await followRisk(context)) > 0);
    while ((await sweepRisk(context)) > 0);
    const { rowCount } = await application.owner.query(
      `SELECT 1 FROM ledger.event e WHERE e.tenant_id = $1 AND NOT EXISTS (SELECT 1 FROM platform.follower f
         WHERE f.tenant_id = e.tenant_id AND f.follower = 'risk' AND (f.transaction_id, f.position) >= (e.transaction_id, e.position)) LIMIT 1`,
      [context.principal.tenantId],
    )
    if (rowCount === 0) return
  }
  throw new Error('Another transaction on the test server would not end')
}

const get = async <T>(path: string, role: 'coordinator' | 'customer_contact' = 'coordinator'): Promise<T> => {
  const answer = await application.call({ url: `/api/v1${path}` }, { cookie: application.first.cookies[role] })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as T
}
const list = (query = '') => get<{ rows: AtRiskRow[]; total: number }>(`/at-risk?level=watch${query}`)

async function order(product_id: string, quantity: number, customer_id = 'NORD'): Promise<string> {
  const lines = [{ line_number: 1, kind: 'goods' as const, product_id, quantity }]
  const { quote_id, offers } = await makeQuote(context, { customer_id, lines })
  const { offer_number } = offers.find((offer) => offer.kinds.includes('earliest'))!
  return (await takeOffer(context, quote_id, { offer_number, has_consent: false, cause: 'customer' })).order_id
}

const post = async (url: string, payload: object) => {
  const answer = await application.call(
    { method: 'POST', url: `/api/v1${url}`, payload },
    { cookie: application.first.cookies.owner },
  )
  expect(answer.statusCode, answer.body).toBeLessThan(300)
}

beforeAll(async () => {
  application = await openApplication()
  context = application.first.context
  const lane = {
    ...{ from_location_id: 'CHI', departures: 'Mo-Fr 16:00', valid_from: '2026-01-01' },
    prices: [
      {
        valid_from: '2026-01-01',
        currency: 'EUR',
        base_minor: 900,
        per_kg: 0,
        per_stop_minor: 0,
        minimum_minor: 0,
        fuel_percent: 0,
      },
    ],
  }
  for (const to_country of ['RO', 'MD'])
    await post('/lanes', {
      ...lane,
      lane_id: `RAPID-${to_country}`,
      carrier_id: 'RAPID',
      service: 'STD',
      mode: 'parcel',
      transit_days: 2,
      to_country,
    })
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 50, document: 'GRN-1' })
}, 240_000)
afterAll(() => application?.close())

let first = ''
test('a promise that stands on goods that lie there is safe, and has its own estimate', async () => {
  first = await order('PIPE-20', 40)
  await follow()
  expect((await list()).rows).toEqual([])
  const { lines } = await get<{ lines: AtRiskRow[] }>(`/orders/${first}/risk`)
  expect(lines).toMatchObject([{ order_id: first, level: 'safe' }])
  expect(lines[0]!.chance).toBeLessThan(0.3)
  const { low95, low80, on, high80, high95 } = lines[0]!.estimate!
  expect([low95, low80, on, high80, high95]).toEqual([low95, low80, on, high80, high95].sort())
})

test('goods that are gone at the count put the promise in danger, with the reason first and a warning to count', async () => {
  await post('/stock/adjustments', {
    location_id: 'CHI',
    lines: [{ product_id: 'PIPE-20', change: -30, cause: 'damaged' }],
  })
  const { rowCount } = await application.owner.query(
    `SELECT 1 FROM inventory.balance WHERE product_id = 'PIPE-20' AND on_hand < reserved`,
  )
  expect(rowCount).toBe(1)
  await follow()
  const { rows } = await list()
  expect(rows).toMatchObject([
    {
      ...{ order_id: first, level: 'tell', customer_name: 'Nord Bau', told_at: null, estimate: null },
      warned_at: '2026-03-16T09:00:00.000Z',
    },
  ])
  expect(rows[0]!.reasons[0]).toMatchObject({
    ...{ code: 'no_goods', params: { product_id: 'PIPE-20', product_name: 'Pipe 20 mm', missing: 20 } },
  })
  expect(await get<DangerCounts>('/at-risk/counts')).toMatchObject({ tell: 1, customers: 1, found_by_us: 1, known: 0 })
})

test('lines of one order with one cause stand together, their harm summed, and search finds them by any line', async () => {
  await application.owner.query(`INSERT INTO planning.promise_risk SELECT (jsonb_populate_record(r, '{"line_number": 2, "harm": 0.5}')).*
    FROM planning.promise_risk r WHERE order_id = '${first}' AND line_number = 1`)
  try {
    const lines = (await list()).rows
    const { rows, total, ...counted } = await get<AtRiskOrders>('/at-risk/orders?level=watch')
    expect([total, counted.lines]).toEqual([1, 2])
    expect(rows[0]).toMatchObject({ order_id: first, cause: 'no_goods' })
    expect(rows[0]!.lines).toEqual(lines)
    expect(rows[0]!.harm).toBeCloseTo(lines[0]!.harm + lines[1]!.harm, 3)
    expect((await get<AtRiskOrders>('/at-risk/orders?level=watch&q=PIPE-20')).total).toBe(1)
    expect(await get<AtRiskOrders>('/at-risk/orders?q=nothing')).toEqual({ rows: [], total: 0, lines: 0 })
  } finally {
    await application.owner.query(`DELETE FROM planning.promise_risk WHERE order_id = '${first}' AND line_number = 2`)
  }
})

test('supply that is enough but late explains it otherwise, and sooner supply calms it', async () => {
  await registerSupply(context, {
    ...{ supply_id: 'PO-1', kind: 'purchase' as const, supplier_id: 'ACME', location_id: 'CHI' },
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 100, state: 'confirmed' as const, due_on: '2026-03-24' },
    ],
  })
  await follow()
  const { rows } = await list()
  expect(rows[0]!.reasons[0]).toMatchObject({
    code: 'supply_late',
    params: { supply_id: 'PO-1', due_on: '2026-03-24' },
  })
  expect(rows[0]!.estimate!.on > '2026-03-24').toBe(true)
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 30, document: 'GRN-2' })
  await follow()
  expect((await list()).rows).toEqual([])
})

test('what a customer does not forgive raises the harm, and the list is in that order', async () => {
  const second = await order('PIPE-20', 5, 'SUD')
  for (const [id, shipment] of [
    [first, 'SH-1'],
    [second, 'SH-2'],
  ] as const) {
    await dispatchShipment(context, {
      ...{ shipment_id: shipment, carrier_id: 'RAPID', from_location_id: 'CHI', shipped_at: '2026-03-16T08:30:00Z' },
      lines: [{ order_id: id, line_number: 1, quantity: id === first ? 40 : 5 }],
    })
    await recordObservations(context, shipment, [
      {
        source: 'RAPID',
        source_event_id: '1',
        lifecycle: 'actual',
        milestone: 'departed',
        occurred_at: '2026-03-16T08:40:00Z',
      },
      {
        source: 'RAPID',
        source_event_id: '2',
        lifecycle: 'estimated',
        milestone: 'delivered',
        occurred_at: '2026-03-26T10:00:00Z',
      },
      {
        source: 'RAPID',
        source_event_id: '3',
        lifecycle: 'actual',
        milestone: 'delayed',
        occurred_at: '2026-03-16T08:50:00Z',
        reason: 'weather',
      },
    ])
  }
  await follow()
  const before = (await list()).rows
  expect(before.map((row) => row.reasons[0]!.code)).toEqual(['carrier_estimate', 'carrier_estimate'])
  expect(before[0]!.reasons.map((one) => one.code)).toContain('carrier_delay')
  await post('/deal-breakers', {
    ...{ deal_breaker_id: 'DB-1', customer_id: 'SUD', problem: 'late', forgiven_days: 1, consequence: 'leaves' },
    ...{ note: 'A miss stops their line', valid_from: '2026-01-01' },
  })
  await follow()
  const { rows } = await list()
  const sud = rows.find((row) => row.customer_id === 'SUD')!
  expect(sud.deal_breaker).toEqual({ note: 'A miss stops their line', consequence: 'leaves' })
  expect(sud.harm).toBeGreaterThan(3 * before.find((row) => row.customer_id === 'SUD')!.harm)
  expect(rows.map((row) => row.harm)).toEqual(rows.map((row) => row.harm).sort((a, b) => b - a))
  expect((await list('&cause=carrier_estimate&q=sud')).rows.map((row) => row.customer_id)).toEqual(['SUD'])
  expect((await list('&told=yes')).total).toBe(0)
})

test('the customer sees when and why, not whose fault, and nobody sees another’s', async () => {
  const { lines } = await get<{ lines: AtRiskRow[] }>(`/portal/orders/${first}/risk`, 'customer_contact')
  expect(lines[0]!.reasons).toEqual([{ code: 'carrier_estimate', params: {}, contribution: 0 }])
  const foreign = (await list()).rows.find((row) => row.customer_id === 'SUD')!
  const answer = await application.call(
    { url: `/api/v1/portal/orders/${foreign.order_id}/risk` },
    { cookie: application.first.cookies.customer_contact },
  )
  expect(answer.statusCode).toBe(404)
})

test('goods that have come leave the list, and what was said is held against what came', async () => {
  await recordDelivery(context, {
    ...{ delivery_id: 'DL-1', shipment_id: 'SH-1', delivered_at: '2026-03-16T08:58:00Z' },
    lines: [{ order_id: first, line_number: 1, accepted_quantity: 40, rejected_quantity: 0, condition: 'OK' }],
  })
  await follow()
  expect((await list()).rows.map((row) => row.customer_id)).toEqual(['SUD'])
  expect(await get<DangerCounts>('/at-risk/counts')).toMatchObject({ found_by_us: 2, known: 1, came_true: 0 })
  // Sixteen days later nothing has come for Sud: the sweep alone sees it.
  application.db.clock.moveTo(new Date('2026-04-01T09:00:00Z'))
  await follow()
  const [late] = (await list()).rows
  expect(late!.chance).toBe(1)
  expect(late!.reasons.map((one) => one.code)).toContain('silent')
  expect(await learnRisk(context)).toBe(0)
  await follow()
})

test('the same facts told in another order give the same rows', async () => {
  const rows = async () => {
    const owner = new pg.Client({ connectionString: application.db.ownerUrl })
    await owner.connect()
    const found = await owner.query(
      `SELECT to_jsonb(r) - 'assessed_at' AS row FROM planning.promise_risk r ORDER BY order_id`,
    )
    await owner.end()
    return found.rows
  }
  const before = await rows()
  await application.owner.query(`UPDATE planning.promise_risk SET assessed_on = '-infinity'`)
  while ((await sweepRisk(context)) > 0);
  expect(await rows()).toEqual(before)
  expect(await application.mismatches(application.first)).toEqual([])
})
