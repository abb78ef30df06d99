/** Cancels lines of an order or parts of them: goods and hands are free for others at once, in the same transaction. */
import type { z } from 'zod'
import type { CancelLines } from '../../../contract/orders.ts'
import type { State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type KeptPart, releasePart, releaseUnwantedBookings } from '../capacity/index.ts'
import { releaseUnwanted } from '../inventory/index.ts'
import { cancelOrderLines } from '../orders/index.ts'
import { lockOrder, optionsOf, type PromisedOrder } from './order-options.store.ts'
import { type Cancelled, cancellationsOf, openQuantity } from './order-options.ts'

/** Of lines that are cancelled in part, how much of what was open stays so. */
function keptParts({ order_id, lines }: PromisedOrder, cancelled: readonly Cancelled[]): KeptPart[] {
  const open = new Map(lines.map((line) => [line.line_number, openQuantity(line)]))
  return cancelled.flatMap(({ line_number, quantity }) => {
    const before = open.get(line_number) ?? 0
    return quantity > 0 && quantity < before ? [{ order_id, line_number, part: (before - quantity) / before }] : []
  })
}

/**
 * The customer's own wish is held to the package's cut-off; staff may grant it later as a favor, and what the company
 * cancels is held to none. Refuses `cutoff_passed`, `quantity_exceeded`, `unknown_order_line`, `wrong_state`.
 */
export function cancelLines(context: Context, orderId: string, wish: z.output<typeof CancelLines>): Promise<State> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const order = await lockOrder(tx, orderId, context.principal.customerId)
    const options = await optionsOf(tx, order, context.clock.now())
    const isHeldToCutOff = wish.cancelled_by === 'customer' && !wish.despite_cutoff
    const lines = cancellationsOf(options, wish.lines, { isHeldToCutOff })
    const by = { by: wish.cancelled_by, reason: wish.reason ?? null }
    const state = await cancelOrderLines(within, orderId, { lines, ...by })
    await releaseUnwanted(within, tx, [orderId])
    await releaseUnwantedBookings(within, tx, [orderId])
    await releasePart(within, tx, keptParts(order, lines))
    return state
  })
}
