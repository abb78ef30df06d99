import { describe, expect, it } from 'vitest'
import { parseLocalDay } from '../../calendars/index.ts'
import { seededRandom } from '../../shared/index.ts'
import { backTest, type PastOrder } from './back-test.ts'

const FIRST = parseLocalDay('2026-01-05')
const DAYS = 240
const TODAY = FIRST + DAYS
const settings = { today: TODAY, judgedShare: 0.5, quantiles: [0.8, 0.95] }

/** Six orders a day to a near and a far place; the company promises forty days to everybody. */
function company(took: (isFar: boolean, unit: number, day: number) => number): PastOrder[] {
  const random = seededRandom(11)
  return Array.from({ length: DAYS * 6 }, (_, i) => {
    const startDay = FIRST + Math.floor(i / 6)
    const isFar = i % 2 === 1
    const days = took(isFar, random.unit(), startDay)
    const age = TODAY - 1 - startDay
    const place = isFar ? 'far' : 'near'
    return {
      destination: place,
      segment: place,
      startDay,
      days: Math.min(days, age),
      isOpen: days > age,
      givenDays: 40,
    }
  })
}

const usual = (isFar: boolean, unit: number) => (isFar ? 12 : 2) + Math.floor(unit * 20)

describe('a back-test', () => {
  const report = backTest(company(usual), settings)

  // A day is worth five points here: whole days cannot come closer.
  it('keeps promises about as often as their quantile says, in every segment', () => {
    for (const { quantile, kept, cases, segments } of report.quantiles) {
      expect(cases).toBe(report.judged.cases)
      expect(Math.abs(kept! - quantile)).toBeLessThan(0.06)
      expect(segments.map(({ segment }) => segment).sort()).toEqual(['far', 'near'])
      for (const segment of segments) expect(Math.abs(segment.kept! - quantile)).toBeLessThan(0.08)
    }
  })

  it('judges the promises given over the same orders, and tells how much shorter they could have been', () => {
    expect(report.given).toMatchObject({ cases: report.judged.cases, meanDays: 40, kept: 1 })
    const tighter = backTest(
      company(usual).map((order) => ({ ...order, givenDays: 28 })),
      settings,
    )
    expect(tighter.sameKeepRate!.givenMeanDays).toBe(28)
    expect(tighter.sameKeepRate!.shorterPercent).toBeGreaterThan(5)
    expect(tighter.sameKeepRate!.kept).toBeCloseTo(tighter.given!.kept!, 9)
  })

  it('learns nothing from the future: what happens from July on changes no promise of before', () => {
    const july = parseLocalDay('2026-07-01')
    const changed = backTest(
      company((isFar, unit, day) => (day >= july ? 60 : usual(isFar, unit))),
      { ...settings, judgedShare: 0.9 },
    )
    const before = backTest(company(usual), { ...settings, judgedShare: 0.9 })
    const untilMay = ({ quantiles }: typeof before) =>
      quantiles.map(({ months }) => months.filter(({ month }) => month > '2026-02' && month < '2026-06'))
    expect(untilMay(changed)[0]!.length).toBe(3)
    expect(untilMay(changed)).toEqual(untilMay(before))
  })

  it('follows a season: after a slow month promises are kept again', () => {
    const may = parseLocalDay('2026-05-01')
    const slow = backTest(
      company((isFar, unit, day) => usual(isFar, unit) + (day >= may ? 8 : 0)),
      { ...settings, judgedShare: 0.9 },
    )
    const september = slow.quantiles[1]!.months.find(({ month }) => month === '2026-07')!
    expect(september.kept!).toBeGreaterThan(0.92)
  })

  it('counts lost orders and leaves the youngest unjudged', () => {
    const lost = company(usual).map((order, i) =>
      i % 100 === 0 ? { ...order, days: TODAY - 1 - order.startDay, isOpen: true } : order,
    )
    const told = backTest(lost, settings)
    expect(told.neverDelivered).toBeGreaterThan(10)
    expect(told.learnedFrom + told.neverDelivered).toBe(lost.length)
    expect(parseLocalDay(told.judged.to!)).toBeLessThan(TODAY - 25)
  })

  it('says so when there is nothing to judge', () => {
    const nothing = backTest([], settings)
    expect(nothing).toMatchObject({ judged: { cases: 0, from: null }, given: null, sameKeepRate: null })
    expect(nothing.quantiles[0]).toMatchObject({ kept: null, interval: null, cases: 0 })
  })

  it('tells how far it is', () => {
    const told: number[] = []
    backTest(company(usual), { ...settings, onProgress: (share) => told.push(share) })
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })
})
