import { expect, test } from 'vitest'
import { fairnessOf, jainIndex, minMaxRatio } from './fairness.ts'
import { protectionLevel, protectionLevels } from './protection.ts'

test("Jain's index of 0.98, 0.95 and 0.80 is 0.9926: near one though a fifth is missing, so the minimum is shown too", () => {
  expect(jainIndex([0.98, 0.95, 0.8])).toBeCloseTo(0.9926, 4)
  expect(minMaxRatio([0.98, 0.95, 0.8])).toBeCloseTo(0.8163, 4)
  expect(jainIndex([0, 0])).toBeNull()
  expect(minMaxRatio([0, 0])).toBeNull()
})

test('fill by group in units, with the interval of its lines in full, and the longest wait', () => {
  const line = (group: string, asked: number, got: number, waitDays: number | null) => ({
    group,
    askedMilli: asked * 1000,
    gotMilli: got * 1000,
    waitDays,
  })
  const found = fairnessOf([line('B', 10, 5, 9), line('A', 10, 10, 2), line('B', 10, 10, 4), line('B', 5, 0, null)])
  expect(found.groups.map(({ group, fill, linesInFull, lines }) => [group, fill, linesInFull, lines])).toEqual([
    ['A', 1, 1, 1],
    ['B', 0.6, 1, 3],
  ])
  expect(found.groups[1]!.interval.low).toBeCloseTo(0.0615, 3)
  expect(found).toMatchObject({ minMaxRatio: 0.6, longestWaitDays: 9, withoutEnd: 1 })
})

test('keeps 55 units for a demand of 60 ± 20 that earns as 1 to 0.6', () => {
  expect(protectionLevel({ mean: 60, deviation: 20 }, 0.6)).toBe(55)
  expect(protectionLevel({ mean: 60, deviation: 20 }, 1)).toBe(0)
  expect(protectionLevel({ mean: 10, deviation: 20 }, 0.9)).toBe(0)
})

test('levels of several classes are nested', () => {
  const levels = protectionLevels([
    { mean: 60, deviation: 20, price: 10 },
    { mean: 40, deviation: 10, price: 6 },
    { mean: 90, deviation: 30, price: 3 },
  ])
  expect(levels[0]).toBe(55)
  expect(levels[1]).toBeGreaterThanOrEqual(levels[0]!)
  expect(levels).toHaveLength(2)
})
