import { expect, test } from 'vitest'
import { daysAfter, mondayOf, withQuantities } from './days.ts'

test('a week begins with its Monday, also seen from a Sunday', () => {
  expect(['2026-03-16', '2026-03-18', '2026-03-22'].map(mondayOf)).toEqual(['2026-03-16', '2026-03-16', '2026-03-16'])
  expect(daysAfter('2026-02-27', 2)).toBe('2026-03-01')
})

test('a line at zero does not come, one that was not touched stays', () => {
  const lines = [1, 2, 3].map((line_number) => ({ line_number, quantity: 4 }))
  const changed = new Map([
    [1, 0],
    [2, 6],
  ])
  expect(withQuantities(lines, changed)).toEqual([
    { line_number: 2, quantity: 6 },
    { line_number: 3, quantity: 4 },
  ])
})
