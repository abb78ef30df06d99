import { describe, expect, test } from 'vitest'
import { findPeaks, learnDelay, learnSeason } from './index.ts'

describe('what past seasons teach', () => {
  const days = (level: number) => Array.from({ length: 20 }, (_, at) => level + (at % 5) * 4 - 8)

  test('the share of demand against the days around, with its interval', () => {
    const learned = learnSeason({ during: days(60), around: days(40) })!
    expect(learned).toMatchObject({ percent: 150, daysDuring: 20, daysAround: 20 })
    expect([learned.sumDuring, learned.sumAround]).toEqual([1200, 800])
    expect(learned.low).toBeLessThan(150)
    expect(learned.high).toBeGreaterThan(150)
  })

  test('too few days teach nothing, and so does a time in which nobody asked for anything', () => {
    expect(learnSeason({ during: [1, 2, 3], around: days(40) })).toBeNull()
    expect(learnSeason({ during: days(60), around: [0, 0, 0, 0, 0, 0] })).toBeNull()
  })
})

describe('how much longer the way takes in a season', () => {
  const of = (cases: number, mean: number, variance = 1) => ({ cases, mean, variance })

  test('is weighed by kind of way: more goods on a long way make no season slow', () => {
    const near = { during: of(40, 1), around: of(400, 1) }
    const far = { during: of(160, 5), around: of(100, 5) }
    expect(learnDelay([near, far])).toMatchObject({ days: 0, meanDuring: 4.2, meanAround: 4.2, casesDuring: 200 })
  })

  test('comes with its 95 % interval', () => {
    const learned = learnDelay([{ during: of(100, 3.5), around: of(400, 2) }])!
    // 1.5 ± 1.96·√(1/100 + 1/400)
    expect(learned.days).toBeCloseTo(1.5, 12)
    expect(learned.low).toBeCloseTo(1.5 - 1.96 * Math.sqrt(0.0125), 12)
    expect(learned.high).toBeCloseTo(1.5 + 1.96 * Math.sqrt(0.0125), 12)
  })

  test('too few ways teach nothing', () => {
    expect(learnDelay([{ during: of(10, 3), around: of(400, 2) }])).toBeNull()
    expect(learnDelay([])).toBeNull()
  })
})

describe('weeks that stand out', () => {
  // Twenty weeks from a Monday on, weekends closed; weeks 8 to 10 are busy, week 15 is slow.
  const days = Array.from({ length: 140 }, (_, at) => {
    const week = Math.floor(at / 7)
    const level = week >= 8 && week <= 10 ? 60 : week === 15 ? 20 : 40
    return { day: 4 + at, isOpen: at % 7 < 5, quantity: at % 7 < 5 ? level + (at % 3) : 0 }
  })

  test('are runs of whole weeks with the share of their demand', () => {
    const found = findPeaks(days)
    expect(found.map(({ firstDay, lastDay }) => [firstDay, lastDay])).toEqual([
      [4 + 56, 4 + 76],
      [4 + 105, 4 + 111],
    ])
    expect(found[0]!.learned.percent).toBeGreaterThan(140)
    expect(found[1]!.learned.percent).toBeLessThan(60)
  })

  test('an even year has none, and neither has a company without orders', () => {
    expect(findPeaks(days.map((day) => ({ ...day, quantity: day.isOpen ? 40 : 0 })))).toEqual([])
    expect(findPeaks(days.map((day) => ({ ...day, quantity: 0 })))).toEqual([])
    expect(findPeaks([])).toEqual([])
  })
})
