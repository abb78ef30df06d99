/** Peaks ahead, told from the company's own past: what is not prepared, what nobody drew, and what a season did to hands and ways. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let application: TestApplication
const DAY_MS = 86_400_000
const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

// The clock of the tests stands at Monday 2026-03-16.
beforeAll(async () => {
  application = await openApplication()
  const week = { monday: 4, tuesday: 4, wednesday: 4, thursday: 4, friday: 4, saturday: 0, sunday: 0 }
  const picking = { resource_id: 'CHI-PICK', location_id: 'CHI', kind: 'pick_lines', name: 'Picking' }
  await post('/resources', { ...week, ...picking })
  await writePast()
  const rush = { season_id: 'RUSH-2026', name: 'Spring rush 2026', location_id: 'CHI', kind: 'busy' }
  await post('/seasons', { ...rush, first_day: '2026-04-06', last_day: '2026-04-17', demand_percent: 120 })
}, 120_000)
afterAll(() => application?.close())

/**
 * Three lines on every working day of a year, seven in the weeks of 2025-04-07 and 14 and again of 2025-05-05; each leaves
 * on its day, and takes a day, or three in those weeks. Written as rows: the past of a year is too long to be lived through.
 */
async function writePast() {
  const { owner, first } = application
  const tenant = first.context.principal.tenantId
  const orders: unknown[][] = []
  for (let at = Date.parse('2025-03-17'); at < Date.parse('2026-03-16'); at += DAY_MS) {
    if ([0, 6].includes(new Date(at).getUTCDay())) continue
    const day = dayOf(at)
    const isBusy = ('2025-04-07' <= day && day <= '2025-04-18') || ('2025-05-05' <= day && day <= '2025-05-09')
    const lines = (isBusy ? 7 : 3) + (new Date(at).getUTCDate() % 2)
    for (let nth = 1; nth <= lines; nth++) orders.push([`P-${day}-${nth}`, day, dayOf(at + (isBusy ? 3 : 1) * DAY_MS)])
  }
  const columns = [0, 1, 2].map((at) => orders.map((row) => row[at]))
  const from = `unnest($2::text[], $3::date[], $4::date[]) x (id, day, came)`
  const write = (sql: string) => owner.query(sql, [tenant, ...columns])
  await write(`INSERT INTO orders.customer_order (tenant_id, order_id, customer_id, location_id, site_id, ordered_on, ordered_at,
      source, subject_version) SELECT $1, id, 'NORD', 'NORD-1', 'CHI', day, day + time '09:00', 'file', 1
    FROM ${from} WHERE came IS NOT NULL`)
  await write(`INSERT INTO orders.order_line (tenant_id, order_id, line_number, kind, product_id, quantity)
    SELECT $1, id, 1, 'goods', 'PIPE-20', 5 FROM ${from} WHERE day <= came`)
  await write(`INSERT INTO shipments.shipment (tenant_id, shipment_id, carrier_id, service, mode, from_location_id,
      to_location_id, shipped_on, shipped_at, subject_version)
    SELECT $1, id, 'RAPID', 'STD', 'parcel', 'CHI', 'NORD-1', day, day + time '16:00', 1 FROM ${from} WHERE day <= came`)
  await write(`INSERT INTO shipments.shipment_line (tenant_id, shipment_id, order_id, line_number, product_id, quantity)
    SELECT $1, id, id, 1, 'PIPE-20', 5 FROM ${from} WHERE day <= came`)
  await write(`INSERT INTO delivery.delivery (tenant_id, delivery_id, shipment_id, location_id, delivered_on, delivered_at,
      subject_version) SELECT $1, id, id, 'NORD-1', came, came + time '12:00', 1 FROM ${from} WHERE day <= came`)
}

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const answer = await application.call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: application.first.cookies.planner },
  )
  return { status: answer.statusCode, body: answer.json() }
}
async function post(url: string, payload: object) {
  const { status, body } = await ask('POST', url, payload)
  if (status >= 300) throw new Error(`${url}: ${JSON.stringify(body)}`)
}

test('a season that comes is told with the hands it lacks by the work that left, and with what its last time taught', async () => {
  const { seasons } = (await ask('GET', '/seasons-to-prepare')).body
  expect(seasons).toMatchObject([{ season_id: 'RUSH-2026', days_until: 21, location_name: 'Central depot' }])
  const [{ learned, worst, short_weeks }] = seasons
  // Seven and a half lines against three and a half.
  expect(learned.percent).toBeGreaterThan(190)
  expect(learned.differs).toBe(true)
  expect(learned.low).toBeGreaterThan(120)
  // The season says 120 % of 3.5 lines a day, so five are expected where four can be done.
  expect(worst).toMatchObject({ resource_id: 'CHI-PICK', location_name: 'Central depot' })
  expect(short_weeks).toBe(2)
})

test('work and ways are learned beside demand, each with its counts and interval, and taken over together', async () => {
  const { learned, season } = (await ask('GET', '/seasons/RUSH-2026/preparation')).body
  expect(learned.work).toMatchObject({ days_during: 9, differs: true })
  expect(learned.work.lines_during).toBe(learned.lines_during)
  expect(learned.way).toMatchObject({ days: 2, mean_during: 3, differs: true })
  // A busy week nobody drew lies among the days around it.
  expect(learned.way.mean_around).toBeGreaterThan(1)
  expect(learned.way.low).toBeGreaterThan(1)
  expect(learned.way.cases_during).toBe(learned.lines_during)
  const figures = { demand_percent: learned.percent, capacity_percent: learned.work.percent, extra_lead_days: 2 }
  expect((await ask('PATCH', '/seasons/RUSH-2026', { ...figures, version: season.version })).status).toBe(200)
  const after = (await ask('GET', '/seasons/RUSH-2026/preparation')).body.learned
  expect([after.differs, after.work.differs, after.way.differs]).toEqual([false, false, false])
})

test('weeks that stood out a year ago are told until somebody draws them', async () => {
  const { undrawn } = (await ask('GET', '/seasons-to-prepare')).body
  // 2025-05-05 and fifty-two weeks.
  expect(undrawn).toMatchObject([{ kind: 'busy', first_day: '2026-05-04', last_day: '2026-05-10', days_until: 49 }])
  const [{ first_day, last_day, learned }] = undrawn
  const drawn = { season_id: 'MAY', name: 'May rush', kind: 'busy', first_day, last_day }
  await post('/seasons', { ...drawn, demand_percent: learned.percent })
  expect((await ask('GET', '/seasons-to-prepare')).body.undrawn).toEqual([])
})
