import { expect, test } from 'vitest'
import { seededRandom } from '../shared/index.ts'
import { differenceOf, effectOf, type Week } from './index.ts'
import { tQuantile } from './t-quantile.ts'

const week = (touched: number | null, others: number | null = null): Week => ({ touched, others, cases: 10 })
const weeks = (values: readonly number[], others?: readonly number[]) =>
  values.map((value, nth) => week(value, others?.[nth] ?? null))

test('quantiles of t stand as in the tables', () => {
  for (const [freedom, value] of [
    [1, 12.706],
    [2, 4.303],
    [4, 2.776],
    [6, 2.447],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ] as const)
    expect(tQuantile(0.975, freedom) / value).toBeCloseTo(1, 2)
})

test('takes off what met the others too', () => {
  const found = differenceOf(
    weeks([0.8, 0.82, 0.81, 0.79], [0.9, 0.92, 0.91, 0.89]),
    weeks([0.85, 0.87, 0.86, 0.84], [0.85, 0.87, 0.86, 0.84]),
  )
  expect(found).toMatchObject({ isControlled: true, weeksBefore: 4, weeksAfter: 4, cases: 80 })
  expect(found.change).toBeCloseTo(0.1, 12)
  expect(found.low).toBeCloseTo(0.1, 9)
})

test('without others tells before and after, and with too few weeks no interval', () => {
  const found = differenceOf(weeks([1, 2, 3]), weeks([4, 5, 6, 7]))
  expect(found).toMatchObject({ isControlled: false, before: 2, after: 5.5, change: 3.5, low: null, high: null })
  expect(effectOf(found, 1)).toBe('cannot_tell')
  expect(differenceOf([], weeks([1]))).toMatchObject({ before: null, change: null, low: null })
})

test('says moved, worse, not moved, or that it cannot tell', () => {
  expect(effectOf({ low: 0.01, high: 0.03 }, 0.02)).toBe('moved')
  expect(effectOf({ low: -0.9, high: -0.2 }, -0.5)).toBe('moved')
  expect(effectOf({ low: -0.03, high: -0.01 }, 0.02)).toBe('worse')
  expect(effectOf({ low: -0.01, high: 0.01 }, 0.02)).toBe('not_moved')
  expect(effectOf({ low: -0.01, high: 0.03 }, 0.02)).toBe('cannot_tell')
})

test('finds an effect where there is none in about one case of twenty', () => {
  const { normal } = seededRandom(3)
  const drawn = () => weeks(Array.from({ length: 8 }, normal), Array.from({ length: 8 }, normal))
  let wrong = 0
  for (let nth = 0; nth < 4000; nth++) {
    const { low, high } = differenceOf(drawn(), drawn())
    if (low! > 0 || high! < 0) wrong++
  }
  expect(wrong / 4000).toBeGreaterThan(0.04)
  expect(wrong / 4000).toBeLessThan(0.06)
})
