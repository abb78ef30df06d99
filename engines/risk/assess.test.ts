import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessPromise } from './assess.ts'
import type { Cause, Effect } from './cause.ts'

const TODAY = 20_000
/** Departed on day −1: two days in the mean. */
const lead = { days: [TODAY - 1, TODAY, TODAY + 1, TODAY + 2, TODAY + 3], chances: [0.1, 0.4, 0.8, 0.95, 0.99] }
const cause = (effect: Effect, code: Cause['code'] = 'carrier_delay'): Cause => ({ code, params: {}, effect })
const chanceOf = (causes: readonly Cause[], dueDay = TODAY + 1, today = TODAY) =>
  assessPromise({ today, dueDay, lead, causes }).chance

describe('the chance of a broken promise', () => {
  it('is the lead time that is left, given that the goods have not come yet', () => {
    // (1 - 0.8) of (1 - 0.1) that are still out at the beginning of today.
    expect(chanceOf([])).toBeCloseTo(0.2 / 0.9, 6)
    expect(assessPromise({ today: TODAY, dueDay: TODAY + 1, lead, causes: [] }).reasons).toEqual([
      { code: 'usual_time', params: {}, contribution: expect.closeTo(0.2 / 0.9, 6) },
    ])
  })

  it('is one where nothing can arrive in time, and names what holds it', () => {
    const { chance, reasons, eta } = assessPromise({
      today: TODAY,
      dueDay: TODAY + 1,
      lead,
      causes: [cause({ until: TODAY + 5 }, 'disruption'), cause({ delay: [0.9, 0.1] })],
    })
    expect(chance).toBeCloseTo(1, 9)
    expect(reasons[0]!.code).toBe('disruption')
    expect(eta).toMatchObject({ likely: TODAY + 5, low80: TODAY + 5, low95: TODAY + 5 })
  })

  it('goods in sight for nobody have no estimate', () => {
    const { chance, eta, expectedDaysLate } = assessPromise({
      today: TODAY,
      dueDay: TODAY + 1,
      lead,
      causes: [cause({ delay: [] }, 'no_goods')],
    })
    expect(chance).toBe(1)
    expect(eta).toBeNull()
    expect(expectedDaysLate).toBe(30)
  })

  it('goods that have not left take their time from now on, and that is told as the cause', () => {
    const planned = { days: [TODAY, TODAY + 1], chances: [0.9, 0.99] }
    const now = { days: [TODAY + 2, TODAY + 3], chances: [0.9, 0.99] }
    const { chance, reasons } = assessPromise({
      today: TODAY,
      dueDay: TODAY + 1,
      lead: planned,
      causes: [cause({ lead: now }, 'not_left')],
    })
    expect(chance).toBeCloseTo(1, 9)
    expect(reasons[0]).toMatchObject({ code: 'not_left', contribution: expect.closeTo(0.99, 6) })
  })

  it('believes a carrier as far as it has deserved', () => {
    const late = (weight: number) =>
      chanceOf([cause({ estimate: { day: TODAY + 4, weight, errors: [1], early: 0 } }, 'carrier_estimate')])
    expect(late(0)).toBeCloseTo(chanceOf([]), 9)
    expect(late(1)).toBe(1)
    expect(late(0.5)).toBeCloseTo((chanceOf([]) + 1) / 2, 9)
  })
})

const share = fc.integer({ min: 0, max: 20 })
const delay = fc.array(share, { minLength: 1, maxLength: 12 }).map((counts) => {
  const sum = counts.reduce((a, b) => a + b, 0) + 1
  return counts.map((count) => count / sum)
})
const effect: fc.Arbitrary<Effect> = fc.oneof(
  delay.map((one) => ({ delay: one })),
  fc.integer({ min: -3, max: 30 }).map((days) => ({ until: TODAY + days })),
  fc
    .record({ day: fc.integer({ min: -5, max: 30 }), weight: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ day, weight }) => ({ estimate: { day: TODAY + day, weight, errors: [0.2, 0.6, 0.2], early: 1 } })),
)
const causes = fc.array(effect, { maxLength: 5 }).map((all) => all.map((one) => cause(one)))
const due = fc.integer({ min: -3, max: 30 }).map((days) => TODAY + days)
const within = (a: number, b: number) => a <= b + 1e-9

describe('whatever the facts', () => {
  it('more delay never lowers the chance', () => {
    fc.assert(
      fc.property(causes, due, fc.nat(4), fc.integer({ min: 1, max: 9 }), (all, dueDay, which, days) => {
        const worse = all.map((one, at) => (at === which ? cause(later(one.effect, days)) : one))
        expect(within(chanceOf(all, dueDay), chanceOf(worse, dueDay))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('one more delay never lowers it either', () => {
    fc.assert(
      fc.property(causes, due, delay, (all, dueDay, extra) => {
        expect(within(chanceOf(all, dueDay), chanceOf([...all, cause({ delay: extra })], dueDay))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('another day without an arrival never lowers it', () => {
    fc.assert(
      fc.property(due, fc.nat(40), (dueDay, days) => {
        expect(within(chanceOf([], dueDay, TODAY + days), chanceOf([], dueDay, TODAY + days + 1))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('the order in which facts came changes nothing, to the last digit', () => {
    const shuffled = causes.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, due, ([all, other], dueDay) => {
        const ask = (some: readonly Cause[]) => assessPromise({ today: TODAY, dueDay, lead, causes: some })
        expect(ask(other)).toEqual(ask(all))
      }),
      { numRuns: 500 },
    )
  })

  it('the estimate is never before today, its intervals hold it, and the wider one holds the narrower', () => {
    fc.assert(
      fc.property(causes, due, (all, dueDay) => {
        const { eta, chance, expectedDaysLate, reasons } = assessPromise({ today: TODAY, dueDay, lead, causes: all })
        expect(chance).toBeGreaterThanOrEqual(0)
        expect(chance).toBeLessThanOrEqual(1)
        expect(expectedDaysLate).toBeGreaterThanOrEqual(0)
        expect(reasons.map((one) => one.contribution)).toEqual(
          reasons.map((one) => one.contribution).sort((a, b) => b - a),
        )
        if (!eta) return
        const beyond = Number.POSITIVE_INFINITY
        const order = [TODAY, eta.low95, eta.low80, eta.likely, eta.high80 ?? beyond, eta.high95 ?? beyond]
        expect(order).toEqual([...order].sort((a, b) => a - b))
      }),
      { numRuns: 500 },
    )
  })
})

function later(one: Effect, days: number): Effect {
  if ('delay' in one) return { delay: [...Array<number>(days).fill(0), ...one.delay] }
  if ('until' in one) return { until: one.until + days }
  if ('lead' in one) return one
  return { estimate: { ...one.estimate, day: one.estimate.day + days } }
}
