import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChargeTerms, LinePrice, OrderPrices } from './order-prices.ts'
import { priceOrder } from './price-order.ts'
import { BASE_UNIT, inBaseUnits, lessDiscount, netMinor, perBaseUnit } from './unit-price.ts'

const VAT = { category: 'S', percentMilli: 19_000 } as const
let number = 0
const line = (micro: number | null, more: Partial<LinePrice> = {}): LinePrice => ({
  line_number: ++number,
  kind: 'goods',
  product_id: 'P',
  quantityMilli: 1_000,
  price: micro === null ? null : { micro, per: BASE_UNIT },
  price_source: 'list:LIST',
  agreement_id: 'ALL',
  tax: VAT,
  weightGrams: 500,
  competitor: null,
  basis: null,
  ...more,
})
const order = (lines: LinePrice[], charges: ChargeTerms[] = []): OrderPrices => ({
  currency: 'EUR',
  payment_days: 30,
  country: 'MD',
  postal_code: 'MD-3100',
  lines,
  agreements: [],
  charges,
})
const rate = (more: object) => ({
  zone: '*',
  fromMicro: 0,
  fixedMicro: 0,
  percentMilli: 0,
  perKilogramMicro: 0,
  ...more,
})
const charge = (kind: ChargeTerms['kind'], rates: object[], basis: ChargeTerms['basis'] = 'order_value') => ({
  charge_id: kind,
  name: kind,
  kind,
  basis,
  rates: rates.map(rate),
})

test('rounds every line before it sums, and reckons tax once on the sum', () => {
  const priced = priceOrder(order([line(10_005_000), line(10_005_000), line(10_005_000)]))
  expect(priced).toMatchObject({ netMinor: 3_003, taxMinor: 571, totalMinor: 3_574 })
})

test('keeps tax of different rates and reasons apart', () => {
  const lines = [line(10_000_000), line(20_000_000, { tax: { category: 'G', percentMilli: 0 } }), line(30_000_000)]
  expect(priceOrder(order(lines)).taxes).toEqual([
    { category: 'S', percentMilli: 19_000, baseMinor: 4_000, taxMinor: 760 },
    { category: 'G', percentMilli: 0, baseMinor: 2_000, taxMinor: 0 },
  ])
})

test('an unknown price is unknown and never nothing: what is known is told, no sum is made up', () => {
  const priced = priceOrder(order([line(10_000_000), line(null)], [charge('freight', [{ percentMilli: 5_000 }])]))
  expect(priced.lines.map((one) => one.netMinor)).toEqual([1_000, null])
  expect(priced.charges[0]!.amountMinor).toBeNull()
  expect(priced).toMatchObject({ netMinor: null, chargesMinor: null, taxMinor: null, totalMinor: null })
})

test('an unknown tax leaves the net known and the total open', () => {
  expect(priceOrder(order([line(10_000_000, { tax: null })]))).toMatchObject({ netMinor: 1_000, totalMinor: null })
})

test('freight ends where the order is large enough, and the narrowest zone holds', () => {
  const freight = charge('freight', [
    { fixedMicro: 15_000_000 },
    { fromMicro: 500_000_000 },
    { zone: 'MD', fixedMicro: 9_000_000 },
    { zone: 'MD:MD-31', fixedMicro: 12_000_000 },
    { zone: 'MD:MD-31', fromMicro: 200_000_000, fixedMicro: 4_000_000 },
    { zone: 'RO', fixedMicro: 40_000_000 },
  ])
  const freightOf = (micro: number) => priceOrder(order([line(micro)], [freight])).chargesMinor
  expect(freightOf(199_990_000)).toBe(1_200)
  expect(freightOf(200_000_000)).toBe(400)
})

test('freight by weight counts kilograms, and is unknown where a weight is', () => {
  const freight = charge('freight', [{ fixedMicro: 2_000_000, perKilogramMicro: 1_500_000 }], 'weight')
  const heavy = line(10_000_000, { quantityMilli: 3_000, weightGrams: 400 })
  expect(priceOrder(order([heavy], [freight])).chargesMinor).toBe(200 + 180)
  expect(priceOrder(order([heavy, line(1_000_000, { weightGrams: null })], [freight])).totalMinor).toBeNull()
})

test('a destination that no zone covers has no known freight', () => {
  const freight = charge('freight', [{ zone: 'RO', fixedMicro: 40_000_000 }])
  expect(priceOrder(order([line(10_000_000)], [freight])).totalMinor).toBeNull()
})

test('expedite and slot cost only who asks for them', () => {
  const charges = [charge('expedite', [{ percentMilli: 10_000 }]), charge('slot', [{ fixedMicro: 3_000_000 }])]
  const prices = order([line(50_000_000)], charges)
  expect(priceOrder(prices).chargesMinor).toBe(0)
  expect(priceOrder(prices, { isExpedited: true }).chargesMinor).toBe(500)
  expect(priceOrder(prices, { isExpedited: true, isSlotBooked: true }).chargesMinor).toBe(800)
})

test('charges are taxed with the lines that carry them, and the parts always add up', () => {
  const price = fc.integer({ min: 0, max: 90_000_000 })
  fc.assert(
    fc.property(fc.array(price, { minLength: 1, maxLength: 9 }), fc.nat(99_999), (prices, amountMinor) => {
      const fixed = charge('small_order', [{ fixedMicro: amountMinor * 10_000 }])
      const priced = priceOrder(
        order(
          prices.map((micro) => line(micro)),
          [fixed],
        ),
      )
      expect(priced.lines.reduce((sum, one) => sum + one.chargesMinor!, 0)).toBe(amountMinor)
      expect(priced.taxes.reduce((sum, one) => sum + one.baseMinor, 0)).toBe(priced.netMinor! + amountMinor)
    }),
  )
})

test('a dozen at 10 the dozen is 10, though a twelfth of 10 is no decimal', () => {
  const dozen = { micro: 10_000_000, per: { numerator: 12, denominator: 1 } }
  expect(netMinor(12_000, dozen, 'EUR')).toBe(1_000)
  expect(netMinor(12_000_000_000, dozen, 'EUR')).toBe(1_000_000_000)
  expect(perBaseUnit(dozen)).toBe(833_333)
  expect(netMinor(1_000, dozen, 'JPY')).toBe(1)
})

test('packs become base units exactly, or not at all', () => {
  expect(inBaseUnits(2_500, { numerator: 12, denominator: 1 })).toBe(30_000)
  expect(inBaseUnits(3_000, { numerator: 1, denominator: 3 })).toBe(1_000)
  expect(inBaseUnits(1_000, { numerator: 1, denominator: 3 })).toBeNull()
})

test('a discount changes the price that is agreed, not the sum afterwards', () => {
  const price = lessDiscount({ micro: 10_005_000, per: BASE_UNIT }, 12_500)
  expect(price.micro).toBe(8_754_375)
})
