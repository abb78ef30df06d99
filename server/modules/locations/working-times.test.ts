/** What promises are reckoned with: the working time of a place, holidays and exceptions included. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutOffDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { changeRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { location } from './location.ts'
import { loadPlaces } from './places.store.ts'

let db: TestDatabase
let context: Context
beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
})
afterAll(() => db?.close())

const DAYS = { firstDay: '2026-11-24', lastDay: '2026-12-31' }
const calendarOf = async (id: string) =>
  (await inTransaction(context, (tx) => loadPlaces(tx, [id], DAYS))).get(id)!.calendar
const nationalDay = parseLocalDay('2026-12-01')

test('an order received on a holiday of the site counts for its next open day', async () => {
  const iasi = await calendarOf('IAS')
  expect(cutOffDay(iasi, Date.parse('2026-12-01T08:00:00Z'), 14 * 60)).toBe(parseLocalDay('2026-12-02'))
  // After Friday's cut-off come a weekend, Saint Andrew's Day and the national day.
  expect(cutOffDay(iasi, Date.parse('2026-11-27T16:00:00Z'), 14 * 60)).toBe(parseLocalDay('2026-12-02'))
  const chisinau = await calendarOf('CHI')
  expect(cutOffDay(chisinau, Date.parse('2026-11-27T16:00:00Z'), 14 * 60)).toBe(parseLocalDay('2026-11-30'))
})

test('a place that is said to be open on holidays is so for the next promise', async () => {
  expect((await calendarOf('VEST-1')).isBusinessDay(nationalDay)).toBe(false)
  await inTransaction(context, (tx) =>
    changeRecord(context, tx, location, 'VEST-1', () => ({ is_open_on_holidays: true })),
  )
  expect((await calendarOf('VEST-1')).isBusinessDay(nationalDay)).toBe(true)
})
