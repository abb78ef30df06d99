/** A season before it comes, over the program's own endpoints. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication
// The clock of the tests stands at 2026-03-16.
const season = {
  season_id: 'EASTER-2026',
  name: 'Easter 2026',
  first_day: '2026-04-01',
  last_day: '2026-04-10',
  kind: 'busy',
  demand_percent: 150,
  stock_target_percent: 140,
  extra_lead_days: 2,
}

beforeAll(async () => {
  application = await openApplication()
  const week = { monday: 2, tuesday: 2, wednesday: 2, thursday: 2, friday: 2, saturday: 0, sunday: 0 }
  await post('/resources', {
    ...week,
    resource_id: 'CHI-PICK',
    location_id: 'CHI',
    kind: 'pick_lines',
    name: 'Picking',
  })
  // Two lines on every working day of the last ten weeks, and five in the week before Easter a year ago.
  for (const [at, day] of weekdays('2026-01-05', '2026-03-13').entries()) await order(`SO-${at}`, day, 2)
  for (const [at, day] of weekdays('2025-03-03', '2025-03-31').entries()) await order(`OLD-${at}`, day, 2)
  for (const [at, day] of weekdays('2025-04-01', '2025-04-10').entries()) await order(`RUSH-${at}`, day, 5)
  for (const [at, day] of weekdays('2025-04-11', '2025-06-05').entries()) await order(`AFTER-${at}`, day, 2)
  await post('/receipts', { location_id: 'CHI', lines: [{ product_id: 'PIPE-20', quantity: 10 }] })
  await post('/seasons', season, 'planner')
}, 120_000)
afterAll(() => application?.close())

function weekdays(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    if (![0, 6].includes(new Date(at).getUTCDay())) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

type Role = 'owner' | 'planner' | 'warehouse' | 'driver'
async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, role: Role = 'planner') {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
async function post(url: string, payload: object, role: Role = 'owner') {
  const { status, body } = await ask('POST', url, payload, role)
  if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`)
  return body
}
const order = (order_id: string, day: string, lines: number) =>
  post('/orders', {
    order_id,
    customer_id: 'NORD',
    site_id: 'CHI',
    ordered_at: `${day}T09:00:00Z`,
    lines: Array.from({ length: lines }, (_, at) => ({ line_number: at + 1, product_id: 'PIPE-20', quantity: 5 })),
  })
const prepared = async () => (await ask('GET', '/seasons/EASTER-2026/preparation')).body

test('says what to order and until when, so that it lies there when the season begins', async () => {
  const { orders, today } = await prepared()
  expect(today).toBe('2026-03-16')
  expect(orders).toMatchObject([{ product_id: 'PIPE-20', location_id: 'CHI', order_by: '2026-03-16', is_late: false }])
  expect(orders[0].daily_demand).toBeGreaterThan(orders[0].usual_demand)
  expect(orders[0].quantity).toBe(Math.ceil(orders[0].wanted - Math.max(0, orders[0].position)))
})

test('publishes the last day of the usual times, and says by how much promises become longer', async () => {
  const { sites } = await prepared()
  expect(sites.find((one: { location_id: string }) => one.location_id === 'CHI')).toMatchObject({
    last_usual_day: '2026-03-31',
    cutoff: '14:00',
    extra_lead_days: 2,
    longer_days: 2,
  })
})

test('what the same season taught a year ago is told with its interval, and the planner takes it over', async () => {
  const { learned, season: own } = await prepared()
  expect(learned).toMatchObject({ percent: 250, first_day: '2025-04-01', last_day: '2025-04-10', differs: true })
  expect(learned.days_around).toBeGreaterThan(20)
  // Eight working days of five lines, against two on each usual one.
  expect(learned).toMatchObject({ lines_during: 40, days_during: 8, lines_around: 2 * learned.days_around })
  expect(learned).toMatchObject({ work: null, way: null })
  const wish = { demand_percent: learned.percent, version: own.version }
  expect((await ask('PATCH', '/seasons/EASTER-2026', wish, 'warehouse')).status).toBe(403)
  expect((await ask('PATCH', '/seasons/EASTER-2026', wish)).status).toBe(200)
  expect(await prepared()).toMatchObject({ season: { demand_percent: 250 }, learned: { differs: false } })
})

test('a season that is over, and one that nobody drew, are refused', async () => {
  await post('/seasons', { ...season, season_id: 'OVER', first_day: '2026-01-01', last_day: '2026-01-05' })
  expect((await ask('GET', '/seasons/OVER/preparation')).body.code).toBe('wrong_state')
  expect((await ask('GET', '/seasons/NEVER/preparation')).status).toBe(404)
  expect((await ask('GET', '/seasons/EASTER-2026/preparation', undefined, 'driver')).status).toBe(403)
})

test('the last day to order is published once to each customer that it touches, and a changed season once more', async () => {
  const publish = () => ask('POST', '/seasons/EASTER-2026/cut-off-notices', {}, 'owner')
  const { status, body } = await publish()
  expect(status).toBe(200)
  expect(body).toMatchObject({ season_id: 'EASTER-2026', customers: 1, messages: 1 })
  expect((await publish()).body).toMatchObject({ customers: 1, messages: 0 })
  const { messages } = (await ask('GET', '/messages?kind=season_ahead', undefined, 'owner')).body
  const preparation = await prepared()
  const site = preparation.sites.find((one: { location_id: string }) => one.location_id === 'CHI')
  expect(messages).toMatchObject([
    {
      kind: 'season_ahead',
      state: 'waiting',
      content: { season: { name: 'Easter 2026', last_day: site.last_usual_day, longer_days: site.longer_days } },
    },
  ])
  const wish = { extra_lead_days: 3, version: preparation.season.version }
  expect((await ask('PATCH', '/seasons/EASTER-2026', wish)).status).toBe(200)
  expect((await publish()).body).toMatchObject({ customers: 1, messages: 1 })
})
