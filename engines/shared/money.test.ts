import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { multiplyDivide, roundHalfAway } from './exact.ts'
import { currencyExponent, worthMinor } from './money.ts'

describe('money', () => {
  it('knows the decimals of currencies', () => {
    expect(['JPY', 'EUR', 'KWD', 'CLF', 'AMD'].map(currencyExponent)).toEqual([0, 2, 3, 4, 2])
  })

  it('rounds each line half away from zero before summing', () => {
    const lines = [1, 2, 3].map(() => worthMinor(1000, 10_005_000, 'EUR'))
    expect(lines).toEqual([1001, 1001, 1001])
    const net = lines.reduce((sum, line) => sum + line, 0)
    const tax = multiplyDivide(net, 190_000, 1_000_000)
    expect([net, tax, net + tax]).toEqual([3003, 571, 3574])
  })

  it('rounds negative halves away from zero too', () => {
    expect(roundHalfAway(-0.5)).toBe(-1)
    expect(roundHalfAway(2.5)).toBe(3)
    expect(Object.is(roundHalfAway(-0.2), 0)).toBe(true)
    expect(multiplyDivide(-5, 1, 2)).toBe(-3)
  })

  it('stays exact where the product outgrows 53 bits', () => {
    expect(worthMinor(9_000_000_000, 123_456_789, 'EUR')).toBe(111_111_110_100)
    const wide = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(wide, fc.nat(1e9), fc.integer({ min: 1e6, max: 1e9 }), (a, b, divisor) => {
        const exact = multiplyDivide(a, b, divisor)
        const off = 2n * (BigInt(a) * BigInt(b) - BigInt(exact) * BigInt(divisor))
        return (off < 0n ? -off : off) <= BigInt(divisor)
      }),
    )
  })

  it('follows the minor unit of the currency', () => {
    expect(worthMinor(2000, 150_500_000, 'JPY')).toBe(301)
    expect(worthMinor(1000, 1_234_500, 'KWD')).toBe(1235)
  })
})
