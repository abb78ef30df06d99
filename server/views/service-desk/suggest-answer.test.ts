import { expect, test } from 'vitest'
import type { OrderFacts } from '../../../contract/inquiries.ts'
import { suggestAnswer } from './suggest-answer.ts'

const line = (line_number: number, more: Partial<OrderFacts['lines'][number]>): OrderFacts['lines'][number] => ({
  line_number,
  product_id: `P${line_number}`,
  product_name: `Product ${line_number}`,
  quantity: 10,
  delivered: 0,
  delivered_on: null,
  promised_from: null,
  promised_to: '2026-03-20',
  first_promised_to: '2026-03-20',
  carrier_name: null,
  tracking_number: null,
  shipped_on: null,
  ...more,
})
const facts = (...lines: OrderFacts['lines']): OrderFacts => ({
  order_id: 'SO-1',
  ordered_on: '2026-03-10',
  lines,
  progress: { order_id: 'SO-1', as_of: '', stages: [], shipments: [] },
})
const english = { language: 'en', today: '2026-03-18', line_number: null } as const

test('says one thing for the whole order where one thing is true of it', () => {
  const found = suggestAnswer(facts(line(1, {}), line(2, {})), english)!
  expect(found.reasons).toEqual(['promised'])
  expect(found.text).toContain('Your order SO-1: being prepared, promised by Friday, March 20.')
})

test('names the goods where they differ, and owns a promise that has passed', () => {
  const shipped = { shipped_on: '2026-03-17', carrier_name: 'Danube Parcel', tracking_number: 'T-9' }
  const found = suggestAnswer(facts(line(1, shipped), line(2, { promised_to: '2026-03-17' })), english)!
  expect(found.reasons).toEqual(['on_the_way', 'late', 'moved'])
  expect(found.text).toContain(
    'Product 1: on its way with Danube Parcel, promised by Friday, March 20. Tracking number: T-9.',
  )
  expect(found.text).toContain('Product 2: promised by Tuesday, March 17 and not with you yet. We are sorry.')
})

test('a delivered order is said to be delivered, in the language asked for', () => {
  const done = { delivered: 10, delivered_on: '2026-03-16' }
  expect(suggestAnswer(facts(line(1, done)), { ...english, language: 'ro' })!.text).toContain('livrat luni, 16 martie')
})

test('is silent about an order that was cancelled, and keeps to the line asked about', () => {
  expect(suggestAnswer(facts(line(1, { quantity: 0 })), english)).toBeNull()
  const found = suggestAnswer(facts(line(1, {}), line(2, { promised_to: null, first_promised_to: null })), {
    ...english,
    line_number: 2,
  })!
  expect(found.reasons).toEqual(['not_promised'])
})
