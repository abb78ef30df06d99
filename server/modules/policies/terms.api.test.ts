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
