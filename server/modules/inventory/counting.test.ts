import { expect, test } from 'vitest'
import { decideLook } from './counting.ts'

const first = { look: 1, expected: 100, tolerance_percent: 1, hasSerial: false } as const

test('a first look within tolerance is believed, and beyond it another look is asked for', () => {
  expect(decideLook({ ...first, counted: 100 })).toBe('exact')
  expect(decideLook({ ...first, counted: 99 })).toBe('adjusted')
  expect(decideLook({ ...first, counted: 98.9 })).toBe('look_again')
})

test('the second look is believed whatever it shows', () => {
  expect(decideLook({ ...first, look: 2, counted: 20 })).toBe('adjusted')
})

test('a piece with a serial number is there or not: no tolerance', () => {
  expect(decideLook({ ...first, expected: 1, counted: 0, tolerance_percent: 100, hasSerial: true })).toBe('look_again')
})

test('goods found where nothing should lie need a second look', () => {
  expect(decideLook({ ...first, expected: 0, counted: 1 })).toBe('look_again')
})
