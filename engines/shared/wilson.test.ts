import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson } from './wilson.ts'

describe('Wilson interval', () => {
  it.each([
    [47, 50, 0.8378, 0.9794],
    [0, 10, 0, 0.2775],
    [940, 1000, 0.9235, 0.9531],
  ])('of %d in %d is the known check value', (successes, cases, low, high) => {
    const interval = wilson(successes, cases)!
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('does not exist without cases', () => {
    expect(wilson(0, 0)).toBeNull()
  })

  it('refuses more successes than cases', () => {
    expect(() => wilson(3, 2)).toThrow(RangeError)
    expect(() => wilson(Number.NaN, 2)).toThrow(RangeError)
  })

  it('always holds the observed share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const [successes, cases] = [Math.min(a, b), Math.max(a, b)]
        const interval = wilson(successes, cases)
        if (!interval) return cases === 0
        const p = successes / cases
        return interval.low >= 0 && interval.high <= 1 && interval.low <= p + 1e-12 && interval.high >= p - 1e-12
      }),
    )
  })
})
