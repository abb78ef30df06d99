/** Goods come back from a customer: they lie apart until somebody has looked at them. */
import type { Posted } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import { postGoods } from './post-goods.command.ts'

export interface TakeBack {
  readonly location_id: string
  readonly customer_id: string
  readonly order_id: string
  readonly document: string
  readonly lines: readonly { readonly product_id: string; readonly line_number: number; readonly quantity: number }[]
}

export function takeBack(
  context: Context,
  { location_id, customer_id, order_id, document, lines }: TakeBack,
): Promise<Posted> {
  const product_ids = lines.map((line) => line.product_id)
  return postGoods(context, { type: 'StockReceived', product_ids, location_ids: [location_id] }, async () =>
    lines.map(({ product_id, line_number, quantity }) => ({
      type: 'receipt',
      product_id,
      quantity,
      from: { kind: 'customer', at: customer_id },
      to: { kind: 'site', at: location_id, state: 'returned_uninspected' },
      order_id,
      line_number,
      document,
    })),
  )
}
