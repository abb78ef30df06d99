import { expect, test } from 'vitest'
import { orthodoxEaster, publicHolidays } from './holidays.ts'
import { formatDay, formatMinute, localMinute, weekdayOf } from './local-time.ts'

test('finds Orthodox Easter', () => {
  expect([2024, 2025, 2026, 2027].map((year) => formatDay(orthodoxEaster(year)))).toEqual([
    '2024-05-05',
    '2025-04-20',
    '2026-04-12',
    '2027-05-02',
  ])
})

test('closes on the days that hang on Easter, and Armenia on its own', () => {
  expect(publicHolidays('RO', 2026).map(formatDay)).toContain('2026-06-01')
  expect(publicHolidays('MD', 2026).map(formatDay)).toContain('2026-04-20')
  expect(publicHolidays('AM', 2026).map(formatDay)).not.toContain('2026-04-13')
})

test('shows the local clock with the offset of the season', () => {
  const winter = localMinute('Europe/Chisinau', Date.UTC(2026, 10, 23, 8))
  expect(formatMinute('Europe/Chisinau', winter)).toBe('2026-11-23T10:00:00+02:00')
  const summer = localMinute('Europe/Bucharest', Date.UTC(2026, 6, 1, 8, 5))
  expect(formatMinute('Europe/Bucharest', summer)).toBe('2026-07-01T11:05:00+03:00')
  expect(formatMinute('Asia/Yerevan', localMinute('Asia/Yerevan', Date.UTC(2026, 6, 1, 8)))).toBe(
    '2026-07-01T12:00:00+04:00',
  )
  expect(weekdayOf(Math.floor(winter / 1440))).toBe(0)
})
