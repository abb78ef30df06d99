import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

test('gives the published check values', () => {
  for (const [numerator, denominator, low, high] of [
    [47, 50, 0.8378, 0.9794],
    [0, 10, 0, 0.2775],
    [940, 1000, 0.9235, 0.9531],
  ] as const) {
    const interval = wilsonInterval(numerator, denominator)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  }
})

test('has no interval without cases', () => {
  expect(wilsonInterval(0, 0)).toBeUndefined()
})
