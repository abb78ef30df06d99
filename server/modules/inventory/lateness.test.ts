import { expect, test } from 'vitest'
import { lateDays, learnLateness } from './lateness.ts'

const MONDAY = 20_528 // 2026-03-16
const weekdays = { isBusinessDay: (day: number) => (day + 3) % 7 < 5 }

test('counts the business days between the day given and the day of arrival', () => {
  expect(lateDays(weekdays, MONDAY, MONDAY)).toBe(0)
  expect(lateDays(weekdays, MONDAY, MONDAY + 2)).toBe(2)
  // Due on Friday, there on Monday: one business day late, not three.
  expect(lateDays(weekdays, MONDAY + 4, MONDAY + 7)).toBe(1)
  expect(lateDays(weekdays, MONDAY + 7, MONDAY + 4)).toBe(-1)
})

test('a date that is centuries off does not count days for hours', () => {
  expect(lateDays(weekdays, -25_000, MONDAY)).toBeLessThan(300)
})

test('a supplier with enough receipts speaks for itself', () => {
  const own = new Map([
    [0, 36],
    [2, 4],
  ])
  expect(learnLateness(own, new Map([[9, 100]]), 0.9)).toEqual({ days: 0, basis: 'own' })
  expect(learnLateness(own, new Map([[9, 100]]), 0.95)).toEqual({ days: 2, basis: 'own' })
})

test('one bad delivery of a new supplier does not decide: it is mixed with all others', () => {
  const all = new Map([
    [0, 90],
    [1, 10],
  ])
  expect(learnLateness(new Map([[8, 1]]), all, 0.9)).toEqual({ days: 1, basis: 'mixed' })
  expect(learnLateness(new Map([[8, 1]]), all, 0.99)).toEqual({ days: 8, basis: 'mixed' })
  expect(learnLateness(new Map(), all, 0.9)).toEqual({ days: 0, basis: 'all' })
})

test("without any receipt there is only the supplier's word", () => {
  expect(learnLateness(new Map(), new Map(), 0.9)).toEqual({ days: 0, basis: 'default' })
})
