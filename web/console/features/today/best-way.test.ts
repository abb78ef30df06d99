import { expect, test } from 'vitest'
import type { Remedy } from '../../../../contract/remedies.ts'
import { bestWay, daysBehind, isLaterThanExpected } from './best-way.ts'

const way = (kind: Remedy['kind'], to_date: string): Remedy => ({
  ...{ kind, to_date, keeps_promise: false, chance: null, extra_cost_minor: 0, currency: null },
  ...{ parts: [], needs_consent: false, touches: [] },
})

test('the first that is more than telling is the best way', () => {
  expect(bestWay([way('later_date', '2026-03-20'), way('tell', '2026-03-16')])?.kind).toBe('later_date')
  expect(bestWay([way('tell', '2026-03-16')])?.kind).toBe('tell')
})

test('a day after the one expected anyway is only a surer one', () => {
  expect(isLaterThanExpected(way('later_date', '2026-03-20'), '2026-03-18')).toBe(true)
  expect(isLaterThanExpected(way('later_date', '2026-03-18'), '2026-03-18')).toBe(false)
  expect(isLaterThanExpected(way('later_date', '2026-03-20'), null)).toBe(false)
  expect(isLaterThanExpected(way('tell', '2026-03-20'), '2026-03-18')).toBe(false)
})

test('a new day behind the promised one breaks the promise by so many days', () => {
  expect(daysBehind(way('later_date', '2026-03-20'), '2026-03-18')).toBe(2)
  expect(daysBehind({ ...way('expedite', '2026-03-18'), keeps_promise: true }, '2026-03-18')).toBe(0)
  expect(daysBehind(way('tell', '2026-03-20'), '2026-03-18')).toBe(0)
})
