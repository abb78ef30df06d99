/** A draft that serves a core element less: a second person agrees, customers are told, and only then it is published. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DraftLowering, LoweringsWaiting } from '../../../contract/lowerings.ts'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication
// The clock of the tests stands at 2026-03-16.
const WEEK = ['Mo', 'Tu', 'We', 'Th', 'Fr']
const DRAFT = '/package-drafts/THREE'

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'owner') {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() }
}
const lowering = async (role: Role = 'owner') =>
  DraftLowering.parse((await ask('GET', `${DRAFT}/lowerings`, undefined, role)).body)
const managerId = async () => {
  const { body } = await ask('GET', '/members')
  return (body.rows as { user_id: string; role: Role }[]).find(({ role }) => role === 'manager')!.user_id
}

beforeAll(async () => {
  application = await openApplication()
  const shared = { segment_id: 'PRO', name: 'Professionals' }
  await ask('POST', '/service-packages', {
    ...{ ...shared, package_id: 'P-1', valid_from: '2025-01-01', delivery_days: WEEK, lead_time_days: 2 },
  })
  await ask('POST', '/service-floors', {
    ...{ floor_id: 'DAYS', segment_id: 'PRO', element: 'delivery_days', level: 5, valid_from: '2025-01-01' },
    reason: 'Contract of 2024',
  })
  await ask('POST', '/need-statements', {
    ...{
      statement_id: 'NS',
      segment_id: 'PRO',
      valid_from: '2026-01-01',
      basis: 'answers',
      reason: 'Asked in winter',
    },
    needs: [
      { buying_role: 'all', element_id: 'speed', weight: 0.5, weight_low: 0.4, weight_high: 0.6, weight_n: 30 },
      { buying_role: 'all', element_id: 'condition', weight: 0.3 },
    ],
  })
  await ask('POST', '/package-drafts', {
    ...{ ...shared, draft_id: 'THREE', package_id: 'P-2', valid_from: '2026-04-01', lead_time_days: 3 },
    delivery_days: ['Mo', 'We', 'Fr'],
  })
}, 120_000)
afterAll(() => application?.close())

test('says what falls below a floor and which core need is served less', async () => {
  const { lowered, is_agreed, earliest, approvers } = await lowering()
  expect(lowered).toMatchObject([
    { element: 'lead_time_days', before: 2, after: 3, floor: null, need: { element_id: 'speed', weight_n: 30 } },
    { element: 'delivery_days', before: 5, after: 3, floor: { floor_id: 'DAYS', is_own: true }, need: null },
  ])
  expect({ is_agreed, earliest }).toEqual({ is_agreed: false, earliest: '2026-03-23' })
  expect(approvers.length).toBeGreaterThan(0)
})

test('is not published without agreement, and nobody goes round the draft', async () => {
  expect((await ask('POST', `${DRAFT}/publish`, {})).body).toMatchObject({ code: 'approval_needed' })
  const slower = { package_id: 'P-X', segment_id: 'PRO', name: 'X', valid_from: '2026-04-01', lead_time_days: 3 }
  const direct = await ask('POST', '/service-packages', { ...slower, delivery_days: WEEK })
  expect(direct.body).toMatchObject({
    code: 'approval_needed',
    details: { lowered: [{ element: 'lead_time_days', need: 'speed' }] },
  })
})

test('somebody else with the right is asked, and nobody agrees with themselves', async () => {
  const reason = 'Fewer stops; the three builders were asked'
  const own = (await ask('GET', '/session')).body.user.id as string
  expect((await ask('POST', `${DRAFT}/lowerings`, { approver: own, reason })).status).toBe(400)
  const asked = DraftLowering.parse(
    (await ask('POST', `${DRAFT}/lowerings`, { approver: await managerId(), reason })).body,
  )
  const [wish] = asked.lowerings
  expect(wish).toMatchObject({ state: 'asked', asked_by: own })
  expect((await ask('POST', `/lowerings/${wish!.lowering_id}/decide`, { is_agreed: true })).status).toBe(403)
  const waiting = LoweringsWaiting.parse((await ask('GET', '/lowerings/waiting', undefined, 'manager')).body)
  expect(waiting.rows).toMatchObject([{ draft_id: 'THREE', segment_name: 'Professionals' }])
  await ask('POST', `/lowerings/${wish!.lowering_id}/decide`, { is_agreed: true, answer: 'Until autumn' }, 'manager')
  expect(await lowering()).toMatchObject({ is_agreed: true, lowerings: [{ state: 'agreed', answer: 'Until autumn' }] })
})

test('what gets lower still is agreed to anew, and a day too near is refused', async () => {
  await ask('PATCH', DRAFT, { delivery_days: ['Mo', 'Fr'] })
  expect((await ask('POST', `${DRAFT}/publish`, {})).body).toMatchObject({ code: 'approval_needed' })
  await ask('PATCH', DRAFT, { delivery_days: ['Mo', 'We', 'Fr'], valid_from: '2026-03-20' })
  expect((await ask('POST', `${DRAFT}/publish`, {})).body).toMatchObject({
    code: 'notice_needed',
    details: { earliest: '2026-03-23' },
  })
})

test('once published the floor is lower from its first day on, and every customer of the segment is told before', async () => {
  await ask('PATCH', DRAFT, { valid_from: '2026-04-01' })
  expect((await ask('POST', `${DRAFT}/publish`, {})).status).toBe(201)
  const { body } = await ask('GET', '/service-floors?segment_id=PRO')
  expect(body.rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        element: 'delivery_days',
        level: 3,
        valid_from: '2026-04-01',
        notice_on: '2026-03-16',
      }),
    ]),
  )
  const { messages } = (await ask('GET', '/messages?kind=service_lowered')).body
  expect(messages.length).toBeGreaterThan(0)
  const file = (await ask('GET', `/messages/${messages[0].message_id}`)).body
  const said = JSON.stringify(file)
  expect(said).toContain('delivery_days')
  expect(await application.mismatches(application.first)).toEqual([])
}, 60_000)
