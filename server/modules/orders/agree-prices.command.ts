/** What an order costs is agreed when it is placed: a price given by hand stands, what is left open is found on the customer's terms. */
import type { NewOrder } from '../../../contract/orders.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type OrderPrices, type PricedLine, perBaseUnit, priceOrder, pricesFor } from '../prices/index.ts'

type Priced = Pick<NewOrder, 'customer_id' | 'currency' | 'lines'> & { readonly location_id: string | null }

export interface AgreedLine {
  readonly unit_price?: number | null
  readonly tax_percent?: number | null
  readonly charges_minor?: number | null
  readonly price_source?: string | null
}

/**
 * The order with its prices. Where every line left its price open, the order's charges are agreed with it; a line that no
 * list prices stays without a price. An order whose prices are all given is left as it is.
 */
export async function agreePrices<Order extends Priced>(tx: Tx, order: Order, day: string) {
  const isGiven = order.lines.map((line) => line.unit_price != null)
  const given = order.lines.map((line, at) => ({ ...line, ...(isGiven[at] && { price_source: 'given' }) }))
  if (isGiven.every(Boolean)) return { ...order, lines: given }
  const prices = await pricesFor(tx, {
    customer_id: order.customer_id,
    location_id: order.location_id,
    ...(order.currency && { currency: order.currency }),
    day,
    lines: order.lines.map(({ line_number, product_id, quantity }) => ({ line_number, product_id, quantity })),
  })
  const hasCharges = !isGiven.some(Boolean)
  const found = priceOrder(prices).lines.map((priced) => agreed(priced, hasCharges))
  const lines = given.map((line, at) =>
    isGiven[at] ? line : { ...line, ...withoutNull(found[at]!), ...withoutNull(line) },
  )
  return { ...order, currency: order.currency ?? currencyOf(prices), lines }
}

const agreed = ({ line, chargesMinor }: PricedLine, hasCharges: boolean): AgreedLine =>
  line.price === null
    ? {}
    : {
        unit_price: perBaseUnit(line.price) / 1e6,
        tax_percent: line.tax && line.tax.percentMilli / 1_000,
        charges_minor: hasCharges ? chargesMinor : null,
        price_source: line.price_source,
      }

/** An order in no currency takes that of the prices found for it; without any it stays unknown. */
const currencyOf = ({ currency, lines }: OrderPrices) => (lines.some((line) => line.price !== null) ? currency : null)

const withoutNull = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Partial<T>
