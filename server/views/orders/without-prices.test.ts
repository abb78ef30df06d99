import { expect, test } from 'vitest'
import { withoutPrices } from './without-prices.ts'

test('takes everything that is named after money out, at any depth and in either spelling, and nothing else', () => {
  const day = new Date('2026-03-02')
  expect(
    withoutPrices({
      order_id: 'SO-1',
      currency: 'EUR',
      lines: [{ quantity: '5', unit_price: '12.5', charges_minor: 300, priceListId: 'PL', taxPercent: '19' }],
      at: day,
      timeline: [{ data: { net_minor: 5, reason: 'price' } }],
    }),
  ).toEqual({
    order_id: 'SO-1',
    currency: 'EUR',
    lines: [{ quantity: '5', unit_price: null, charges_minor: null, priceListId: null, taxPercent: null }],
    at: day,
    timeline: [{ data: { net_minor: null, reason: 'price' } }],
  })
})
