import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY, receive, reserve, ship } from './balance.ts'

test('refuses to reserve more than is available', () => {
  const balance = reserve(receive(EMPTY, 10), 7)
  expect(() => reserve(balance, 4)).toThrowError(expect.objectContaining({ details: { available: 3 } }))
})

test('ships what was reserved for the line and frees the reservation', () => {
  expect(ship(reserve(receive(EMPTY, 10), 7), 7, 7)).toEqual({ onHand: 3, reserved: 0 })
})

test('refuses to ship what is reserved for others', () => {
  const balance = reserve(receive(EMPTY, 10), 7)
  expect(() => ship(balance, 4, 0)).toThrowError(expect.objectContaining({ code: 'insufficient_stock' }))
})

test('whatever is tried, reserved never exceeds on hand and neither falls below zero', () => {
  const step = fc.record({ kind: fc.constantFrom(receive, reserve), quantity: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let balance = EMPTY
      for (const { kind, quantity } of steps) {
        try {
          balance = kind(balance, quantity)
        } catch {}
        expect(balance.reserved).toBeLessThanOrEqual(balance.onHand)
      }
    }),
  )
})
