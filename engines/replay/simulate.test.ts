/** Pairs of simulated years: what they share, what they tell, and how sure that is. */
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { poisson } from './drawn-year.ts'
import { MARK, NONE, type ReplayFacts, simulate, type Terms } from './index.ts'
import { pairedOf, studentQuantile } from './paired.ts'

/** A Monday. */
const MONDAY = 20_003
const WEEK = 31
const TERMS: Terms = { leadDays: 6, deliveryDays: WEEK, quantile: 0.9, minimumOrder: 0, shipComplete: false }
const one = (value: number) => ({ low: value, likely: value, high: value })

interface Company {
  readonly weeks?: number
  readonly customers?: number
  readonly proposed?: Terms
  readonly pools?: ReplayFacts['pools']
  readonly late?: number
}

/** Customers that order on weekdays at random, two lines each; a share comes a weekday late, one in twenty short. */
function company({ weeks = 20, customers = 6, proposed = TERMS, pools = [], late = 0.15 }: Company = {}): ReplayFacts {
  const random = seededRandom(5)
  const days = Array.from({ length: weeks * 5 }, (_, nth) => MONDAY + Math.floor(nth / 5) * 7 + (nth % 5))
  const placed = days.flatMap((day) =>
    Array.from({ length: customers }, (_, customer) => customer)
      .filter(() => random.unit() < 0.6)
      .map((customer) => ({ day, customer, isLate: random.unit() < late, isShort: random.unit() < 0.05 })),
  )
  const weekday = (day: number) => (day + 3) % 7
  const on = (day: number) => (weekday(day) > 4 ? day + 7 - weekday(day) : day)
  const lines = placed.flatMap((order, nth) => [0, 1].map((line) => ({ ...order, nth, line })))
  const due = ({ day }: { day: number }) => on(day + 3)
  const done = (line: { day: number; isLate: boolean }) => on(due(line) + (line.isLate ? 1 : 0))
  const column = <T>(of: readonly T[], value: (one: T) => number) => Int32Array.from(of, value)
  return {
    lines: {
      count: lines.length,
      order: column(lines, ({ nth }) => nth),
      due: column(lines, due),
      done: column(lines, done),
      pool: column(lines, ({ line }) => (pools.length ? line % pools.length : NONE)),
      quantity: Float32Array.from(lines, ({ customer }) => 1 + (customer % 4)),
      marks: Uint8Array.from(
        lines,
        ({ isLate, isShort }) => MARK.judged | (isShort ? 0 : MARK.inFull) | (isLate || isShort ? 0 : MARK.kept),
      ),
    },
    orders: {
      count: placed.length,
      day: column(placed, ({ day }) => day),
      customer: column(placed, ({ customer }) => customer),
      door: column(placed, ({ customer }) => customer),
      segment: new Int32Array(placed.length),
      site: new Int32Array(placed.length),
      worth: Float64Array.from(placed, ({ customer }) => 60 + 30 * customer),
      emission: new Float64Array(placed.length).fill(1000),
      isOwnVan: new Uint8Array(placed.length).fill(1),
    },
    pools,
    segments: [
      {
        segment: 'SHOPS',
        held: [{ from: 0, terms: TERMS }],
        today: TERMS,
        proposed,
        ...{ handling: 5, transport: 20, stop: 10, moreStock: 0, marginShare: 0.25 },
      },
    ],
    customers,
    sites: 1,
    doors: customers,
    capacity: [Array.from({ length: 7 }, () => 1000)],
    guesses: {
      ...{ merged: one(0.5), lostBelowMinimum: one(0.2), expedite: one(1), stop: one(1), holding: one(0.2) },
      ...{ dayFaster: one(0.01), dayMore: one(0), lostWhenShort: one(0.2) },
    },
  }
}

test('the same policy on both sides differs in nothing, to the last digit', () => {
  const { total, touched, segments } = simulate(company({ pools: [{ ...LEAD, today: 30, proposed: 30 }] }), {
    pairs: 8,
  })
  for (const measured of [total, ...segments])
    for (const values of [measured.elements, measured.counts, measured.money])
      for (const { change, low, high } of Object.values(values))
        if (change !== null) expect([change, low, high]).toEqual([0, 0, 0])
  expect(touched).toMatchObject({ winners: 0, losers: 0, customers: 6 })
})

const LEAD = { leadDays: 5, leadDeviation: 2 }

test('the years under the terms that held come to what was measured, and others of their own', () => {
  const facts = company({ weeks: 40 })
  const { fit, orders, rounds } = simulate(facts, { pairs: 30 })
  expect(fit.isFit).toBe(true)
  expect(Math.abs(fit.actual! - fit.replayed!)).toBeLessThan(0.01)
  expect(fit.replayed).not.toBe(fit.actual)
  expect(orders).toBeGreaterThan(facts.orders.count * 0.95)
  expect(orders).toBeLessThan(facts.orders.count * 1.05)
  expect(rounds).toBe(30)
})

test('where lateness and stock belong together in a way no rate tells, the simulation says it is not fit', () => {
  const facts = company({ weeks: 40 })
  // Verdicts that the record of days does not explain.
  const marks = facts.lines.marks.map((bits, line) => (line % 5 === 0 ? bits & ~MARK.kept : bits))
  const { fit } = simulate({ ...facts, lines: { ...facts.lines, marks } }, { pairs: 5 })
  expect(fit.isFit).toBe(false)
})

describe('a policy that is better by construction', () => {
  test('wins: more stock is there more often, and its whole interval says so', () => {
    const { total } = simulate(company({ pools: [{ ...LEAD, today: 12, proposed: 60 }] }), { pairs: 20 })
    const { before, after, low, spared } = total.elements.in_stock
    expect(after!).toBeGreaterThan(before!)
    expect(low!).toBeGreaterThan(0)
    expect(spared!).toBeLessThan(1)
  })

  test('wins: a shorter lead time comes sooner, and nobody loses', () => {
    const { total, touched } = simulate(company({ proposed: { ...TERMS, leadDays: 2 } }), { pairs: 10 })
    expect(total.elements.days.high!).toBeLessThan(0)
    expect(total.elements.promised_days.high!).toBeLessThan(0)
    expect(touched.losers).toBe(0)
    expect(touched.winners).toBe(6)
  })
})

test('fewer delivery days cost fewer stops, and name who waits longer', () => {
  const { total, touched } = simulate(company({ proposed: { ...TERMS, deliveryDays: 0b10101 } }), { pairs: 10 })
  expect(total.counts.stops.high!).toBeLessThan(0)
  expect(total.elements.days.low!).toBeGreaterThan(0)
  expect(total.money.cost.spared!).toBeGreaterThan(0.5)
  expect(touched.losers).toBe(6)
})

test('the intervals cover what many more years come to', () => {
  const facts = company({ weeks: 12, customers: 4, proposed: { ...TERMS, deliveryDays: 0b10101 } })
  const truth = simulate(facts, { pairs: 1500, seed: 1000 }).total.elements.days.change!
  let covered = 0
  for (let seed = 0; seed < 100; seed++) {
    const { low, high } = simulate(facts, { pairs: 8, seed }).total.elements.days
    if (low! <= truth && truth <= high!) covered++
  }
  // 95 are expected of a hundred; fewer than 88 or all would come by chance once in two hundred.
  expect(covered).toBeGreaterThanOrEqual(88)
  expect(covered).toBeLessThanOrEqual(100)
})

test('the same seed gives the same answer, another one another', () => {
  const facts = company({ proposed: { ...TERMS, deliveryDays: 0b10101 } })
  const told = (seed: number) => simulate(facts, { pairs: 4, seed }).total.elements.days.change
  expect(told(3)).toBe(told(3))
  expect(told(3)).not.toBe(told(4))
})

test('columns that are longer than what they hold are read as far as they go', () => {
  const facts = company({ weeks: 4 })
  const longer = <T extends Int32Array | Float32Array | Float64Array | Uint8Array>(column: T): T => {
    const room = new (column.constructor as new (length: number) => T)(column.length + 7)
    room.set(column as never)
    return room
  }
  const stretched = (columns: object) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, typeof column === 'number' ? column : longer(column)]),
    )
  const roomy = { ...facts, lines: stretched(facts.lines), orders: stretched(facts.orders) } as ReplayFacts
  expect(simulate(roomy, { pairs: 2 })).toEqual(simulate(facts, { pairs: 2 }))
})

test('a history without orders is told as nothing', () => {
  const facts = company({ weeks: 0 })
  const { total, fit } = simulate(facts, { pairs: 2 })
  expect(total.elements.otif.before).toBeNull()
  expect(fit).toMatchObject({ actual: null, isFit: false })
})

test('quantiles of Student, counts of Poisson and the mean of pairs are what tables say', () => {
  expect(studentQuantile(0.975, 9)).toBeCloseTo(2.262, 2)
  expect(studentQuantile(0.975, 29)).toBeCloseTo(2.045, 3)
  const random = seededRandom(2)
  const counts = Array.from({ length: 4000 }, () => poisson(70, random))
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  expect(mean).toBeGreaterThan(69.4)
  expect(mean).toBeLessThan(70.6)
  const told = pairedOf([
    [1, 2],
    [2, 3.5],
    [3, 4],
  ] as const)
  expect(told).toMatchObject({ before: 2, change: expect.closeTo(7 / 6, 9) })
  // Variances of either side are 1 and 13/12, of the difference 1/12.
  expect(told.spared).toBeCloseTo(1 - 1 / 12 / (1 + 13 / 12), 9)
})
