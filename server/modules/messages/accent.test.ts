import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentOf, contrast } from './accent.ts'

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6)
  // The lightest grey that still passes on white, and the next.
  expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
})

test('whatever colour a company chooses, what is written on it and in it can be read', () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(color, (chosen) => {
      const { fill, onFill, ink } = accentOf(chosen)
      expect(fill).toBe(chosen)
      expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(ink, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('what is no colour is ours', () => {
  expect(accentOf('red;}')).toEqual(accentOf(null))
})
