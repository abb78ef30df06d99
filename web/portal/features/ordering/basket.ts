/** What the customer is putting together: a new order, or a change of one that was placed. */
import type { z } from 'zod'
import { nextOffered, type QuantityRule } from '../../../../contract/order-quantities.ts'
import type { NewQuote } from '../../../../contract/quotes.ts'

export type BasketLine = {
  /** Of the order that is being changed; null: not in it. */
  lineNumber: number | null
  kind: 'goods' | 'service'
  productId: string
  name: string
  unit: string | null
  quantity: number | ''
  /** What it still comes to now; null for a new line. */
  before: number | null
  /** Which quantities the customer's package offers; absent where it is not known here, and the answer says so. */
  rule?: QuantityRule
}

export type Basket = {
  lines: readonly BasketLine[]
  locationId: string | null
  /** Days wished. In a change, null leaves each line its own. */
  from: string | null
  to: string | null
}

/** The order that is being changed. */
export type Changed = {
  orderId: string
  locationId: string | null
  lines: readonly {
    line_number: number
    requested_from_date: string | null
    requested_to_date: string | null
  }[]
}

export const EMPTY: Basket = { lines: [], locationId: null, from: null, to: null }

/** The same product twice is one line of more. */
export function withLine(basket: Basket, line: Omit<BasketLine, 'lineNumber' | 'before' | 'quantity'>): Basket {
  const isSame = (one: BasketLine) => one.productId === line.productId && one.kind === line.kind
  if (!basket.lines.some(isSame)) {
    const quantity = offered(1, line.rule)
    return { ...basket, lines: [...basket.lines, { ...line, quantity, lineNumber: null, before: null }] }
  }
  const more = (one: BasketLine) =>
    isSame(one) ? { ...one, quantity: offered(Number(one.quantity) + 1, one.rule) } : one
  return { ...basket, lines: basket.lines.map(more) }
}

const offered = (quantity: number, rule: QuantityRule | undefined) => (rule ? nextOffered(quantity, rule) : quantity)

/** What the server's answer says of a line that is not offered as it was asked for. */
export type NextQuantity = { line_number: number; product_id: string; quantity: number; next_quantity: number }

export const withNextQuantities = (basket: Basket, next: readonly NextQuantity[]): Basket => ({
  ...basket,
  lines: basket.lines.map((line) => {
    const found = next.find((one) => one.product_id === line.productId && one.quantity === line.quantity)
    return found && line.kind === 'goods' ? { ...line, quantity: found.next_quantity } : line
  }),
})

const isWhole = ({ quantity }: BasketLine) => typeof quantity === 'number' && quantity > 0

/** The wish as the server takes it; null while something is missing or nothing would be different. */
export function wishOf(basket: Basket, customerId: string, changed: Changed | null): z.input<typeof NewQuote> | null {
  if (!basket.lines.every(isWhole)) return null
  const isMoved = changed !== null && basket.locationId !== null && basket.locationId !== changed.locationId
  const isDifferent = (line: BasketLine) =>
    changed === null || isMoved || line.quantity !== line.before || basket.from !== null || basket.to !== null
  const lines = basket.lines.filter(isDifferent)
  if (lines.length === 0) return null
  let next = Math.max(0, ...(changed?.lines ?? []).map((line) => line.line_number))
  return {
    customer_id: customerId,
    location_id: basket.locationId,
    order_id: changed?.orderId ?? null,
    lines: lines.map((line) => {
      const known = changed?.lines.find((one) => one.line_number === line.lineNumber)
      const isDayOpen = basket.from === null && basket.to === null
      return {
        line_number: line.lineNumber ?? ++next,
        kind: line.kind,
        product_id: line.productId,
        quantity: Number(line.quantity),
        requested_from_date: isDayOpen ? (known?.requested_from_date ?? null) : basket.from,
        requested_to_date: isDayOpen ? (known?.requested_to_date ?? null) : basket.to,
      }
    }),
  }
}
