import { expect, test } from 'vitest'
import { standardsInForce } from './standards-in-force.ts'

const standard = (valid_from: string, target: number) =>
  ({ element: 'on_time', valid_from, target, target_unit: 'percent' }) as const

test('the latest standard that is already valid holds', () => {
  const standards = [standard('2026-01-01', 95), standard('2027-01-01', 98), standard('2025-01-01', 90)]
  expect(standardsInForce(standards, '2026-11-23').map((one) => one.target)).toEqual([95])
})

test('before the first one there is no standard', () => {
  expect(standardsInForce([standard('2026-01-01', 95)], '2025-12-31')).toEqual([])
})
