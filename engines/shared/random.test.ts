import { describe, expect, it } from 'vitest'
import { seededRandom } from './random.ts'

describe('seeded random', () => {
  it('repeats its sequence for the same seed and differs for a neighbouring one', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).next32)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('spreads evenly below a limit', () => {
    const random = seededRandom(42)
    const counts = [0, 0, 0, 0, 0, 0]
    for (let i = 0; i < 60_000; i++) counts[random.below(6)]! += 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
  })

  it('has normal numbers of mean 0 and variance 1', () => {
    const random = seededRandom(3)
    const values = Array.from({ length: 50_000 }, () => random.normal())
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
  })

  it('refuses a limit that is no positive integer', () => {
    expect(() => seededRandom(1).below(0)).toThrow(RangeError)
  })
})
