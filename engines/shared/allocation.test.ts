import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation.ts'

describe('largest remainder', () => {
  it('gives the odd cent to the earlier line when remainders are equal', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  })

  it('gives nothing to a line without weight', () => {
    expect(allocate(7, [0, 2, 1])).toEqual([0, 5, 2])
  })

  it('refuses negative weights and a total nobody can carry', () => {
    expect(() => allocate(1, [-1, 2])).toThrow(RangeError)
    expect(() => allocate(1, [0, 0])).toThrow(RangeError)
  })

  it('always adds up, and no part is off by a whole unit', () => {
    const weights = fc.array(fc.nat(1e9), { minLength: 1, maxLength: 20 }).filter((all) => all.some((w) => w > 0))
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, all) => {
        const parts = allocate(total, all)
        const sum = all.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        parts.forEach((part, i) => {
          expect(Math.abs(part - (total * all[i]!) / sum)).toBeLessThan(1.001)
        })
      }),
    )
  })
})
