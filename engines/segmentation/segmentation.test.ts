import fc from 'fast-check'
import { expect, test } from 'vitest'
import { abcOf, quadrantsOf, rfmOf } from './index.ts'

const margins = (...values: number[]) => values.map((margin, at) => ({ id: `c${at}`, margin }))
const classes = (...values: number[]) => [...abcOf(margins(...values)).values()].map(({ abc }) => abc)

test('A makes four fifths of the margin, B up to nineteen twentieths, C the rest', () => {
  expect(classes(80, 15, 5)).toEqual(['A', 'B', 'C'])
  expect(abcOf(margins(80, 15, 5)).get('c1')).toEqual({ abc: 'B', rank: 2, of: 3, cumulative: expect.closeTo(0.95) })
})

test('who stands on a boundary goes to the better class, who brings nothing or a loss is C', () => {
  expect(classes(79, 14, 6, 1)).toEqual(['A', 'A', 'B', 'C'])
  expect(classes(100, 0, -50)).toEqual(['A', 'C', 'C'])
  expect(classes(0, 0)).toEqual(['C', 'C'])
})

test('equal margins share the better rank', () => {
  expect([...abcOf(margins(5, 5, 1)).values()].map(({ rank }) => rank)).toEqual([1, 1, 3])
})

test('a better margin never has a worse class, and shares end at one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 1000 }), { minLength: 1, maxLength: 40 }), (values) => {
      const places = abcOf(margins(...values))
      const sorted = margins(...values).toSorted((a, b) => b.margin - a.margin)
      const letters = sorted.map(({ id }) => places.get(id)!.abc)
      expect(letters.join('')).toMatch(/^A*B*C*$/)
      if (values.some((value) => value > 0)) {
        expect(Math.max(...[...places.values()].map(({ cumulative }) => cumulative))).toBeCloseTo(1, 9)
      }
    }),
  )
})

test('scores in thirds below fifty customers, in fifths from there on; equals get the same, lower one', () => {
  const few = rfmOf([10, 20, 30].map((days, at) => ({ id: `c${at}`, days, orders: 4, margin: at })))
  expect([...few.values()].map(({ recency, frequency, margin }) => [recency, frequency, margin])).toEqual([
    [3, 1, 1],
    [2, 1, 2],
    [1, 1, 3],
  ])
  const many = rfmOf(Array.from({ length: 100 }, (_, at) => ({ id: `c${at}`, days: at, orders: at, margin: at })))
  expect(many.get('c0')).toEqual({ recency: 5, frequency: 1, margin: 1, parts: 5 })
  expect(many.get('c99')).toEqual({ recency: 1, frequency: 5, margin: 5, parts: 5 })
  expect([...many.values()].filter(({ margin }) => margin === 3)).toHaveLength(20)
})

test('what to do about whom: by margin after serving and what serving costs', () => {
  const { places } = quadrantsOf([
    { id: 'good', net: 100, costShare: 0.05 },
    { id: 'dear', net: 90, costShare: 0.3 },
    { id: 'small', net: 5, costShare: 0.04 },
    { id: 'loss', net: -20, costShare: 0.6 },
  ])
  expect([...places].map(([id, { quadrant }]) => [id, quadrant])).toEqual([
    ['good', 'protect'],
    ['dear', 'streamline'],
    ['small', 'develop'],
    ['loss', 're_price'],
  ])
})

test('where all lose, none is protected', () => {
  const { places } = quadrantsOf([
    { id: 'a', net: -1, costShare: 0.1 },
    { id: 'b', net: -9, costShare: 0.9 },
  ])
  expect([...places.values()].map(({ quadrant }) => quadrant)).toEqual(['develop', 're_price'])
})
