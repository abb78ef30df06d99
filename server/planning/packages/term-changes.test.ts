import { expect, test } from 'vitest'
import { changesOf } from './term-changes.ts'

const TERMS = {
  lead_time_days: 4,
  delivery_days: ['Tu', 'Th'],
  in_stock_percent: 95,
  change_cutoff: 24,
  change_cutoff_unit: 'hours',
  freight_rule: 'company',
  minimum_quantity: null,
}
const told = (more: object) =>
  Object.fromEntries(changesOf(TERMS, { ...TERMS, ...more }).map((one) => [one.term, one.direction]))

test('says of each changed term whether the customer gains or loses, and of the others nothing', () => {
  expect(told({})).toEqual({})
  expect(told({ lead_time_days: 3, delivery_days: ['Tu', 'Th', 'Sa'] })).toEqual({
    lead_time_days: 'better',
    delivery_days: 'better',
  })
  expect(told({ in_stock_percent: 94, minimum_quantity: 10 })).toEqual({
    in_stock_percent: 'worse',
    minimum_quantity: 'worse',
  })
})

test('no lead time at all is worse than any', () => {
  expect(told({ lead_time_days: null })).toEqual({ lead_time_days: 'worse' })
})

test('takes no side where none can be told: another unit, as many other days, who pays', () => {
  expect(told({ change_cutoff: 1, change_cutoff_unit: 'open_days' })).toEqual({ change_cutoff: 'other' })
  expect(told({ delivery_days: ['Mo', 'Fr'] })).toEqual({ delivery_days: 'other' })
  expect(told({ freight_rule: 'customer' })).toEqual({ freight_rule: 'other' })
})
