/**
 * Prices a whole order from what is known (EN 16931 arithmetic): each line's net is rounded and then summed; charges are
 * spread over the lines; tax is reckoned once on the base of each category and rate. What is not known stays null.
 */
import type { ChargeKind } from '../../../contract/prices.ts'
import { multiplyDivide } from '../../../engines/shared/index.ts'
import { chargeMinor, spread } from './charges.ts'
import type { ChargeTerms, LinePrice, OrderPrices, TaxCategory } from './order-prices.ts'
import { netMinor } from './unit-price.ts'

export interface PricingOptions {
  readonly isExpedited?: boolean
  readonly isSlotBooked?: boolean
}

export interface PricedLine {
  readonly line: LinePrice
  readonly netMinor: number | null
  /** The line's share of the order's charges. */
  readonly chargesMinor: number | null
}

export interface PricedCharge extends Pick<ChargeTerms, 'charge_id' | 'name' | 'kind'> {
  readonly amountMinor: number | null
}

export interface TaxTotal {
  readonly category: TaxCategory
  readonly percentMilli: number
  readonly baseMinor: number
  readonly taxMinor: number
}

export interface OrderPrice {
  readonly currency: string | null
  readonly lines: readonly PricedLine[]
  readonly charges: readonly PricedCharge[]
  readonly taxes: readonly TaxTotal[]
  /** Null wherever a part of the sum is not known. */
  readonly netMinor: number | null
  readonly chargesMinor: number | null
  readonly taxMinor: number | null
  readonly totalMinor: number | null
}

/** Null as soon as one part is not known. */
function sum(parts: readonly (number | null)[]): number | null {
  let total = 0
  for (const part of parts) {
    if (part === null) return null
    total += part
  }
  return total
}

const plus = (...parts: (number | null)[]) => sum(parts)

/** Example: three lines of 10.005 at 19 % are 10.01 each, 30.03 net, 5.71 tax, 35.74 in all. */
export function priceOrder(prices: OrderPrices, options: PricingOptions = {}): OrderPrice {
  const { currency } = prices
  const nets = prices.lines.map(({ price, quantityMilli }) =>
    price && currency ? netMinor(quantityMilli, price, currency) : null,
  )
  const net = sum(nets)
  const charges = priceCharges(prices, net, options)
  const chargesMinor = sum(charges.map((charge) => charge.amountMinor))
  const shares = net === null || chargesMinor === null ? null : spread(chargesMinor, nets as number[])
  const lines = prices.lines.map((line, at) => ({
    line,
    netMinor: nets[at]!,
    chargesMinor: shares === null ? null : shares[at]!,
  }))
  const taxes = taxTotals(lines)
  const taxMinor = taxes && sum(taxes.map((tax) => tax.taxMinor))
  const totalMinor = plus(net, chargesMinor, taxMinor)
  return { currency, lines, charges, taxes: taxes ?? [], netMinor: net, chargesMinor, taxMinor, totalMinor }
}

function priceCharges(prices: OrderPrices, net: number | null, options: PricingOptions): PricedCharge[] {
  const { currency, country, postal_code } = prices
  if (currency === null) return []
  const basis = { currency, country, postal_code, netMinor: net, weightGrams: weightOf(prices.lines) }
  const asked: Readonly<Record<ChargeKind, boolean>> = {
    freight: true,
    small_order: true,
    expedite: options.isExpedited ?? false,
    slot: options.isSlotBooked ?? false,
  }
  return prices.charges
    .filter((charge) => asked[charge.kind])
    .map((charge) => ({
      charge_id: charge.charge_id,
      name: charge.name,
      kind: charge.kind,
      amountMinor: chargeMinor(charge, basis),
    }))
}

function weightOf(lines: readonly LinePrice[]): number | null {
  return sum(
    lines.map((line) =>
      line.weightGrams === null ? null : multiplyDivide(line.quantityMilli, line.weightGrams, 1_000),
    ),
  )
}

/** One total for each category and rate, in the lines' order; null as soon as a line's base or rate is not known. */
function taxTotals(lines: readonly PricedLine[]): TaxTotal[] | null {
  const bases = new Map<string, Omit<TaxTotal, 'taxMinor'>>()
  for (const { line, netMinor: net, chargesMinor } of lines) {
    if (!line.tax || net === null || chargesMinor === null) return null
    const key = `${line.tax.category} ${line.tax.percentMilli}`
    const baseMinor = (bases.get(key)?.baseMinor ?? 0) + net + chargesMinor
    bases.set(key, { ...line.tax, baseMinor })
  }
  return [...bases.values()].map((base) => ({
    ...base,
    taxMinor: multiplyDivide(base.baseMinor, base.percentMilli, 100_000),
  }))
}
