import { expect, test } from 'vitest'
import { cancelLines } from './order.ts'

const lines = [{ line_number: 1, quantity: 10, cancelled_quantity: 4 }]
const cancellation = { by: 'customer', on: '2026-03-16', at: '2026-03-16T09:00:00Z' } as const

test('cancels a further part of a line', () => {
  const [line] = cancelLines(lines, { ...cancellation, lines: [{ line_number: 1, quantity: 6 }] })
  expect(line).toMatchObject({ cancelled_quantity: 10, cancelled_by: 'customer' })
})

test('refuses to cancel more than is left of a line', () => {
  const tooMuch = () => cancelLines(lines, { ...cancellation, lines: [{ line_number: 1, quantity: 7 }] })
  expect(tooMuch).toThrowError(
    expect.objectContaining({ code: 'quantity_exceeded', details: { line_number: 1, left: 6 } }),
  )
})

test('refuses to cancel a line that the order has not', () => {
  const wrong = () => cancelLines(lines, { ...cancellation, lines: [{ line_number: 2, quantity: 1 }] })
  expect(wrong).toThrowError(expect.objectContaining({ code: 'unknown_order_line' }))
})
