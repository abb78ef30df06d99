import { expect, test } from 'vitest'
import { typedDay } from './typed-day.ts'

const TODAY = '2026-11-29'

test.each([
  ['en', '12/5/2026', '2026-12-05'],
  ['en', 'Dec 5, 2026', '2026-12-05'],
  ['ro', '5.12.2026', '2026-12-05'],
  ['ru', '05.12.2026', '2026-12-05'],
  ['ro', '5.12.06', '2006-12-05'],
  ['hy', '5/12/2026', '2026-12-05'],
  ['zh-TW', '2026/12/5', '2026-12-05'],
  ['hy', '2026-12-05', '2026-12-05'],
] as const)('in %s, %s is %s', (locale, typed, day) => {
  expect(typedDay(typed, locale, TODAY)).toBe(day)
})

test('a day without a year is the next one that comes', () => {
  expect(typedDay('29.11', 'ro', TODAY)).toBe('2026-11-29')
  expect(typedDay('28.11', 'ro', TODAY)).toBe('2027-11-28')
  expect(typedDay('1/4', 'en', TODAY)).toBe('2027-01-04')
})

test('a plus counts days from today, over the end of a month', () => {
  expect(typedDay('+3', 'ru', TODAY)).toBe('2026-12-02')
})

test.each(['31.11.2026', '12/13', 'soon', '', '+', '5.12.026'])(
  '%s means no day to who writes the day first',
  (typed) => {
    expect(typedDay(typed, 'ro', TODAY)).toBe(null)
  },
)
