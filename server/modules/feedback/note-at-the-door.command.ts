/** What whoever took the goods in said to the driver: of one order, or of the shipment at its door. */
import type { DoorFeedback } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { customerOfOrder, findBySource, lockSource, ordersOfShipment } from './feedback.store.ts'
import { kindAtTheDoor } from './feedback.ts'
import { giveFeedback } from './give-feedback.command.ts'

type Door = { readonly order_id: string } | { readonly shipment_id: string }
interface Noted {
  readonly feedback_id: string
  readonly is_known: boolean
}

/** Told again out of a dead spot it is one. Refuses `unknown_shipment`, `unknown_order_line` and `time_order`. */
export function noteAtTheDoor(context: Context, door: Door, { report_id, ...said }: DoorFeedback): Promise<Noted> {
  return inTransaction(context, async (tx) => {
    const links = await linksOf(tx, door)
    const source_key = report_id && `door ${report_id}`
    if (source_key) {
      await lockSource(tx, source_key)
      const known = await findBySource(tx, source_key)
      if (known) return { feedback_id: known, is_known: true }
    }
    const { feedback_id } = await giveFeedback(
      { ...context, tx },
      {
        ...{ ...said, ...links, kind: kindAtTheDoor(said.stance ?? null, said.about), channel: 'door' },
        ...(source_key && { source_key }),
      },
    )
    return { feedback_id: String(feedback_id), is_known: false }
  })
}

/** Of several orders on one shipment nobody knows which was meant: it is linked to shipment and customer. */
async function linksOf(tx: Tx, door: Door) {
  if ('order_id' in door) return { order_id: door.order_id, shipment_id: null }
  const orders = await ordersOfShipment(tx, door.shipment_id)
  if (orders.length === 0) throw new Refusal('unknown_shipment', { shipment_id: door.shipment_id })
  return {
    shipment_id: door.shipment_id,
    order_id: orders.length === 1 ? orders[0]! : null,
    customer_id: await customerOfOrder(tx, orders[0]!),
  }
}
