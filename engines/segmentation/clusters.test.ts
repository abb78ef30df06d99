import { expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { LEAST_STABILITY, needGroups } from './index.ts'

/** Points over five elements around a leaning; everybody scales their own way. */
const people = (leaning: readonly number[], count: number, seed: number, spread = 4) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const own = 0.5 + random.unit()
    return leaning.map((one) => own * (one + spread * random.normal()))
  })
}

test('finds those who want the window and those who want the price, whatever scale they use', () => {
  const rows = [...people([50, 30, 10, 5, 5], 60, 1), ...people([5, 5, 60, 20, 10], 50, 2)]
  const found = needGroups(rows)
  if (typeof found === 'string') throw new Error(found)
  expect(found.sizes.toSorted((a, b) => a - b)).toEqual([50, 60])
  expect(new Set(found.groups.slice(0, 60)).size).toBe(1)
  expect(found.silhouette).toBeGreaterThan(0.5)
  for (const one of found.stability) expect(one).toBeGreaterThan(LEAST_STABILITY)
  expect(needGroups(rows)).toEqual(found)
})

test('does not make groups out of one cloud, nor of few people', () => {
  expect(needGroups(people([20, 20, 20, 20, 20], 120, 3, 6))).toBe('not_stable')
  expect(needGroups(people([50, 10, 10, 20, 10], 59, 4))).toBe('too_few')
})
