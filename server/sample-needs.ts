/** What the sample company's customers answered, what its own people believe instead, and what is known of its competitors. */
import sql from 'sql-template-tag'
import type { Need } from '../contract/needs.ts'
import type { SurveyAnswer } from '../contract/surveys.ts'
import { type Random, seededRandom } from '../engines/shared/index.ts'
import { createRecord, createRecords, type NewRecord } from './ledger/index.ts'
import {
  competitor,
  competitorFinding,
  criteria,
  growthLever,
  interview,
  needStatement,
  referral,
  serviceElement,
  statedChange,
  survey,
  surveyInvitation,
  surveyResponse,
} from './modules/needs/index.ts'
import type { Context } from './platform/context.ts'
import type { Tx } from './platform/database/database.ts'
import { inTransaction } from './platform/database/transaction.ts'
import {
  ASKED,
  BELIEVED,
  INTERVIEWS,
  LEVERS,
  type Leaning,
  OWN_WORDS,
  PERCEIVED,
  REQUIRED,
  RIVAL,
  ROLE_WEIGHTS,
  STATED,
  STATED_BY_SHOPS,
} from './sample-voices.ts'

const SURVEY = 'SV-WHAT-MATTERS'
const BELIEFS = 'SV-BELIEFS'
const KEY_SEGMENT = 'MANUFACTURING'
const DAY_MS = 86_400_000
const DEPARTMENTS = {
  manager: 'management',
  coordinator: 'order_desk',
  planner: 'planning',
  warehouse: 'warehouse',
  driver: 'transport',
  finance: 'finance',
} as const
type Believer = keyof typeof DEPARTMENTS

interface Person {
  readonly contact_id: string
  readonly customer_id: string
  readonly segment_id: string
  readonly buying_role: string
  readonly language: string | null
}

export async function tellNeeds(
  context: Context,
  people: Readonly<Record<string, string>>,
  seed: number,
): Promise<void> {
  const now = context.clock.now().getTime()
  const day = (ago: number) => new Date(now - ago * DAY_MS).toISOString().slice(0, 10)
  await inTransaction(context, async (tx) => {
    const asked = await tx.query<Person>(sql`SELECT k.contact_id, k.customer_id, c.segment_id, k.buying_role, k.language
      FROM customers.contact k JOIN customers.customer c ON c.tenant_id = k.tenant_id AND c.customer_id = k.customer_id
      WHERE k.tenant_id = ${tx.tenantId}::uuid AND k.buying_role IS NOT NULL AND c.segment_id IS NOT NULL ORDER BY k.contact_id`)
    await tellCompetitors(context, tx, day)
    await tellSurveys(context, tx, day)
    await tellAnswers({ context, tx, now, random: seededRandom(seed) }, asked)
    await tellBeliefs({ context, tx, now, random: seededRandom(seed + 1) }, people)
    await tellByHand(context, tx, asked, day)
    await tellPlans(context, tx, asked, day)
    await tellReferrals({ context, tx, now, random: seededRandom(seed + 2) }, asked)
    await createRecord(context, tx, serviceElement, {
      ...{ element_id: 'punctuality', name: 'Delivery within the window', department: 'transport' },
      owner: people.coordinator,
    })
  })
}

/** What three customers said they will need: one to come and undecided, one accepted and under way, one declined. */
async function tellPlans(context: Context, tx: Tx, people: readonly Person[], day: DayOf): Promise<void> {
  const [first, second, third] = [...new Set(people.map(({ customer_id }) => customer_id))].slice(4)
  const said = [
    {
      ...{ change_id: 'SC-1', customer_id: first, valid_from: day(-20), valid_to: day(-110), change_percent: 60 },
      ...{ certainty: 'likely', source: 'interview', told_on: day(6), state: 'stated' },
      words: 'Our second hall opens in the new year; we will take half as much again, maybe more.',
    },
    {
      ...{ change_id: 'SC-2', customer_id: second, valid_from: day(35), valid_to: day(-30), change_percent: 50 },
      ...{ certainty: 'sure', source: 'phone', told_on: day(45), state: 'accepted', accepted_percent: 40 },
      ...{
        decided_by: context.principal.actor,
        decided_on: day(43),
        reason: 'The contract is signed; they order in larger lots.',
      },
      words: 'We won the hospital contract, so count on half as much again until the end of the year.',
    },
    {
      ...{ change_id: 'SC-3', customer_id: third, valid_from: day(-10), valid_to: day(-70), change_percent: -100 },
      ...{ certainty: 'possible', source: 'inquiry', told_on: day(12), state: 'declined' },
      ...{ decided_by: context.principal.actor, decided_on: day(11), reason: 'They think about it every winter.' },
      words: 'We may close over the winter.',
    },
  ]
  for (const one of said) await createRecord(context, tx, statedChange, one)
}

const RECOMMENDED = 9

/** Who recommended us to whom in the last year; two of those are no customers yet. */
async function tellReferrals({ context, tx, now, random }: Telling, people: readonly Person[]): Promise<void> {
  const customers = [...new Set(people.map(({ customer_id }) => customer_id))]
  const pairs = new Set<string>()
  for (let nth = 1; nth <= RECOMMENDED; nth++) {
    const from = random.below(customers.length)
    let to = (from + 1 + random.below(customers.length - 1)) % customers.length
    for (let turn = 0; turn < customers.length && (to === from || pairs.has(`${from} ${to}`)); turn++)
      to = (to + 1) % customers.length
    pairs.add(`${from} ${to}`)
    const told_on = new Date(now - (10 + random.below(340)) * DAY_MS).toISOString().slice(0, 10)
    await createRecord(context, tx, referral, {
      ...{ referral_id: `RF-${nth}`, customer_id: customers[from], told_on },
      ...(nth <= 2
        ? { recommended_name: nth === 1 ? 'A bakery in the same street' : 'A sister company' }
        : { recommended_id: customers[to] }),
      evidence: nth <= 2 ? 'said_by_customer' : nth % 2 ? 'said_by_new' : 'introduced',
    })
  }
}

type DayOf = (ago: number) => string

async function tellCompetitors(context: Context, tx: Tx, day: DayOf): Promise<void> {
  const names = { NORDCARGO: 'NordCargo Supply', VIA: 'Via Distribution' }
  for (const [competitor_id, name] of Object.entries(names))
    await createRecord(context, tx, competitor, { competitor_id, name })
  const findings = [
    { element_id: 'answers', competitor_id: 'VIA', evidence: 'mystery_order', cases: 14, mark: 5.9, ago: 40 },
    {
      element_id: 'speed',
      competitor_id: 'VIA',
      evidence: 'published_terms',
      cases: 1,
      terms: 'Ordered by noon, there next day',
      level: 1,
      ago: 70,
    },
    {
      element_id: 'frequency',
      competitor_id: 'NORDCARGO',
      evidence: 'published_terms',
      cases: 1,
      terms: 'Every working day',
      level: 5,
      ago: 55,
    },
    { element_id: 'availability', competitor_id: 'VIA', evidence: 'guess', cases: 1, mark: 5, ago: 90 },
    { element_id: 'billing', competitor_id: 'VIA', evidence: 'mystery_order', cases: 12, mark: 5.1, ago: 430 },
  ]
  for (const [at, { ago, ...finding }] of findings.entries())
    await createRecord(context, tx, competitorFinding, { ...finding, finding_id: `CF-${at + 1}`, seen_on: day(ago) })
}

async function tellSurveys(context: Context, tx: Tx, day: DayOf): Promise<void> {
  const shared = { state: 'open', opens_on: day(60), closes_on: day(-21), rest_days: 30 }
  const common = [
    { question_number: 1, kind: 'points', elements: ASKED },
    { question_number: 2, kind: 'perception', elements: ASKED },
    { question_number: 3, kind: 'required', elements: Object.keys(REQUIRED) },
  ]
  await createRecord(context, tx, survey, {
    ...{ ...shared, survey_id: SURVEY, name: 'What matters to you when we deliver?', audience: 'customers' },
    intro: 'Ten minutes that decide what we work on next.',
    questions: [
      ...common,
      { question_number: 4, kind: 'competitor', elements: Object.keys(RIVAL), competitor_id: 'NORDCARGO' },
      { question_number: 5, kind: 'kano', elements: ['punctuality', 'condition', 'price', 'progress'] },
      { question_number: 6, kind: 'satisfaction', elements: [] },
      { question_number: 7, kind: 'recommend', elements: [] },
      { question_number: 8, kind: 'effort', elements: [] },
      { question_number: 9, kind: 'open', elements: [], text: 'What should we do differently?' },
      { question_number: 10, kind: 'wallet', elements: [] },
    ],
  })
  await createRecord(context, tx, survey, {
    ...{ ...shared, survey_id: BELIEFS, name: 'What do our customers need?', audience: 'staff' },
    questions: common,
  })
}

interface Telling {
  readonly context: Context
  readonly tx: Tx
  readonly now: number
  readonly random: Random
}

/** Of ten people asked six answer. */
const ANSWERED_SHARE = 0.6
/** Bookkeepers are many and have little to do with deliveries: few of them are asked. */
const askedShare = (role: string) =>
  role === 'finance' ? 0.3 : role === 'logistics' || role === 'production' ? 0.95 : 0.7

async function tellAnswers({ context, tx, now, random }: Telling, people: readonly Person[]): Promise<void> {
  const invitations: NewRecord[] = []
  const responses: NewRecord[] = []
  const actor = context.principal.actor
  for (const person of people) {
    if (random.unit() > askedShare(person.buying_role)) continue
    const id = context.ids.uuid()
    const { customer_id, contact_id, buying_role, segment_id } = person
    const invitedAt = now - (40 + random.below(18)) * DAY_MS
    invitations.push({
      actor,
      state: {
        ...{ invitation_id: id, survey_id: SURVEY, contact_id, customer_id, buying_role },
        ...{ invited_at: new Date(invitedAt).toISOString(), expires_at: new Date(now + 20 * DAY_MS).toISOString() },
      },
    })
    if (random.unit() > ANSWERED_SHARE) continue
    const isKey = segment_id === KEY_SEGMENT
    responses.push({
      actor,
      state: {
        ...{ response_id: id, survey_id: SURVEY, customer_id, contact_id, segment_id, buying_role },
        ...{ language: person.language ?? 'en', is_contested: false },
        answered_at: new Date(invitedAt + (1 + random.below(25)) * DAY_MS).toISOString(),
        words: random.unit() < 0.3 ? { 9: OWN_WORDS[random.below(OWN_WORDS.length)]! } : {},
        answers: answersOf(random, ROLE_WEIGHTS[buying_role] ?? ROLE_WEIGHTS.purchasing!, isKey),
      },
    })
  }
  await createRecords(context, tx, surveyInvitation, invitations)
  await createRecords(context, tx, surveyResponse, responses)
}

function answersOf(random: Random, weights: Leaning, isKey: boolean): SurveyAnswer[] {
  const perceived = new Map(
    ASKED.map((element) => [
      element,
      mark(random, (PERCEIVED[element] ?? 5) - (isKey && element in RIVAL ? 0.6 : 0), 1.1),
    ]),
  )
  const points = shareOut(random, weights)
  const content = ASKED.reduce((sum, element) => sum + ((points.get(element) ?? 0) / 100) * perceived.get(element)!, 0)
  const whole = (question_number: number, value: number, [low, high]: readonly [number, number]): SurveyAnswer => ({
    ...{ question_number, element_id: '', part: 0 },
    value: Math.max(low, Math.min(high, Math.round(value))),
  })
  return [
    ...ASKED.flatMap((element_id) => [
      { question_number: 1, element_id, part: 0, value: points.get(element_id) ?? 0 },
      { question_number: 2, element_id, part: 0, value: perceived.get(element_id)! },
    ]),
    ...Object.entries(REQUIRED).map(([element_id, levels]) => ({
      ...{ question_number: 3, element_id, part: 0, value: levels[random.below(levels.length)]! },
    })),
    ...(random.unit() < 0.6
      ? Object.entries(RIVAL).map(([element_id, at]) => ({
          question_number: 4,
          element_id,
          part: 0,
          value: mark(random, at, 1),
        }))
      : []),
    ...kanoAnswers(random),
    whole(6, (content - 1) * (4 / 6) + 1.4 + 0.5 * random.normal(), [1, 5]),
    whole(7, (content - 1) * 1.6 + 0.8 + 1.1 * random.normal(), [0, 10]),
    whole(8, content + 0.3 + 0.8 * random.normal(), [1, 7]),
    { question_number: 10, element_id: '', part: 0, value: Math.min(95, 5 * Math.round(1.6 * content + 2)) },
  ]
}

const mark = (random: Random, at: number, spread: number) =>
  Math.max(1, Math.min(7, Math.round(at + spread * random.normal())))

/** A hundred points by the leaning of the role, differing from person to person; the last takes what rounding leaves. */
function shareOut(random: Random, weights: Leaning): Map<string, number> {
  const wished = ASKED.map((element) => (weights[element] ?? 2) * Math.exp(0.35 * random.normal()))
  const sum = wished.reduce((total, one) => total + one, 0)
  const points = wished.map((one) => Math.floor((100 * one) / sum))
  const most = wished.indexOf(Math.max(...wished))
  points[most]! += 100 - points.reduce((total, one) => total + one, 0)
  return new Map(ASKED.map((element, at) => [element, points[at]!]))
}

function kanoAnswers(random: Random): SurveyAnswer[] {
  const pairs = {
    punctuality: ['must_be', 'dislike'],
    condition: ['must_be', 'dislike'],
    price: ['like', 'dislike'],
    progress: ['like', 'live_with'],
  }
  return Object.entries(pairs).flatMap(([element_id, usual]) => {
    const [withIt, without] = random.unit() < 0.75 ? usual : ['neutral', 'live_with']
    return [
      { question_number: 5, element_id, part: 1, word: withIt! },
      { question_number: 5, element_id, part: 2, word: without! },
    ]
  })
}

/** Everybody but the owner has said what customers need, as they believe: the owner finds the question open. */
async function tellBeliefs(
  { context, tx, now, random }: Telling,
  people: Readonly<Record<string, string>>,
): Promise<void> {
  const actor = context.principal.actor
  const invited = Object.keys(DEPARTMENTS).map((role) => ({ role: role as Believer, id: context.ids.uuid() }))
  const times = {
    invited_at: new Date(now - 50 * DAY_MS).toISOString(),
    expires_at: new Date(now + 9 * DAY_MS).toISOString(),
  }
  const whoIs = (role: Believer) => ({ survey_id: BELIEFS, user_id: people[role]! })
  await createRecords(
    context,
    tx,
    surveyInvitation,
    invited.map(({ role, id }) => ({ actor, state: { invitation_id: id, ...whoIs(role), ...times } })),
  )
  await createRecords(
    context,
    tx,
    surveyResponse,
    invited.map(({ role, id }) => {
      const points = shareOut(random, BELIEVED)
      return {
        actor,
        state: {
          ...{ response_id: id, ...whoIs(role), department: DEPARTMENTS[role], language: 'en', is_contested: false },
          ...{ answered_at: new Date(now - (30 + random.below(15)) * DAY_MS).toISOString(), words: {} },
          answers: [
            ...ASKED.flatMap((element_id) => [
              { question_number: 1, element_id, part: 0, value: points.get(element_id) ?? 0 },
              { question_number: 2, element_id, part: 0, value: mark(random, 5.6, 0.7) },
            ]),
            ...Object.keys(REQUIRED).map((element_id) => ({
              ...{ question_number: 3, element_id, part: 0, value: [90, 95, 95][random.below(3)]! },
            })),
          ],
        },
      }
    }),
  )
}

async function tellByHand(context: Context, tx: Tx, people: readonly Person[], day: DayOf): Promise<void> {
  const key = people.filter(({ segment_id }) => segment_id === KEY_SEGMENT)
  const atTheDock = key.filter(({ buying_role }) => buying_role === 'logistics')
  const whom = atTheDock.length > 0 ? atTheDock : key
  if (whom.length === 0) return
  for (const [at, { role, answers }] of INTERVIEWS.entries()) {
    const person = key.filter(({ buying_role }) => buying_role === role)[at] ?? whom[at % whom.length]!
    await createRecord(context, tx, interview, {
      ...{ interview_id: `IV-${at + 1}`, customer_id: person.customer_id, contact_id: person.contact_id },
      ...{ buying_role: person.buying_role, held_on: day(30 + 11 * at), language: person.language },
      answers: answers.map((answer, nth) => ({ ...answer, answer_number: nth + 1 })),
    })
  }
  for (const [at, lever] of LEVERS.entries()) {
    const { customer_id, contact_id } = whom[at % whom.length]!
    await createRecord(context, tx, growthLever, {
      ...lever,
      lever_id: `GL-${at + 1}`,
      customer_id,
      contact_id,
      valid_from: day(45 + at),
    })
  }
  const first = whom[0]!
  await createRecord(context, tx, criteria, {
    ...{ criteria_id: 'CR-1', customer_id: first.customer_id, buying_role: first.buying_role, contact_id: null },
    ...{ valid_from: day(300), source: 'assumed', note: 'As we thought before anybody was asked' },
    criteria: [
      { element_id: 'price', points: 60 },
      { element_id: 'punctuality', points: 40 },
    ],
  })
  const forAll = (stated: readonly Omit<Need, 'buying_role'>[]): Need[] =>
    stated.map((need) => ({ ...need, buying_role: 'all' }))
  await createRecord(context, tx, needStatement, {
    ...{ statement_id: `NS-${KEY_SEGMENT}-1`, segment_id: KEY_SEGMENT, valid_from: day(280), basis: 'by_hand' },
    ...{ reason: 'From talks at the fair, before the first survey', needs: forAll(STATED) },
  })
  await createRecord(context, tx, needStatement, {
    ...{ statement_id: 'NS-RETAIL-1', segment_id: 'RETAIL', valid_from: day(120), basis: 'by_hand' },
    ...{
      reason: 'Nine shops said in talks that empty shelves hurt more than a day of waiting',
      needs: forAll(STATED_BY_SHOPS),
    },
  })
}
