import { expect, test } from 'vitest'
import { isCancelled } from './is-cancelled.ts'

test('a line is cancelled when all of it is, whether its figures come as text or as numbers', () => {
  expect(isCancelled({ quantity: '12.000', cancelled_quantity: '12.000' })).toBe(true)
  expect(isCancelled({ quantity: 12, cancelled_quantity: 11 })).toBe(false)
  expect(isCancelled({ quantity: 0, cancelled_quantity: 0 })).toBe(false)
})
