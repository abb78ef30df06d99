/** Receiving goods, setting them aside for an order line, and shipping them. */
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireLocation } from '../locations/index.ts'
import { type LineKey, requireLines } from '../orders/index.ts'
import { requireProducts } from '../products/index.ts'
import { receive, reserve, ship } from './balance.ts'
import {
  addReservation,
  insertMovement,
  lockBalance,
  type StockKey,
  saveBalance,
  takeReservation,
} from './stock.store.ts'

export function receiveStock(context: Context, receipt: StockKey & { quantity: number; document?: string | null }) {
  const key = { product_id: receipt.product_id, location_id: receipt.location_id }
  return inTransaction(context, async (tx) => {
    await requireProducts(tx, [key.product_id])
    await requireLocation(tx, key.location_id)
    const before = await lockBalance(tx, key)
    const movement = { type: 'receipt', from: 'supplier', to: `location:${key.location_id}` }
    await insertMovement(context, tx, { ...movement, ...receipt })
    return saveBalance(context, tx, key, before, receive(before, receipt.quantity), {
      type: 'StockReceived',
      ...receipt,
    })
  })
}

/** Refuses `insufficient_stock`, and `quantity_exceeded` when the line does not want that much. */
export function reserveStock(context: Context, request: LineKey & { location_id: string; quantity: number }) {
  return inTransaction(context, async (tx) => {
    const [line] = await requireLines(tx, [request])
    if (request.quantity > line!.quantity) throw new Refusal('quantity_exceeded', { wanted: line!.quantity })
    const key = { product_id: line!.product_id, location_id: request.location_id }
    const before = await lockBalance(tx, key)
    const after = reserve(before, request.quantity)
    await addReservation(context, tx, request, key, request.quantity)
    const document = `${request.order_id}/${request.line_number}`
    return saveBalance(context, tx, key, before, after, { type: 'StockReserved', quantity: request.quantity, document })
  })
}

export interface StockShipment extends LineKey {
  readonly product_id: string
  readonly location_id: string
  readonly quantity: number
  readonly document: string
}

/** Takes goods out for a shipment. A product of which no stock is kept at that location passes without a movement. */
export function shipStock(context: Context, shipment: StockShipment) {
  const key = { product_id: shipment.product_id, location_id: shipment.location_id }
  return inTransaction(context, async (tx) => {
    const before = await lockBalance(tx, key)
    if (before.version === 0) return
    const reserved = await takeReservation(tx, shipment, key, shipment.quantity)
    const after = ship(before, shipment.quantity, reserved)
    const movement = { type: 'ship', from: `location:${key.location_id}`, to: `shipment:${shipment.document}` }
    await insertMovement(context, tx, { ...movement, ...shipment })
    await saveBalance(context, tx, key, before, after, { type: 'StockShipped', ...shipment })
  })
}
