import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  besideEachOther,
  codeLog,
  countShortLoops,
  dependency,
  discover,
  type LoggedEvent,
  reworkOf,
  seenThrough,
  selfLoop,
  shortLoop,
  spreadOf,
  thinOut,
  variantsOf,
} from './index.ts'

const MINUTE = 60_000

/** Cases as words, a letter an activity, a minute apart. */
const logOf = (...cases: string[]) =>
  codeLog(
    cases.flatMap((word, one) =>
      [...word].map((activity, at) => ({ caseId: `C${one}`, activity, end: (at + 1) * MINUTE })),
    ),
  )

describe('the graph', () => {
  test('counts passages, cases, starts, ends and repetitions', () => {
    const graph = discover(logOf('ABAB', 'AB', 'AC'))
    expect(graph.arcs.map(({ from, to, count, cases }) => `${from}${to} ${count} ${cases}`)).toEqual([
      'AB 3 2',
      'AC 1 1',
      'BA 1 1',
    ])
    expect(
      graph.activities.map(({ name, count, cases, starts, ends, repeated }) => [
        name,
        count,
        cases,
        starts,
        ends,
        repeated,
      ]),
    ).toEqual([
      ['A', 4, 3, 3, 0, 1],
      ['B', 3, 2, 0, 2, 1],
      ['C', 1, 1, 0, 1, 0],
    ])
    expect(graph).toMatchObject({ cases: 3, events: 8 })
    expect(graph.throughput).toEqual({ n: 3, mean: (5 * MINUTE) / 3, p50: MINUTE, p90: 3 * MINUTE })
  })

  test('waiting goes from the end of the first to the start of the second, and work that overlaps has not waited', () => {
    const { arcs, activities } = discover(
      codeLog([
        { caseId: '1', activity: 'Pick', start: 0, end: 10 },
        { caseId: '1', activity: 'Pack', start: 25, end: 30 },
        { caseId: '2', activity: 'Pick', start: 0, end: 10 },
        { caseId: '2', activity: 'Pack', start: 4, end: 14 },
      ]),
    )
    expect(arcs[0]!.waiting).toEqual({ n: 2, mean: 7.5, p50: 0, p90: 15 })
    expect(activities.map(({ name, service }) => [name, service?.p90])).toEqual([
      ['Pack', 10],
      ['Pick', 10],
    ])
  })

  test('without starts nothing is known of how long work took', () => {
    expect(discover(logOf('AB')).activities.every(({ service }) => service === null)).toBe(true)
  })

  test('refuses times that are not in order', () => {
    expect(() => codeLog([{ caseId: '1', activity: 'A', start: 5, end: 4 }])).toThrow(RangeError)
    expect(() => codeLog([{ caseId: '1', activity: 'A', end: Number.NaN }])).toThrow(RangeError)
  })

  const event = fc.record({
    caseId: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('A', 'B', 'C', 'D'),
    end: fc.integer({ min: 0, max: 1e6 }),
  })
  const distinct = fc.uniqueArray(event, { maxLength: 60, selector: ({ end }) => end })

  test('is the same whatever the order in which events of different times are told', () => {
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (events, chance) => {
        const shuffled = events
          .map((one) => ({ one, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(discover(codeLog(shuffled))).toEqual(discover(codeLog(events)))
      }),
    )
  })

  test('agrees with counting by hand, and no passage is lost', () => {
    fc.assert(
      fc.property(distinct, (events) => {
        const graph = discover(codeLog(events))
        expect(new Map(graph.arcs.map(({ from, to, count }) => [`${from}>${to}`, count]))).toEqual(byHand(events))
        const passages = graph.arcs.reduce((sum, { count }) => sum + count, 0)
        expect(passages).toBe(graph.events - graph.cases)
      }),
    )
  })
})

function byHand(events: readonly LoggedEvent[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of new Set(events.map(({ caseId }) => caseId))) {
    const own = events.filter(({ caseId }) => caseId === id).sort((a, b) => a.end - b.end)
    for (const [at, one] of own.slice(1).entries()) {
      const key = `${own[at]!.activity}>${one.activity}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}

test('quantiles are those of sorting', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 200 }), (values) => {
      const sorted = values.toSorted((a, b) => a - b)
      const spread = spreadOf(Float64Array.from(values))!
      expect(spread.p50).toBe(sorted[Math.ceil(values.length * 0.5) - 1])
      expect(spread.p90).toBe(sorted[Math.ceil(values.length * 0.9) - 1])
    }),
  )
  expect(spreadOf(new Float64Array())).toBeNull()
})

test('ways are counted apart, and the share they cover is said', () => {
  const { count, variants, covered } = variantsOf(logOf('AB', 'AC', 'AB', 'A'), 2)
  expect(count).toBe(3)
  expect(variants.map(({ activities, cases, example }) => [activities.join(''), cases, example])).toEqual([
    ['AB', 2, 'C0'],
    ['AC', 1, 'C1'],
  ])
  expect(covered).toBe(0.75)
})

test('dependencies have their published values', () => {
  expect(dependency(40, 3)).toBeCloseTo(0.8409, 4)
  expect(selfLoop(12)).toBeCloseTo(0.9231, 4)
  expect(shortLoop(3, 2)).toBeCloseTo(5 / 6, 12)
  expect(besideEachOther(4, 3, 10, 10)).toBeCloseTo(1 / 3, 12)
  const log = logOf('ABABC')
  const [a, b] = [log.activities.indexOf('A'), log.activities.indexOf('B')]
  const loops = countShortLoops(log)
  expect([loops[a * 3 + b], loops[b * 3 + a]]).toEqual([1, 1])
})

describe('a picture that can be read', () => {
  test('keeps a way in and out of every activity and says what it hides', () => {
    const graph = discover(logOf(...Array<string>(90).fill('ABD'), ...Array<string>(9).fill('ACD'), 'AD'))
    const thin = thinOut(graph, 0.5)
    expect(thin.arcs.map(({ from, to }) => from + to)).toEqual(['AB', 'BD', 'AC', 'CD'])
    expect(thin.hiddenArcs).toBe(1)
    expect(thin.hiddenShare).toBeCloseTo(1 / 199, 12)
    expect(() => thinOut(graph, 1.1)).toThrow(RangeError)
  })

  test('shows at least what was asked for', () => {
    const word = fc
      .array(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 1, maxLength: 8 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cases, coverage) => {
          expect(thinOut(discover(logOf(...cases)), coverage).hiddenShare).toBeLessThanOrEqual(1 - coverage + 1e-9)
        },
      ),
    )
  })
})

test('rework is what stands again and is not meant to; to and fro is between departments', () => {
  const departmentOf = (activity: string) => ({ O: 'sales', P: 'stock', S: 'stock', Q: 'sales' })[activity] ?? null
  const rework = reworkOf(logOf('OPS', 'OPPS', 'OPQS', 'OxxS'), { mayRepeat: new Set(['x']), departmentOf })
  expect(rework).toEqual({ cases: 4, reworked: 1, pingPong: 1, handOvers: 6 })
})

test('a log of many things is seen through one of them, and what it names in vain has no case', () => {
  const log = {
    typeOf: new Map([
      ['o1', 'order'],
      ['l1', 'line'],
      ['l2', 'line'],
    ]),
    events: [
      { id: 'e1', type: 'place', time: 1, objectIds: ['o1', 'l1', 'l2', 'l2'] },
      { id: 'e2', type: 'pick', time: 2, objectIds: ['l1', 'gone'] },
    ],
  }
  expect(discover(seenThrough(log, 'line'))).toMatchObject({ cases: 2, events: 3 })
  expect(discover(seenThrough(log, 'order'))).toMatchObject({ cases: 1, events: 1 })
})
