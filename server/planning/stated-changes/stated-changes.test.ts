/** What a customer says it will need moves the forecast once a person accepts it, and is held against what came. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ComparedChanges, DecidedChange } from '../../../contract/stated-changes.ts'
import type { StockWarning } from '../../../contract/stock-views.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { compare, type Rated } from './compare.ts'

let application: TestApplication
const shifted = (days: number) =>
  new Date(application.first.context.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Of PUMP-1 at CHI ten a day are wanted, half of them by NORD, for sixty days; hardly anything lies there. */
beforeAll(async () => {
  application = await openApplication()
  const tenant = application.first.context.principal.tenantId
  await application.owner.query(
    `WITH placed AS (INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, site_id, currency, ordered_on, source, subject_version)
       SELECT $1, 'P-' || c.id || d.day, c.id, 'CHI', 'EUR', d.day, 'api', 1
       FROM (VALUES ('NORD'), ('SUD')) c (id), generate_series($2::date - 60, $2::date - 1, '1 day') d (day)
       RETURNING order_id)
     INSERT INTO orders.order_line (tenant_id, order_id, line_number, product_id, quantity, unit_price)
     SELECT $1, order_id, 1, 'PUMP-1', 5, 10 FROM placed`,
    [tenant, shifted(0)],
  )
  const found = await ask('POST', '/stock/adjustments', {
    location_id: 'CHI',
    lines: [{ product_id: 'PUMP-1', change: 5, cause: 'Found' }],
  })
  expect(found.status).toBeLessThan(300)
}, 120_000)
afterAll(() => application?.close())

const ask = async <T = unknown>(method: 'GET' | 'POST', path: string, payload?: object, role = 'owner') => {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${path}`, ...(payload && { payload }) },
    { cookie: first.cookies[role as 'owner'] },
  )
  return { status: answer.statusCode, body: answer.json() as T & { code?: string } }
}
const said = () => ({
  ...{ change_id: 'SC-1', customer_id: 'NORD', product_id: 'PUMP-1', change_percent: 100 },
  ...{ valid_from: shifted(0), valid_to: shifted(40), certainty: 'likely', source: 'phone', told_on: shifted(0) },
  words: 'We open two more sites and will double',
})
const demandOf = async () => {
  const { body } = await ask<{ rows: StockWarning[] }>('GET', '/stock/warnings?product_id=PUMP-1')
  return body.rows.find(({ location_id }) => location_id === 'CHI')
}

test('what cannot be is refused', async () => {
  expect((await ask('POST', '/stated-changes', { ...said(), valid_to: shifted(-3) })).body.code).toBe('time_order')
  expect((await ask('POST', '/stated-changes', { ...said(), product_id: 'NOTHING' })).body.code).toBe('unknown_product')
  expect((await ask('POST', '/stated-changes', { ...said(), product_group: 'pumps' })).body.code).toBe('invalid_input')
  expect((await ask('POST', '/stated-changes', { ...said(), change_percent: -101 })).status).toBe(400)
})

test('stated it stands beside the forecast and moves nothing; accepted, the demand that stock is held for obeys it', async () => {
  expect((await ask('POST', '/stated-changes', said())).status).toBe(201)
  const before = await demandOf()
  const [row] = (await ask<ComparedChanges>('GET', '/stated-changes')).body.rows
  expect(row).toMatchObject({ state: 'stated', days: 41, usual: 205, stated: 410, added_value: null })
  expect(
    (await ask('POST', '/stated-changes/SC-1/decide', { decision: 'accepted', reason: 'x' }, 'finance')).status,
  ).toBe(403)
  const decided = await ask<DecidedChange>('POST', '/stated-changes/SC-1/decide', {
    ...{ decision: 'accepted', percent: 80, reason: 'Two contracts are signed' },
  })
  expect(decided.body).toMatchObject({ state: 'accepted', accepted_percent: 80 })
  const after = await demandOf()
  // Half of ten a day grows by 80 percent: fourteen.
  expect(after?.daily_demand).toBeCloseTo(14, 0)
  expect(after?.seasons).toContain('Nord Bau')
  expect(before?.daily_demand ?? 10).toBeCloseTo(10, 0)
  await ask('POST', '/stated-changes/SC-1/decide', { decision: 'declined', reason: 'They took it back' })
  expect((await demandOf())?.daily_demand ?? 10).toBeCloseTo(10, 0)
  const { rows } = await application.owner.query(`SELECT 1 FROM ledger.event WHERE data::text LIKE '%two more sites%'`)
  expect(rows).toEqual([])
  // The orders of this test stand in no ledger; what was stated does.
  const unexplained = (await application.mismatches(application.first)) as { subjectType: string }[]
  expect(unexplained.filter(({ subjectType }) => subjectType === 'stated_change')).toEqual([])
})

test('what came tells whether the change made the forecast better', () => {
  const row: Rated = {
    change_id: 'SC',
    customer_id: 'NORD',
    customer_name: 'Nord',
    product_name: null,
    version: 2,
    valid_from: '2026-03-01',
    valid_to: '2026-03-10',
    change_percent: 100,
    certainty: 'sure',
    source: 'phone',
    told_on: '2026-02-01',
    state: 'accepted',
    accepted_percent: 100,
    days: 10,
    days_gone: 10,
    rate: 1,
    actual: 0,
  }
  expect(compare({ ...row, actual: 18 }).added_value).toBeCloseTo((8 - 2) / 18)
  expect(compare({ ...row, actual: 9 }).added_value).toBeCloseTo((1 - 11) / 9)
  expect(compare({ ...row, days_gone: 0, actual: 0 }).added_value).toBeNull()
})
