/** What hours at the door cost stands with the charges of the line they are booked on, and goes with them. */
import { changeRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { customerOrder } from '../orders/index.ts'

export interface SlotCharge {
  readonly line_number: number
  /** Below zero: given back. */
  readonly minor: number
  readonly currency: string | null
}

/** In another currency than the order's nothing can be charged, so nothing was. */
export async function chargeSlots(
  context: Context,
  tx: Tx,
  orderId: string,
  charges: readonly SlotCharge[],
): Promise<void> {
  const sums = new Map<string, number>()
  for (const { line_number, minor, currency } of charges) {
    const key = `${line_number} ${currency}`
    sums.set(key, (sums.get(key) ?? 0) + minor)
  }
  if ([...sums.values()].every((sum) => sum === 0)) return
  const change = (state: State): State => ({
    lines: (state.lines as State[]).map((line) => {
      const more = sums.get(`${line.line_number} ${state.currency}`) ?? 0
      return more === 0 ? line : { ...line, charges_minor: Math.max(0, Number(line.charges_minor ?? 0) + more) }
    }),
  })
  await changeRecord(context, tx, customerOrder, orderId, change, { event: 'OrderLinesChanged' })
}
