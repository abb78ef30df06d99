/** A priced order as it is answered: decimals as numbers, what is unknown as null. */
import type { PricedOrder } from '../../../contract/prices.ts'
import { fitOf } from './fit.ts'
import type { OrderPrices } from './order-prices.ts'
import type { OrderPrice, PricedLine } from './price-order.ts'
import { perBaseUnit } from './unit-price.ts'

export function toAnswer(prices: OrderPrices, priced: OrderPrice): PricedOrder {
  return {
    currency: priced.currency,
    payment_days: prices.payment_days,
    lines: priced.lines.map(toLine),
    agreements: prices.agreements,
    charges: priced.charges.map(({ amountMinor, ...charge }) => ({ ...charge, amount_minor: amountMinor })),
    taxes: priced.taxes.map((tax) => ({
      category: tax.category,
      percent: tax.percentMilli / 1_000,
      base_minor: tax.baseMinor,
      tax_minor: tax.taxMinor,
    })),
    net_minor: priced.netMinor,
    charges_minor: priced.chargesMinor,
    tax_minor: priced.taxMinor,
    total_minor: priced.totalMinor,
  }
}

function toLine({ line, netMinor, chargesMinor }: PricedLine): PricedOrder['lines'][number] {
  return {
    line_number: line.line_number,
    kind: line.kind,
    product_id: line.product_id,
    quantity: line.quantityMilli / 1_000,
    unit_price: line.price && perBaseUnit(line.price) / 1e6,
    price_source: line.price_source,
    agreement_id: line.agreement_id,
    tax_percent: line.tax && line.tax.percentMilli / 1_000,
    tax_category: line.tax ? line.tax.category : null,
    net_minor: netMinor,
    charges_minor: chargesMinor,
    competitor: line.competitor,
    ...fitOf(line),
    basis: line.basis,
  }
}
