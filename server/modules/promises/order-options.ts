/** What may still be done about the lines of an order, and until when. */
import type { OrderOptions } from '../../../contract/orders.ts'
import { Refusal } from '../../../contract/refusals.ts'

export interface PromisedLine {
  readonly order_id: string
  readonly line_number: number
  readonly kind: 'goods' | 'service'
  readonly product_id: string
  readonly quantity: number
  readonly cancelled_quantity: number
  readonly shipped_quantity: number
  readonly unit_price: number | null
  readonly requested_from_date: string | null
  readonly requested_to_date: string | null
  /** 0: nothing was promised yet. */
  readonly version: number
  readonly to_date: string | null
  readonly from_at: Date | null
  readonly site_id: string | null
}

export interface LineCutOffs {
  readonly change: number | null
  readonly cancel: number | null
}

export const openQuantity = (
  line: Pick<PromisedLine, 'quantity' | 'cancelled_quantity' | 'shipped_quantity'>,
): number => Math.max(0, Math.round((line.quantity - line.cancelled_quantity - line.shipped_quantity) * 1000) / 1000)

type LineOptions = OrderOptions['lines'][number]

export function lineOptions(line: PromisedLine, { change, cancel }: LineCutOffs, now: number): LineOptions {
  const open = openQuantity(line)
  const hindrance = hindranceOf(line, open, change === null || now <= change)
  return {
    line_number: line.line_number,
    open_quantity: open,
    shipped_quantity: line.shipped_quantity,
    can_change: hindrance === null,
    change_until: change === null ? null : new Date(change).toISOString(),
    can_cancel: open > 0 && (cancel === null || now <= cancel),
    cancel_until: cancel === null ? null : new Date(cancel).toISOString(),
    hindrance,
  }
}

/** Of a line that has left in part the rest can be cancelled, but what it promises is no longer one thing to be moved. */
function hindranceOf(line: PromisedLine, open: number, isInTime: boolean): LineOptions['hindrance'] {
  if (line.shipped_quantity > 0) return 'shipped'
  if (open === 0) return 'cancelled'
  return isInTime ? null : 'cutoff_passed'
}

/** Refuses `cutoff_passed` naming the first line for which it is too late, and `wrong_state` for one that left or was cancelled. */
export function requireChangeable(lines: readonly LineOptions[], options: { despiteCutOff: boolean }): void {
  for (const { line_number, hindrance, change_until } of lines) {
    if (hindrance === 'cutoff_passed' && !options.despiteCutOff) {
      throw new Refusal('cutoff_passed', { line_number, until: change_until })
    }
    if (hindrance === 'shipped' || hindrance === 'cancelled') {
      throw new Refusal('wrong_state', { line_number, state: hindrance })
    }
  }
}

export interface Cancelled {
  readonly line_number: number
  readonly quantity: number
}

/**
 * What a wish to cancel comes to: without lines all that is open, without a quantity all that is open of the line.
 * Refuses `quantity_exceeded` for more than is open, `wrong_state` where nothing is, `cutoff_passed` after the cut-off.
 */
export function cancellationsOf(
  options: readonly LineOptions[],
  wished: readonly { line_number: number; quantity?: number | null }[] | null | undefined,
  { isHeldToCutOff }: { isHeldToCutOff: boolean },
): Cancelled[] {
  const lines = wished ?? options.filter((line) => line.open_quantity > 0)
  if (lines.length === 0) throw new Refusal('wrong_state', { state: 'nothing_open' })
  const known = new Map(options.map((line) => [line.line_number, line]))
  const seen = new Set<number>()
  return lines.map((one) => {
    const { line_number } = one
    const quantity = 'quantity' in one ? one.quantity : null
    const line = known.get(line_number)
    if (!line) throw new Refusal('unknown_order_line', { line_number })
    if (seen.has(line_number)) throw new Refusal('invalid_input', { line_number, reason: 'repeated' })
    seen.add(line_number)
    if ((quantity ?? 0) > line.open_quantity || line.open_quantity === 0) {
      throw new Refusal('quantity_exceeded', { line_number, left: line.open_quantity })
    }
    if (isHeldToCutOff && !line.can_cancel)
      throw new Refusal('cutoff_passed', { line_number, until: line.cancel_until })
    return { line_number, quantity: quantity ?? line.open_quantity }
  })
}
