import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { GapMap, SurveyResults } from '../../../contract/gap-map.ts'
import type { InvitedRow, SampleAnswer } from '../../../contract/surveys.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication
beforeAll(async () => {
  application = await openApplication()
}, 120_000)
afterAll(() => application?.close())

type Method = 'GET' | 'POST' | 'PATCH'
const ask = async <T = unknown>(
  method: Method,
  path: string,
  payload?: object,
  role: 'owner' | 'warehouse' | 'customer_contact' = 'owner',
) => {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${path}`, ...(payload && { payload }) },
    { cookie: first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() as T & { code?: string } }
}

let nth = 0
let at = ''
const id = (name: string) => `${name}${at}`
const people: { contact: string; role: string }[] = []

/** A segment with twelve people of two roles, and a survey about three elements. */
beforeEach(async () => {
  at = `-${++nth}`
  people.length = 0
  await ask('POST', '/segments', { segment_id: id('SEG'), name: 'Builders' })
  await ask('POST', '/customers', { customer_id: id('CU'), name: 'Builder', segment_id: id('SEG') })
  for (let one = 0; one < 12; one++) {
    const person = { contact: id(`K${one}`), role: one < 9 ? 'logistics' : 'purchasing' }
    people.push(person)
    await ask('POST', '/contacts', {
      ...{ contact_id: person.contact, customer_id: id('CU'), name: `Person ${one}`, buying_role: person.role },
    })
  }
  await draft(id('SV'))
})

const draft = (survey_id: string, rest: object = {}) =>
  ask('POST', '/surveys', {
    ...{ survey_id, name: 'What matters', audience: 'customers', state: 'open', segment_id: id('SEG') },
    ...{ opens_on: '2026-03-01', closes_on: '2026-03-31' },
    questions: [
      { question_number: 1, kind: 'points', elements: ['price', 'punctuality', 'condition'] },
      { question_number: 2, kind: 'perception', elements: ['price', 'punctuality', 'condition'] },
      { question_number: 3, kind: 'required', elements: ['punctuality'] },
      { question_number: 4, kind: 'satisfaction', elements: [] },
      { question_number: 5, kind: 'open', text: 'What else?' },
    ],
    ...rest,
  })

const links = async (survey = id('SV')) => {
  const { rows } = (await ask<{ rows: InvitedRow[] }>('GET', `/surveys/${survey}/invitations`)).body
  return new Map(rows.map((row) => [row.contact_id, new URL(row.url).pathname]))
}

const post = (path: string, fields: Record<string, string | number>) =>
  application.app.inject({
    ...{
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `10.0.0.${nth}` },
    },
    payload: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString(),
  })

const GOOD = {
  v: 0,
  role: 'logistics',
  q1_0_0: 10,
  q1_1_0: 60,
  q1_2_0: 30,
  q2_0_0: 5,
  q2_1_0: 3,
  q2_2_0: 6,
  q3_0_0: 99,
  q4: 4,
}

const results = async (survey = id('SV')) => (await ask<SurveyResults>('GET', `/surveys/${survey}/results`)).body
const gapMap = async () => (await ask<GapMap>('GET', `/gap-map?segment_id=${id('SEG')}`)).body

test('a sample takes roles in turn and asks nobody again within the days of rest', async () => {
  const trial = await ask<SampleAnswer>('POST', `/surveys/${id('SV')}/sample`, { people: 6, is_trial: true })
  expect(trial.body.invited).toBe(6)
  expect((await links()).size).toBe(0)
  const drawn = await ask<SampleAnswer>('POST', `/surveys/${id('SV')}/sample`, { people: 6 })
  expect(drawn.body.by_role).toEqual(
    expect.arrayContaining([
      { role: 'logistics', able: 9, invited: 3 },
      { role: 'purchasing', able: 3, invited: 3 },
    ]),
  )
  const other = `${id('SV')}-B`
  await draft(other)
  const second = await ask<SampleAnswer>('POST', `/surveys/${other}/sample`, { people: 100 })
  expect(second.body).toMatchObject({ invited: 6, left_out: { resting: 6, already_invited: 0, not_drawn: 0 } })
  const again = await ask<SampleAnswer>('POST', `/surveys/${other}/sample`, { people: 100 })
  expect(again.body).toMatchObject({ invited: 0, left_out: { resting: 6, already_invited: 6 } })
})

test('two samples at once ask nobody twice', async () => {
  await Promise.all([1, 2].map(() => ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })))
  expect((await links()).size).toBe(12)
})

test('an answer is taken in, and changed by its own link until the survey closes', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const path = (await links()).get(people[0]!.contact)!
  expect((await application.app.inject(path)).body).toContain('Share out 100 points')
  expect((await post(path, { ...GOOD, q5: 'Come <before> noon' })).statusCode).toBe(303)
  const shown = await application.app.inject(`${path}?l=ro`)
  expect(shown.body).toContain('Schimbați răspunsul')
  expect(shown.body).toContain('Come &lt;before&gt; noon')
  expect((await post(path, { ...GOOD, v: 1, q4: 2 })).statusCode).toBe(303)
  const found = await results()
  expect(found).toMatchObject({ answered: 1, changed: 1, contested: 0 })
  await ask('PATCH', `/surveys/${id('SV')}`, { state: 'closed' })
  expect((await application.app.inject(path)).statusCode).toBe(404)
  expect((await post(path, { ...GOOD, v: 2 })).statusCode).toBe(404)
  expect((await results()).answered).toBe(1)
})

test('two people with one link: the second is told and chooses, and one link stays one answer', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const path = (await links()).get(people[0]!.contact)!
  await post(path, { ...GOOD, q4: 5 })
  const second = await post(path, { ...GOOD, q4: 1, q5: 'Mine' })
  expect(second.statusCode).toBe(409)
  expect(second.body).toContain('Somebody has answered by this link meanwhile')
  // What the second person wrote is not lost.
  expect(second.body).toContain('Mine</textarea>')
  expect(await results()).toMatchObject({ answered: 1, contested: 0 })
  const version = /name="v" value="(\d+)"/.exec(second.body)![1]!
  expect((await post(path, { ...GOOD, q4: 1, v: version, replace: 1 })).statusCode).toBe(303)
  expect(await results()).toMatchObject({ answered: 1, changed: 1, contested: 0 })
  // Put in place without having seen the other: kept as contested.
  expect((await post(path, { ...GOOD, q4: 3, v: 0, replace: 1 })).statusCode).toBe(303)
  expect(await results()).toMatchObject({ answered: 1, contested: 1 })
})

test('says what does not fit and keeps what was filled in', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const path = (await links()).get(people[0]!.contact)!
  const sum = await post(path, { ...GOOD, q1_0_0: 5, q5: 'Kept' })
  expect(sum.statusCode).toBe(422)
  expect(sum.body).toContain('That makes 95 points')
  expect(sum.body).toContain('Kept</textarea>')
  for (const wrong of [{ q2_0_0: 8 }, { q2_0_0: 'many' }, { q4: -1 }, { q3_0_0: '1e9' }])
    expect((await post(path, { ...GOOD, ...wrong })).statusCode).toBe(422)
  expect((await results()).answered).toBe(0)
})

test('a link that is not one opens nothing, and tells nothing', async () => {
  const foreign = await application.app.inject('/s/AAAA')
  expect(foreign.statusCode).toBe(404)
  expect(foreign.body).not.toContain('What matters')
  expect((await post('/s/AAAA', GOOD)).statusCode).toBe(404)
})

test('best and worst of a set are two, and both are chosen', async () => {
  const survey = id('BW')
  await draft(survey, {
    questions: [
      { question_number: 1, kind: 'best_worst', elements: ['price', 'punctuality', 'condition', 'speed', 'answers'] },
    ],
  })
  await ask('POST', `/surveys/${survey}/sample`, { people: 12 })
  const [path] = [...(await links(survey)).values()]
  const same = await post(path!, { v: 0, q1_b1: 0, q1_w1: 0 })
  expect(same.statusCode).toBe(422)
  expect(same.body).toContain('cannot be the same')
  expect((await post(path!, { v: 0, q1_b1: 0 })).body).toContain('Please choose both')
  expect((await post(path!, { v: 0, q1_b1: 0, q1_w1: 1 })).statusCode).toBe(303)
  expect((await application.app.inject(path!)).body).toMatch(/name="q1_b1" value="0" checked/)
})

test('a role with three answers shows their number alone, an element nobody rated nothing at all', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const paths = await links()
  for (const { contact, role } of people) await post(paths.get(contact)!, { ...GOOD, role, q2_2_0: 'na' })
  const map = await gapMap()
  const row = (role: string, element: string) =>
    map.rows.find((one) => one.role === role && one.element_id === element)!
  expect(row('logistics', 'punctuality').importance).toMatchObject({ state: 'known', n: 9, value: 0.6 })
  expect(row('purchasing', 'punctuality').importance).toEqual({
    state: 'too_few',
    n: 3,
    value: null,
    low: null,
    high: null,
  })
  expect(row('logistics', 'condition').perceived).toEqual({
    state: 'unknown',
    n: 0,
    value: null,
    low: null,
    high: null,
  })
  expect(row('logistics', 'punctuality').required).toMatchObject({ value: 0.99, n: 9 })
  expect(map.people).toContainEqual({ role: 'purchasing', asked: 3, answered: 3 })
  const found = await results()
  const perception = found.questions[1]!.groups.find(({ role }) => role === 'purchasing')!
  expect(perception.elements[0]!.figure.state).toBe('too_few')
})

test('what our own people believe stands beside what customers say', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const paths = await links()
  for (const { contact, role } of people) await post(paths.get(contact)!, { ...GOOD, role })
  const belief = id('BE')
  await draft(belief, { audience: 'staff' })
  expect((await ask('POST', `/surveys/${belief}/sample`, { people: 3 })).status).toBe(422)
  const own = await ask<{ url: string }>('POST', `/surveys/${belief}/own-link`, {}, 'warehouse')
  const page = await application.app.inject(new URL(own.body.url).pathname)
  expect(page.body).toContain('Answer as you believe our customers would: Builders')
  await post(new URL(own.body.url).pathname, {
    ...GOOD,
    q1_0_0: 80,
    q1_1_0: 10,
    q1_2_0: 10,
    department: 'warehouse',
  })
  const again = await ask<{ url: string; answered_at: string | null }>(
    'POST',
    `/surveys/${belief}/own-link`,
    {},
    'warehouse',
  )
  expect(again.body.url).toBe(own.body.url)
  expect(again.body.answered_at).not.toBeNull()
  const map = await gapMap()
  const price = map.rows.find((row) => row.role === 'all' && row.element_id === 'price')!
  expect(map.believers).toBe(1)
  // One believer is too few to say that we misread anything.
  expect(price).toMatchObject({ misread: null, believed_importance: { state: 'too_few', n: 1 } })
})

test('questions that somebody has answered stay as they were', async () => {
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  await post([...(await links()).values()][0]!, GOOD)
  const changed = await ask('PATCH', `/surveys/${id('SV')}`, { questions: [{ question_number: 1, kind: 'effort' }] })
  expect(changed.body.code).toBe('wrong_state')
  expect((await ask('PATCH', `/surveys/${id('SV')}`, { name: 'Another name' })).status).toBe(200)
})

test('a competitor of whom nothing was seen has no figure, and a guess is not judged', async () => {
  await ask('POST', '/competitors', { competitor_id: id('CO'), name: 'Rival' })
  const finding = {
    ...{ finding_id: id('CF'), competitor_id: id('CO'), element_id: 'punctuality', segment_id: id('SEG') },
    ...{ evidence: 'guess', seen_on: '2026-03-01', cases: 40 },
  }
  expect((await ask('POST', '/competitor-findings', finding)).body.code).toBe('invalid_input')
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  for (const path of (await links()).values()) await post(path, GOOD)
  const row = async () => (await gapMap()).rows.find((one) => one.role === 'all' && one.element_id === 'punctuality')!
  expect((await row()).competitor).toBeNull()
  expect((await row()).gaps.find(({ kind }) => kind === 'competitor')!.state).toBe('unknown')
  await ask('POST', '/competitor-findings', { ...finding, mark: 6 })
  expect((await row()).competitor).toMatchObject({ name: 'Rival', evidence: 'guess', is_old: false })
  expect((await row()).gaps.find(({ kind }) => kind === 'competitor')!.state).toBe('too_few')
  await ask('PATCH', `/competitor-findings/${id('CF')}`, { evidence: 'mystery_order' })
  expect((await row()).gaps.find(({ kind }) => kind === 'competitor')!.state).toBe('gap')
  await ask('PATCH', `/competitor-findings/${id('CF')}`, { seen_on: '2024-03-01' })
  expect((await row()).competitor!.is_old).toBe(true)
  expect((await row()).gaps.find(({ kind }) => kind === 'competitor')!.state).toBe('too_few')
})

test('needs are stated from answers, and a change raises the question again', async () => {
  const state = { statement_id: id('NS'), segment_id: id('SEG'), valid_from: '2026-03-16', reason: 'First survey' }
  expect((await ask('POST', '/need-statements/from-answers', state)).body.code).toBe('wrong_state')
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  const paths = [...(await links()).values()]
  const vary = (at: number, shift = 0) => ({ ...GOOD, q1_1_0: 60 - (at % 3) - shift, q1_2_0: 30 + (at % 3) + shift })
  for (const [nth, path] of paths.entries()) await post(path, vary(nth))
  const stated = await ask<{ needs: { element_id: string; weight: number; weight_n: number }[] }>(
    'POST',
    '/need-statements/from-answers',
    state,
  )
  expect(stated.status).toBe(201)
  expect(stated.body.needs.find(({ element_id }) => element_id === 'punctuality')).toMatchObject({
    weight: 0.59,
    weight_n: 12,
  })
  const reasons = async () =>
    (
      await ask<{ rows: { segment_id: string; reasons: { reason: string; element_id: string | null }[] }[] }>(
        'GET',
        '/needs/ask-again',
      )
    ).body.rows
      .find(({ segment_id }) => segment_id === id('SEG'))!
      .reasons.map(({ reason }) => reason)
  expect(await reasons()).toEqual([])
  for (const [nth, path] of paths.entries()) await post(path, { ...vary(nth, 30), v: 1 })
  expect(await reasons()).toEqual(expect.arrayContaining(['answers_changed', 'answers_differ']))
  expect(await application.mismatches(application.first)).toEqual([])
})

test('few people make no groups by need, and that is said', async () => {
  const found = await ask<{ state: string; groups: unknown[] }>('GET', '/needs/groups')
  expect(found.body).toMatchObject({ state: 'too_few', groups: [] })
})

test('the ledger holds no word that a person said', async () => {
  await ask('POST', '/interviews', {
    ...{ interview_id: id('IV'), customer_id: id('CU'), buying_role: 'logistics', held_on: '2026-03-02' },
    answers: [
      { answer_number: 1, question: 'matters_most', words: 'Unheard words of a person', elements: ['punctuality'] },
    ],
  })
  await ask('POST', `/surveys/${id('SV')}/sample`, { people: 12 })
  await post([...(await links()).values()][0]!, { ...GOOD, q5: 'Unheard words of a survey' })
  const { rows } = await application.owner.query(`SELECT 1 FROM ledger.event WHERE data::text LIKE '%Unheard words%'`)
  expect(rows).toEqual([])
  const kept = await ask<{ answers: { words: string }[] }>('GET', `/interviews/${id('IV')}`)
  expect(kept.body.answers[0]!.words).toBe('Unheard words of a person')
})

test('one person answers once, whether invited as a contact or by the own link of the portal', async () => {
  const email = 'Customer_Contact@first.example'
  for (const customer_id of ['NORD', 'SUD'])
    await ask('POST', '/contacts', {
      contact_id: id(customer_id),
      customer_id,
      name: 'Ani',
      email,
      buying_role: 'quality',
    })
  const ownLink = async (survey: string) =>
    (await ask<{ url: string }>('POST', `/portal/surveys/${survey}/own-link`, {}, 'customer_contact')).body.url
  const sample = async (survey: string) =>
    (await ask<SampleAnswer>('POST', `/surveys/${survey}/sample`, { people: 50 })).body

  // First by the portal: the contact is not asked again; somebody of another customer with that address is another person.
  await draft(id('OWN'), { segment_id: 'PRO' })
  await ownLink(id('OWN'))
  expect(await sample(id('OWN'))).toMatchObject({ invited: 1, left_out: { already_invited: 1 } })

  // First as a contact: the portal leads to that invitation.
  await draft(id('MET'), { segment_id: 'PRO' })
  await sample(id('MET'))
  const invited = (await links(id('MET'))).get(id('NORD'))!
  const url = new URL(await ownLink(id('MET'))).pathname
  expect(url).toBe(invited)
  await post(invited, GOOD)
  await post(url, { ...GOOD, v: 1, q4: 1 })
  expect(await results(id('MET'))).toMatchObject({ answered: 1, changed: 1 })
  const open = await ask<{ rows: { survey_id: string; answered_at: string | null }[] }>(
    ...(['GET', '/portal/surveys', undefined, 'customer_contact'] as const),
  )
  expect(open.body.rows.find(({ survey_id }) => survey_id === id('MET'))!.answered_at).not.toBeNull()
})
