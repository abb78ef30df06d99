/** Referrals: told once, of days that have been, of a customer or of a name. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
}, 120_000)
afterAll(() => application?.close())

const ask = async (method: 'POST' | 'PATCH', path: string, payload: object) => {
  const { call, first } = application
  const answer = await call({ method, url: `/api/v1/referrals${path}`, payload }, { cookie: first.cookies.owner })
  return [answer.statusCode, answer.json().code ?? null]
}
const day = (days: number) =>
  new Date(application.first.context.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const told = (referral_id: string, rest: object = {}) =>
  ask('POST', '', {
    ...{ referral_id, customer_id: 'NORD', recommended_id: 'SUD', told_on: day(-3), evidence: 'introduced' },
    ...rest,
  })

test('a day to come, two ways of naming one, and the same two customers again are refused', async () => {
  expect(await told('RF-1', { told_on: day(2) })).toEqual([422, 'time_order'])
  expect(await told('RF-1', { recommended_name: 'A sister company' })).toEqual([400, 'invalid_input'])
  expect(await told('RF-1')).toEqual([201, null])
  expect(await told('RF-2')).toEqual([409, 'already_exists'])
  expect(await told('RF-2', { customer_id: 'SUD', recommended_id: 'NORD' })).toEqual([201, null])
  expect(await ask('PATCH', '/RF-1', { note: 'Said again' })).toEqual([200, null])
})

test('told twice at once it is told once', async () => {
  const both = await Promise.all(['RF-3', 'RF-4'].map((id) => told(id, { recommended_id: 'EST' })))
  expect(both.map(([status]) => status).toSorted()).toEqual([201, 409])
})

test('who was a name becomes a customer', async () => {
  expect(await told('RF-5', { recommended_id: null, recommended_name: 'Vest' })).toEqual([201, null])
  expect(await ask('PATCH', '/RF-5', { recommended_id: 'VEST' })).toEqual([400, 'invalid_input'])
  expect(await ask('PATCH', '/RF-5', { recommended_id: 'VEST', recommended_name: null })).toEqual([200, null])
})
