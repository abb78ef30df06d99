import { describe, expect, test } from 'vitest'
import { addedDays, addWeekdays, weekdaysBetween } from './days.ts'
import { triangular } from './draws.ts'
import { MARK, NONE, type ReplayFacts, replay, type Terms } from './index.ts'
import { linesByPool, waitsAt } from './stock.ts'

/** A Monday. */
const MONDAY = 20_003
const WEEK = 31
const TERMS: Terms = { leadDays: 4, deliveryDays: WEEK, quantile: 0.9, minimumOrder: 0, shipComplete: false }
const one = (value: number) => ({ low: value, likely: value, high: value })

interface Told {
  readonly day: number
  readonly due: number
  readonly done: number
  readonly customer?: number
  readonly door?: number
  readonly worth?: number
  readonly quantity?: number
  readonly pool?: number
  readonly marks?: number
}

/** One line an order. */
function history(
  told: readonly Told[],
  { proposed = TERMS, held = TERMS, more = {} }: { proposed?: Terms; held?: Terms; more?: Partial<ReplayFacts> } = {},
): ReplayFacts {
  const count = told.length
  const column = (of: (one: Told) => number) => Int32Array.from(told, of)
  return {
    lines: {
      count,
      order: Int32Array.from({ length: count }, (_, at) => at),
      due: column(({ due }) => due),
      done: column(({ done }) => done),
      pool: column(({ pool = NONE }) => pool),
      quantity: Float32Array.from(told, ({ quantity = 1 }) => quantity),
      marks: Uint8Array.from(
        told,
        ({ due, done, marks }) => marks ?? MARK.judged | MARK.inFull | (done <= due && done !== NONE ? MARK.kept : 0),
      ),
    },
    orders: {
      count,
      day: column(({ day }) => day),
      customer: column(({ customer = 0 }) => customer),
      door: column(({ customer = 0, door = customer }) => door),
      segment: new Int32Array(count),
      site: new Int32Array(count),
      worth: Float64Array.from(told, ({ worth = 100 }) => worth),
      emission: new Float64Array(count).fill(1000),
      isOwnVan: new Uint8Array(count).fill(1),
    },
    pools: [],
    segments: [
      {
        segment: 'SHOPS',
        held: [{ from: 0, terms: held }],
        today: TERMS,
        proposed,
        ...{ handling: 5, transport: 20, stop: 10, moreStock: 0, marginShare: 0.25 },
      },
    ],
    customers: 1 + Math.max(...told.map(({ customer = 0 }) => customer)),
    sites: 1,
    doors: 1 + Math.max(...told.map(({ customer = 0, door = customer }) => door)),
    capacity: [Array.from({ length: 7 }, () => 1000)],
    guesses: {
      ...{ merged: one(0.5), lostBelowMinimum: one(0.2), expedite: one(1), stop: one(1), holding: one(0.2) },
      ...{ dayFaster: one(0.01), dayMore: one(0), lostWhenShort: one(0.2) },
    },
    ...more,
  }
}

/** Ten weeks of an order each weekday, promised in three weekdays; of every ten one comes a day late. */
const daily = (customers = 1): Told[] =>
  Array.from({ length: 50 }, (_, nth) => {
    const day = MONDAY + Math.floor(nth / 5) * 7 + (nth % 5)
    const due = addWeekdays(day, 3)
    return { day, due, done: nth % 10 === 9 ? addWeekdays(due, 1) : due, customer: nth % customers }
  })

test('counts weekdays over weekends, and the days a week is served on', () => {
  expect(addWeekdays(MONDAY + 4, 1)).toBe(MONDAY + 7)
  expect(addWeekdays(MONDAY + 5, 1)).toBe(MONDAY + 7)
  expect(addWeekdays(MONDAY, 7)).toBe(MONDAY + 9)
  expect(weekdaysBetween(MONDAY, addWeekdays(MONDAY, 12))).toBe(12)
  expect(addedDays(WEEK, 21)).toBe(-2)
})

test('a triangle gives its least, its likeliest share and its most', () => {
  const guess = { low: 1, likely: 2, high: 5 }
  expect(triangular(guess, 0)).toBe(1)
  expect(triangular(guess, 0.25)).toBeCloseTo(2, 12)
  expect(triangular(guess, 1 - 1e-12)).toBeCloseTo(5, 5)
})

describe('the same policy', () => {
  test('gives what happened, and nobody wins or loses', () => {
    const answer = replay(history(daily()))
    expect(answer.fit).toMatchObject({ lines: 50, actual: 0.9, replayed: 0.9, isFit: true, offDays: 0 })
    expect(answer.total.elements.otif).toMatchObject({ before: 0.9, after: 0.9, change: 0, low: 0, high: 0 })
    expect(answer.total.money.gain.change).toBe(0)
    expect(answer.touched).toMatchObject({ winners: 0, losers: 0, list: [] })
  })

  test('is not fit to judge where the records do not come to what the verdicts found', () => {
    const told = daily().map((line) => ({ ...line, marks: MARK.judged | MARK.inFull }))
    expect(replay(history(told)).fit).toMatchObject({ actual: 0, replayed: 0.9, isFit: false })
  })

  test('tells nothing where nothing is judged, and takes an empty history', () => {
    const none = replay(history(daily().map((line) => ({ ...line, marks: 0 }))))
    expect(none.fit).toMatchObject({ actual: null, isFit: false })
    expect(none.total.elements.otif).toMatchObject({ before: null, change: null, low: null })
  })
})

describe('fewer delivery days', () => {
  const answer = replay(history(daily(), { proposed: { ...TERMS, deliveryDays: 0b01010 } }), { seed: 3 })

  test('make promises and deliveries later alike, and doors see fewer stops', () => {
    const { elements, counts, money } = answer.total
    expect(elements.promised_days.change).toBeGreaterThan(0)
    expect(elements.days.change).toBeGreaterThan(0)
    expect(counts.stops.after).toBeLessThan(counts.stops.before! * 0.6)
    expect(money.cost.change).toBeCloseTo(10 * (counts.stops.after! - counts.stops.before!), 6)
    expect(money.emission.after! / money.emission.before!).toBeCloseTo(counts.stops.after! / counts.stops.before!, 9)
    expect(money.reaction.after).toBeLessThan(0)
  })

  test('name the customer who loses, in what, and say how sure the change is', () => {
    expect(answer.touched).toMatchObject({ customers: 1, losers: 1, winners: 0 })
    expect(answer.touched.list[0]!.ways.map(({ way }) => way)).toEqual(expect.arrayContaining(['days', 'stops']))
    const { days } = answer.total.elements
    expect(days.low).toBeLessThanOrEqual(days.change!)
    expect(days.high).toBeGreaterThanOrEqual(days.change!)
  })

  test('say how many lines are no longer kept, or kept at last, and nothing of worth where no order has one', () => {
    const { missed, missedSooner, mended, worth, ways } = answer.touched.list[0]!
    const otif = ways.find(({ way }) => way === 'otif')
    const judged = answer.total.judged
    expect((mended - missed) / judged).toBeCloseTo(otif ? otif.after - otif.before : 0, 1)
    expect(missedSooner).toBeLessThanOrEqual(missed)
    expect(worth).toBeGreaterThan(0)
    const unpriced = daily().map((line) => ({ ...line, worth: Number.NaN }))
    const told = replay(history(unpriced, { proposed: { ...TERMS, deliveryDays: 0b01010 } }), { seed: 3 })
    expect(told.touched.list[0]).toMatchObject({ worth: null, verdict: 'loses' })
  })

  test('leave a delivery on another day as the exception it was', () => {
    const told = daily().map((line) => ({ ...line, due: MONDAY + 5 + (line.day - MONDAY), done: MONDAY + 5 }))
    const moved = replay(history(told, { proposed: { ...TERMS, deliveryDays: 0b01010 } }))
    expect(moved.fit.offDays).toBe(50)
    expect(moved.total.elements.days.change).toBe(0)
  })
})

test('more delivery days bring forward what was ready and waited for its day', () => {
  const twice = { ...TERMS, deliveryDays: 0b01010 }
  const told = Array.from({ length: 40 }, (_, nth) => ({
    day: MONDAY + nth * 7,
    due: MONDAY + nth * 7 + 3,
    done: MONDAY + nth * 7 + 3,
  }))
  const facts = history(told, { held: twice, proposed: TERMS })
  const answer = replay({ ...facts, segments: facts.segments.map((segment) => ({ ...segment, today: twice })) })
  expect(answer.total.elements.days.change).toBeLessThan(-0.2)
  expect(answer.total.elements.otif.change).toBe(0)
  expect(answer.touched.winners).toBe(1)
})

test('a shorter lead time expedites what took longer and makes promises no surer', () => {
  const answer = replay(history(daily(), { proposed: { ...TERMS, leadDays: 2 } }))
  expect(answer.total.elements.promised_days.change).toBeLessThan(-0.9)
  expect(answer.total.elements.otif.change).toBe(0)
  expect(answer.total.counts.expedited).toMatchObject({ before: 0, after: 50 })
  expect(answer.total.money.cost.change).toBe(50 * 20)
})

test('a day the customer asked for stays, whatever the lead time', () => {
  const told = daily().map((line) => ({ ...line, marks: MARK.judged | MARK.inFull | MARK.kept | MARK.wished }))
  const answer = replay(history(told, { proposed: { ...TERMS, leadDays: 1 } }))
  expect(answer.total.counts.expedited.after).toBe(0)
})

test('a minimum puts some small orders together with the next, loses some, and says whose they were', () => {
  const told = daily(2).map((line, nth) => ({ ...line, worth: nth % 2 ? 20 : 200 }))
  const answer = replay(history(told, { proposed: { ...TERMS, minimumOrder: 50 } }))
  const { counts, money } = answer.total
  expect(counts.lost_orders.after).toBeGreaterThan(0)
  expect(counts.merged.after).toBeGreaterThan(counts.lost_orders.after!)
  expect(counts.orders.after! + counts.merged.after! + counts.lost_orders.after!).toBe(50)
  expect(money.revenue.change).toBe(-20 * counts.lost_orders.after!)
  expect(answer.touched.list[0]).toMatchObject({ customer: 1, verdict: 'loses' })
})

test('a surer promise is for a later day and kept more often', () => {
  const answer = replay(history(daily(), { proposed: { ...TERMS, quantile: 0.95 } }))
  expect(answer.total.elements.promised_days.change).toBeGreaterThan(0)
  expect(answer.total.elements.otif.change).toBeGreaterThan(0.05)
})

describe('stock', () => {
  const pools = [{ leadDays: 5, leadDeviation: 0, today: 8, proposed: 3 }]
  const told = daily().map((line) => ({ ...line, pool: 0, quantity: 1 }))
  const facts = history(told, { more: { pools } })

  test('of so many units lets a line wait for what was ordered when that many fewer were asked for', () => {
    const waits = waitsAt(facts, linesByPool(facts), { level: 'proposed', round: 0 })
    // The fourth order, of Thursday, needs the unit that the first one, of Monday, had ordered.
    expect([...waits.expected.slice(0, 4)]).toEqual([0, 0, 0, 2])
    expect([...waits.drawn.slice(0, 4)]).toEqual([0, 0, 0, 2])
  })

  test('kept lower makes lines wait, later promised and later there', () => {
    const { elements } = replay(facts).total
    expect(elements.in_stock.change).toBeLessThan(-0.3)
    expect(elements.days.change).toBeGreaterThan(0.5)
    expect(elements.otif.change).toBe(0)
  })

  test('that comes late now and then breaks promises too', () => {
    const unsure = { ...facts, pools: [{ ...pools[0]!, leadDeviation: 3 }] }
    const { otif } = replay(unsure, { rounds: 10 }).total.elements
    expect(otif.low).toBeLessThan(0)
  })
})

test('what a day cannot take comes on the next', () => {
  const facts = history(daily(), {
    proposed: { ...TERMS, deliveryDays: 0b00001 },
    more: { capacity: [[1, 1, 1, 1, 1, 0, 0]] },
  })
  const answer = replay(facts)
  expect(answer.putOff.proposed).toBeGreaterThan(0)
  expect(answer.total.elements.otif.change).toBeLessThan(0)
})

test('the same seed gives the same answer, and progress grows to the end', () => {
  const facts = history(daily(3), { proposed: { ...TERMS, minimumOrder: 150 } })
  const seen: number[] = []
  const [first, second] = [replay(facts, { onProgress: (share) => seen.push(share) }), replay(facts)]
  expect(second).toEqual(first)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(1)
})
