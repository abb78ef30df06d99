/** The goods of a shipment, handed over at the door in full; goods handed over already stay as they were recorded. */
import { Refusal } from '../../../contract/refusals.ts'
import type { HandedOver, HandOver } from '../../../contract/work.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireShipment } from '../shipments/index.ts'
import { findLastDelivery, openOfShipment } from './delivery.store.ts'
import { recordDelivery } from './record-delivery.command.ts'

/** Pressed twice, or told again out of a dead spot, it is one delivery. Refuses `unknown_shipment` and `time_order`. */
export function handOver(context: Context, shipmentId: string, wish: HandOver): Promise<HandedOver> {
  return inTransaction(context, async (tx) => {
    const { to_location_id } = await requireShipment(tx, shipmentId)
    const open = await openOfShipment(tx, shipmentId)
    if (open.length === 0) {
      const known = await findLastDelivery(tx, shipmentId)
      if (known === null) throw new Refusal('wrong_state', { shipment_id: shipmentId, state: 'empty' })
      return { delivery_id: known, is_known: true }
    }
    const state = await recordDelivery(
      { ...context, tx },
      {
        ...wish,
        shipment_id: shipmentId,
        location_id: to_location_id,
        lines: open.map(({ quantity, ...key }) => ({ ...key, accepted_quantity: quantity, rejected_quantity: 0 })),
      },
    )
    return { delivery_id: String(state.delivery_id), is_known: false }
  })
}
