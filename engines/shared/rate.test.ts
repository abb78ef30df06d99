import { describe, expect, it } from 'vitest'
import { mergeRates, type Rate, rateInterval, rateValue } from './rate.ts'

const rate = (numerator: number, denominator: number, more: Partial<Rate> = {}): Rate => ({
  numerator,
  denominator,
  cases: denominator,
  unknown: 0,
  excluded: {},
  cohort: '2026-03',
  basis: 'first_promised',
  level: 'line',
  definitionVersion: 'standard@1',
  isProvisional: false,
  ...more,
})

describe('rate', () => {
  it('has no value and no interval when nothing was due', () => {
    expect(rateValue(rate(0, 0))).toBeNull()
    expect(rateInterval(rate(0, 0))).toBeNull()
  })

  it('is re-aggregated from numerators, not by averaging percentages', () => {
    const merged = mergeRates([rate(9, 10), rate(10, 90)], '2026')
    expect(rateValue(merged)).toBe(0.19)
    expect(merged.cohort).toBe('2026')
  })

  it('adds up exclusions by reason and stays provisional while any part is', () => {
    const merged = mergeRates(
      [
        rate(1, 1, { excluded: { test_order: 2 } }),
        rate(1, 1, { excluded: { test_order: 1, internal: 1 }, isProvisional: true }),
      ],
      'all',
    )
    expect(merged.excluded).toEqual({ test_order: 3, internal: 1 })
    expect(merged.isProvisional).toBe(true)
  })

  it('refuses to merge different definitions, bases or levels', () => {
    expect(() => mergeRates([rate(1, 2), rate(1, 2, { definitionVersion: 'standard@2' })], 'x')).toThrow(RangeError)
    expect(() => mergeRates([rate(1, 2), rate(1, 2, { basis: 'requested' })], 'x')).toThrow(RangeError)
    expect(() => mergeRates([rate(1, 2), rate(1, 2, { level: 'order' })], 'x')).toThrow(RangeError)
    expect(() => mergeRates([], 'x')).toThrow(RangeError)
  })
})
