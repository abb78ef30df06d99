/** Playbooks and deal-breakers change by date, with rights, and say who said what. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { findPlaybook } from './trouble.store.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
})
afterAll(() => application.close())

type Role = 'owner' | 'coordinator' | 'planner' | 'driver' | 'customer_contact'

async function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'owner') {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() }
}

const book = (playbook_id: string, valid_from: string, rest: object = {}) => ({
  ...{ playbook_id, kind: 'capacity', name: `From ${valid_from}`, minutes: 45, valid_from },
  ...rest,
})

test('the playbook that holds is the latest that has begun, and former ones stay readable', async () => {
  expect((await call('POST', '/playbooks', book('CAP-1', '2026-01-01'))).status).toBe(201)
  expect((await call('POST', '/playbooks', book('CAP-2', '2026-03-01', { remedies: ['tell'] }))).status).toBe(201)
  expect((await call('POST', '/playbooks', book('CAP-3', '2099-01-01'))).status).toBe(201)
  const { context } = application.first
  const on = (day: string) => inSnapshot(context, (tx) => findPlaybook(tx, 'capacity', day))
  expect(await on('2025-12-31')).toBeUndefined()
  expect(await on('2026-02-28')).toMatchObject({ playbook_id: 'CAP-1' })
  expect(await on('2026-03-01')).toMatchObject({ playbook_id: 'CAP-2', remedies: ['tell'] })
  const { body } = await call('GET', '/playbooks?kind=capacity', undefined, 'driver')
  expect(body.rows.map((row: { playbook_id: string; holding: string }) => [row.playbook_id, row.holding])).toEqual([
    ['CAP-1', 'past'],
    ['CAP-2', 'today'],
    ['CAP-3', 'coming'],
  ])
})

test('two playbooks of a kind cannot begin on one day, and only who may change standards changes them', async () => {
  const same = await call('POST', '/playbooks', book('CAP-4', '2026-03-01'))
  expect(same).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  expect((await call('PATCH', '/playbooks/CAP-1', { minutes: 5 }, 'coordinator')).status).toBe(403)
  expect((await call('POST', '/playbooks', book('CAP-5', '2026-04-01', { owner: 'nobody' }))).status).toBe(404)
})

test('a deal-breaker names who of that customer said it, and their words stay out of the ledger', async () => {
  const contact = { contact_id: 'ANI', customer_id: 'NORD', name: 'Ani', buying_role: 'production' }
  expect((await call('POST', '/contacts', contact)).status).toBe(201)
  const wish = {
    ...{ deal_breaker_id: 'DB-1', customer_id: 'NORD', problem: 'damage', consequence: 'leaves' },
    ...{ note: 'A cracked pipe stops their line', valid_from: '2026-02-01', contact_id: 'ANI' },
    quote: 'One more cracked pipe and we are gone',
  }
  expect(await call('POST', '/deal-breakers', { ...wish, contact_id: 'SOMEBODY' })).toMatchObject({
    status: 404,
    body: { code: 'not_found', details: { contact_id: 'SOMEBODY' } },
  })
  expect((await call('POST', '/deal-breakers', wish, 'planner')).status).toBe(403)
  expect((await call('POST', '/deal-breakers', wish, 'coordinator')).status).toBe(201)
  const { body } = await call('GET', '/deal-breakers?customer_id=NORD&holding=today')
  expect(body.rows).toMatchObject([{ deal_breaker_id: 'DB-1', quote: wish.quote, contact_id: 'ANI', holding: 'today' }])
  const { rows } = await application.owner.query(`SELECT data FROM ledger.event WHERE subject_type = 'deal_breaker'`)
  expect(JSON.stringify(rows)).toContain(wish.note)
  expect(JSON.stringify(rows)).not.toContain(wish.quote)
  const end = { valid_to: '2026-01-31' }
  expect(await call('PATCH', '/deal-breakers/DB-1', end)).toMatchObject({ status: 422, body: { code: 'time_order' } })
})

test('the ledger explains every row', async () => {
  expect(await application.mismatches(application.first)).toEqual([])
})
