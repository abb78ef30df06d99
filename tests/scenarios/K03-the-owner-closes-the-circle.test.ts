/**
 * From a need to its proof: the company believes that price matters most; the receivers of its key customers say window and
 * intact goods. The gap map shows it and begins an action, the trade-off desk finds a cheaper mix that serves them better, a
 * floor forbids a tempting saving, the mix is published for next month, promises obey it, and a quarter later the chart's
 * red step works and the action is told to have moved it. The two quarters are drawn from a seed.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ROLES } from '../../contract/people.ts'
import { seededRandom } from '../../engines/shared/index.ts'
import { issueInvoice } from '../../server/modules/billing/index.ts'
import { recordDelivery } from '../../server/modules/delivery/index.ts'
import { placeOrder } from '../../server/modules/orders/index.ts'
import { makePromise } from '../../server/modules/promises/index.ts'
import { dispatchShipment } from '../../server/modules/shipments/index.ts'
import {
  flawsOf,
  type Guest,
  picture,
  type ServedApplication,
  serveApplication,
} from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 })

const DAY = 86_400_000
const NOW = Date.parse('2026-03-16T06:00:00Z')
const QUARTER_LATER = Date.parse('2026-07-06T06:00:00Z')
const LATE = { before: { KEY: 0.3, PRO: 0.12 }, after: { KEY: 0.02, PRO: 0.12 } }

let it: ServedApplication
let owner: Guest
const random = seededRandom(16)

type Side = keyof typeof LATE

/** One line a door and weekday, due after two days; of the late ones the goods come a day after. */
async function serve(side: Side, ordered: number, customer: string, segment: 'KEY' | 'PRO'): Promise<void> {
  const { context } = it.application.first
  const order_id = `${customer}-${new Date(ordered).toISOString().slice(0, 10)}`
  const line = { order_id, line_number: 1 }
  const at = (days: number) => new Date(ordered + days * DAY).toISOString()
  const took = random.unit() < LATE[side][segment] ? 3 : 2
  it.application.db.clock.moveTo(new Date(ordered))
  await placeOrder(context, {
    ...{ order_id, customer_id: customer, site_id: 'CHI', location_id: `${customer}-1`, currency: 'EUR' },
    ordered_at: at(0),
    lines: [{ line_number: 1, product_id: 'PIPE-20', quantity: 20, unit_price: 10 }],
  })
  await makePromise(context, line, { to_date: at(2).slice(0, 10), quantity: 20, cause: 'initial' })
  it.application.db.clock.moveTo(new Date(ordered + took * DAY))
  await dispatchShipment(context, {
    ...{ shipment_id: `S-${order_id}`, carrier_id: 'OWN', from_location_id: 'CHI', to_location_id: `${customer}-1` },
    ...{ shipped_at: at(1), lines: [{ ...line, quantity: 20 }] },
  })
  await recordDelivery(context, {
    ...{ delivery_id: `D-${order_id}`, shipment_id: `S-${order_id}`, location_id: `${customer}-1` },
    delivered_at: at(took),
    lines: [{ ...line, accepted_quantity: 20, rejected_quantity: 0, condition: 'OK' }],
  })
  await issueInvoice(context, {
    ...{ invoice_id: `I-${order_id}`, invoice_kind: 'invoice', customer_id: customer, currency: 'EUR' },
    issued_at: at(took),
    lines: [{ ...line, quantity: 20, unit_price: 10, net_minor: 20_000, charges_minor: 0 }],
  })
}

/** Mondays and Tuesdays of so many weeks from a Monday on. */
async function tellWeeks(side: Side, monday: string, weeks: number): Promise<void> {
  for (let week = 0; week < weeks; week++)
    for (const day of [0, 1]) {
      const ordered = Date.parse(`${monday}T08:00:00Z`) + (7 * week + day) * DAY
      for (const [customer, segment] of [
        ['EST', 'KEY'],
        ['VEST', 'KEY'],
        ['SUD', 'KEY'],
        ['NORD', 'PRO'],
      ] as const)
        await serve(side, ordered, customer, segment)
    }
}

async function goTo(instant: number): Promise<void> {
  it.application.db.clock.moveTo(new Date(instant))
  await owner?.page.clock.setFixedTime(new Date(instant))
}

const send = (url: string, answer: object) =>
  it.application.app.inject({
    ...{ method: 'POST', url: new URL(url).pathname },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ v: '0', ...answer }).toString(),
  })

async function askEverybody(): Promise<void> {
  for (let one = 0; one < 9; one++)
    await it.ask('POST', '/contacts', {
      ...{ contact_id: `R-${one}`, customer_id: ['EST', 'VEST', 'SUD'][one % 3], name: `Receiver ${one}` },
      buying_role: 'logistics',
    })
  const elements = ['price', 'punctuality', 'condition', 'speed']
  for (const audience of ['customers', 'staff'])
    await it.ask('POST', '/surveys', {
      ...{ survey_id: audience, name: `What matters to ${audience}`, audience, state: 'open', segment_id: 'KEY' },
      ...{ opens_on: '2026-03-01', closes_on: '2026-03-31' },
      questions: [
        { question_number: 1, kind: 'points', elements },
        { question_number: 2, kind: 'perception', elements },
        { question_number: 3, kind: 'required', elements: ['punctuality'] },
      ],
    })
  await it.ask('POST', '/surveys/customers/sample', { people: 9 })
  const { rows } = await it.ask<{ rows: { url: string }[] }>('GET', '/surveys/customers/invitations')
  for (const [nth, { url }] of rows.entries())
    await send(url, {
      ...{ q1_0_0: `${8 + (nth % 3)}`, q1_1_0: `${42 - (nth % 3)}`, q1_2_0: '32', q1_3_0: '18' },
      ...{ q2_0_0: '6', q2_1_0: '3', q2_2_0: '4', q2_3_0: '5', q3_0_0: `${95 + (nth % 3)}` },
    })
  for (const role of ROLES.filter((one) => one !== 'customer_contact')) {
    const wish = { method: 'POST' as const, url: '/api/v1/surveys/staff/own-link', payload: {} }
    const own = await it.application.call(wish, { cookie: it.application.first.cookies[role] })
    await send(own.json().url, { department: 'sales', q1_0_0: '70', q1_1_0: '12', q1_2_0: '8', q1_3_0: '10' })
  }
}

beforeAll(async () => {
  it = await serveApplication()
  await it.ask('POST', '/segments', {
    ...{ segment_id: 'KEY', name: 'Key customers' },
    standards: [
      { element: 'on_time', valid_from: '2025-01-01', target: 85, target_unit: 'percent', owner: 'transport' },
    ],
  })
  for (const customer of ['EST', 'VEST', 'SUD']) await it.ask('PATCH', `/customers/${customer}`, { segment_id: 'KEY' })
  for (const segment_id of ['PRO', 'KEY'])
    await it.ask('POST', '/service-packages', {
      ...{ package_id: `P-${segment_id}`, segment_id, name: segment_id, valid_from: '2025-06-01', lead_time_days: 4 },
      delivery_days: ['Mo', 'Tu', 'We', 'Th', 'Fr'],
    })
  await it.ask('POST', '/service-floors', {
    ...{ floor_id: 'PRO-DAYS', segment_id: 'PRO', element: 'delivery_days', level: 5, valid_from: '2025-01-01' },
    reason: 'Contract of 2024: every working day',
  })
  const rates = { order: 2, pick: 1, stop: 45 }
  for (const [driver, amount] of Object.entries(rates))
    await it.ask('POST', '/cost-rates', { rate_id: driver, driver, amount, currency: 'EUR', valid_from: '2025-01-01' })
  await it.ask('POST', '/product-costs', {
    ...{ cost_id: 'C', product_id: 'PIPE-20', currency: 'EUR', valid_from: '2025-01-01', unit_cost: 7 },
  })
  await it.ask('POST', '/lanes', {
    ...{
      lane_id: 'VAN',
      carrier_id: 'OWN',
      service: 'DAY',
      from_location_id: 'CHI',
      to_country: 'MD',
      mode: 'own_van',
    },
    ...{ departures: 'Mo-Fr 16:00', transit_days: 1, is_expedite: false, valid_from: '2025-01-01', prices: [] },
  })
  await tellWeeks('before', '2025-11-10', 18)
  await goTo(NOW)
  await it.ask('POST', '/stock/receipts', { product_id: 'PIPE-20', location_id: 'CHI', quantity: 5000 })
  await askEverybody()
  await it.ask('POST', '/need-statements/from-answers', {
    ...{ statement_id: 'KEY-2026', segment_id: 'KEY', valid_from: '2026-03-16', reason: 'Survey of March' },
  })
  await it.application.settle()
  owner = await it.visit('owner')
})
afterAll(async () => {
  await owner?.leave()
  await it?.close()
})

test('the gap map shows the misreading, and the gap begins an action with its figures', async () => {
  const { page } = owner
  await owner.open('/needs?segment_id=KEY')
  await page
    .getByText(/Delivery within the window, Intact goods/)
    .first()
    .waitFor()
  await page.getByText(/We overrate Price/).waitFor()
  await picture(owner, 'K03-1-gap-map')
  await owner.open('/needs?segment_id=KEY&open=punctuality')
  await page.getByRole('dialog').getByRole('button', { name: 'Make an action' }).click()
  const form = page.getByRole('dialog').last()
  await form.getByLabel(/Level when planned/).waitFor()
  expect(await form.getByLabel(/Level when planned/).inputValue()).toMatch(/^[67]\d/)
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: /Key customers: close the gap/ }).waitFor()
  expect(await flawsOf(owner)).toEqual([])
  await picture(owner, 'K03-2-action')
  const action = await it.ask<Record<string, unknown>>('GET', '/actions/KEY-PUNCTUALITY')
  expect(action).toMatchObject({ reason: 'gap', element_id: 'punctuality', segment_id: 'KEY', measure: 'on_time' })
})

test('the chart says where: the way to the customer needs improvement', async () => {
  await owner.open('/process?segment_id=KEY&open=step:carry')
  await owner.page.getByRole('dialog').getByText('needs improvement').first().waitFor()
  await picture(owner, 'K03-3-chart-red')
})

test('a cheaper mix serves them better, and a floor forbids a tempting saving', async () => {
  const { page } = owner
  await owner.open('/packages/trade-offs')
  await page.getByText('Tempting, and not allowed').waitFor()
  expect(await page.getByRole('alert').filter({ hasText: 'Tempting' }).innerText()).toContain('every working day')
  await picture(owner, 'K03-4-desk')
  const { answer } = await it.ask<{
    answer: { best: { cost: number; levels: { element: string; today: number; level: number }[]; benefit: Benefit[] } }
  }>('POST', '/trade-offs', { segment_id: 'KEY' })
  const level = (name: string) => answer.best.levels.find(({ element }) => element === name)
  expect(answer.best.cost).toBeLessThan(0)
  expect(level('lead_time_days')!.level).toBeLessThan(level('lead_time_days')!.today)
  expect(level('delivery_days')!.level).toBeLessThan(5)
  const [benefit] = answer.best.benefit.filter(({ segment }) => segment === 'KEY')
  expect(benefit!.after).toBeGreaterThan(benefit!.today)
})

interface Benefit {
  readonly segment: string
  readonly today: number
  readonly after: number
}

test('the mix is kept as a draft, traced to needs, and published for next month', async () => {
  const { page } = owner
  await owner.open('/packages/trade-offs?segment_id=KEY')
  await page.getByRole('button', { name: 'Keep as a draft' }).click()
  await page.getByRole('dialog').getByText('What this changes').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('What it spends, and who asks for it').waitFor()
  await page
    .getByRole('row', { name: /Longest lead time|Lead time/ })
    .first()
    .waitFor()
  expect(await flawsOf(owner)).toEqual([])
  await picture(owner, 'K03-5-draft')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL(/packages\/versions/)
  const { rows } = await it.ask<{ rows: { valid_from: string; delivery_days: string[] }[] }>(
    ...(['GET', '/service-packages?segment_id=KEY'] as const),
  )
  expect(rows.find(({ valid_from }) => valid_from === '2026-04-01')!.delivery_days).not.toHaveLength(5)
})

test('the promise desk quotes by it from its first day on', async () => {
  const week = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']
  const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 4 }]
  type Quoted = { offers: { lines: { to_date: string }[] }[] }
  /** On which weekdays goods come that are asked for on each working day of a week. */
  const promisedIn = async (monday: string) => {
    const found: string[] = []
    for (let nth = 0; nth < 5; nth++) {
      it.application.db.clock.moveTo(new Date(Date.parse(`${monday}T07:00:00Z`) + nth * DAY))
      const { offers } = await it.ask<Quoted>('POST', '/quotes', { customer_id: 'EST', lines })
      found.push(week[new Date(offers[0]!.lines[0]!.to_date).getUTCDay()]!)
    }
    return found
  }
  const { rows } = await it.ask<{ rows: { valid_from: string; delivery_days: string[] }[] }>(
    ...(['GET', '/service-packages?segment_id=KEY'] as const),
  )
  const days = rows.find(({ valid_from }) => valid_from === '2026-04-01')!.delivery_days
  const isServed = (day: string) => days.includes(day)
  expect((await promisedIn('2026-03-16')).every(isServed)).toBe(false)
  expect((await promisedIn('2026-04-20')).every(isServed)).toBe(true)
})

test('a quarter later the step works, and the action is told to have moved it', async () => {
  const { page } = owner
  await tellWeeks('after', '2026-03-30', 13)
  await goTo(QUARTER_LATER)
  await it.ask('PATCH', '/actions/KEY-PUNCTUALITY', { state: 'done', done_on: '2026-03-30' })
  await it.application.settle()
  await owner.open('/process?segment_id=KEY&open=step:carry')
  await page.getByRole('dialog').getByText('works', { exact: true }).first().waitFor()
  await picture(owner, 'K03-6-chart-green')
  await owner.open('/actions?open=KEY-PUNCTUALITY')
  await page.getByText('It moved', { exact: true }).waitFor()
  await picture(owner, 'K03-7-effect')
  const effect = await it.ask<Record<string, unknown>>('GET', '/actions/KEY-PUNCTUALITY/effect')
  expect(effect).toMatchObject({ effect: 'moved', is_controlled: true })
})

test('nothing broke on the way', () => {
  expect(owner.broken).toEqual([])
})
