import { expect, test } from 'vitest'
import type { ExpectedLine } from '../../../../contract/expected.ts'
import { type ArrivedLine, arrivedLines, differenceOf, receiptOf, withLot, withOther } from './receipt-draft.ts'

const line = (line_number: number, quantity: number, rest: Partial<ExpectedLine> = {}) =>
  ({
    line_number,
    product_id: `P-${line_number}`,
    product_name: 'Pump',
    unit: 'C62',
    quantity,
    received: 0,
    state: 'confirmed',
    ...rest,
  }) as ExpectedLine
const about = { supplyId: 'PO-1', locationId: 'CHI', isLast: false, document: ' ', key: 'K' }
const set = (lines: readonly ArrivedLine[], key: number, change: Partial<ArrivedLine>) =>
  lines.map((one) => (one.key === key ? { ...one, ...change } : one))

test('starts as what was announced and has not come yet', () => {
  const lines = arrivedLines([line(1, 10, { received: 4 }), line(2, 5, { state: 'closed' })])
  expect(lines.map((one) => [one.supplyLine, one.quantity])).toEqual([[1, 6]])
  expect(receiptOf(lines, about)?.lines).toMatchObject([{ supply_line: 1, quantity: 6, damaged_quantity: 0 }])
})

test('a second lot of the same line counts to the same line', () => {
  const whole = arrivedLines([line(1, 10)])
  const split = set(withLot(set(whole, 1, { quantity: 6, lot: 'A' }), whole[0]!), 2, { quantity: 4, lot: 'B' })
  expect(receiptOf(split, about)?.lines.map((one) => [one.supply_line, one.lot_id])).toEqual([
    [1, 'A'],
    [1, 'B'],
  ])
  expect(differenceOf(split[0]!, split)).toBeNull()
})

test('tells what is short, over, and what nobody ordered', () => {
  const lines = arrivedLines([line(1, 10)])
  expect(differenceOf(...first(set(lines, 1, { quantity: 9 })))).toBe('short')
  expect(differenceOf(...first(set(lines, 1, { quantity: 11 })))).toBe('over')
  const other = set(withOther(lines), 2, { productId: 'P-9', quantity: 1 })
  expect(differenceOf(other[1]!, other)).toBe('other')
})
const first = (lines: ArrivedLine[]): [ArrivedLine, ArrivedLine[]] => [lines[0]!, lines]

test('nothing can be booked of which nothing came, or more is broken than came', () => {
  const lines = arrivedLines([line(1, 10)])
  expect(receiptOf(set(lines, 1, { quantity: 0 }), about)).toBeNull()
  expect(receiptOf(set(lines, 1, { quantity: 2, damaged: 3 }), about)).toBeNull()
})
