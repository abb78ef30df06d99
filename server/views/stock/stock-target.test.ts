import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stockTarget } from './stock-target.ts'

test('covers the lead time, the time between two orders, and their variation', () => {
  const target = stockTarget({ mean: 40, deviation: 12 }, { days: 9, deviation: 2 }, 95)
  // σ = √(16·144 + 1600·4) = 93.29; 1.6449·σ = 153.4
  expect(target.safetyStock).toBeCloseTo(153.45, 1)
  expect(target.reorderPoint).toBeCloseTo(513.45, 1)
  expect(target.orderUpTo).toBeCloseTo(793.45, 1)
})

test('a product that nobody asks for needs no stock', () => {
  expect(stockTarget({ mean: 0, deviation: 0 }, { days: 9, deviation: 2 }, 95)).toMatchObject({
    safetyStock: 0,
    most: 0,
  })
})

test('a standard of one hundred percent is still a number', () => {
  expect(Number.isFinite(stockTarget({ mean: 1, deviation: 1 }, { days: 9, deviation: 2 }, 100).orderUpTo)).toBe(true)
})

test('a higher standard, a longer or less certain lead time never needs less', () => {
  const figures = fc.record({
    mean: fc.double({ min: 0, max: 100, noNaN: true }),
    deviation: fc.double({ min: 0, max: 100, noNaN: true }),
    days: fc.integer({ min: 0, max: 60 }),
    spread: fc.integer({ min: 0, max: 20 }),
    percent: fc.integer({ min: 50, max: 99 }),
  })
  fc.assert(
    fc.property(figures, ({ mean, deviation, days, spread, percent }) => {
      const at = (more: Partial<{ days: number; spread: number; percent: number }>) => {
        const one = { days, spread, percent, ...more }
        return stockTarget({ mean, deviation }, { days: one.days, deviation: one.spread }, one.percent).orderUpTo
      }
      expect(at({ percent: percent + 1 })).toBeGreaterThanOrEqual(at({}) - 1e-9)
      expect(at({ days: days + 1 })).toBeGreaterThanOrEqual(at({}) - 1e-9)
      expect(at({ spread: spread + 1 })).toBeGreaterThanOrEqual(at({}) - 1e-9)
    }),
  )
})
