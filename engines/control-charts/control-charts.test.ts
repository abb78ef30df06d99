import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { markStep, type PeriodShare, shareChart, signalsOf, valueChart } from './index.ts'

const PUBLISHED: PeriodShare[] = [
  { n: 500, right: 22 },
  { n: 620, right: 40 },
  { n: 480, right: 15 },
  { n: 700, right: 35 },
  { n: 550, right: 41 },
  { n: 610, right: 20 },
]

describe('shares', () => {
  test('have the published limits', () => {
    const { center, overdispersion, points } = shareChart(PUBLISHED)
    expect(center).toBeCloseTo(0.05, 4)
    expect(overdispersion).toBeCloseTo(2.6481, 4)
    expect(points[1]!.lower).toBe(0)
    expect(points[1]!.upper).toBeCloseTo(0.1195, 4)
  })

  test('that all are the same have no width, and what differs then is beyond it', () => {
    const flat = Array.from({ length: 5 }, () => ({ n: 10, right: 10 }))
    expect(signalsOf(shareChart([...flat, { n: 10, right: 9 }], 5).points)).toEqual([
      { rule: 'beyond_limits', at: 5, direction: -1 },
    ])
  })

  test('without cases, or with more right than cases, are refused', () => {
    expect(() =>
      shareChart([
        { n: 0, right: 0 },
        { n: 1, right: 1 },
      ]),
    ).toThrow(RangeError)
    expect(() =>
      shareChart([
        { n: 1, right: 2 },
        { n: 1, right: 1 },
      ]),
    ).toThrow(RangeError)
    expect(() => shareChart([{ n: 1, right: 1 }])).toThrow(RangeError)
  })

  const drawn = (share: number, n: number, random: () => number) => {
    let right = 0
    for (let one = 0; one < n; one++) if (random() < share) right++
    return { n, right }
  }

  test('of a steady process are called beyond the limits about three times in a thousand', () => {
    const random = seededRandom(11)
    let [beyond, points] = [0, 0]
    for (let run = 0; run < 400; run++) {
      const periods = Array.from({ length: 126 }, () => drawn(0.9, 300, () => random.unit()))
      const chart = shareChart(periods, 100)
      beyond += chart.points.slice(100).filter(({ z }) => Math.abs(z) > 3).length
      points += 26
    }
    expect(beyond / points).toBeGreaterThan(0.001)
    expect(beyond / points).toBeLessThan(0.006)
  })

  // From 95 to 92 % it is 88 times in 100: chance alone moves a week of 300 by 1.3 points there.
  test('that drop by three points from 97 % at 300 a week are noticed within four weeks, nine times in ten', () => {
    const random = seededRandom(12)
    let noticed = 0
    for (let run = 0; run < 400; run++) {
      const before = Array.from({ length: 26 }, () => drawn(0.97, 300, () => random.unit()))
      const after = Array.from({ length: 4 }, () => drawn(0.94, 300, () => random.unit()))
      const signals = signalsOf(shareChart([...before, ...after], 26).points)
      if (signals.some(({ at, direction }) => at >= 26 && direction < 0)) noticed++
    }
    expect(noticed / 400).toBeGreaterThanOrEqual(0.9)
  })
})

test('single values have the published limits', () => {
  const { center, meanRange, points } = valueChart([10, 12, 11, 13, 12, 11, 10, 12, 15, 12])
  expect(center).toBeCloseTo(11.8, 12)
  expect(meanRange).toBeCloseTo(1.7778, 4)
  expect(points[0]!.lower).toBeCloseTo(7.071, 3)
  expect(points[0]!.upper).toBeCloseTo(16.529, 3)
})

describe('signals', () => {
  const at = (...zs: number[]) => signalsOf(zs.map((z) => ({ value: z, z })))
  test('are a point beyond the limits, a run, a trend, and two of three', () => {
    expect(at(0, 3.1)).toEqual([{ rule: 'beyond_limits', at: 1, direction: 1 }])
    expect(at(-1, -0.5, -1, -0.2, -1, -0.5, -1, -0.4)).toEqual([{ rule: 'run_of_eight', at: 7, direction: -1 }])
    expect(at(-1.1, -0.9, -0.5, 0.2, 0.8, 1)).toEqual([{ rule: 'six_in_a_row', at: 5, direction: 1 }])
    expect(at(2.1, -0.1, 2.2)).toEqual([{ rule: 'two_of_three', at: 2, direction: 1 }])
    expect(at(2.1, -2.2)).toEqual([])
    expect(at(0, 0, 0, 0, 0, 0, 0, 0)).toEqual([])
  })

  test('turn round with the chart', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 40 }), (zs) => {
        const turned = at(...zs.map((z) => 0 - z)).map((signal) => ({ ...signal, direction: 0 - signal.direction }))
        expect(turned).toEqual(at(...zs))
      }),
    )
  })
})

describe('a step', () => {
  const weeks = (count: number, right: number, n = 100, unknown = 0) =>
    Array.from({ length: count }, () => ({ n, right, unknown }))
  const mark = (periods: ReturnType<typeof weeks>, standard = 0.9, floor: number | null = null) => {
    const { mark: found, why } = markStep({ periods, standard, floor })
    return `${found}: ${why}`
  }

  test('is marked by the first rule that fits', () => {
    expect(mark(weeks(11, 95))).toBe('not_enough_data: few_periods')
    expect(mark(weeks(12, 5, 5))).toBe('not_enough_data: few_cases')
    expect(mark(weeks(12, 95, 100, 12))).toBe('not_enough_data: many_unknown')
    expect(mark(weeks(12, 95), 0.9, 0.96)).toBe('needs_improvement: below_floor')
    expect(mark(weeks(12, 95), 0.97)).toBe('needs_improvement: below_standard')
    expect(mark(weeks(12, 95))).toBe('works: within_standard')
    expect(mark(weeks(12, 95), 0.95)).toBe('watch: around_standard')
  })

  test('that gets worse is watched though it still keeps its standard', () => {
    const periods = [...weeks(10, 99).map((week, nth) => ({ ...week, right: nth % 2 ? 98 : 99 })), ...weeks(2, 93)]
    expect(mark(periods, 0.9)).toBe('watch: worsening')
  })

  test('never works where nothing is known', () => {
    expect(mark(weeks(26, 0, 0, 100))).toMatch(/^not_enough_data/)
  })
})
