import { expect, test } from 'vitest'
import type { Season } from '../../../../contract/locations.ts'
import { addMonths, seasonsAt, seasonsOn, weeksOf } from './days.ts'

test('a month is whole weeks from Monday, and the days of other months are empty', () => {
  const weeks = weeksOf('2026-12-01')
  expect(weeks[0]).toEqual([null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'])
  expect(weeks.flat().filter(Boolean)).toHaveLength(31)
  expect(weeks.every((week) => week.length === 7)).toBe(true)
  expect(weeksOf('2027-02-01')).toHaveLength(4)
})

test('months follow each other over the turn of the year', () => {
  expect(addMonths('2026-11-01', 3)).toBe('2027-02-01')
})

test('a season of the whole company holds at every site, another only at its own', () => {
  const season = (season_id: string, location_id: string | null) =>
    ({ season_id, location_id, first_day: '2026-12-05', last_day: '2026-12-23' }) as Season
  const all = [season('A', null), season('B', 'IAS')]
  const december = { from: '2026-12-01', to: '2026-12-31' }
  expect(seasonsAt(all, 'CHI', december).map((one) => one.season_id)).toEqual(['A'])
  expect(seasonsAt(all, 'IAS', { from: '2026-12-24', to: '2026-12-31' })).toEqual([])
  expect(seasonsOn(all, '2026-12-23')).toHaveLength(2)
  expect(seasonsOn(all, '2026-12-24')).toEqual([])
})
