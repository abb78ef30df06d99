import { expect, test } from 'vitest'
import { rate } from './figures.ts'
import { markOf } from './marks.ts'

test('a rate works when its whole interval lies at the standard or above, and is watched when it lies across', () => {
  expect(markOf(rate(990, 10), 0.95, 0)).toBe('works')
  expect(markOf(rate(95, 5), 0.95, 0)).toBe('watch')
  expect(markOf(rate(800, 200), 0.95, 0)).toBe('needs_improvement')
  expect(markOf(rate(20, 0), 0.95, 0)).toBe('not_enough_data')
})

test('what is not known may turn out right: a low rate that it explains is no failure', () => {
  expect(markOf(rate(0, 1000), 0.86, 870)).toBe('not_enough_data')
  expect(markOf(rate(0, 1000), 0.86, 700)).toBe('needs_improvement')
  expect(markOf(rate(900, 100), 0.86, 100)).toBe('works')
})
