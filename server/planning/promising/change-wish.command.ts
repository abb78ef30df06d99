/** A wish for an order's own lines: whose they are, whether they may still be changed, and at which price. */
import { Refusal } from '../../../contract/refusals.ts'
import {
  loadOrder,
  openQuantity,
  optionsOf,
  type PromisedOrder,
  requireChangeable,
} from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { NewWish } from './wish-lines.ts'

/**
 * The wish with what the order says already: its place, and the price agreed for as much as was ordered. Refuses
 * `not_found` for another customer's order, `wrong_state` for lines that left or were cancelled, a customer's contact
 * after the cut-off, and another place for a part of the order: one order goes to one place.
 */
export async function ownLinesWish(tx: Tx, wish: NewWish, context: Context): Promise<NewWish> {
  const order = await loadOrder(tx, wish.order_id!, wish.customer_id)
  const wanted = new Set(wish.lines.map((line) => line.line_number))
  const options = await optionsOf(tx, order, context.clock.now())
  const touched = options.filter((line) => wanted.has(line.line_number))
  // Staff may ask what could be offered; whether it is a favor is said when the offer is taken.
  requireChangeable(touched, { despiteCutOff: context.principal.customerId === null })
  const location_id = wish.location_id ?? order.location_id
  const others = options.filter(
    (line) => !wanted.has(line.line_number) && line.open_quantity + line.shipped_quantity > 0,
  )
  if (location_id !== order.location_id && others.length > 0) {
    throw new Refusal('invalid_input', { field: 'location_id', reason: 'whole_order_only' })
  }
  for (const line of wish.lines) requireSameProduct(line, order)
  const lines = wish.lines.map((line) => atAgreedPrice(line, order))
  const as_open = wish.lines.filter((line) => isAsOpen(line, order)).map((line) => line.line_number)
  return { ...wish, location_id, lines, services_from: lastGoodsDay(order, wanted), as_open }
}

/** When the order's other goods are all there; null: none are to come. */
function lastGoodsDay({ lines }: PromisedOrder, wanted: ReadonlySet<number>): string | null {
  const days = lines.flatMap((line) =>
    line.kind === 'goods' && !wanted.has(line.line_number) && openQuantity(line) > 0 && line.to_date
      ? [line.to_date]
      : [],
  )
  return days.sort().at(-1) ?? null
}

/** Another product is another line: what was ordered and cancelled stays to be seen. */
function requireSameProduct({ line_number, kind, product_id }: NewWish['lines'][number], order: PromisedOrder): void {
  const known = order.lines.find((line) => line.line_number === line_number)
  if (known && (known.product_id !== product_id || known.kind !== kind)) {
    throw new Refusal('invalid_input', { line_number, reason: 'another_product', product_id: known.product_id })
  }
}

function isAsOpen({ line_number, quantity, unit }: NewWish['lines'][number], order: PromisedOrder): boolean {
  const known = order.lines.find((line) => line.line_number === line_number)
  return known !== undefined && !unit && quantity === openQuantity(known)
}

/** In the base unit the agreed price is known to be comparable; in a pack the offer prices the line anew. */
function atAgreedPrice(line: NewWish['lines'][number], order: PromisedOrder): NewWish['lines'][number] {
  const known = order.lines.find((one) => one.line_number === line.line_number)
  const isAgreed = known && known.product_id === line.product_id && !line.unit && line.quantity <= openQuantity(known)
  return isAgreed && line.unit_price == null ? { ...line, unit_price: known.unit_price } : line
}
