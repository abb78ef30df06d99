import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DURATION_BUCKETS, durationBucket, durationOfBucket, durationQuantile } from './histogram.ts'

describe('duration histogram', () => {
  it('answers every duration from a second to ten years within 2.5 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 * 366 * 86_400 }), (seconds) => {
        expect(Math.abs(durationOfBucket(durationBucket(seconds)) / seconds - 1)).toBeLessThanOrEqual(0.025 + 1e-9)
      }),
    )
  })

  it('keeps the order of durations', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => a > b || durationBucket(a) <= durationBucket(b)))
  })

  it('has a first bucket for under a second and a last one for everything above ten years', () => {
    expect(durationBucket(0)).toBe(0)
    expect(durationBucket(-5)).toBe(0)
    expect(durationBucket(1e12)).toBe(DURATION_BUCKETS - 1)
    expect(durationOfBucket(0)).toBe(0)
  })

  it('gives quantiles of added-up counters, and none of nothing', () => {
    const counts = new Array<number>(DURATION_BUCKETS).fill(0)
    for (let hours = 1; hours <= 100; hours++) counts[durationBucket(hours * 3600)]! += 1
    expect(durationQuantile(counts, 0.5)! / (50 * 3600)).toBeCloseTo(1, 1)
    expect(durationQuantile(counts, 0.9)! / (90 * 3600)).toBeCloseTo(1, 1)
    expect(durationQuantile([], 0.5)).toBeNull()
  })
})
