import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMilli, formatScaled, parseMilli, parseScaled } from './decimal.ts'

describe('decimal text', () => {
  it.each([
    ['1.25', 1250],
    ['-0.5', -500],
    ['+7', 7000],
    ['1.2500000', 1250],
    ['9007199254740.991', Number.MAX_SAFE_INTEGER],
  ])('reads %s as %d thousandths', (text, milli) => {
    expect(parseMilli(text)).toBe(milli)
  })

  it('refuses what is finer than the scale instead of rounding it', () => {
    expect(parseMilli('1.2505')).toBe('too_fine')
    expect(parseScaled('0.5', 0)).toBe('too_fine')
  })

  it('refuses what is no plain decimal, and what no longer fits exactly', () => {
    for (const text of ['', ' 1', '1,5', '1e3', '.5', '5.', '0x10', 'NaN', '--1'])
      expect(parseMilli(text)).toBe('malformed')
    expect(parseMilli('9007199254740.992')).toBe('too_large')
  })

  it('has no negative zero', () => {
    expect(Object.is(parseMilli('-0.000'), 0)).toBe(true)
  })

  it('reads back what it wrote', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), fc.nat(6), (n, d) => parseScaled(formatScaled(n, d), d) === n))
    expect(formatMilli(-1250)).toBe('-1.25')
    expect(formatMilli(5)).toBe('0.005')
  })
})
