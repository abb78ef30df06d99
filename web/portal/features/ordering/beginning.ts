/** What the basket begins with when an earlier order is ordered again or changed. */
import type { OrderOptions } from '../../../../contract/orders.ts'
import type { Basket, Changed } from './basket.ts'

export type EarlierOrder = {
  order: { order_id: string; location_id: string | null }
  lines: readonly {
    line_number: number
    kind: 'goods' | 'service'
    product_id: string
    product_name: string | null
    unit: string | null
    quantity: number | string
    cancelled_quantity: number | string
    requested_from_date: string | null
    requested_to_date: string | null
  }[]
}

/** Again: all that was ordered, for a day still to be chosen. Change: the lines that may still be changed; `left` counts the others. */
export function beginningOf(
  { order, lines }: EarlierOrder,
  options: OrderOptions | null,
): { basket: Basket; changed: Changed | null; left: number } {
  const open = new Map(options?.lines.map((line) => [line.line_number, line]))
  const kept = options ? lines.filter((line) => open.get(line.line_number)?.can_change) : lines
  return {
    basket: {
      locationId: order.location_id,
      from: null,
      to: null,
      lines: kept.map((line) => {
        const quantity = open.get(line.line_number)?.open_quantity ?? Number(line.quantity)
        return {
          lineNumber: options ? line.line_number : null,
          kind: line.kind,
          productId: line.product_id,
          name: line.product_name ?? line.product_id,
          unit: line.unit,
          quantity,
          before: options ? quantity : null,
        }
      }),
    },
    changed: options && { orderId: order.order_id, locationId: order.location_id, lines: [...lines] },
    left: lines.length - kept.length,
  }
}
