/** Capacity under eight writers, and what a day can do. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { createRecord, verifiableOf, verifyLedger } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { season } from '../locations/index.ts'
import {
  type Booking,
  capacityDayVerifiable,
  loadCapacity,
  lockCapacity,
  releaseBookings,
  resource,
  writeBookings,
} from './index.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await inTransaction(context, async (tx) => {
    await createRecord(context, tx, resource, {
      ...WEEK,
      resource_id: 'CHI-PICK',
      location_id: 'CHI',
      kind: 'pick_lines',
      name: 'Picking',
    })
    await createRecord(context, tx, resource, {
      ...WEEK,
      resource_id: 'CHI-DOCK',
      location_id: 'CHI',
      kind: 'dock',
      name: 'Dock',
    })
  })
})
afterAll(() => db?.close())
beforeEach(async () => {
  const lines = await inSnapshot(context, (tx) =>
    tx.query<{ order_id: string; line_number: number }>(
      sql`SELECT DISTINCT order_id, line_number FROM capacity.booking`,
    ),
  )
  await inTransaction(context, (tx) => releaseBookings(context, tx, lines))
})

const WEEK = { monday: 100, tuesday: 100, wednesday: 60, thursday: 100, friday: 80, saturday: 50, sunday: 50 }
const MONDAY = '2026-03-16'

const booking = (order: string, quantity: number, rest: Partial<Booking> = {}): Booking => ({
  order_id: order,
  line_number: 1,
  resource_id: 'CHI-PICK',
  day: MONDAY,
  quantity,
  ...rest,
})
const book = (...bookings: Booking[]) =>
  inTransaction(context, async (tx) => writeBookings(context, tx, await lockCapacity(tx, bookings), bookings))
const freeOn = (day: string) =>
  inSnapshot(context, async (tx) => {
    const view = await loadCapacity(tx, ['CHI'], day, day)
    const [picking] = view.resources.filter((one) => one.kind === 'pick_lines')
    return picking!.quantity[0]! - picking!.booked[0]!
  })
const refusal = (error: unknown) => (error as { code: string }).code

test('a day gives its weekday’s quantity and nothing while the site is closed', async () => {
  expect(await freeOn(MONDAY)).toBe(100)
  expect(await freeOn('2026-03-18')).toBe(60)
  expect(await freeOn('2026-03-21')).toBe(0)
})

test('what is booked is no longer free, and what is given back is', async () => {
  await book(booking('A', 30), booking('B', 20))
  expect(await freeOn(MONDAY)).toBe(50)
  const back = await inTransaction(context, (tx) => releaseBookings(context, tx, [{ order_id: 'A', line_number: 1 }]))
  expect(back).toMatchObject([{ order_id: 'A', resource_id: 'CHI-PICK', day: MONDAY, quantity: 30 }])
  expect(await freeOn(MONDAY)).toBe(80)
})

test('giving back twice gives back once', async () => {
  await book(booking('A', 30))
  const both = await Promise.all(
    [1, 2].map(() => inTransaction(context, (tx) => releaseBookings(context, tx, [{ order_id: 'A', line_number: 1 }]))),
  )
  expect(both.map((released) => released.length).sort()).toEqual([0, 1])
  expect(await freeOn(MONDAY)).toBe(100)
})

test('refuses more than is left and says how much that is, leaving nothing behind', async () => {
  await book(booking('A', 70))
  const refused = book(booking('B', 20), booking('C', 11))
  await expect(refused).rejects.toMatchObject({ code: 'insufficient_capacity', details: { left: 30 } })
  expect(await freeOn(MONDAY)).toBe(30)
})

test('refuses a day that was not locked', async () => {
  const unlocked = inTransaction(context, (tx) => writeBookings(context, tx, new Map(), [booking('A', 1)]))
  await expect(unlocked).rejects.toMatchObject({ code: 'insufficient_capacity' })
})

test('eight writers for the last hundred lines book a hundred and never one more', async () => {
  const attempts = Array.from({ length: 8 }, (_, writer) =>
    Array.from({ length: 8 }, (_, nth) => booking(`W${writer}-${nth}`, 3)),
  )
  const outcomes = await Promise.all(
    attempts.map(async (own) => {
      const codes: string[] = []
      for (const one of own) codes.push(await book(one).then(() => 'booked', refusal))
      return codes
    }),
  )
  const booked = outcomes.flat().filter((code) => code === 'booked').length
  expect(booked).toBe(33)
  expect(new Set(outcomes.flat())).toEqual(new Set(['booked', 'insufficient_capacity']))
  expect(await freeOn(MONDAY)).toBe(1)
})

test('writers who take the same days in opposite order do not lock each other out', async () => {
  const days = ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19']
  const wishes = Array.from({ length: 16 }, (_, writer) => {
    const asked = days.flatMap((day) =>
      ['CHI-PICK', 'CHI-DOCK'].map((resource_id) => booking(`X${writer}`, 2, { day, resource_id })),
    )
    return writer % 2 ? asked.reverse() : asked
  })
  const outcomes = await Promise.allSettled(wishes.map((wish) => book(...wish)))
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([])
  expect(await freeOn('2026-03-18')).toBe(60 - 32)
})

test('a season takes its share of the capacity of its days', async () => {
  await inTransaction(context, (tx) =>
    createRecord(context, tx, season, {
      season_id: 'STOCKTAKING',
      location_id: 'CHI',
      name: 'Stocktaking',
      first_day: '2026-06-29',
      last_day: '2026-06-30',
      kind: 'slow',
      demand_percent: 80,
      capacity_percent: 33,
    }),
  )
  expect(await freeOn('2026-06-29')).toBe(33)
  expect(await freeOn('2026-07-01')).toBe(60)
  await expect(book(booking('A', 34, { day: '2026-06-29' }))).rejects.toMatchObject({ details: { left: 33 } })
})

test('the ledger explains every counter and every booking', async () => {
  await book(booking('A', 5), booking('A', 4, { resource_id: 'CHI-DOCK' }), booking('B', 6))
  await inTransaction(context, (tx) => releaseBookings(context, tx, [{ order_id: 'B', line_number: 1 }]))
  const report = await verifyLedger(context, [verifiableOf(resource), capacityDayVerifiable])
  const ours = report.mismatches.filter(({ problem }) => problem !== 'unknown_subject_type')
  expect(ours).toEqual([])
  expect(report.subjects).toBeGreaterThan(6)
})
