/** Published values: Silver–Pyke–Thomas formulas and the examples of Snyder and Shen. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { shareAbove, unitLoss } from './distribution.ts'
import {
  economicOrderQuantity,
  factorOfCycles,
  factorOfUnits,
  factorOfUnitsOneTerm,
  leadTimeDeviation,
  newsvendorPoisson,
  newsvendorQuantity,
  packedQuantity,
  stockPolicy,
  unitFillRate,
} from './index.ts'

const demand = { mean: 40, deviation: 12 }
const lead = { days: 9, deviation: 2 }
const sigma = leadTimeDeviation(demand, lead)

describe('lead-time demand', () => {
  test('varies with the lead time as much as with the demand', () => {
    expect(sigma).toBeCloseTo(87.7268, 4)
    expect(leadTimeDeviation(demand, { ...lead, deviation: 0 })).toBeCloseTo(36, 10)
  })
})

describe('a standard of cycles without a stock-out', () => {
  test('95 % takes 1.6449 deviations: 144.30 of safety stock, ordered anew at 504.30', () => {
    const policy = stockPolicy({ demand, lead, reviewDays: 0, inStock: 0.95 })
    expect(policy.factor).toBeCloseTo(1.6449, 4)
    expect(policy.safetyStock).toBeCloseTo(144.3, 2)
    expect(policy.reorderPoint).toBeCloseTo(504.3, 2)
  })

  test('with a review every week the order-up-to level covers that week too', () => {
    const policy = stockPolicy({ demand, lead, reviewDays: 7, inStock: 0.95 })
    expect(policy.safetyStock).toBeCloseTo(153.45, 1)
    expect(policy.orderUpTo).toBeCloseTo(16 * 40 + 153.45, 1)
  })
})

describe('a standard of units from the shelf', () => {
  test.each([
    [0.95, 0.4072, 35.72],
    [0.98, 0.9521, 83.53],
    [0.99, 1.2993, 113.98],
  ])('β %d takes k %d: safety stock %d with orders of 400', (beta, k, safety) => {
    const found = factorOfUnits(beta, 400, sigma)
    expect(found).toBeCloseTo(k, 4)
    expect(found * sigma).toBeCloseTo(safety, 1)
    expect(unitFillRate(found, 400, sigma)).toBeCloseTo(beta, 9)
  })

  test('the two standards are not the same: α 0.95 gives 99.54 % of units, β 0.95 leaves α at 0.658', () => {
    expect(unitFillRate(factorOfCycles(0.95), 400, sigma)).toBeCloseTo(0.9954, 4)
    expect(1 - shareAbove(factorOfUnits(0.95, 400, sigma))).toBeCloseTo(0.658, 3)
    expect(1 - shareAbove(factorOfUnits(0.99, 400, sigma))).toBeCloseTo(0.903, 3)
  })

  test.each([
    [0.9, 0.138903],
    [0.95, 0.607347],
    [0.98, 1.114564],
    [0.99, 1.442972],
    [0.999, 2.331922],
  ])('the one-term form for Q 100, σ 30 gives the known factors: β %d, k %d', (beta, k) => {
    expect(factorOfUnitsOneTerm(beta, 100, 30)).toBeCloseTo(k, 6)
  })

  test('one deviation above the mean, Q 100, σ 30, gives exactly 97.500582 %', () => {
    expect(unitFillRate(1, 100, 30)).toBeCloseTo(0.9750058236, 10)
    expect(1 - (30 * unitLoss(1)) / 100).toBeCloseTo(0.9750053588, 10)
  })

  test('a negative factor is told as it is: large orders alone exceed the standard', () => {
    expect(factorOfUnits(0.9, 4000, 100)).toBeLessThan(0)
  })
})

describe('the unit normal loss', () => {
  test.each([
    [0.9, 0.047343],
    [0.95, 0.020893],
    [0.98, 0.007343],
    [0.99, 0.003389],
  ])('at the quantile of %d is %d', (share, loss) => {
    expect(unitLoss(factorOfCycles(share))).toBeCloseTo(loss, 5)
  })

  test('of a cycle at k 0.4072 with orders of 400 is 0.22798 deviations', () => {
    const k = factorOfUnits(0.95, 400, sigma)
    expect(unitLoss(k) - unitLoss(k + 400 / sigma)).toBeCloseTo(0.22798, 4)
  })

  test('of demand 15 ± 3 beyond 18 units is .2499464118', () => {
    expect(3 * unitLoss(1)).toBeCloseTo(0.2499464118, 9)
  })

  test('falls, stays positive and keeps its digits far out', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (k) => {
        expect(unitLoss(k)).toBeGreaterThan(0)
        expect(unitLoss(k + 0.01)).toBeLessThan(unitLoss(k))
        // G(−k) = G(k) + k
        expect(unitLoss(-k)).toBeCloseTo(unitLoss(k) + k, 10)
      }),
    )
  })
})

describe('how much to order', () => {
  test('the economic order quantity', () => {
    expect(economicOrderQuantity(12_000, 50, 1.2)).toBeCloseTo(1000, 9)
    expect(economicOrderQuantity(1300, 8, 0.225)).toBeCloseTo(304.0467800264, 8)
  })

  test('the newsvendor with normal demand', () => {
    expect(newsvendorQuantity({ under: 8, over: 3, mean: 100, deviation: 30 })).toBeCloseTo(118.14, 2)
    expect(newsvendorQuantity({ under: 0.7, over: 0.18, mean: 50, deviation: 8 })).toBeCloseTo(56.6039559274, 6)
  })

  test('the newsvendor with Poisson demand', () => {
    expect(newsvendorPoisson({ under: 0.7, over: 0.18, mean: 50 })).toBe(56)
  })

  test('whole packs, and never less than the supplier sends', () => {
    expect(packedQuantity(13, { multiple: 12 })).toBe(24)
    expect(packedQuantity(3, { least: 10, multiple: 4 })).toBe(12)
    expect(packedQuantity(24, { multiple: 12 })).toBe(24)
    expect(packedQuantity(0, { least: 10 })).toBe(0)
  })
})

test.each([
  [80, 6.7, 0.95],
  [20, 6.7, 0.98],
  [300, 40, 0.9],
])(
  'orders of %d, deviation %d: drawn cycles give the share %d from the shelf that the factor promises',
  (quantity, spread, beta) => {
    const random = seededRandom(20_260_101)
    const reorder = factorOfUnits(beta, quantity, spread) * spread
    const cycles = 400_000
    let short = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const asked = spread * random.normal()
      // Short at the end of a cycle, less what was short already at its beginning, one order before.
      short += Math.max(0, asked - reorder) - Math.max(0, asked - reorder - quantity)
    }
    expect(1 - short / (cycles * quantity)).toBeCloseTo(beta, 3)
  },
)
