import { expect, test } from 'vitest'
import { normalQuantile } from './normal.ts'

test.each([
  [0.5, 0],
  [0.9, 1.281552],
  [0.95, 1.644854],
  [0.975, 1.959964],
  [0.98, 2.053749],
  [0.99, 2.326348],
  [0.999, 3.090232],
])('covers %d of all cases with %d standard deviations', (share, expected) => {
  expect(normalQuantile(share)).toBeCloseTo(expected, 5)
  expect(normalQuantile(1 - share)).toBeCloseTo(-expected, 5)
})

test('refuses certainty: nothing covers all cases', () => {
  expect(() => normalQuantile(1)).toThrowError(RangeError)
})
