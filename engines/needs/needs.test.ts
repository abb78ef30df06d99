import { expect, test } from 'vitest'
import {
  alphaOf,
  type Choice,
  choiceShares,
  differenceOf,
  driversOf,
  effortOf,
  gapOf,
  kanoClass,
  kanoOf,
  linesOf,
  meanOf,
  priorityOf,
  quadrantOf,
  ranksOf,
  recommendationOf,
  requiredLevel,
  satisfactionOf,
  scoresOf,
  setLevel,
  setsOf,
  shareSide,
  sharesOf,
  standingOf,
} from './index.ts'
import { eigenOf, inverseOf } from './matrix.ts'
import { studentQuantile } from './mean.ts'

const points = (given: Record<string, number>) => new Map(Object.entries(given))

test('the interval of a mean is that of Student, whatever the number of answers', () => {
  for (const [freedom, table] of [
    [1, 12.706],
    [2, 4.3027],
    [3, 3.1824],
    [9, 2.2622],
    [29, 2.0452],
    [1000, 1.9623],
  ] as const)
    expect(Math.abs(studentQuantile(freedom) / table - 1)).toBeLessThan(0.002)
  const { value, low, high } = meanOf([4, 5, 6])!
  expect(value).toBe(5)
  expect(high - value).toBeCloseTo(4.3027 / Math.sqrt(3), 3)
  expect(value - low).toBeCloseTo(high - value, 10)
})

test('no answer has no mean, and one answer has one of which nothing is sure', () => {
  expect(meanOf([])).toBeNull()
  expect(meanOf([6], { low: 1, high: 7 })).toMatchObject({ value: 6, low: 1, high: 7, n: 1 })
})

test('the interval of a difference is recovered from those of its sides', () => {
  const same = differenceOf({ value: 0.9, low: 0.8, high: 0.95 }, { value: 0.7, low: 0.6, high: 0.8 })
  expect(same.value).toBeCloseTo(0.2)
  expect(same.low).toBeCloseTo(0.2 - Math.hypot(0.1, 0.1))
  expect(same.high).toBeCloseTo(0.2 + Math.hypot(0.05, 0.1))
})

test('points are shares of what one person gave, so that whoever gives more does not weigh more', () => {
  const shares = sharesOf([
    points({ price: 60, window: 40 }),
    points({ price: 2, window: 8 }),
    points({ price: 0, window: 0 }),
  ])
  expect(shares.get('price')).toMatchObject({ value: 0.4, n: 2 })
  expect(shares.get('window')!.value).toBeCloseTo(0.6)
  expect(shares.has('intact')).toBe(false)
})

const duel = (person: string, best: string, worst: string): Choice => ({
  person,
  shown: [best, worst].sort(),
  best,
  worst,
})

test('best and worst are counted by how often an element was shown', () => {
  const scores = scoresOf([
    { person: '1', shown: ['a', 'b', 'c', 'd'], best: 'a', worst: 'd' },
    { person: '1', shown: ['a', 'b', 'c', 'd'], best: 'a', worst: 'c' },
    { person: '2', shown: ['a', 'b', 'c', 'd'], best: 'b', worst: 'd' },
  ])
  expect(scores.get('a')).toMatchObject({ value: 0.5, n: 2 })
  expect(scores.get('d')!.value).toBe(-0.75)
  expect(scores.get('b')!.value).toBe(0.5)
})

test('three of four choices make e^2u as likely as three to one', () => {
  // Pairs only: P(a best, b worst) = 1 / (1 + e^-2(ua - ub)), so the shares stand as √3 to 1.
  const choices = Array.from({ length: 400 }, (_, at) => duel(`${at}`, at % 4 ? 'a' : 'b', at % 4 ? 'b' : 'a'))
  const shares = choiceShares(choices)
  expect(shares.get('a')!.value / shares.get('b')!.value).toBeCloseTo(Math.sqrt(3), 2)
  expect(shares.get('a')!.low).toBeGreaterThan(shares.get('b')!.high)
})

test('an element that is always best has a finite share, and answers that contradict themselves none', () => {
  const shares = choiceShares(Array.from({ length: 6 }, (_, at) => duel(`${at}`, 'a', 'b')))
  expect(shares.get('a')!.value).toBeGreaterThan(0.8)
  expect(shares.get('a')!.value).toBeLessThan(1)
  expect(choiceShares([{ person: '1', shown: ['a', 'b'], best: 'a', worst: 'a' }]).size).toBe(0)
})

test('everybody sees each element twice, in sets of four', () => {
  const sets = setsOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], (elements) => elements.toReversed())
  expect(sets).toHaveLength(4)
  expect(sets.flat().filter((element) => element === 'c')).toHaveLength(2)
  expect(setsOf(['a', 'b'], (elements) => [...elements])).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

test('the table of Kano', () => {
  expect(kanoClass('like', 'dislike')).toBe('O')
  expect(kanoClass('neutral', 'dislike')).toBe('M')
  expect(kanoClass('like', 'neutral')).toBe('A')
  expect(kanoClass('must_be', 'live_with')).toBe('I')
  expect(kanoClass('live_with', 'like')).toBe('R')
  expect(kanoClass('dislike', 'like')).toBe('R')
  expect(kanoClass('like', 'like')).toBe('Q')
  expect(kanoClass('dislike', 'dislike')).toBe('Q')
})

test('the class is the commonest, must-be before the others where two are as common', () => {
  const result = kanoOf([
    ['neutral', 'dislike'],
    ['neutral', 'dislike'],
    ['like', 'dislike'],
    ['like', 'dislike'],
    ['like', 'neutral'],
    ['neutral', 'neutral'],
  ])
  expect(result).toMatchObject({ kind: 'M', n: 6, isUnclear: false })
  expect(result.better).toBeCloseTo((1 + 2) / 6)
  expect(result.worse).toBeCloseTo(0 - (2 + 2) / 6)
  expect(kanoOf([])).toMatchObject({ kind: null, better: null, worse: null })
  expect(kanoOf([['like', 'like']])).toMatchObject({ kind: 'Q', better: null, isUnclear: true })
})

test('satisfaction counts the two best marks, effort those of five and more', () => {
  expect(satisfactionOf([5, 4, 3, 2])!.content.value).toBe(0.5)
  expect(effortOf([7, 5, 4, 1])!.easy.value).toBe(0.5)
  expect(satisfactionOf([])).toBeNull()
})

test('promoters less detractors, within two standard errors', () => {
  const marks = [...Array(30).fill(10), ...Array(50).fill(8), ...Array(20).fill(3)]
  const result = recommendationOf(marks)!
  expect(result).toMatchObject({ promoters: 30, detractors: 20, n: 100 })
  expect(result.value).toBeCloseTo(10)
  expect(result.high - result.value).toBeCloseTo(100 * 1.959964 * (Math.sqrt(0.5 - 0.01) / 10), 6)
})

test('questions that go together may be averaged', () => {
  expect(
    alphaOf([
      [1, 1],
      [2, 2],
      [3, 3],
    ]),
  ).toBeCloseTo(1)
  expect(
    alphaOf([
      [1, 2],
      [2, 2],
      [3, 3],
      [4, 3],
    ])!,
  ).toBeCloseTo(0.8, 6)
  expect(alphaOf([[1, 2]])).toBeNull()
})

test('the required level is the median, between ordered answers', () => {
  const levels = [90, 95, 95, 98, 98, 98, 99, 99, 99, 100]
  expect(requiredLevel(levels)).toMatchObject({ value: 98, low: 95, high: 99, n: 10 })
  expect(requiredLevel([95, 98, 99])).toMatchObject({ value: 98, low: 95, high: 99 })
  expect(requiredLevel([])).toBeNull()
})

test('a matrix times its inverse, and its own axes', () => {
  expect(
    inverseOf([
      [4, 7],
      [2, 6],
    ])
      .flat()
      .map((one) => Math.round(one * 10) / 10),
  ).toEqual([0.6, -0.7, -0.2, 0.4])
  const { values } = eigenOf([
    [2, 1],
    [1, 2],
  ])
  expect(values.toSorted((a, b) => a - b).map((one) => Math.round(one))).toEqual([1, 3])
})

test('relative weights of uncorrelated elements are their squared correlations', () => {
  const marks: number[][] = []
  const overall: number[] = []
  for (let at = 0; at < 64; at++) {
    const [a, b] = [at % 2 ? 1 : -1, at % 4 < 2 ? 1 : -1]
    marks.push([a, b])
    overall.push(2 * a + b + (at % 8 < 4 ? 1 : -1))
  }
  const answer = driversOf({ elements: ['a', 'b'], marks, overall }, { draws: 200 })
  if (typeof answer === 'string') throw new Error(answer)
  expect(answer.explained).toBeCloseTo(5 / 6, 6)
  expect(answer.drivers[0]!.value).toBeCloseTo(0.8, 6)
  expect(answer.drivers[0]!.low).toBeGreaterThan(answer.drivers[1]!.high)
})

test('two elements with the same answers share what they explain', () => {
  const marks = Array.from({ length: 40 }, (_, at) => [at % 7, at % 7])
  const answer = driversOf({ elements: ['a', 'b'], marks, overall: marks.map(([a]) => a! + 1) }, { draws: 20 })
  if (typeof answer === 'string') throw new Error(answer)
  expect(answer.drivers.map(({ value }) => Math.round(value * 1000))).toEqual([500, 500])
})

test('drivers say why there are none', () => {
  expect(driversOf({ elements: ['a'], marks: [[1], [2]], overall: [1, 2] })).toBe('too_few')
  const same = Array.from({ length: 20 }, () => [3])
  expect(driversOf({ elements: ['a'], marks: same, overall: same.map((_, at) => at) })).toBe('no_variation')
})

test('importance beside performance is undecided where an interval crosses a line', () => {
  const at = (value: number, half: number) => ({ value, low: value - half, high: value + half })
  const placed = [
    { element: 'window', importance: at(0.5, 0.05), performance: at(3, 0.2) },
    { element: 'intact', importance: at(0.4, 0.05), performance: at(6, 0.2) },
    { element: 'mail', importance: at(0.05, 0.02), performance: at(6.5, 0.2) },
    { element: 'colour', importance: at(0.05, 0.02), performance: at(3, 2) },
  ]
  const lines = linesOf(placed)!
  expect(lines.importance).toBeCloseTo(0.25)
  expect(placed.map((one) => quadrantOf(one, lines))).toEqual(['concentrate', 'keep_up', 'overkill', 'undecided'])
  const low = { element: 'x', importance: at(0.05, 0.01), performance: at(2, 0.1) }
  expect(quadrantOf(low, lines)).toBe('low_priority')
  expect(quadrantOf({ ...low, isHeld: true }, lines)).toBe('concentrate')
})

test('ten people who know both are the least to stand beside a competitor', () => {
  const pairs = Array.from({ length: 9 }, (_, at) => ({ ours: 5, theirs: at % 2 ? 4 : 6 }))
  expect(standingOf(pairs)).toMatchObject({ isEnough: false })
  const enough = standingOf([...pairs, { ours: 5, theirs: 4 }])!
  expect(enough.isEnough).toBe(true)
  expect(enough.difference.value).toBeCloseTo(0)
  expect(enough.atLeast.value).toBe(0.5)
  expect(standingOf([])).toBeNull()
})

test('a gap is one only where its whole interval speaks against us', () => {
  const required = { value: 0.98, low: 0.97, high: 0.99, n: 40, sd: 0.02 }
  const gap = gapOf('capability', required, shareSide(0.9, 0.88, 0.92, 900), 5)
  expect(gap).toMatchObject({ state: 'gap', n: 40 })
  expect(gap.size).toBeCloseTo(0.08)
  expect(gap.deviations).toBeCloseTo(0.08 / 0.3)
  expect(gapOf('capability', required, shareSide(0.97, 0.94, 0.985, 90), 5).state).toBe('undecided')
  expect(gapOf('capability', required, shareSide(0.999, 0.998, 1, 9000), 5).state).toBe('none')
  expect(gapOf('capability', { ...required, n: 3 }, shareSide(0.9, 0.88, 0.92, 900), 5)).toMatchObject({
    state: 'too_few',
    size: null,
  })
  expect(gapOf('capability', required, null, 5).state).toBe('unknown')
  expect(gapOf('delivery', setLevel(0.95), shareSide(0.9, 0.88, 0.92, 900), 5).state).toBe('gap')
})

test('priority is importance times size in deviations times revenue, and nothing where the size speaks for us', () => {
  expect(priorityOf(0.3, 2, 1000)).toBe(600)
  expect(priorityOf(0.3, -2, 1000)).toBe(0)
  expect(priorityOf(null, 2, 1000)).toBe(0)
})

test('equals share the better place', () => {
  expect([
    ...ranksOf(
      new Map([
        ['a', 0.4],
        ['b', 0.4],
        ['c', 0.2],
      ]),
    ).values(),
  ]).toEqual([1, 1, 3])
})
