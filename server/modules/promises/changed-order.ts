/** What a new promise for an order's own lines changes about the order itself. */
import type { State } from '../../ledger/index.ts'
import type { PromisedOrder } from './order-options.store.ts'
import { openQuantity, type PromisedLine } from './order-options.ts'
import type { TakenLine } from './quote.ts'
import type { Taken } from './taking.ts'

export interface ChangeStamp {
  /** The customer wished otherwise: quantity, days and place are the new wish. Else only what we moved is new. */
  readonly isCustomers: boolean
  readonly on: string | null
  readonly at: string
}

/**
 * How the order's state changes, or null when it stays as it is. A price that was agreed holds for as much as was ordered;
 * more, another product or a further line is priced as the offer said.
 */
export function changedOrder(
  order: PromisedOrder,
  { quote, lines }: Taken,
  stamp: ChangeStamp,
): ((state: State) => State) | null {
  const before = new Map(order.lines.map((line) => [line.line_number, line]))
  const parts = lines.map((line) => changeOf(before.get(Number(line.orderLine.line_number)), line, stamp))
  const isMoved = stamp.isCustomers && quote.location_id !== null && quote.location_id !== order.location_id
  if (!isMoved && parts.every((part) => Object.keys(part).length === 0)) return null
  return (state) => {
    const known = new Map((state.lines as State[]).map((line) => [Number(line.line_number), line]))
    const changed = lines.map(({ orderLine }, at) => ({ ...known.get(Number(orderLine.line_number)), ...parts[at] }))
    const numbers = new Set(lines.map(({ orderLine }) => Number(orderLine.line_number)))
    const others = (state.lines as State[]).filter((line) => !numbers.has(Number(line.line_number)))
    return { ...(isMoved && { location_id: quote.location_id }), lines: [...others, ...changed] }
  }
}

/** What becomes different about one line; the whole line where the order does not have it yet. */
function changeOf(before: PromisedLine | undefined, { orderLine }: TakenLine, stamp: ChangeStamp): State {
  if (!before) return orderLine
  const isOther = orderLine.substitute_for !== null
  const priced = { unit_price: orderLine.unit_price ?? before.unit_price }
  const product = isOther && { product_id: orderLine.product_id, substitute_for: orderLine.substitute_for, ...priced }
  const quantity = quantityChange(before, Number(orderLine.quantity), stamp)
  const isMore = Number(orderLine.quantity) > openQuantity(before)
  const price = isMore && {
    ...priced,
    tax_percent: orderLine.tax_percent,
    charges_minor: orderLine.charges_minor,
    price_source: orderLine.price_source,
  }
  return {
    ...product,
    ...(isOther || stamp.isCustomers ? quantity : {}),
    ...price,
    ...windowChange(before, orderLine, stamp),
  }
}

/** More is ordered anew; less is cancelled, so that what was ordered once stays to be seen. */
function quantityChange(before: PromisedLine, wanted: number, { isCustomers, on, at }: ChangeStamp): State {
  const more = Math.round((wanted - openQuantity(before)) * 1000) / 1000
  if (more === 0) return {}
  if (more > 0 || !isCustomers) return { quantity: Math.round((before.quantity + more) * 1000) / 1000 }
  return {
    cancelled_quantity: Math.round((before.cancelled_quantity - more) * 1000) / 1000,
    cancelled_by: 'customer',
    cancelled_on: on,
    cancelled_at: at,
  }
}

function windowChange(before: PromisedLine, orderLine: State, { isCustomers }: ChangeStamp): State {
  const from = orderLine.requested_from_date as string | null
  const to = orderLine.requested_to_date as string | null
  const isSame = from === before.requested_from_date && to === before.requested_to_date
  if (!isCustomers || isSame) return {}
  return { requested_from_date: from, requested_to_date: to, requested_from_at: null, requested_to_at: null }
}
