import { expect, test } from 'vitest'
import { fitOf } from './fit.ts'
import { BASE_UNIT } from './unit-price.ts'

const ours = (micro: number) => ({ micro, per: BASE_UNIT })
const theirs = (unit_price: string, is_old = false) => ({
  competitor: 'Rival',
  unit_price,
  seen_on: '2026-03-01',
  evidence: 'published' as const,
  age_days: is_old ? 400 : 10,
  is_old,
})

test('a price is dearer, level or cheaper than the competitor, and a hundredth more or less is level', () => {
  expect(fitOf({ price: ours(2_500_000), competitor: theirs('2.2') })).toEqual({
    difference_percent: 13.64,
    fit: 'dearer',
  })
  expect(fitOf({ price: ours(2_000_000), competitor: theirs('2.2') })).toEqual({
    difference_percent: -9.09,
    fit: 'cheaper',
  })
  expect(fitOf({ price: ours(2_222_000), competitor: theirs('2.2') }).fit).toBe('level')
  expect(fitOf({ price: ours(2_178_000), competitor: theirs('2.2') }).fit).toBe('level')
})

test('a pack is compared by its base unit', () => {
  const dozen = { micro: 12_000_000, per: { numerator: 12, denominator: 1 } }
  expect(fitOf({ price: dozen, competitor: theirs('1') }).fit).toBe('level')
})

test('what was seen longer ago than a year is told and not judged; what is unknown says nothing', () => {
  expect(fitOf({ price: ours(3_000_000), competitor: theirs('2', true) })).toEqual({
    difference_percent: 50,
    fit: 'too_old',
  })
  expect(fitOf({ price: null, competitor: theirs('2') })).toEqual({ difference_percent: null, fit: null })
  expect(fitOf({ price: ours(1), competitor: null })).toEqual({ difference_percent: null, fit: null })
})
