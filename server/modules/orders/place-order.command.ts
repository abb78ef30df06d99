/** Places an order: the wish is kept as it is, whether or not it can be met. */
import type { NewOrder } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { findOnlyLocation, localDayAt, requireLocation, requirePlaceFor } from '../locations/index.ts'
import { requireProducts, requireWholeUnits } from '../products/index.ts'
import { agreePrices } from './agree-prices.command.ts'
import { customerOrder, ORDER_NUMBERS } from './order.ts'

/**
 * Refuses unknown customers, locations and products, another customer's place, parts of what is counted, line numbers that
 * repeat, an order of a later day, and windows that end before they begin.
 */
export function placeOrder(
  context: Context,
  order: NewOrder,
  source: 'api' | 'console' | 'portal' = 'api',
): Promise<State> {
  checkLines(order)
  return inTransaction(context, async (tx) => {
    await requireCustomer(tx, order.customer_id)
    await requirePlaceFor(tx, order.customer_id, order.location_id)
    await requireLocation(tx, order.site_id)
    await requireProducts(tx, [...new Set(order.lines.map((line) => line.product_id))])
    await requireWholeUnits(tx, order.lines)
    const orderedAt = orderedAtOf(order, context.clock.now())
    const location_id = order.location_id ?? (await findOnlyLocation(tx, order.customer_id))
    const ordered_on = await localDayAt(tx, order.site_id, orderedAt)
    const priced = await agreePrices(tx, { ...order, location_id }, ordered_on)
    const state = {
      ...priced,
      order_id: order.order_id ?? (await nextNumber(context, ORDER_NUMBERS)),
      ordered_at: orderedAt.toISOString(),
      ordered_on,
      source,
      lines: priced.lines.map((line) => ({ kind: 'goods', ...line, cancelled_quantity: 0 })),
    }
    return createRecord(context, tx, customerOrder, state)
  })
}

/** Another program's clock may be ahead of ours, and so may its zone. */
const AHEAD_MAX_MS = 86_400_000

function orderedAtOf({ ordered_at }: NewOrder, now: Date): Date {
  if (!ordered_at) return now
  const orderedAt = new Date(ordered_at)
  if (orderedAt.getTime() > now.getTime() + AHEAD_MAX_MS) {
    throw new Refusal('time_order', { ordered_at, now: now.toISOString() })
  }
  return orderedAt
}

function checkLines(order: NewOrder): void {
  const seen = new Set<number>()
  for (const line of order.lines) {
    if (seen.has(line.line_number))
      throw new Refusal('invalid_input', { line_number: line.line_number, reason: 'repeated' })
    seen.add(line.line_number)
    const { requested_from_date: from, requested_to_date: to } = line
    if (from && !to) throw new Refusal('invalid_input', { line_number: line.line_number, reason: 'window_without_end' })
    if (from && to && from > to) throw new Refusal('time_order', { line_number: line.line_number, from, to })
  }
}
