/** The terms of service over HTTP: which version holds, comes or is over, and what each segment is offered side by side. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

type Row = Record<string, unknown>
let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
}, 60_000)
afterAll(() => application?.close())

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const { call, first } = application
  const as = { cookie: first.cookies.owner }
  const answer = await call({ method, url: `/api/v1${url}`, ...(payload && { payload }) }, as)
  return { status: answer.statusCode, body: answer.json() }
}
async function add(url: string, payload: object) {
  const answer = await ask('POST', url, payload)
  expect(answer.body).not.toHaveProperty('code')
}
const standing = async (url: string, key: string): Promise<Record<string, unknown>> =>
  Object.fromEntries((await ask('GET', url)).body.rows.map((row: Row) => [row[key], row.holding]))

test('a package is replaced by the one that begins later, and can be asked for by where it stands', async () => {
  const pro = { segment_id: 'PRO', name: 'Professionals' }
  await add('/service-packages', { ...pro, package_id: 'P-OLD', valid_from: '2025-01-01' })
  await add('/service-packages', { ...pro, package_id: 'P-NOW', valid_from: '2026-01-01', lead_time_days: 3 })
  await add('/service-packages', { ...pro, package_id: 'P-NEXT', valid_from: '2026-06-01', lead_time_days: 2 })
  expect(await standing('/service-packages', 'package_id')).toEqual({
    'P-OLD': 'past',
    'P-NOW': 'today',
    'P-NEXT': 'coming',
  })
  const { body } = await ask('GET', '/service-packages?holding=coming')
  expect(body).toMatchObject({ total: 1, rows: [{ package_id: 'P-NEXT' }] })
  expect(await standing('/service-packages?day=2026-06-01&holding=past', 'package_id')).toEqual({
    'P-OLD': 'past',
    'P-NOW': 'past',
  })
})

test('an objective for a while stands before the lasting one, which waits behind it', async () => {
  await add('/objectives', { objective_id: 'ALWAYS', objective: 'lowest_cost', valid_from: '2026-01-01' })
  const rush = { objective: 'speed', valid_from: '2026-03-01', valid_to: '2026-03-31' }
  await add('/objectives', { objective_id: 'RUSH', ...rush })
  await add('/objectives', { objective_id: 'RUSH-PRO', segment_id: 'PRO', ...rush })
  const on = (day: string) => standing(`/objectives?day=${day}`, 'objective_id')
  expect(await on('2026-03-16')).toEqual({ ALWAYS: 'behind', RUSH: 'today', 'RUSH-PRO': 'today' })
  expect(await on('2026-04-01')).toEqual({ ALWAYS: 'today', RUSH: 'past', 'RUSH-PRO': 'past' })
  expect(await on('2025-12-31')).toEqual({ ALWAYS: 'coming', RUSH: 'coming', 'RUSH-PRO': 'coming' })
})

test('segments stand side by side with what they are offered, what is theirs and what is the default', async () => {
  const { body } = await ask('GET', '/service-packages/in-force?day=2026-03-16')
  const pro = body.rows.find((row: Row) => row.segment_id === 'PRO')
  expect(pro).toMatchObject({
    package: { package_id: 'P-NOW', lead_time_days: 3, inspection_days: 5 },
    stated: ['lead_time_days'],
    next: { package_id: 'P-NEXT', valid_from: '2026-06-01' },
  })
  expect(pro.customers).toBeGreaterThan(0)
  const before = (await ask('GET', '/service-packages/in-force?day=2024-01-01')).body
  expect(before.rows.find((row: Row) => row.segment_id === 'PRO')).toMatchObject({
    package: { package_id: null, inspection_days: 5 },
    stated: [],
  })
})

test('a rank that is left out of a policy goes; a word that is none of where a record can stand is refused', async () => {
  const tiers = [
    { tier: 1, name: 'Key' },
    { tier: 2, name: 'Others' },
  ]
  const policy = { policy_id: 'WHO', name: 'Who comes first', kind: 'strict_tier', valid_from: '2026-01-01' }
  await add('/allocation-policies', { ...policy, tiers })
  await ask('PATCH', '/allocation-policies/WHO', { tiers: tiers.slice(0, 1) })
  expect((await ask('GET', '/allocation-policies/WHO')).body.tiers).toEqual([{ tier: 1, name: 'Key' }])
  expect((await ask('GET', '/allocation-policies?holding=soon')).body).toMatchObject({ code: 'invalid_input' })
})

test('a floor rises freely; lowered, moved or delayed it names who agreed and when customers were told', async () => {
  const floor = { element: 'in_stock_percent', segment_id: 'PRO', reason: 'Contract', valid_from: '2026-01-01' }
  await add('/service-floors', { ...floor, floor_id: 'F-1', level: 90 })
  await add('/service-floors', { ...floor, floor_id: 'F-2', level: 94, valid_from: '2026-05-01' })
  const lower = { ...floor, floor_id: 'F-3', level: 92, valid_from: '2026-08-01' }
  expect((await ask('POST', '/service-floors', lower)).body).toMatchObject({
    code: 'approval_needed',
    details: { before: 94 },
  })
  const { rows: approvers } = (await ask('GET', '/service-floors/approvers')).body as { rows: { user_id: string }[] }
  const own = (await ask('GET', '/session')).body.user.id as string
  expect(approvers.length).toBeGreaterThan(0)
  expect(approvers.map(({ user_id }) => user_id)).not.toContain(own)
  const late = { ...lower, approved_by: approvers[0]!.user_id, notice_on: '2026-08-02' }
  expect((await ask('POST', '/service-floors', late)).body).toMatchObject({ code: 'approval_needed' })
  for (const approved_by of ['Ana Rusu', own])
    expect(
      (await ask('POST', '/service-floors', { ...late, approved_by, notice_on: '2026-07-01' })).body,
    ).toMatchObject({
      code: 'invalid_input',
      details: { field: 'approved_by', reason: 'may_not_agree' },
    })
  for (const change of [{ level: 80 }, { valid_from: '2026-02-01' }, { segment_id: null }])
    expect((await ask('PATCH', '/service-floors/F-1', change)).body).toMatchObject({ code: 'approval_needed' })
  await add('/service-floors', { ...late, notice_on: '2026-07-01' })
  // What was agreed to stays as it is while anything else of it is corrected, also by whoever agreed.
  expect((await ask('PATCH', '/service-floors/F-3', { reason: 'Contract of 2026' })).status).toBe(200)
  expect(await standing('/service-floors?day=2026-06-01', 'floor_id')).toEqual({
    'F-1': 'past',
    'F-2': 'today',
    'F-3': 'coming',
  })
})

test('a package below a floor is not published, and the table of segments says which floors hold', async () => {
  await add('/service-floors', {
    floor_id: 'F-DAYS',
    element: 'lead_time_days',
    level: 5,
    valid_from: '2026-01-01',
    reason: 'Nobody waits longer',
  })
  const draft = { segment_id: 'PRO', package_id: 'P-LOW', name: 'Low', valid_from: '2026-05-15', lead_time_days: 3 }
  const low = { ...draft, in_stock_percent: 91 }
  expect((await ask('POST', '/service-packages', low)).body).toMatchObject({
    code: 'below_floor',
    details: { floors: [{ floor_id: 'F-2', element: 'in_stock_percent', level: 94 }] },
  })
  const endless = { ...draft, lead_time_days: null, in_stock_percent: 95 }
  expect((await ask('POST', '/service-packages', endless)).body).toMatchObject({ code: 'below_floor' })
  const { body } = await ask('GET', '/service-packages/in-force?day=2026-03-16')
  const pro = body.rows.find((row: Row) => row.segment_id === 'PRO')
  expect(pro.floors).toEqual([
    {
      floor_id: 'F-1',
      segment_id: 'PRO',
      element: 'in_stock_percent',
      level: 90,
      reason: 'Contract',
      is_broken: false,
    },
    {
      floor_id: 'F-DAYS',
      segment_id: null,
      element: 'lead_time_days',
      level: 5,
      reason: 'Nobody waits longer',
      is_broken: false,
    },
  ])
})

test('before a package is published it is told what it changes, for whom, and what it would break', async () => {
  await add('/orders', {
    order_id: 'SO-LATELY',
    customer_id: 'SUD',
    ordered_at: '2026-03-10T08:00:00Z',
    lines: [
      { line_number: 1, product_id: 'PIPE-20', quantity: 3 },
      { line_number: 2, product_id: 'PIPE-20', quantity: 30 },
    ],
  })
  const draft = {
    segment_id: 'PRO',
    package_id: 'P-DRAFT',
    name: 'Draft',
    valid_from: '2026-05-15',
    lead_time_days: 2,
    in_stock_percent: 91,
    minimum_quantity: 10,
  }
  const { status, body } = await ask('POST', '/service-packages/preview', draft)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    before: { package_id: 'P-NOW', lead_time_days: 3 },
    after: { lead_time_days: 2 },
    next: { package_id: 'P-NEXT', valid_from: '2026-06-01' },
  })
  expect(body.ordering).toBeGreaterThan(0)
  expect(body.changes).toMatchObject([
    { term: 'lead_time_days', direction: 'better', lines: null },
    { term: 'minimum_quantity', direction: 'worse', line_customers: expect.any(Number) },
    { term: 'in_stock_percent', direction: 'worse', lines: null },
  ])
  expect(body.changes[1].lines).toBeGreaterThan(0)
  expect(body.floors.filter((one: Row) => one.is_broken)).toMatchObject([{ floor_id: 'F-2' }])
  expect((await ask('GET', '/service-packages/P-DRAFT')).status).toBe(404)
  expect((await ask('POST', '/service-packages/preview', { ...draft, segment_id: 'NONE' })).body).toMatchObject({
    code: 'unknown_segment',
  })
})
