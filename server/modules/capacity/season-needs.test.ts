import { expect, test } from 'vitest'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import { longestWait, shortDays, usualWeek } from './season-needs.ts'

const MONDAY = parseLocalDay('2026-03-16')
const days = (quantity: number[], booked: number[]) => ({
  firstDay: MONDAY,
  quantity: Int32Array.from(quantity),
  booked: Int32Array.from(booked),
})
const rush = { firstDay: MONDAY, lastDay: MONDAY + 2, demandPercent: 150 }

test('a usual Monday is the mean of the open Mondays, each weekday for itself', () => {
  const past = days([100, 100, 0, 0, 0, 0, 0, 100, 100], [80, 40, 0, 0, 0, 0, 0, 60, 0])
  expect(usualWeek(past, [])).toEqual([70, 20, 0, 0, 0, 0, 0])
})

test('what a season added is taken out of what is usual', () => {
  expect(usualWeek(days([100], [90]), [rush])[0]).toBe(60)
})

test('a season that stops all work teaches nothing about usual days', () => {
  expect(usualWeek(days([100], [0]), [{ ...rush, demandPercent: 0 }])[0]).toBe(0)
})

test('a day is short by what it cannot do, and tight beyond 85 percent', () => {
  const ahead = days([100, 100, 100, 100], [0, 0, 0, 0])
  const span = { seasons: [rush], fromDay: MONDAY, toDay: MONDAY + 3 }
  expect(shortDays(ahead, [80, 60, 56, 200, 0, 0, 0], span)).toEqual([
    { day: '2026-03-16', expected: 120, quantity: 100, short: 20, is_tight: false },
    { day: '2026-03-17', expected: 90, quantity: 100, short: 0, is_tight: true },
    // 56 × 1.5 = 84 fits; Thursday has no season, yet its usual 200 do not fit.
    { day: '2026-03-19', expected: 200, quantity: 100, short: 100, is_tight: false },
  ])
})

test('what is booked already is expected at least, and a closed day expects nothing', () => {
  const ahead = days([100, 0], [98, 0])
  const found = shortDays(ahead, [10, 10, 0, 0, 0, 0, 0], { seasons: [rush], fromDay: MONDAY, toDay: MONDAY + 1 })
  expect(found).toEqual([{ day: '2026-03-16', expected: 98, quantity: 100, short: 0, is_tight: true }])
})

test('seasons that overlap multiply', () => {
  const both = [rush, { ...rush, demandPercent: 200 }]
  const [monday] = shortDays(days([100], [0]), [50, 0, 0, 0, 0, 0, 0], {
    seasons: both,
    fromDay: MONDAY,
    toDay: MONDAY,
  })
  expect(monday).toMatchObject({ expected: 150, short: 50 })
})

test('work that does not fit waits for the next days with room', () => {
  const span = { seasons: [], fromDay: MONDAY, toDay: MONDAY + 1 }
  // Monday and Tuesday each bring 150 for 100: Tuesday's last fifty and Monday's are done by Wednesday.
  expect(longestWait(days([100, 100, 100, 100], [0, 0, 0, 0]), [150, 150, 0, 0, 0, 0, 0], span)).toBe(1)
  expect(longestWait(days([100, 100, 0, 0, 100], [0, 0, 0, 0, 0]), [150, 150, 0, 0, 0, 0, 0], span)).toBe(3)
  expect(longestWait(days([100, 100], [0, 0]), [80, 90, 0, 0, 0, 0, 0], span)).toBe(0)
})

test('work that never finds room waits until after the last day looked at', () => {
  const span = { seasons: [], fromDay: MONDAY, toDay: MONDAY }
  expect(longestWait(days([10, 0, 0], [0, 0, 0]), [50, 0, 0, 0, 0, 0, 0], span)).toBe(3)
})
