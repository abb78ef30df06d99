import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CalendarDay } from '../../../contract/locations.ts'
import { openApplication, type TestApplication } from '../../../tests/fixtures/application.ts'

let house: TestApplication
beforeAll(async () => {
  house = await openApplication()
})
afterAll(() => house?.close())

const as = () => ({ cookie: house.first.cookies.coordinator })
const calendar = async (id: string, query: string) => {
  const answer = await house.call({ method: 'GET', url: `/api/v1/locations/${id}/calendar?${query}` }, as())
  return answer.statusCode === 200 ? answer.json().rows : answer.json()
}
const change = (id: string, payload: object) =>
  house.call({ method: 'PATCH', url: `/api/v1/locations/${id}`, payload }, as())

const NATIONAL_DAY = 'from=2026-12-01&to=2026-12-01'

test('a place is closed on the holidays of its country, by name, with nobody having typed them in', async () => {
  expect(await calendar('NORD-1', `${NATIONAL_DAY}&language=ro`)).toEqual([
    { day: '2026-12-01', isOpen: false, openings: '', because: 'holiday', name: 'Ziua națională, Ziua Marii Uniri' },
  ])
  // The same Tuesday in Moldova is a working day.
  expect(await calendar('SUD-1', NATIONAL_DAY)).toMatchObject([{ isOpen: true, because: 'week', name: null }])
})

test('the seventeen holidays of Romania lie on sixteen days of 2026, since two fall on the first of June', async () => {
  const rows = await calendar('NORD-1', 'from=2026-01-01&to=2026-12-31')
  expect(rows.filter((row: { because: string }) => row.because === 'holiday')).toHaveLength(16)
})

test('an exception of the place wins over a holiday', async () => {
  await change('IAS', { exceptions: [{ day: '2026-12-01', openings: '09:00-13:00', reason: 'Extra shift' }] })
  expect(await calendar('IAS', NATIONAL_DAY)).toMatchObject([
    { isOpen: true, openings: '09:00-13:00', because: 'exception', name: 'Extra shift' },
  ])
})

test('an exception that was a mistake can be taken back, and no other change takes one back', async () => {
  const days = async () =>
    (await calendar('EVN', 'from=2026-11-02&to=2026-11-04')).map((one: CalendarDay) => one.isOpen)
  const closed = (day: string) => ({ day, openings: null, reason: 'Stocktaking' })
  await change('EVN', { exceptions: [closed('2026-11-02'), closed('2026-11-03')] })
  await change('EVN', { cutoff: '13:00' })
  expect(await days()).toEqual([false, false, true])
  await change('EVN', { exceptions: [closed('2026-11-03')] })
  expect(await days()).toEqual([true, false, true])
  await change('EVN', { exceptions: [] })
  expect(await days()).toEqual([true, true, true])
  expect(await house.mismatches(house.first)).toEqual([])
})

test('a place that is open on holidays is open on them, and other changes do not take that back', async () => {
  await change('VEST-1', { is_open_on_holidays: true })
  await change('VEST-1', { name: 'VEST goods-in, gate 2' })
  expect(await calendar('VEST-1', NATIONAL_DAY)).toMatchObject([{ isOpen: true, because: 'week' }])
})

test('days the wrong way round, and more than a year of them, are refused', async () => {
  for (const query of [
    'from=2026-12-02&to=2026-12-01',
    'from=2026-01-01&to=2027-01-02',
    'from=2026-02-30&to=2026-03-01',
  ])
    expect(await calendar('NORD-1', query)).toMatchObject({ code: 'invalid_input' })
})

test('a planner closes a day or gives it a shift, and takes that back; others may not', async () => {
  const set = (method: 'PUT' | 'DELETE', role: 'planner' | 'warehouse', payload?: object, day = '2026-12-12') =>
    house.call(
      { method, url: `/api/v1/locations/CHI/exceptions/${day}`, ...(payload && { payload }) },
      { cookie: house.first.cookies[role] },
    )
  const saturday = 'from=2026-12-12&to=2026-12-12'
  expect(await calendar('CHI', saturday)).toMatchObject([{ isOpen: false, because: 'week' }])
  expect((await set('PUT', 'warehouse', { openings: '08:00-12:00', reason: 'Peak' })).statusCode).toBe(403)
  expect((await set('PUT', 'planner', { openings: '08:00-12:00', reason: 'Peak' })).statusCode).toBe(204)
  expect(await calendar('CHI', saturday)).toMatchObject([{ isOpen: true, openings: '08:00-12:00', name: 'Peak' }])
  expect((await set('PUT', 'planner', { openings: '08:00-13:00', reason: 'Longer' })).statusCode).toBe(204)
  expect(await calendar('CHI', saturday)).toMatchObject([{ openings: '08:00-13:00', name: 'Longer' }])
  expect((await set('PUT', 'planner', { openings: 'noon', reason: 'Peak' })).statusCode).toBe(400)
  expect((await set('DELETE', 'planner')).statusCode).toBe(204)
  expect(await calendar('CHI', saturday)).toMatchObject([{ isOpen: false, because: 'week' }])
  expect((await set('DELETE', 'planner')).statusCode).toBe(404)
  expect(await house.mismatches(house.first)).toEqual([])
})
