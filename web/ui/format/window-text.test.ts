import { expect, test } from 'vitest'
import { formatsFor } from './formats.ts'
import { windowText } from './window-text.ts'

const formats = formatsFor('en', 'UTC')
const days = { from_date: '2026-11-20', to_date: '2026-11-21', from_at: null, to_at: null }

test('a window of one day is that day, several days have both ends', () => {
  expect(windowText(formats, days, undefined)).toBe('Nov 20, 2026 – Nov 21, 2026')
  expect(windowText(formats, { ...days, from_date: '2026-11-21' }, undefined)).toBe('Nov 21, 2026')
})

test('a booked slot is told in the time of the destination', () => {
  const slot = { ...days, from_at: '2026-11-21T06:00:00Z', to_at: '2026-11-21T08:00:00Z' }
  expect(windowText(formats, slot, 'Asia/Yerevan')).toBe('Nov 21, 2026, 10:00–12:00')
})

test('without an end there is no window', () => {
  expect(windowText(formats, { ...days, to_date: null }, undefined)).toBeNull()
})
