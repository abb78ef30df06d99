import { expect, test } from 'vitest'
import type { Offer } from '../../../contract/quotes.ts'
import { offersForBuyer } from './for-buyer.ts'

const offer = (offer_number: number, told: Partial<Offer>): Offer =>
  ({
    ...{ offer_number, kinds: ['cheapest'], is_in_parts: false, is_expedited: false, has_substitute: false },
    ...{ is_as_wished: true, complete_on: '2026-03-10', currency: 'EUR', total_minor: 1000, emission_grams: null },
    ...told,
  }) as Offer
const seen = (offers: readonly Offer[]) =>
  offersForBuyer(offers).map(({ offer_number, kinds }) => [offer_number, ...kinds])

test('leaves away what comes later at the same or a higher price, and calls nothing cheapest where all cost the same', () => {
  const later = offer(1, { complete_on: '2026-03-12' })
  expect(seen([later, offer(2, { kinds: ['earliest'] })])).toEqual([[2, 'earliest']])
  expect(seen([later, offer(2, { kinds: ['earliest'], total_minor: 900 })])).toEqual([[2, 'earliest']])
})

test('calls cheapest what the buyer pays least for, whatever it costs us', () => {
  const quick = offer(2, { kinds: ['earliest'], complete_on: '2026-03-09', total_minor: 1500 })
  expect(seen([quick, offer(1, {})])).toEqual([
    [2, 'earliest'],
    [1, 'cheapest'],
  ])
  const late = offer(1, { complete_on: '2026-03-12', total_minor: 1500, emission_grams: 5 })
  expect(seen([late, offer(2, { kinds: ['earliest'], total_minor: 1200, emission_grams: 900 })])).toEqual([
    [1],
    [2, 'cheapest', 'earliest'],
  ])
})

test('of two at the least price the sooner stands first and alone is called cheapest', () => {
  const greener = offer(1, { kinds: ['cheapest', 'greenest'], complete_on: '2026-03-12', emission_grams: 1 })
  const sooner = offer(3, { kinds: ['from_stock'], emission_grams: 900 })
  const dear = offer(2, { kinds: ['earliest'], complete_on: '2026-03-09', total_minor: 1500, emission_grams: 900 })
  expect(seen([greener, dear, sooner])).toEqual([
    [3, 'cheapest', 'from_stock'],
    [1, 'greenest'],
    [2, 'earliest'],
  ])
})

test('keeps a later offer that is better in something: in one go, without a substitute, greener, as wished', () => {
  const base = { kinds: ['earliest'] as Offer['kinds'], complete_on: '2026-03-09' }
  for (const worse of [
    { is_in_parts: true },
    { has_substitute: true },
    { emission_grams: 90000 },
    { is_as_wished: false },
  ])
    expect(
      seen([offer(1, { emission_grams: 100 }), offer(2, { emission_grams: 100, ...base, ...worse })]),
    ).toHaveLength(2)
})

test('an unknown price is compared with nothing', () => {
  expect(seen([offer(1, { total_minor: null, complete_on: '2026-03-12' }), offer(2, {})])).toHaveLength(2)
})

test('calls nothing greener by what no estimate can tell apart', () => {
  const greener = offer(1, { kinds: ['greenest'], complete_on: '2026-03-12', emission_grams: 100 })
  expect(seen([greener, offer(2, { kinds: ['earliest'], emission_grams: 420 })])).toEqual([[2, 'earliest']])
})
