/** The wish that begins as an order stands: what of it may still be different, and after the cut-off as a favor. */
import type { OrderOptions } from '../../../../contract/orders.ts'
import type { Draft } from './wish-draft.ts'

type Order = {
  order: { order_id: string; customer_id: string; location_id: string | null }
  lines: readonly {
    line_number: number
    kind: 'goods' | 'service'
    product_id: string
    requested_from_date: string | null
    requested_to_date: string | null
  }[]
}

export function draftOf({ order, lines }: Order, options: OrderOptions): Draft {
  const open = new Map(options.lines.map((line) => [line.line_number, line]))
  const changeable = lines.filter((line) => {
    const hindrance = open.get(line.line_number)?.hindrance
    return hindrance === null || hindrance === 'cutoff_passed'
  })
  return {
    customerId: order.customer_id,
    locationId: order.location_id,
    order: {
      orderId: order.order_id,
      locationId: order.location_id,
      lastLine: Math.max(0, ...lines.map((line) => line.line_number)),
    },
    lines: changeable.map((line) => {
      const quantity = open.get(line.line_number)!.open_quantity
      const days = { from: line.requested_from_date, to: line.requested_to_date }
      return {
        key: line.line_number,
        kind: line.kind,
        productId: line.product_id,
        quantity,
        unit: '',
        ...days,
        inOrder: { lineNumber: line.line_number, quantity, ...days },
      }
    }),
  }
}
