import fc from 'fast-check'
import { expect, test } from 'vitest'
import { available, availableFrom, availableOrShort, type Pool } from './catp.ts'

const pool = (onHand: number, supplies: [number, number][], reserved: [number, number][]): Pool => ({
  onHandMilli: onHand,
  supplies: supplies.map(([day, quantityMilli]) => ({ day, quantityMilli })),
  reserved: reserved.map(([day, quantityMilli]) => ({ day, quantityMilli })),
})

test('a later reservation keeps goods back from today', () => {
  expect(available(pool(10, [], [[5, 4]]), 3)).toBe(6)
})

test('a later reservation that later supply covers keeps nothing back', () => {
  expect(available(pool(10, [[4, 4]], [[5, 4]]), 3)).toBe(10)
})

test('supply that was due before the day asked about counts as there', () => {
  expect(available(pool(0, [[2, 7]], []), 3)).toBe(7)
})

test('finds the first day on which a quantity fits', () => {
  const own = pool(
    5,
    [
      [4, 10],
      [9, 10],
    ],
    [[6, 8]],
  )
  expect(availableFrom(own, 5, 1)).toBe(1)
  expect(availableFrom(own, 7, 1)).toBe(4)
  expect(availableFrom(own, 8, 1)).toBe(9)
  expect(availableFrom(own, 18, 1)).toBeNull()
})

test('says how much is short when reservations exceed what will be there', () => {
  expect(availableOrShort(pool(3, [], [[5, 10]]), 1)).toBe(-7)
  expect(available(pool(3, [], [[5, 10]]), 1)).toBe(0)
})

test('the sum of all promises that fit one after another is never more than what will be there on any day', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.array(step, { maxLength: 6 }),
      fc.array(step, { maxLength: 20 }),
      (onHand, supplies, wishes) => {
        const taken: [number, number][] = []
        for (const [day, quantity] of wishes) {
          const found = availableFrom(pool(onHand, supplies, taken), quantity, day)
          expect(available(pool(onHand, supplies, taken), day) >= quantity).toBe(found === day)
          if (found !== null) taken.push([found, quantity])
        }
        for (let day = 0; day <= 20; day++) {
          const sum = (steps: [number, number][]) =>
            steps.reduce((total, [on, quantity]) => total + (on <= day ? quantity : 0), 0)
          expect(onHand + sum(supplies) - sum(taken)).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
})
