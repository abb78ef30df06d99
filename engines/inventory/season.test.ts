import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanDemandFactor, type StockSeason, seasonalPolicy } from './index.ts'

const busy: StockSeason = { firstDay: 100, lastDay: 119, demandPercent: 150, targetPercent: 140, extraLeadDays: 2 }
const asked = { demand: { mean: 40, deviation: 12 }, lead: { days: 9, deviation: 2 }, reviewDays: 7, inStock: 0.95 }

describe('a season ahead', () => {
  test('changes nothing for an order that is used up before it begins', () => {
    const far = seasonalPolicy({ ...asked, seasons: [busy], day: 60 })
    expect(far).toMatchObject({ dailyDemand: 40, leadDays: 9, targetPercent: 100 })
    expect(far.orderUpTo).toBeCloseTo(16 * 40 + 153.45, 1)
  })

  test('within it demand, lead time and safety stock are those of the season', () => {
    const within = seasonalPolicy({ ...asked, seasons: [busy], day: 100 })
    expect(within).toMatchObject({ dailyDemand: 60, leadDays: 11, targetPercent: 140 })
    // σ = √(18·18² + 60²·2²) = 142.25; 1.6449·σ·1.4
    expect(within.safetyStock).toBeCloseTo(1.6448536 * Math.sqrt(18 * 18 ** 2 + 60 ** 2 * 4) * 1.4, 4)
    expect(within.orderUpTo).toBeCloseTo(60 * 18 + within.safetyStock, 6)
  })

  test('an order that covers its beginning covers as many busy days as it reaches', () => {
    // From day 90 on, 18 days: ten usual ones and eight busy ones.
    expect(seasonalPolicy({ ...asked, seasons: [busy], day: 90 }).dailyDemand).toBeCloseTo(
      (40 * (10 + 8 * 1.5)) / 18,
      9,
    )
  })

  test('a slow season never builds up more than a usual time', () => {
    const slow = { ...busy, demandPercent: 60, targetPercent: 60, extraLeadDays: null }
    const usual = seasonalPolicy({ ...asked, seasons: [], day: 100 })
    expect(seasonalPolicy({ ...asked, seasons: [slow], day: 100 }).orderUpTo).toBeLessThan(usual.orderUpTo)
  })
})

test('seasons that overlap multiply, and the days outside count as usual', () => {
  const [a, b] = [
    { ...busy, firstDay: 0, lastDay: 9 },
    { ...busy, firstDay: 5, lastDay: 9, demandPercent: 200 },
  ]
  expect(meanDemandFactor([a, b], 0, 19)).toBeCloseTo((5 * 1.5 + 5 * 3 + 10) / 20, 12)
})

test('more demand never asks for less stock', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 60, max: 130 }), (percent, day) => {
      const at = (demandPercent: number) =>
        seasonalPolicy({ ...asked, seasons: [{ ...busy, demandPercent }], day }).orderUpTo
      expect(at(percent + 10)).toBeGreaterThanOrEqual(at(percent) - 1e-9)
    }),
  )
})
