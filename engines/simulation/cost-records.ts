/** What serving costs the wholesaler: rates of its own, what goods cost it, and what hired carriers bill. */
import { CARRIERS, SITES } from './company.ts'
import type { Consignment } from './consignments.ts'
import { seededDraws } from './draws.ts'
import { DAY, formatDay } from './local-time.ts'
import { consignmentId } from './order-records.ts'
import type { OrderPlan } from './plan.ts'
import type { FreightBillRecord } from './records.ts'
import type { TermRecord } from './term-records.ts'
import { DAYS_TOLD, type World } from './world.ts'

const STREAM = -9

/** In units of the list currency, for one unit of the driver. */
const RATES = [
  ['order', 0.9],
  ['line', 0.18],
  ['pick', 0.22],
  ['stop', 2.4],
  ['attempt', 1.6],
  ['kilogram', 0.02],
  ['kilogram_day', 0.0009],
  ['service', 1.2],
  ['repack', 1.5],
  ['goods_return', 2.2],
  ['problem', 6],
  ['inquiry', 2.8],
  ['claim', 11],
  ['invoice', 0.5],
  ['credit_note', 3.5],
] as const
/** Wages rose in the middle of the year: what people do costs more since. */
const RAISE = { afterDays: Math.floor(DAYS_TOLD / 2), factor: 1.06, drivers: ['pick', 'inquiry', 'claim', 'problem'] }

export function costRateRecords({ firstDay }: World): TermRecord[] {
  return SITES.flatMap((site) =>
    RATES.flatMap(([driver, units]) => {
      const rate = (day: number, factor: number, more: string): TermRecord => ({
        rate_id: `${driver.toUpperCase().replace('_', '-')}-${site.currency}${more}`,
        driver,
        valid_from: formatDay(day),
        currency: site.currency,
        amount: Math.round(units * site.currencyPerList * factor * 1e4) / 1e4,
      })
      const first = rate(firstDay - 30, 1, '')
      // A stop from Yerevan is dearer than the rest of its currency: the roads are longer.
      if (driver === 'stop' && site.currency === 'AMD')
        return [first, { ...rate(firstDay - 30, 1.15, '-EVN'), site_id: site.id }]
      return RAISE.drivers.includes(driver) ? [first, rate(firstDay + RAISE.afterDays, RAISE.factor, '-2')] : [first]
    }),
  )
}

/** Goods cost six to eight tenths of the list price; a few products have no cost on record, as it goes. */
export function productCostRecords({ seed, range, firstDay }: World): TermRecord[] {
  const draws = seededDraws(seed, STREAM)
  return range.products.flatMap((product, index) => {
    const share = 0.58 + draws.next() * 0.2
    if (index % 97 === 96) return []
    return SITES.map((site) => ({
      cost_id: `${product.id}-${site.currency}`,
      product_id: product.id,
      valid_from: formatDay(firstDay - 30),
      currency: site.currency,
      unit_cost: Math.round(product.listPrice * site.currencyPerList * share * 100) / 1e6,
    }))
  })
}

/** In units of the list currency. */
const TARIFFS = { parcel: { base: 2.1, kilogram: 0.11 }, road: { base: 9, kilogram: 0.05 } } as const
const FUEL = 1.08

/** A hired carrier bills what it took, some days later; our own vans bill nothing. */
export function toFreightBills(plan: OrderPlan, consignment: Consignment): FreightBillRecord[] {
  const carrier = CARRIERS[plan.carrier]!
  if (carrier.mode === 'own_van') return []
  const billedDay = Math.floor(consignment.shipMinute / DAY) + 6
  if (billedDay * DAY > plan.now) return []
  const site = SITES.find(({ currency }) => currency === plan.customer.record.currency)!
  const kilograms = consignment.outcomes.reduce(
    (sum, { cargo, shippedMilli }) => sum + (shippedMilli * (cargo.line.product.record.weight_grams ?? 0)) / 1e6,
    0,
  )
  const { base, kilogram } = TARIFFS[carrier.mode]
  const units = (base + kilogram * kilograms) * FUEL
  return [
    {
      bill_id: consignmentId(plan, 'F', consignment.nth),
      shipment_id: consignmentId(plan, 'S', consignment.nth),
      carrier_id: carrier.id,
      billed_on: formatDay(billedDay),
      currency: site.currency,
      amount: Math.round(units * site.currencyPerList * 100) / 100,
    },
  ]
}
