/** Surveys by message: who is asked and who is left out, in whose own words and link, once, and reminded once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InvitedRow, MailedSample, Reminded, SurveyReach } from '../../../contract/surveys.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { changeSetting, NOT_SET_UP, noteSendings, USUAL_SETTING } from '../../modules/messages/index.ts'
import { mailSurvey, remindOfSurvey } from './mail-survey.command.ts'

let application: TestApplication
const PEOPLE = [
  { contact_id: 'ANA', buying_role: 'logistics', email: 'ana@nord.example', language: 'ro' },
  { contact_id: 'ION', buying_role: 'purchasing', email: 'ion@nord.example' },
  { contact_id: 'MUT', buying_role: 'logistics', email: 'mut@nord.example' },
  { contact_id: 'FAR', buying_role: 'quality' },
]
beforeAll(async () => {
  // What became of each sending is told here, not by a background that finds no mail set up.
  application = await openApplication({ isBackgroundHeld: true })
  for (const person of PEOPLE)
    await ask('POST', '/contacts', { ...person, name: `Person ${person.contact_id}`, customer_id: 'NORD' })
  await application.owner.query(`INSERT INTO messages.preference
    SELECT tenant_id, 'MUT', '[]', '{"survey_invited": false}', NULL, NULL, NULL, true, false, false, 1
    FROM customers.contact WHERE contact_id = 'MUT'`)
  const day = (days: number) => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)
  const made = await ask('POST', '/surveys', {
    ...{ survey_id: 'SV-MAIL', name: 'What matters', audience: 'customers', state: 'open' },
    ...{ opens_on: day(-1), closes_on: day(30) },
    questions: [{ question_number: 1, kind: 'satisfaction', elements: [] }],
  })
  expect(made.status).toBe(201)
}, 120_000)
afterAll(() => application?.close())

const now = () => application.first.context.clock.now().getTime()
const ask = async <T = unknown>(method: 'GET' | 'POST', path: string, payload?: object, headers = {}) => {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${path}`, headers, ...(payload && { payload }) },
    { cookie: first.cookies.owner },
  )
  return { status: answer.statusCode, body: answer.json() as T & { code?: string } }
}
const later = (days: number) => {
  const { context } = application.first
  return { ...context, clock: { now: () => new Date(now() + days * 86_400_000) } }
}
const all = { people: 50, is_trial: false }

test('while messages are off it counts whom it would reach and sends nothing', async () => {
  const { body } = await ask<MailedSample>('POST', '/surveys/SV-MAIL/mail', { people: 50, is_trial: true })
  expect(body).toMatchObject({ messages: 'off', opted_out: 1 })
  expect(body.unreachable).toBeGreaterThanOrEqual(1)
  expect((await ask('POST', '/surveys/SV-MAIL/mail', all)).body.code).toBe('wrong_state')
  expect((await ask('POST', '/surveys/NOBODY/mail', all)).body.code).toBe('not_found')
  expect((await ask<SurveyReach>('GET', '/surveys/SV-MAIL/reach')).body).toMatchObject({ mailed: 0, rate: null })
})

test('each person is invited once, alone, with a link that no log and no inbox shows', async () => {
  await changeSetting(application.first.context, { ...USUAL_SETTING, is_on: true })
  const { body } = await ask<MailedSample>('POST', '/surveys/SV-MAIL/mail', all)
  expect(body).toMatchObject({ messages: 'automatic', invited: 2, opted_out: 1 })
  const again = await ask<MailedSample>('POST', '/surveys/SV-MAIL/mail', all)
  expect(again.body.invited).toBe(0)
  const { rows } = await application.owner.query(
    `SELECT s.recipient_id, s.language, m.content FROM messages.message m JOIN messages.sending s USING (tenant_id, message_id)
     WHERE m.kind = 'survey_invited' ORDER BY 1`,
  )
  expect(rows.map(({ recipient_id, language }) => [recipient_id, language])).toMatchObject([
    ['ANA', 'ro'],
    ['ION', expect.any(String)],
  ])
  expect(JSON.stringify(rows)).not.toContain('/s/')
  const invited = (await ask<{ rows: InvitedRow[] }>('GET', '/surveys/SV-MAIL/invitations')).body.rows
  expect(invited.filter(({ mailed }) => mailed !== null)).toHaveLength(2)
})

test('who was reached and is silent is reminded once, after some days; the rate is of those reached', async () => {
  const reach = async () => (await ask<SurveyReach>('GET', '/surveys/SV-MAIL/reach')).body
  expect(await reach()).toMatchObject({ mailed: 2, underway: 2, reached: 0, to_remind: 0 })
  await application.owner.query(`UPDATE messages.message SET state = 'sent' WHERE kind = 'survey_invited'`)
  expect((await ask<Reminded>('POST', '/surveys/SV-MAIL/remind')).body.reminded).toBe(0)
  expect((await remindOfSurvey(later(6), 'SV-MAIL')).reminded).toBe(2)
  expect((await remindOfSurvey(later(12), 'SV-MAIL')).reminded).toBe(0)
  expect(await reach()).toMatchObject({ reached: 2, answered: 0, rate: 0, reminded: 2 })
  await expect(remindOfSurvey(later(40), 'SV-MAIL')).rejects.toThrow('wrong_state')
})

test('whoever was asked lately is left out of the next survey and it is said', async () => {
  const day = (days: number) => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)
  await ask('POST', '/surveys', {
    ...{ survey_id: 'SV-NEXT', name: 'And this', audience: 'customers', state: 'open' },
    ...{ opens_on: day(-1), closes_on: day(60) },
    questions: [{ question_number: 1, kind: 'satisfaction', elements: [] }],
  })
  expect(await mailSurvey(later(3), 'SV-NEXT', all)).toMatchObject({ invited: 0, left_out: { resting: 2 } })
  expect(await mailSurvey(later(31), 'SV-NEXT', all)).toMatchObject({ invited: 2, left_out: { resting: 0 } })
})

test('a server without mail has reached nobody: it failed, and nobody is reminded', async () => {
  const { rows } = await application.owner.query<{ sending_id: string }>(
    `UPDATE messages.sending s SET state = 'sending' FROM messages.message m, needs.survey_invitation i
     WHERE m.tenant_id = s.tenant_id AND m.message_id = s.message_id AND i.tenant_id = m.tenant_id
       AND m.message_key = 'survey_invited ' || i.invitation_id AND i.survey_id = 'SV-NEXT' RETURNING s.sending_id`,
  )
  const ids = rows.map(({ sending_id }) => sending_id)
  await noteSendings(later(31), ids, { outcome: 'refused', reason: NOT_SET_UP, isLast: true })
  expect((await ask<SurveyReach>('GET', '/surveys/SV-NEXT/reach')).body).toMatchObject({
    ...{ mailed: 2, reached: 0, failed: 2, underway: 0, to_remind: 0 },
  })
  expect((await remindOfSurvey(later(40), 'SV-NEXT')).reminded).toBe(0)
  const { rows: told } = await application.owner.query(
    `SELECT DISTINCT state, reason FROM messages.message WHERE message_id IN
       (SELECT message_id FROM messages.sending WHERE sending_id = ANY ($1::uuid[]))`,
    [ids],
  )
  expect(told).toEqual([{ state: 'failed', reason: NOT_SET_UP }])
})

test('pressed three times at once it asks as many people as pressed once', async () => {
  for (let nth = 0; nth < 6; nth++)
    await ask('POST', '/contacts', {
      ...{ contact_id: `S${nth}`, customer_id: 'SUD', name: `Person ${nth}`, email: `s${nth}@sud.example` },
    })
  const day = (days: number) => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)
  await ask('POST', '/surveys', {
    ...{ survey_id: 'SV-ONCE', name: 'And that', audience: 'customers', state: 'open' },
    ...{ opens_on: day(-1), closes_on: day(60) },
    questions: [{ question_number: 1, kind: 'satisfaction', elements: [] }],
  })
  const press = () => ask<MailedSample>('POST', '/surveys/SV-ONCE/mail', { people: 2 }, { 'idempotency-key': 'press' })
  const pressed = await Promise.all([press(), press(), press()])
  expect(pressed.map(({ body }) => body.invited)).toEqual([2, 2, 2])
  expect((await ask<SurveyReach>('GET', '/surveys/SV-ONCE/reach')).body.mailed).toBe(2)
})
