import { describe, expect, it } from 'vitest'
import { gs1CheckDigit, isGs1Key, s10CheckDigit } from './check-digits.ts'

describe('check digits', () => {
  it('match the known GTIN, SSCC and S10 numbers', () => {
    expect(gs1CheckDigit('400638133393')).toBe(1)
    expect(gs1CheckDigit('00614141123456789')).toBe(0)
    expect(s10CheckDigit('47312482')).toBe(9)
  })

  it('turn an S10 remainder of ten into 0 and of eleven into 5', () => {
    expect(s10CheckDigit('00000000')).toBe(5)
    expect(s10CheckDigit('00004000')).toBe(0)
  })

  it('accept a complete key and refuse a mistyped one', () => {
    expect(isGs1Key('4006381333931')).toBe(true)
    expect(isGs1Key('006141411234567890')).toBe(true)
    expect(isGs1Key('4006381333932')).toBe(false)
    expect(isGs1Key('40063813339')).toBe(false)
  })

  it('refuse letters', () => {
    expect(() => gs1CheckDigit('40A')).toThrow(RangeError)
    expect(() => s10CheckDigit('4731248')).toThrow(RangeError)
  })
})
