import { expect, test } from 'vitest'
import { type Basket, type BasketLine, type Changed, EMPTY, wishOf, withLine, withNextQuantities } from './basket.ts'

const pipe = { kind: 'goods' as const, productId: 'PIPE', name: 'Pipe', unit: 'C62' }
const inOrder = (lineNumber: number, quantity: number): BasketLine => ({ ...pipe, lineNumber, quantity, before: 10 })
const changed: Changed = {
  orderId: 'SO-1',
  locationId: 'P-1',
  lines: [1, 2].map((line_number) => ({ line_number, requested_from_date: null, requested_to_date: '2026-03-20' })),
}
const basket = (lines: readonly BasketLine[], more: Partial<Basket> = {}): Basket => ({
  ...EMPTY,
  locationId: 'P-1',
  lines,
  ...more,
})

test('the same product twice is one line of more', () => {
  expect(withLine(withLine(EMPTY, pipe), pipe).lines).toMatchObject([{ productId: 'PIPE', quantity: 2 }])
})

test('an empty or unfinished basket is no wish', () => {
  expect(wishOf(EMPTY, 'NORD', null)).toBeNull()
  expect(wishOf(basket([{ ...inOrder(1, 1), quantity: '' }]), 'NORD', null)).toBeNull()
})

test('a change asks only for what is different, and keeps the day that was wished', () => {
  expect(wishOf(basket([inOrder(1, 10), inOrder(2, 10)]), 'NORD', changed)).toBeNull()
  const wish = wishOf(basket([inOrder(1, 12), inOrder(2, 10)]), 'NORD', changed)
  expect(wish).toMatchObject({ order_id: 'SO-1', lines: [{ line_number: 1, quantity: 12 }] })
  expect(wish?.lines).toHaveLength(1)
  expect(wish?.lines[0]).toMatchObject({ requested_to_date: '2026-03-20' })
})

test('another day or another place holds for every line, and a further line gets a number of its own', () => {
  const lines = [
    inOrder(1, 10),
    inOrder(2, 10),
    { ...pipe, productId: 'GLUE', lineNumber: null, quantity: 1, before: null },
  ]
  const later = wishOf(basket(lines, { to: '2026-03-25' }), 'NORD', changed)
  expect(later?.lines.map((line) => [line.line_number, line.requested_to_date])).toEqual([
    [1, '2026-03-25'],
    [2, '2026-03-25'],
    [3, '2026-03-25'],
  ])
  expect(wishOf(basket(lines.slice(0, 2), { locationId: 'P-2' }), 'NORD', changed)?.lines).toHaveLength(2)
})

test('a product that comes in whole packs begins with the first, and grows by one', () => {
  const packed = { ...pipe, rule: { multiple: 12, least: 20 } }
  const once = withLine(EMPTY, packed)
  expect(once.lines).toMatchObject([{ quantity: 24 }])
  expect(withLine(once, packed).lines).toMatchObject([{ quantity: 36 }])
})

test('the next quantities of an answer take the place of those that are not offered', () => {
  const next = [{ line_number: 1, product_id: 'PIPE', quantity: 13, next_quantity: 24 }]
  expect(withNextQuantities(basket([inOrder(1, 13)]), next).lines).toMatchObject([{ quantity: 24 }])
})
