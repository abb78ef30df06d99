/** Cancels quantities of an order's lines. */
import { changeRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { type Cancellation, cancelLines, customerOrder } from './order.ts'

export function cancelOrderLines(
  context: Context,
  orderId: string,
  cancellation: Pick<Cancellation, 'lines' | 'by' | 'reason'>,
): Promise<State> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const when = { on: await localDayAt(tx, null, now), at: now.toISOString() }
    return changeRecord(
      context,
      tx,
      customerOrder,
      orderId,
      (order) => ({ ...order, lines: cancelLines(order.lines as State[], { ...cancellation, ...when }) }),
      { event: 'OrderLinesCancelled' },
    )
  })
}
