/** A daily delivery: each day an order with its own promise, with days skipped, changed and closed, and nothing dropped silently. */
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { LANE_FIRST } from '../../../tests/fixtures/lane-rows.ts'
import { createRecord, verifyLedger } from '../../ledger/index.ts'
import { lane } from '../../modules/carriers/index.ts'
import { receiveStock, registerSupply } from '../../modules/inventory/index.ts'
import {
  agreeRecurringOrder,
  changeRecurringOrder,
  decideOccurrence,
  findOccurrences,
  getRecurring,
  listFailedDays,
} from '../../modules/orders/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { verifiables } from '../../verifiables.ts'
import { offersForDay, takeForDay } from './day-offers.command.ts'
import { orderDue } from './order-due.command.ts'
import { orderOccurrence } from './order-occurrence.command.ts'
import { plannedDays } from './planned-days.store.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  db.clock.moveTo(new Date('2026-03-13T08:00:00Z'))
  const van = { ...LANE_FIRST, ...{ carrier_id: 'OWN', service: 'DAY', is_expedite: false, handling: [] } }
  await inTransaction(context, (tx) =>
    createRecord(context, tx, lane, { ...van, to_postal_prefix: null, departures: 'Mo-Fr 18:00', transit_days: 1 }),
  )
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 60 })
})
afterAll(() => db?.close())

const line = (quantity: number) => ({ line_number: 1, kind: 'goods' as const, product_id: 'PIPE-20', quantity })
const agree = (recurring_id: string, more: object = {}) =>
  agreeRecurringOrder(context, {
    ...{ recurring_id, customer_id: 'NORD', name: 'Daily', location_id: 'NORD-1', horizon_days: 7 },
    ...{ starts_on: '2026-03-16', weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr'], closed_day_rule: 'after' },
    lines: [line(10)],
    ...more,
  })
const days = (id: string, from = '2026-03-16', to = '2026-03-27') =>
  inTransaction(context, async (tx) => {
    const recurring = await getRecurring(tx, id, null)
    const found = await plannedDays(tx, recurring, await findOccurrences(tx, id, { from, to }), { from, to })
    return found.map((one) => [one.regular_on.slice(5), one.state, one.deliver_on?.slice(5), one.lines[0]?.quantity])
  })
const decide = (id: string, day: string, wish: object) =>
  decideOccurrence(context, { recurringId: id, day }, { decision: 'skip', ...wish })

test('the days that are near enough become orders with promises of their own; skipped and changed ones as decided', async () => {
  await agree('DAILY')
  await decide('DAILY', '2026-03-18', {})
  await decide('DAILY', '2026-03-19', { decision: 'change', lines: [line(15)] })
  expect(await orderDue(context)).toBe(4)
  expect(await orderDue(context)).toBe(0)
  expect(await days('DAILY', '2026-03-16', '2026-03-23')).toEqual([
    ['03-16', 'ordered', '03-16', 10],
    ['03-17', 'ordered', '03-17', 10],
    ['03-18', 'skipped', undefined, 10],
    ['03-19', 'ordered', '03-19', 15],
    ['03-20', 'ordered', '03-20', 10],
    ['03-23', 'planned', '03-23', 10],
  ])
  const rows = await inTransaction(context, (tx) =>
    tx.query(sql`SELECT o.source, o.occurrence_id, l.requested_to_date, p.to_date, p.version FROM orders.customer_order o
      JOIN orders.order_line l USING (tenant_id, order_id) JOIN promises.promise p USING (tenant_id, order_id, line_number)
      WHERE o.occurrence_id = 'DAILY@2026-03-19'`),
  )
  expect(rows).toEqual([
    {
      source: 'recurring',
      occurrence_id: 'DAILY@2026-03-19',
      requested_to_date: '2026-03-19',
      to_date: '2026-03-19',
      version: 1,
    },
  ])
})

test('an order already made is changed as an order, and a day that the rhythm has not cannot be decided', async () => {
  await expect(decide('DAILY', '2026-03-16', {})).rejects.toMatchObject({
    code: 'wrong_state',
    details: { state: 'ordered' },
  })
  await expect(decide('DAILY', '2026-03-21', {})).rejects.toMatchObject({ code: 'not_found' })
})

test('a day that cannot be promised waits to be seen, is not told twice, and is tried again when goods have come', async () => {
  db.clock.moveTo(new Date('2026-03-17T08:00:00Z'))
  expect(await orderDue(context)).toBe(1)
  expect(await days('DAILY', '2026-03-23', '2026-03-24')).toEqual([
    ['03-23', 'ordered', '03-23', 10],
    ['03-24', 'failed', '03-24', 10],
  ])
  const events = () =>
    inTransaction(context, (tx) =>
      tx.query(sql`SELECT 1 FROM ledger.event WHERE subject_type = 'recurring_occurrence'`),
    )
  const before = (await events()).length
  expect(await orderDue(context)).toBe(0)
  expect(await events()).toHaveLength(before)
  await receiveStock(context, { product_id: 'PIPE-20', location_id: 'CHI', quantity: 10 })
  expect(await orderDue(context)).toBe(1)
  expect((await days('DAILY', '2026-03-24', '2026-03-24'))[0]).toEqual(['03-24', 'ordered', '03-24', 10])
})

test('a day that only another can stand in for says so, and is ordered for it when somebody agrees', async () => {
  await receiveStock(context, { product_id: 'GLUE', location_id: 'CHI', quantity: 100 })
  const lines = [{ ...line(1), product_id: 'GLUE' }]
  // Today is too late for today.
  await agree('LATE', { starts_on: '2026-03-17', ends_on: '2026-03-17', lines })
  expect(await orderDue(context, 'LATE')).toBe(0)
  expect(await days('LATE')).toEqual([['03-17', 'failed', '03-17', 1]])
  const wish = { recurringId: 'LATE', day: '2026-03-17', acceptOtherDay: true, isRetry: false }
  expect(await orderOccurrence(context, wish)).toBe('ordered')
  expect(await days('LATE')).toEqual([['03-17', 'ordered', '03-18', 1]])
})

test('from a day on everything is different; what was ordered stays as it was', async () => {
  await changeRecurringOrder(context, 'DAILY', { from: '2026-03-26', lines: [line(3)] })
  expect(await days('DAILY', '2026-03-24', '2026-03-27')).toEqual([
    ['03-24', 'ordered', '03-24', 10],
    ['03-25', 'planned', '03-25', 10],
    ['03-26', 'planned', '03-26', 3],
    ['03-27', 'planned', '03-27', 3],
  ])
  await changeRecurringOrder(context, 'DAILY', { from: '2026-03-27', weekdays: ['Sa'], closed_day_rule: 'skip' })
  expect(await days('DAILY', '2026-03-26', '2026-03-30')).toEqual([
    ['03-26', 'planned', '03-26', 3],
    ['03-28', 'closed', undefined, 3],
  ])
  await changeRecurringOrder(context, 'DAILY', { from: '2026-03-25', ends_on: '2026-03-25' })
  expect(await days('DAILY', '2026-03-25', '2026-04-30')).toEqual([['03-25', 'planned', '03-25', 10]])
})

test('two rhythms, none, and a place of another customer are refused', async () => {
  await expect(agree('X', { weekdays: null })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(agree('X', { every_days: 2 })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(agree('X', { location_id: 'SUD-1' })).rejects.toMatchObject({ code: 'unknown_location' })
})

test('every second week goes on as it began', async () => {
  await agree('WEEKS', { weekdays: ['Mo'], every_weeks: 2 })
  await expect(changeRecurringOrder(context, 'WEEKS', { from: '2026-03-23', lines: [line(1)] })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { reason: 'not_in_rhythm' },
  })
  await changeRecurringOrder(context, 'WEEKS', { from: '2026-03-30', lines: [line(1)] })
  expect(await days('WEEKS', '2026-03-17', '2026-04-20')).toEqual([
    ['03-30', 'planned', '03-30', 1],
    // Easter Monday in Romania: the place is closed.
    ['04-13', 'planned', '04-14', 1],
  ])
})

test('behind a day that could not be promised stand the next best offers, and one of them becomes its order', async () => {
  db.clock.moveTo(new Date('2026-03-13T08:00:00Z'))
  await registerSupply(context, {
    ...{ supply_id: 'PO-V', kind: 'purchase', supplier_id: null, location_id: 'CHI' },
    lines: [{ line_number: 1, product_id: 'VALVE-20', quantity: 9, state: 'confirmed', due_on: '2026-03-18' }],
  })
  await agree('VALVES', { weekdays: ['Mo'], lines: [{ ...line(5), product_id: 'VALVE-20' }] })
  const key = { recurringId: 'VALVES', day: '2026-03-16' }
  expect(await orderOccurrence(context, { ...key, acceptOtherDay: false, isRetry: false })).toBe('failed')
  const waiting = () => inTransaction(context, listFailedDays)
  expect(await waiting()).toContainEqual({
    ...{ recurring_id: 'VALVES', name: 'Daily', customer_id: 'NORD', customer_name: 'Nord Bau' },
    ...{ regular_on: '2026-03-16', deliver_on: '2026-03-16', problem: 'only_another_day' },
  })
  const { quote_id, offers } = await offersForDay(context, key)
  expect(offers[0]).toMatchObject({ is_as_wished: false, complete_on: '2026-03-19' })
  const other = { recurringId: 'VALVES', day: '2026-03-23' }
  await decide('VALVES', other.day, { decision: 'change', lines: [{ ...line(1), product_id: 'VALVE-20' }] })
  const wish = { quote_id, offer_number: 1, has_consent: false }
  await expect(takeForDay(context, other, wish)).rejects.toMatchObject({ code: 'invalid_input' })
  await takeForDay(context, key, wish)
  expect(await days('VALVES', '2026-03-16', '2026-03-16')).toEqual([['03-16', 'ordered', '03-19', 5]])
  expect((await waiting()).filter((one) => one.recurring_id === 'VALVES')).toEqual([])
  await expect(offersForDay(context, key)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('the ledger explains every row', async () => {
  expect((await verifyLedger(context, verifiables)).mismatches).toEqual([])
})
