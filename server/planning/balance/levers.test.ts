/** Windows, added services and competitors as levers: what each is counted from, and what it may not touch. */
import { describe, expect, test } from 'vitest'
import { balance } from '../../../engines/service-levels/index.ts'
import type { LevelSeen, Standing } from '../../views/needs/standing.ts'
import { type Known, NOTHING_KNOWN, problemOf, type SegmentFacts } from './ground.ts'
import { besideOf, parityAt } from './parity.ts'
import { serviceLever } from './services.ts'
import { driven, drivingShare, windowLever } from './window.ts'

const stops = { stops: 100, van_stops: 100, together: 16, day_hours: 8.2 }
const wholeDays = [{ hours: null, lines: 40 }]
const costOf = (made: NonNullable<ReturnType<typeof windowLever>>, level: number) =>
  made.element.levels.find((one) => one.level === level)!.cost.times

describe('a window', () => {
  test('of half a day is driven √2 times as far, and never more often than there are doors', () => {
    expect(driven(4, 8, 16)).toBeCloseTo(Math.SQRT2)
    expect(driven(1, 8, 4)).toBe(2)
    expect(driven(8, 8, 16)).toBe(1)
  })

  test('costs the driving that grows, on every stop that came within the day', () => {
    const made = windowLever({ booked: wholeDays, stops }, { costOfStop: 10 })!
    expect(made.element).toMatchObject({ today: 8 })
    expect(made.element.levels.map(({ level }) => level)).toEqual([8, 6, 4, 2, 1])
    expect(costOf(made, 4)).toBeCloseTo(100 * 10 * (Math.SQRT2 - 1))
    expect(costOf(made, 8)).toBe(0)
  })

  test('costs nothing more where its hours are booked already', () => {
    const half = windowLever(
      {
        booked: [
          { hours: 2, lines: 20 },
          { hours: null, lines: 20 },
        ],
        stops,
      },
      { costOfStop: 10 },
    )!
    const none = windowLever({ booked: wholeDays, stops }, { costOfStop: 10 })!
    expect(costOf(half, 2) - costOf(half, 8)).toBeCloseTo((costOf(none, 2) - costOf(none, 8)) / 2, 6)
  })

  test('is not weighed without stops or without what one costs, and driving is measured from thirty legs on', () => {
    expect(windowLever({ booked: wholeDays, stops: undefined }, { costOfStop: 10 })).toBeNull()
    expect(windowLever({ booked: wholeDays, stops }, { costOfStop: 0 })).toBeNull()
    expect(drivingShare({ legs: 29, driving: 60, standing: 40 })).toBeUndefined()
    expect(drivingShare({ legs: 30, driving: 60, standing: 40 })).toEqual({ low: 0.5, likely: 0.6, high: 0.7 })
  })
})

const pickup = {
  ...{ segment_id: 'S', service_id: 'PICKUP', name: 'Pick-up', element_id: null, discount: 0 },
  ...{ entitlement: 'included' as const, price: 6, cost: 2, lines: 50, units: 1, users: 10, usual: 0.1 },
}
const whom = { orders: 500, customers: 40 }

describe('an added service', () => {
  test('that is included costs its rate for what was used; at its price fewer use it and pay', () => {
    const { element } = serviceLever(pickup, whom)!
    expect(element.today).toBe(2)
    expect(element.levels).toEqual([
      { level: 0, cost: 0 },
      { level: 1, cost: { input: 'paid_uses', times: 50 * (2 - 6) } },
      { level: 2, cost: 100 },
    ])
    expect(element.response.slope.times).toBe(0.25)
  })

  test('that is sold at a discount stands between its price and nothing', () => {
    const { element } = serviceLever({ ...pickup, entitlement: 'priced', discount: 50 }, whom)!
    expect(element.today).toBe(1.5)
    expect(element.levels.map(({ level }) => level)).toEqual([0, 1, 1.5, 2])
    expect(element.levels[2]!.cost).toBe(50 * (2 - 3))
  })

  test('that nobody has used rests on a prior, one that others use on their uses, and one without a rate is not weighed', () => {
    const unused = serviceLever({ ...pickup, entitlement: 'not_offered', lines: 0, usual: 0 }, whom)!
    expect(unused.element.levels[2]!.cost).toEqual({ input: 'expected_uses', times: 500 * 2 })
    const elsewhere = serviceLever({ ...pickup, entitlement: 'not_offered', lines: 0 }, whom)!
    expect(elsewhere.element.levels[1]!.cost).toBe(50 * (2 - 6))
    expect(serviceLever({ ...pickup, cost: null }, whom)).toBeNull()
  })
})

const via = {
  ...{ competitor_id: 'VIA', competitor_name: 'Via', element_id: 'speed', segment_id: null, cases: 1 },
  ...{ evidence: 'published_terms' as const, seen_on: '2026-10-01', level: 2 },
} satisfies LevelSeen
const marked = (state: 'gap' | 'none' | 'undecided') =>
  ({
    segment_id: 'S',
    element_id: 'speed',
    shown: {
      ...{ competitor_id: 'NORD', name: 'Nord', evidence: 'paired_rating', seen_on: '2026-10-01', is_old: false },
      mark: { state: 'known', n: 20, value: 5.5, low: 5, high: 6 },
      difference: { state: 'known', n: 20, value: 0.5, low: 0.1, high: 0.9 },
    },
    gap: { state },
  }) as unknown as Standing
const asked = { segment: 'S', element: 'lead_time_days', need: 'speed', better: 'less' as const, day: '2026-12-01' }
const at = (beside: ReturnType<typeof besideOf>, level: number) =>
  parityAt(beside!, { level, today: 3, better: 'less' })

describe('parity', () => {
  test('is told of every level where a competitor offers a figure', () => {
    const beside = besideOf({ ...asked, assumed: undefined }, { seen: [via], standings: [] })
    expect([at(beside, 1), at(beside, 2), at(beside, 3)]).toEqual(['reached', 'reached', 'lost'])
  })

  test('by marks is told of today, and of levels that can only be better or worse', () => {
    const behind = besideOf({ ...asked, assumed: undefined }, { seen: [], standings: [marked('gap')] })
    expect([at(behind, 2), at(behind, 3), at(behind, 4)]).toEqual(['unknown', 'lost', 'lost'])
    const level = besideOf({ ...asked, assumed: undefined }, { seen: [], standings: [marked('none')] })
    expect([at(level, 2), at(level, 3), at(level, 4)]).toEqual(['reached', 'reached', 'unknown'])
  })

  test('a guess and what was seen long ago bind nothing, what is supposed does', () => {
    const old = { ...via, seen_on: '2025-10-01' }
    for (const seen of [old, { ...via, evidence: 'guess' as const }])
      expect(at(besideOf({ ...asked, assumed: undefined }, { seen: [seen], standings: [] }), 1)).toBe('unknown')
    expect(at(besideOf({ ...asked, assumed: 1 }, { seen: [old], standings: [] }), 2)).toBe('lost')
    expect(besideOf({ ...asked, assumed: undefined }, { seen: [], standings: [] })).toBeNull()
  })

  test('keeps the choice from falling behind, where it is asked to and can be reached', () => {
    const chosen = (
      parity: 'core' | 'all' | 'none',
      known: Known = { ...NOTHING_KNOWN, seen: [via], day: '2026-12-01' },
    ) => {
      const request = { inputs: {}, intangible: false, budget: undefined, parity, rivals: [] }
      const answer = balance(problemOf([facts], request, known).problem, { isQuick: true })
      if (answer.state !== 'found') throw new Error(answer.state)
      return answer.best.levels.find(({ element }) => element === 'lead_time_days')!.level
    }
    expect(chosen('none')).toBeGreaterThan(2)
    expect(chosen('core')).toBeGreaterThan(2)
    expect(chosen('all')).toBeLessThanOrEqual(2)
    const beyond = { ...NOTHING_KNOWN, seen: [{ ...via, level: 0 }], day: '2026-12-01' }
    expect(chosen('all', beyond)).toBe(chosen('none'))
  })
})

const facts = {
  ...{ segment_id: 'S', revenue: 10_000, marginShare: 0.3, orders: 500, handling: 4, transport: 20, kept: null },
  package: { lead_time_days: 3, in_stock_percent: 95, delivery_days: ['Mo', 'Tu'] },
  ...{ floors: [], needs: new Map(), pools: [], values: undefined, currency: 'EUR', factor: 100, customers: 40 },
  days: [
    { segment_id: 'S', days: 2, orders: 250 },
    { segment_id: 'S', days: 3, orders: 250 },
  ],
  doors: [{ segment_id: 'S', orders: 500, stops: 100 }],
  window: { booked: wholeDays, stops },
  services: [pickup],
} as unknown as SegmentFacts
