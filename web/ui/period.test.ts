import { expect, test } from 'vitest'
import { periodFrom, periodOf } from './period.ts'

test.each([
  ['last_30_days', '2026-10-25', '2026-11-23'],
  ['last_90_days', '2026-08-26', '2026-11-23'],
  ['last_12_months', '2025-12-01', '2026-11-23'],
  ['this_month', '2026-11-01', '2026-11-23'],
  ['last_month', '2026-10-01', '2026-10-31'],
  ['this_year', '2026-01-01', '2026-11-23'],
] as const)('%s runs from %s to %s', (name, from, to) => {
  expect(periodOf(name, '2026-11-23')).toEqual({ from, to })
})

test('own days in the address win over a name, reversed days are not a period', () => {
  expect(
    periodFrom({ from: '2026-01-05', to: '2026-01-09', period: 'this_year' }, '2026-11-23', 'last_90_days').name,
  ).toBeUndefined()
  expect(periodFrom({ from: '2026-01-09', to: '2026-01-05' }, '2026-11-23', 'last_90_days').name).toBe('last_90_days')
})
