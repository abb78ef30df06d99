import { expect, test } from 'vitest'
import { type Draft, emptyDraft, emptyLine, wishOf } from './wish-draft.ts'

const line = { ...emptyLine(1), productId: 'PIPE', quantity: 3, to: '2026-03-18' }
const draft = (lines: Draft['lines']): Draft => ({ customerId: 'NORD', locationId: null, lines })

test('a wish needs a customer and one whole line', () => {
  expect(wishOf(emptyDraft())).toBeNull()
  expect(wishOf({ ...draft([line]), customerId: null })).toBeNull()
  expect(wishOf(draft([{ ...line, quantity: '' }]))).toBeNull()
  expect(wishOf(draft([line]))).toMatchObject({ customer_id: 'NORD', lines: [{ product_id: 'PIPE', quantity: 3 }] })
})

test('an empty last line is not meant, a half one is', () => {
  expect(wishOf(draft([line, emptyLine(2)]))?.lines).toHaveLength(1)
  expect(wishOf(draft([line, { ...emptyLine(2), productId: 'PUMP' }]))).toBeNull()
})

test('the next line is wished for the same day', () => {
  expect(emptyLine(2, line).to).toBe('2026-03-18')
})

test('of an order only what shall be different is asked for, a further line under a number of its own', () => {
  const order = { orderId: 'SO-1', locationId: null, lastLine: 2 }
  const inOrder = { ...line, inOrder: { lineNumber: 2, quantity: 3, from: null, to: '2026-03-18' } }
  expect(wishOf({ ...draft([inOrder]), order })).toBeNull()
  const wish = wishOf({
    ...draft([
      { ...inOrder, quantity: 5 },
      { ...line, key: 9, productId: 'PUMP' },
    ]),
    order,
  })
  expect(wish).toMatchObject({ order_id: 'SO-1', lines: [{ line_number: 2, quantity: 5 }, { line_number: 3 }] })
  expect(wishOf({ ...draft([inOrder]), locationId: 'ELSEWHERE', order })?.lines).toHaveLength(1)
})
