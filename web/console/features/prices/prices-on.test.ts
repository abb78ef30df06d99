import { expect, test } from 'vitest'
import { nextPrices, pricesOn } from './prices-on.ts'

const price = (from_quantity: number, valid_from: string, unit_price: number, valid_to?: string) => ({
  from_quantity,
  valid_from,
  unit_price,
  ...(valid_to && { valid_to }),
})
const PRICES = [
  price(0, '2026-01-01', 10),
  price(40, '2026-01-01', 9),
  price(0, '2026-06-01', 11),
  price(0, '2026-07-01', 7, '2026-07-31'),
  price(0, '2027-01-01', 12),
]
const on = (day: string) => pricesOn(PRICES, day).map((one) => one.unit_price)

test('a later price replaces what began earlier for its quantity and above', () => {
  expect(on('2026-05-31')).toEqual([10, 9])
  expect(on('2026-06-01')).toEqual([11])
  expect(on('2025-12-31')).toEqual([])
})

test('a price with an end gives way to the one before it when it is over', () => {
  expect(on('2026-07-15')).toEqual([7])
  expect(on('2026-08-01')).toEqual([11])
})

test('what comes next is the scale of the next first day', () => {
  expect(nextPrices(PRICES, '2026-06-15').map((one) => one.unit_price)).toEqual([7])
  expect(nextPrices(PRICES, '2026-08-01').map((one) => one.unit_price)).toEqual([12])
  expect(nextPrices(PRICES, '2027-01-01')).toEqual([])
})
