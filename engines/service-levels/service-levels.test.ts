/** Check values of the literature, brute force, and what the rules say in words. */
import loader from 'highs'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import {
  balance,
  bestMix,
  chooseByRule,
  equalFactors,
  equalFillRates,
  exchangeCurve,
  faultsOf,
  type IntegerSolver,
  type Knapsack,
  type Problem,
  riskOf,
  tryMix,
} from './index.ts'

const highs = await (loader as unknown as typeof loader.default)()
const solver: IntegerSolver = (model) => {
  const { Status, Columns } = highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 1e-9, output_flag: false })
  const state = Status === 'Optimal' ? 'optimal' : Status === 'Infeasible' ? 'infeasible' : 'stopped'
  return { state, value: (name) => (Columns[name] as { Primal?: number } | undefined)?.Primal ?? 0 }
}

describe('one sum of safety stock over five products', () => {
  const rows = [
    [1200, 100, 30, 20],
    [600, 100, 25, 55],
    [2400, 200, 40, 8],
    [300, 50, 20, 120],
    [9000, 600, 110, 3],
  ] as const
  const products = rows.map(([demand, order, deviation, value]) => ({ demand, order, deviation, value }))

  test('the exchange curve: price, factors and units short of the reference', () => {
    const { price, factors, short, invested } = exchangeCurve(products, 3000)
    expect(price).toBeCloseTo(0.0282590175, 8)
    const wanted = [1.673664, 0.646305, 2.078333, -0.164117, 2.53317]
    for (const [at, factor] of factors.entries()) expect(factor).toBeCloseTo(wanted[at]!, 5)
    expect(Math.abs(short - 95.1086)).toBeLessThan(1e-4)
    expect(invested).toBeCloseTo(3000, 6)
  })

  test('the same money with one factor, or one fill rate, for all is short five and seven times as much', () => {
    expect(equalFactors(products, 3000).short).toBeCloseTo(467.8, 1)
    const fill = equalFillRates(products, 3000)
    expect(fill.short).toBeCloseTo(700.11, 1)
    expect(fill.fillRate).toBeCloseTo(0.9481, 4)
  })
})

/** Everything tried. */
function bruteForce({ starts, value, uses, limits }: Knapsack): number | undefined {
  let best: number | undefined
  const walk = (at: number, sum: number, left: readonly number[]) => {
    if (at + 1 === starts.length) {
      if (left.every((one) => one >= -1e-9) && (best === undefined || sum > best)) best = sum
      return
    }
    for (let option = starts[at]!; option < starts[at + 1]!; option++) {
      walk(
        at + 1,
        sum + value[option]!,
        left.map((one, k) => one - uses[k]![option]!),
      )
    }
  }
  walk(0, 0, [...limits])
  return best
}

function drawn(random: ReturnType<typeof seededRandom>, limitCount: number): Knapsack {
  const starts = [0]
  for (let at = 0, classes = 1 + random.below(5); at < classes; at++) starts.push(starts.at(-1)! + 1 + random.below(5))
  const options = starts.at(-1)!
  const whole = random.below(2) === 0
  const number = (size: number, from: number) => (whole ? random.below(size) + from : random.unit() * size + from)
  const uses = Array.from({ length: limitCount }, () => Float64Array.from({ length: options }, () => number(20, -3)))
  const most = 14 * (starts.length - 1)
  return {
    starts: Int32Array.from(starts),
    value: Float64Array.from({ length: options }, () => number(40, -10)),
    uses,
    limits: Float64Array.from(uses, () => random.unit() * most - 5),
  }
}

test.each([0, 1, 2, 3])('a thousand small questions with %i limits: as good as trying everything', (limitCount) => {
  const random = seededRandom(20_261_129 + limitCount)
  let without = 0
  for (let nth = 0; nth < 1000; nth++) {
    const asked = drawn(random, limitCount)
    const wanted = bruteForce(asked)
    const best = bestMix(asked, { solver })
    if (wanted === undefined) {
      without++
      expect(best).toBeUndefined()
    } else {
      expect(best?.isProven).toBe(true)
      expect(best!.value).toBeCloseTo(wanted, 6)
      expect(best!.bound).toBeGreaterThanOrEqual(best!.value - 1e-9)
    }
  }
  // Both kinds of question were asked.
  if (limitCount) expect(without).toBeGreaterThan(20)
})

function concave(classes: number): Omit<Knapsack, 'limits'> {
  const random = seededRandom(7)
  const starts = Int32Array.from({ length: classes + 1 }, (_, at) => at * 8)
  const uses = [Float64Array.from({ length: classes * 8 }, () => 1 + 99 * random.unit())]
  return { starts, uses, value: Float64Array.from(uses[0]!, (use) => Math.sqrt(use) * (2 + random.unit())) }
}

test('fifty classes with one budget are proven without a solver', () => {
  const rows = concave(50)
  for (const budget of [1000, 1300, 1700, 2100, 2600]) {
    const asked = { ...rows, limits: Float64Array.of(budget) }
    const best = bestMix(asked)!
    expect(best.isProven).toBe(true)
    expect(best.value).toBeCloseTo(
      bestMix({ ...asked, uses: [rows.uses[0]!, rows.uses[0]!], limits: Float64Array.of(budget, budget) }, { solver })!
        .value,
      6,
    )
  }
})

test('two thousand classes with one budget are within a ten-thousandth, and a greater budget is never worth less', () => {
  const rows = concave(2000)
  const worth = [40_000, 60_000, 80_000, 100_000].map((limit) => {
    const best = bestMix({ ...rows, limits: Float64Array.of(limit) })!
    expect(best.bound / best.value - 1).toBeLessThan(1e-5)
    return { value: best.value, price: best.prices[0]! }
  })
  for (let at = 1; at < worth.length; at++) {
    expect(worth[at]!.value).toBeGreaterThan(worth[at - 1]!.value)
    // The curve bends downwards, and the price of the limit is its slope.
    const slope = (worth[at]!.value - worth[at - 1]!.value) / 20_000
    expect(slope).toBeLessThan(worth[at - 1]!.price)
    expect(slope).toBeGreaterThan(worth[at]!.price)
  }
})

const stores: Problem['segments'][number] = {
  segment: 'stores',
  revenue: 1_000_000,
  margin: 0.3,
  retention: { kept: 0.9, discount: 0.1 },
  elements: [
    {
      element: 'lead_time_days',
      better: 'less',
      core: true,
      floor: 4,
      step: 0.5,
      weight: 5,
      response: { form: 'linear', slope: { low: 0.002, likely: 0.006, high: 0.01 } },
      loyalty: 0.002,
      today: 3,
      levels: [
        { level: 1, cost: 40_000 },
        { level: 2, cost: 11_000 },
        { level: 3, cost: 10_000 },
        { level: 5, cost: 2_000 },
      ],
    },
    {
      element: 'in_stock_percent',
      better: 'more',
      weight: 3,
      response: { form: 'logistic', least: 0, most: 0.05, steepness: 1, middle: 96 },
      today: 95,
      levels: [
        { level: 95, cost: 5_000 },
        { level: 98, cost: 9_000 },
        { level: 99.9, cost: 30_000 },
      ],
    },
  ],
}

const found = (problem: Problem, how: Parameters<typeof balance>[1] = {}) => {
  const answer = balance(problem, { solver, ...how })
  if (answer.state !== 'found') throw new Error(answer.state)
  return answer
}

describe('the balance point of one segment', () => {
  test('is where the next step costs more than it brings', () => {
    const { best, isProven } = found({ segments: [stores] })
    // A day less: 0.6 % of a million, of which 30 % stay: 1,800 for 1,000; the next day 1,800 for 29,000.
    expect(best.levels.map(({ level }) => level)).toEqual([2, 98])
    expect(best.levels[0]!.worth).toMatchObject({ revenue: expect.closeTo(6000), cost: 1000 })
    expect(best.levels[0]!.worth.margin).toBeCloseTo(1800, 9)
    const rise = 0.05 * (1 / (1 + Math.exp(-2)) - 1 / (1 + Math.exp(1)))
    expect(best.levels[1]!.worth.revenue).toBeCloseTo(1e6 * rise, 6)
    expect(isProven).toBe(true)
  })

  test('a tempting saving below the floor of a core element is no choice, and it is said what it would have saved', () => {
    const cheap: Problem = { segments: [{ ...stores, revenue: 100_000 }] }
    const { best, barred } = found(cheap)
    expect(best.levels[0]).toMatchObject({ level: 3 })
    expect(barred[0]).toMatchObject({ element: 'lead_time_days', level: 5, bar: 'below_floor' })
    expect(barred[0]!.tempting).toBeCloseTo(8000 - 2 * 0.006 * 100_000 * 0.3, 6)
  })

  test('a core element may fall by less than customers notice, and no further, though its floor lies lower', () => {
    const [lead, stock] = stores.elements
    const at = (level: number) => ({
      segments: [
        { ...stores, revenue: 0, elements: [{ ...lead!, levels: [...lead!.levels, { level, cost: 0 }] }, stock!] },
      ],
    })
    expect(found(at(3.4)).best.levels[0]!.level).toBe(3.4)
    expect(found(at(3.6)).best.levels[0]!.level).toBe(3)
    expect(found(at(3.6)).barred[0]).toMatchObject({ level: 3.6, bar: 'below_today' })
  })

  test('a level that keeps the floor in fewer than nine cases of ten is not sure enough', () => {
    const element = { ...stores.elements[1]!, floor: 95, core: true, today: 95 }
    const at = (spread: number): Problem => ({
      segments: [
        { ...stores, elements: [{ ...element, levels: [...element.levels, { level: 96, cost: 0, spread }] }] },
      ],
    })
    // 1 / 0.78 = 1.282 deviations keep it in nine cases of ten.
    expect(found(at(0.77)).best.levels[0]!.level).toBe(96)
    expect(found(at(0.79)).barred.some(({ level, bar }) => level === 96 && bar === 'not_sure_enough')).toBe(true)
  })

  test('what a competitor offers in a core element must be met', () => {
    const [lead, stock] = stores.elements
    const { best } = found({ segments: [{ ...stores, elements: [{ ...lead!, parity: 1 }, stock!] }] })
    expect(best.levels[0]!.level).toBe(1)
    const none = balance({ segments: [{ ...stores, elements: [{ ...lead!, parity: 0.5 }] }] })
    expect(none).toMatchObject({
      state: 'no_level',
      without: [{ element: 'lead_time_days', bars: ['below_parity', 'below_floor'] }],
    })
  })

  test('the intangible return is a line of its own: change of retention × margin / (1 + d − r)', () => {
    const without = found({ segments: [stores] })
    expect(without.best.intangible).toBeCloseTo((0.002 * 1 * 300_000) / 0.2, 6)
    expect(without.best.gain).toBeCloseTo(without.best.margin - without.best.cost, 6)
    expect(without.otherwise).toMatchObject({ intangible: true })
    const counted = found({ segments: [stores], intangible: true })
    expect(counted.best.gain).toBeCloseTo(without.otherwise!.gain, 6)
    expect(counted.otherwise).toMatchObject({ intangible: false, gain: without.best.gain })
  })

  test("customers' benefit is told before and after, by importance", () => {
    const { best } = found({ segments: [stores] })
    const [now, after] = [(5 * 2) / 4 / 8, ((5 * 3) / 4 + (3 * 3) / 4.9) / 8]
    expect(best.benefit).toEqual([
      { segment: 'stores', today: expect.closeTo(100 * now), after: expect.closeTo(100 * after) },
    ])
  })

  test('trying a mix by hand tells what it brings and what bars it', () => {
    const tried = tryMix({ segments: [stores] }, [{ segment: 'stores', element: 'lead_time_days', level: 5 }])
    expect(tried.bars).toMatchObject([{ element: 'lead_time_days', level: 5, bar: 'below_floor' }])
    expect(tried.answer.cost).toBe(-8000)
  })

  test('customers who choose among us and a rival: half at the same level, and what a better level wins', () => {
    const element = {
      element: 'window_hours',
      better: 'less' as const,
      response: { form: 'choice' as const, sensitivity: Math.log(3), rivals: [4] },
      today: 4,
      levels: [4, 3].map((level) => ({ level, cost: 0 })),
    }
    // From one in two to three in four: half as much again.
    expect(found({ segments: [{ ...stores, elements: [element] }] }).best.revenue).toBeCloseTo(500_000, 4)
  })
})

describe('limits', () => {
  test('an unreachable budget is named with what it lacks', () => {
    const answer = balance({ segments: [stores], budget: -1000 })
    expect(answer).toEqual({
      state: 'no_mix',
      short: [{ limit: 'budget', by: 1000 }],
      ways: [[{ limit: 'budget', by: 1000 }]],
    })
  })

  test('of limits that cannot be kept together, each that suffices alone is named with its least step', () => {
    const levels = [
      { level: 1, cost: 0, uses: { dock: 10 } },
      { level: 2, cost: 6, uses: { dock: 4 } },
      { level: 3, cost: 9, uses: { dock: 1 } },
    ]
    const element = { element: 'frequency', better: 'more' as const, today: 1, levels }
    const problem: Problem = {
      segments: [{ ...stores, elements: [element] }],
      budget: 5,
      capacities: [{ capacity: 'dock', limit: 3 }],
    }
    expect(balance(problem, { solver })).toEqual({
      state: 'no_mix',
      short: [],
      ways: [[{ limit: 'budget', by: 4 }], [{ limit: 'dock', by: 7 }]],
    })
    expect(found({ ...problem, budget: 9 }).best.levels[0]!.level).toBe(3)
  })

  test('limits none of which can be kept are raised together by the least shares', () => {
    const levels = [
      { level: 1, cost: 2, uses: { dock: 10 } },
      { level: 2, cost: 8, uses: { dock: 6 } },
    ]
    const element = { element: 'frequency', better: 'more' as const, today: 1, levels }
    const problem: Problem = {
      segments: [{ ...stores, elements: [element] }],
      budget: -1,
      capacities: [{ capacity: 'dock', limit: 5 }],
    }
    const answer = balance(problem, { solver })
    if (answer.state !== 'no_mix') throw new Error(answer.state)
    expect(answer.short).toEqual([
      { limit: 'budget', by: 1 },
      { limit: 'dock', by: 1 },
    ])
    expect(answer.ways).toHaveLength(1)
  })
})

describe('risk and the rule', () => {
  test('of four gains: mean, chance of a loss, worst tenth and regret', () => {
    expect(riskOf(Float64Array.of(5, -2, 1, 0))).toEqual({ expected: 1, loss: 0.25, p5: -2, cvar10: -2, regret: 0.5 })
  })

  test('the same seed tells the same, and a mix that is better in every draw is never riskier', () => {
    const [a, b] = [found({ segments: [stores] }), found({ segments: [stores] })]
    expect(a.alternatives).toEqual(b.alternatives)
    expect(a.alternatives[a.chosenAt]!.risk.loss).toBeLessThanOrEqual(0.2)
    expect(a.alternatives.find(({ name }) => name === 'today')!.risk).toEqual({
      expected: 0,
      loss: 0,
      p5: 0,
      cvar10: 0,
      regret: 0,
    })
  })

  test('a gain that is too often a loss is left alone', () => {
    const risky = {
      ...stores.elements[0]!,
      response: { form: 'linear' as const, slope: { low: -0.02, likely: 0, high: 0.035 } },
    }
    const answer = found({ segments: [{ ...stores, elements: [risky] }] })
    expect(answer.best.levels[0]!.level).not.toBe(3)
    expect(answer.alternatives.find(({ name }) => name === 'best')!.risk.loss).toBeGreaterThan(0.2)
    expect(answer.chosen.changes).toBe(0)
    expect(answer.isByRule).toBe(true)
  })

  const risk = (expected: number, loss: number, regret: number) => ({ expected, loss, p5: 0, cvar10: 0, regret })
  test('within a hundredth the one with less regret, then the simpler', () => {
    const options = [
      { risk: risk(100, 0.1, 5), changes: 3 },
      { risk: risk(99.5, 0.1, 4), changes: 3 },
      { risk: risk(99.2, 0.1, 4), changes: 1 },
      { risk: risk(98, 0, 0), changes: 0 },
      { risk: risk(900, 0.21, 0), changes: 0 },
    ]
    expect(chooseByRule(options)).toBe(2)
  })
})

describe('sensitivity', () => {
  test('the value at which another mix is best is where costs and gains meet', () => {
    const { swings } = found({ segments: [{ ...stores, elements: [stores.elements[0]!] }] })
    const [slope] = swings
    expect(slope).toMatchObject({ input: 'stores.lead_time_days.response.slope', expected: expect.closeTo(0.006) })
    expect(slope!.atHigh).toBeCloseTo(0.01 * 300_000 - 1000, 6)
    // A day less costs 1,000 a year: worth it from 1,000 / 300,000 on.
    expect(slope!.below!.value).toBeCloseTo(1000 / 300_000, 5)
    expect(slope!.below).toMatchObject({
      isWithin: true,
      changes: [{ segment: 'stores', element: 'lead_time_days', level: 3 }],
    })
    expect(slope!.above).toBeNull()
  })

  test('an input that stands in several places is one input', () => {
    const shared = { form: 'linear' as const, slope: { input: 'day' } }
    const segments = ['a', 'b'].map((segment) => ({
      ...stores,
      segment,
      elements: [{ ...stores.elements[0]!, response: shared }],
    }))
    const { swings } = found({ segments, inputs: { day: { low: 0.002, likely: 0.006, high: 0.01 } } })
    expect(swings.map(({ input }) => input)).toEqual(['day'])
    expect(swings[0]!.atHigh - swings[0]!.atLow).toBeCloseTo(2 * 0.008 * 300_000, 6)
  })
})

test('what makes a problem meaningless is named with its place', () => {
  const [lead] = stores.elements
  const faults = faultsOf({
    segments: [
      {
        ...stores,
        margin: { low: 0.4, likely: 0.3, high: 0.5 },
        elements: [{ ...lead!, today: 9, loyalty: { input: 'none' } }],
      },
      stores,
    ],
  })
  expect(faults).toEqual([
    { field: 'segments.stores', reason: 'repeated' },
    { field: 'stores.margin', reason: 'low_above_high' },
    { field: 'stores.lead_time_days.today', reason: 'not_a_level' },
    { field: 'stores.lead_time_days.loyalty', reason: 'unknown_input' },
  ])
})
