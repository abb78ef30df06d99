/** Price lists, agreements, charges, tax, and what three invented competitors ask. */
import { SITES, type Site } from './company.ts'
import type { Customer } from './customers.ts'
import { seededDraws } from './draws.ts'
import { formatDay } from './local-time.ts'
import type { Product } from './products.ts'
import type { TermRecord } from './term-records.ts'
import { DAYS_TOLD, type World } from './world.ts'

const STREAM = -7

const listOf = (currency: string): string => `LIST-${currency}`
/** Major units of the site's currency; the factors are whole, so four decimals stay exact. */
const listPrice = (product: Product, site: Site): number => (product.listPrice * site.currencyPerList) / 1e4

/** From so many packs on, every third product costs 4 % less. */
const STEP = { packs: 40, factor: 0.96 }
/** Paper gets dearer next quarter: the list says so already. */
const RAISE = { group: 0, afterDays: 45, factor: 1.03 }

export function priceRecords({ range, firstDay }: World): TermRecord[] {
  const [begin, raised] = [formatDay(firstDay - 30), formatDay(firstDay + DAYS_TOLD + RAISE.afterDays)]
  return SITES.flatMap((site) =>
    range.products.flatMap((product, index) => {
      const record = {
        list_id: listOf(site.currency),
        list_name: `General list, ${site.currency}`,
        currency: site.currency,
        product_id: product.id,
        valid_from: begin,
      }
      const price = listPrice(product, site)
      const step = { from_quantity: (STEP.packs * product.packMilli) / 1000, unit_price: toMicro(price * STEP.factor) }
      return [
        { ...record, unit_price: toMicro(price) },
        ...(index % 3 === 0 ? [{ ...record, ...step }] : []),
        ...(product.group === RAISE.group
          ? [{ ...record, valid_from: raised, unit_price: toMicro(price * RAISE.factor) }]
          : []),
      ]
    }),
  )
}

const toMicro = (price: number): number => Math.round(price * 1e6) / 1e6

const PAYMENT_DAYS: Readonly<Record<string, number>> = { MANUFACTURING: 45, PUBLIC: 60, HOSPITALITY: 14 }

/** Everybody buys on the list of the currency; who agreed on a discount, or is served across the border, has terms of one's own. */
export function agreementRecords({ customers, firstDay }: World): TermRecord[] {
  const valid_from = formatDay(firstDay - 30)
  const general = SITES.map((site) => ({
    agreement_id: `ALL-${site.currency}`,
    name: `Everybody, ${site.currency}`,
    list_id: listOf(site.currency),
    valid_from,
    payment_days: 14,
    terms: 'Prices net of tax, delivered.',
  }))
  const own = customers.flatMap((customer) => {
    const discount = discountOf(customer)
    if (discount === 0 && customer.lane !== 'crossing') return []
    const { customer_id, segment_id, currency, name } = customer.record
    return [
      {
        agreement_id: `AGR-${customer_id}`,
        name: `Agreement with ${name}`,
        customer_id,
        list_id: listOf(currency),
        valid_from,
        discount_percent: discount,
        payment_days: PAYMENT_DAYS[segment_id] ?? 30,
        tax_treatment: customer.lane === 'crossing' ? 'export' : null,
      },
    ]
  })
  return [...general, ...own]
}

function discountOf({ record, priceFactor }: Customer): number {
  const site = SITES.find((one) => one.currency === record.currency)!
  return Math.round((1 - priceFactor / site.currencyPerList) * 100)
}

/** In units of the list currency. */
const FREIGHT = { near: 4, far: 9, freeFrom: 120 }
const SMALL = { below: 20, amount: 3 }
const EXPEDITE = { percent: 12, least: 8 }
const SLOT = 2.5

export function chargeRecords({ firstDay }: World): TermRecord[] {
  const valid_from = formatDay(firstDay - 30)
  return SITES.flatMap((site) => {
    const amount = (units: number) => Math.round(units * site.currencyPerList * 100) / 100
    const charge = (kind: string, name: string) => ({
      charge_id: `${kind.toUpperCase()}-${site.currency}`,
      name,
      kind,
      currency: site.currency,
      basis: 'order_value',
      valid_from,
    })
    const freight = charge('freight', 'Freight')
    const near = { charge_zone: `${site.country}:${site.postalCode.slice(0, 5)}` }
    return [
      { ...freight, ...near, fixed: amount(FREIGHT.near) },
      { ...freight, ...near, from_amount: amount(FREIGHT.freeFrom), fixed: 0 },
      { ...freight, charge_zone: '*', fixed: amount(FREIGHT.far) },
      { ...freight, charge_zone: '*', from_amount: amount(FREIGHT.freeFrom * 2), fixed: 0 },
      { ...charge('small_order', 'Small order'), charge_zone: '*', fixed: amount(SMALL.amount) },
      { ...charge('small_order', 'Small order'), charge_zone: '*', from_amount: amount(SMALL.below), fixed: 0 },
      { ...charge('expedite', 'Express'), charge_zone: '*', fixed: amount(EXPEDITE.least), percent: EXPEDITE.percent },
      { ...charge('slot', 'Booked slot'), charge_zone: '*', fixed: amount(SLOT) },
    ]
  })
}

export const taxRecords = ({ firstDay }: World): TermRecord[] =>
  SITES.map((site) => ({
    tax_id: `${site.country}-STANDARD`,
    country: site.country,
    tax_class: 'standard',
    valid_from: formatDay(firstDay - 30),
    percent: site.taxPercent,
  }))

const COMPETITORS = ['Nistru Depot', 'Cedra Trade', 'Masis Supply'] as const
const EVIDENCE = ['published', 'same_customer', 'lost_order', 'mystery_order', 'guess'] as const
const SIGHTINGS = 240

/** Seen over the last fourteen months, so that some are too old to judge by; the third sells cheap and is seldom seen. */
export function sightingRecords({ seed, range, firstDay }: World): TermRecord[] {
  const draws = seededDraws(seed, STREAM)
  const today = firstDay + DAYS_TOLD - 1
  return Array.from({ length: SIGHTINGS }, (_, index) => {
    const site = draws.pick(SITES)
    const product = draws.pick(range.products)
    const competitor = Math.floor(draws.next() ** 1.5 * COMPETITORS.length)
    const factor = (competitor === 2 ? 0.88 : 0.97) + draws.next() * 0.12
    return {
      sighting_id: `SEEN-${String(index + 1).padStart(4, '0')}`,
      competitor: COMPETITORS[competitor]!,
      product_id: product.id,
      unit_price: Math.round(listPrice(product, site) * factor * 1e4) / 1e4,
      currency: site.currency,
      seen_on: formatDay(today - draws.between(0, 420)),
      evidence: draws.pick(EVIDENCE),
    }
  })
}
