/** Lanes, capacity, slots and seasons through the door of the program. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../contract/people.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'
import { NOW } from '../../../tests/fixtures/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { lockCapacity, writeBookings } from './index.ts'

let application: TestApplication

beforeAll(async () => {
  application = await openApplication()
  await ask('POST', '/resources', picking)
  await ask('POST', '/resources', slot)
}, 120_000)
afterAll(() => application?.close())
beforeEach(() => application.db.clock.moveTo(NOW))

const WEEK = { monday: 100, tuesday: 100, wednesday: 60, thursday: 100, friday: 80, saturday: 50, sunday: 50 }
const picking = { ...WEEK, resource_id: 'CHI-PICK', location_id: 'CHI', kind: 'pick_lines', name: 'Picking' }
/** Offered to all of Romania; bookable until four in the afternoon of the day before. */
const slot = {
  ...WEEK,
  monday: 1,
  tuesday: 1,
  resource_id: 'RO-MORNING',
  location_id: 'CHI',
  kind: 'slot',
  name: 'Morning in Romania',
  to_country: 'RO',
  starts_at: '09:00',
  ends_at: '11:00',
  cutoff_days: 1,
  cutoff_at: '16:00',
  price_minor: 900,
  currency: 'EUR',
}

async function ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, role: Role = 'planner') {
  const { call, first } = application
  const answer = await call(
    { method, url: `/api/v1${url}`, ...(payload && { payload }) },
    { cookie: first.cookies[role] },
  )
  return { status: answer.statusCode, body: answer.json() }
}
const daysOf = async (from: string, to: string) =>
  (await ask('GET', `/capacity?site_id=CHI&from=${from}&to=${to}`)).body.rows[0].days
const slotsFrom = async (from: string, to = from, location = 'NORD-1') =>
  (await ask('GET', `/delivery-slots?location_id=${location}&site_id=CHI&from=${from}&to=${to}`)).body.rows

describe('what a site can do', () => {
  test('is set by planners, coordinators and managers, and read by the warehouse', async () => {
    const wish = { ...picking, resource_id: 'IAS-PICK', location_id: 'IAS' }
    expect((await ask('POST', '/resources', wish, 'warehouse')).status).toBe(403)
    expect((await ask('POST', '/resources', wish, 'coordinator')).status).toBe(201)
    expect((await ask('GET', '/resources?location_id=IAS', undefined, 'warehouse')).body.total).toBe(1)
  })

  test('is one resource of each kind, at a site that exists, and whole where it is a slot', async () => {
    const second = await ask('POST', '/resources', { ...picking, resource_id: 'CHI-PICK-2' })
    expect([second.status, second.body.code]).toEqual([409, 'already_exists'])
    const nowhere = await ask('POST', '/resources', { ...picking, resource_id: 'X', location_id: 'NOWHERE' })
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'unknown_location'])
    const without = await ask('POST', '/resources', { ...slot, resource_id: 'X', ends_at: null })
    expect([without.status, without.body.code]).toEqual([400, 'invalid_input'])
    const backwards = await ask('POST', '/resources', { ...slot, resource_id: 'X', ends_at: '08:00' })
    expect(backwards.status).toBe(400)
    const both = await ask('POST', '/resources', { ...slot, resource_id: 'X', to_location_id: 'NORD-1' })
    expect(both.status).toBe(400)
  })

  test('is told day by day and changed for one of them, with its reason on record', async () => {
    const set = await ask('PUT', '/resources/CHI-PICK/days/2026-03-21', {
      quantity: 40,
      reason: 'extra Saturday shift',
    })
    expect(set.body).toEqual({ resource_id: 'CHI-PICK', day: '2026-03-21', quantity: 40, booked: 0 })
    const days = await daysOf('2026-03-20', '2026-03-22')
    expect(days).toEqual([
      { day: '2026-03-20', quantity: 80, booked: 0, is_overridden: false, overtime: 0 },
      { day: '2026-03-21', quantity: 40, booked: 0, is_overridden: true, overtime: 0 },
      { day: '2026-03-22', quantity: 0, booked: 0, is_overridden: false, overtime: 0 },
    ])
    await ask('PUT', '/resources/CHI-PICK/days/2026-03-21', { quantity: null })
    expect((await daysOf('2026-03-21', '2026-03-21'))[0]).toMatchObject({
      quantity: 0,
      is_overridden: false,
      overtime: 0,
    })
    const audit = await ask('GET', '/audit?subject_type=capacity_day', undefined, 'owner')
    const reasons = audit.body.rows.map((row: { data: { reason?: string } }) => row.data.reason ?? null)
    expect(reasons).toEqual([null, 'extra Saturday shift'])
  })

  test('refuses days of a resource that is not there, and spans without end', async () => {
    expect((await ask('PUT', '/resources/NONE/days/2026-03-21', { quantity: 1 })).status).toBe(404)
    expect((await ask('GET', '/capacity?site_id=CHI&from=2026-03-21&to=2026-03-20')).body.code).toBe('time_order')
    expect((await ask('GET', '/capacity?site_id=CHI&from=2026-01-01&to=2029-01-01')).status).toBe(400)
  })
})

describe('delivery slots', () => {
  const book = (day: string, order_id: string) =>
    inTransaction(application.first.context, async (tx) => {
      const booking = { resource_id: 'RO-MORNING', day, order_id, line_number: 1, quantity: 1 }
      await writeBookings(application.first.context, tx, await lockCapacity(tx, [booking]), [booking])
    })

  test('stand on the clock of the door, with the last moment to book on the clock of the site', async () => {
    expect(await slotsFrom('2026-03-17')).toEqual([
      {
        resource_id: 'RO-MORNING',
        day: '2026-03-17',
        from_at: '2026-03-17T07:00:00.000Z',
        to_at: '2026-03-17T09:00:00.000Z',
        cutoff_at: '2026-03-16T14:00:00.000Z',
        free: 1,
        price_minor: 900,
        currency: 'EUR',
      },
    ])
  })

  test('are offered to their area alone, on days on which site and door are open', async () => {
    expect(await slotsFrom('2026-03-17', '2026-03-17', 'SUD-1')).toEqual([])
    const days = (await slotsFrom('2026-03-18', '2026-03-24')).map((one: { day: string }) => one.day)
    expect(days).toEqual(['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24'])
  })

  test('can be booked up to the cut-off and at it, and not a moment later', async () => {
    application.db.clock.moveTo(new Date('2026-03-16T14:00:00.001Z'))
    expect(await slotsFrom('2026-03-17')).toEqual([])
    await expect(book('2026-03-17', 'SO-LATE')).rejects.toMatchObject({
      code: 'insufficient_capacity',
      details: { left: 0 },
    })
    application.db.clock.moveTo(new Date('2026-03-16T14:00:00Z'))
    expect(await slotsFrom('2026-03-17')).toHaveLength(1)
  })

  test('go to one of two who want the last one at once', async () => {
    const outcomes = await Promise.allSettled([book('2026-03-24', 'SO-A'), book('2026-03-24', 'SO-B')])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await slotsFrom('2026-03-24')).toEqual([])
  })
})

describe('seasons ahead', () => {
  test('say beforehand on which days who will fall short, and what was meant to be done', async () => {
    await inTransaction(application.first.context, async (tx) => {
      const bookings = ['2026-03-02', '2026-03-09'].map((day) => ({
        ...{ resource_id: 'CHI-PICK', day, order_id: `SO-${day}`, line_number: 1, quantity: 80 },
      }))
      await writeBookings(application.first.context, tx, await lockCapacity(tx, bookings), bookings)
    })
    const easter = {
      season_id: 'EASTER',
      location_id: 'CHI',
      name: 'Before Easter',
      first_day: '2026-03-30',
      last_day: '2026-04-05',
      kind: 'busy',
      demand_percent: 800,
      capacity_percent: 120,
      stock_target_percent: 130,
      extra_lead_days: 1,
      staffing: 'two temporary pickers',
    }
    expect((await ask('POST', '/seasons', easter, 'coordinator')).status).toBe(201)
    const { rows } = (await ask('GET', '/seasons-ahead?days=30')).body
    // Two busy Mondays among eight make 20 lines of a usual one; eight times that against 120.
    expect(rows).toEqual([
      {
        ...easter,
        days_until: 14,
        shortages: [
          {
            resource_id: 'CHI-PICK',
            location_id: 'CHI',
            kind: 'pick_lines',
            name: 'Picking',
            short: 40,
            wait_days: 1,
            days: [{ day: '2026-03-30', expected: 160, quantity: 120, short: 40, is_tight: false }],
          },
        ],
      },
    ])
    expect((await ask('GET', '/seasons-ahead?days=13')).body.rows).toEqual([])
  })

  test('cannot end before they begin, even when only one end is moved', async () => {
    const moved = await ask('PATCH', '/seasons/EASTER', { last_day: '2026-03-29' }, 'coordinator')
    expect([moved.status, moved.body.code]).toEqual([422, 'time_order'])
  })
})

describe('lanes', () => {
  const rapid = {
    lane_id: 'CHI-RO',
    carrier_id: 'RAPID',
    service: 'STD',
    from_location_id: 'CHI',
    to_country: 'RO',
    mode: 'parcel',
    departures: 'Mo-Fr 16:00',
    transit_days: 2,
    is_expedite: true,
    valid_from: '2026-01-01',
    prices: [{ valid_from: '2026-01-01', currency: 'EUR', base_minor: 500, per_kg: 0.2 }],
  }

  test('are kept with the carriers’ right, and refused without service, site or destination', async () => {
    expect((await ask('POST', '/lanes', rapid, 'planner')).status).toBe(403)
    expect((await ask('POST', '/lanes', rapid, 'coordinator')).status).toBe(201)
    const refused = async (change: object) =>
      (await ask('POST', '/lanes', { ...rapid, lane_id: 'X', ...change }, 'owner')).body.code
    expect(await refused({ service: 'NONE' })).toBe('unknown_carrier')
    expect(await refused({ from_location_id: 'NONE' })).toBe('unknown_location')
    expect(await refused({ to_location_id: 'NORD-1' })).toBe('invalid_input')
    expect(await refused({ to_country: null })).toBe('invalid_input')
    expect(await refused({ departures: 'Mo-Fr 25:00' })).toBe('invalid_input')
    expect(await refused({ valid_to: '2025-12-31' })).toBe('invalid_input')
  })

  test('keep what a change does not mention', async () => {
    const changed = await ask('PATCH', '/lanes/CHI-RO', { transit_days: 3 }, 'coordinator')
    expect(changed.body).toMatchObject({
      transit_days: 3,
      is_expedite: true,
      prices: [{ base_minor: 500, fuel_percent: 0 }],
    })
    const unknown = await ask('PATCH', '/lanes/CHI-RO', { service: 'NONE' }, 'coordinator')
    expect(unknown.body.code).toBe('unknown_carrier')
  })

  test('are found for a place, with the price of the day', async () => {
    const { rows } = (await ask('GET', '/lane-options?location_id=NORD-1', undefined, 'warehouse')).body
    expect(rows).toMatchObject([
      { lane_id: 'CHI-RO', specificity: 0, price: { base_minor: 500, per_kg_micro: 200_000 } },
    ])
    expect((await ask('GET', '/lane-options?location_id=SUD-1')).body.rows).toEqual([])
    expect((await ask('GET', '/lane-options?location_id=NORD-1&site_id=IAS')).body.rows).toEqual([])
    expect((await ask('GET', '/lane-options?location_id=NORD-1&day=2025-12-31')).body.rows).toEqual([])
    expect((await ask('GET', '/lane-options?location_id=NONE')).body.code).toBe('unknown_location')
  })
})

test('the ledger explains all of it', async () => {
  const ours = (await application.mismatches(application.first)) as { subjectType: string }[]
  expect(ours.filter(({ subjectType }) => /lane|resource|capacity|season|carrier/.test(subjectType))).toEqual([])
})
