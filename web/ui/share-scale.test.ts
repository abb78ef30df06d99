import { expect, test } from 'vitest'
import { shareScale } from './share-scale.ts'

test('covers every value between round lines', () => {
  const scale = shareScale([0.873, 0.964])
  expect(scale.low).toBeLessThanOrEqual(0.873)
  expect(scale.high).toBeGreaterThanOrEqual(0.964)
  expect(scale.ticks.length).toBeLessThanOrEqual(7)
})

test('shows the whole range when nothing was counted', () => {
  expect(shareScale([])).toEqual({ low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] })
})

test('never leaves 0–100 %', () => {
  const scale = shareScale([0, 1])
  expect(scale.low).toBe(0)
  expect(scale.high).toBe(1)
})
